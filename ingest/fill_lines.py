"""Fill-in lines drawn with underscores: those that a value stands on are part of the print, those with nothing on them are blank places."""

from __future__ import annotations

import re
from functools import lru_cache

_RUN = re.compile(r"[_＿]+")
_LABEL_COLON = re.compile(r"(?<!\d)[：:]|[：:](?!\d)")  # 9:05 holds none
_LONGEST = 60  # characters of a value on its line
# what the form prints between its blanks, or beside them: 年, 月, 至, 平方米, （签名）
_PRINTED = re.compile(
    r"[\s年月日时分秒午上下至自到起止第次共页号份件、，,。.；;/／—\-]*|(?:平方|立方|公|千)*[米克里斤吨元]|[（(].*|.*[）)]"
)
_GOES_ON = re.compile(r"[至到第为由]$")


@lru_cache(maxsize=64)  # the pages at hand: each is asked for every value on it
def without_fill_lines(text: str) -> str:
    """The text with blanks for the underscores that a value stands on (____9____时, 证号：____3799，张三____ ), as long as before.

    Underscores with no value up to the next label or the end of the line stay: 证号：____ 记录人：, ____年____月____日.
    """
    if not _has_fill_line(text):
        return text
    return "\n".join([_line(line) if _has_fill_line(line) else line for line in text.split("\n")])


def _has_fill_line(text: str) -> bool:
    return "_" in text or "＿" in text


def _line(line: str) -> str:
    runs = list(_RUN.finditer(line))
    bounds = [0, *(at for run in runs for at in run.span()), len(line)]
    parts = [line[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)]  # parts[i] before runs[i], parts[i + 1] behind it
    filled: set[int] = set()
    labelled = False  # whether the last words before a run end with the colon of a label
    for i, part in enumerate(parts):
        labelled_here, labelled = labelled, part.rstrip().endswith(("：", ":")) or (labelled and not part.strip())
        if 0 < i < len(runs) and _is_value(part, labelled=labelled_here):
            filled |= {i - 1, i}
        elif i and labelled_here and (number := re.match(r"\s*[^\s：:]*\d[^\s：:]*", part)) and _is_value(number.group(), labelled=True):
            filled.add(i - 1)
        if i < len(runs) and (colon := [*_LABEL_COLON.finditer(part)]) and re.match(r"\s|$", parts[i + 1]):
            value = part[colon[-1].end() :]
            if len(value.strip()) > 1 and not _GOES_ON.search(value) and _is_value(value.strip(), labelled=True):
                filled.add(i)
    for i in filled:
        start, end = runs[i].span()
        line = line[:start] + " " * (end - start) + line[end:]
    return line


def _is_value(part: str, *, labelled: bool) -> bool:
    """Whether words between two runs were filled in: they hold a digit, or stand on the line behind a label."""
    if len(part) > _LONGEST or _LABEL_COLON.search(part) or _PRINTED.fullmatch(part):
        return False
    return any(char.isdigit() for char in part) or (labelled and part == part.strip() and not re.search("[，。；]", part))
