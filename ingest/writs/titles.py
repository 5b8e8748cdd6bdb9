"""Which kind of writ a title names, and which line of a page is its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from ingest.document import Line, Page
from ingest.normalise import normalise
from ingest.writs.catalogue import kinds

_AGENCY = re.compile(r"^[\u4e00-\u9fa5]{2,24}?(?:局|委员会|厅|人民政府|街道办事处|支队|大队|总队|执法队|管理处|分局)(?=.{3,})")
_SUFFIX = re.compile(r"[（(](?:存根|副本|正本|复印件|单位|个人|公民|收据|续页?|第?[一二三四五\d]+页?|样本|打印件)[)）]$")
_LONGEST = 32  # characters: the longest titles in the forms of the departments have 24
_TOP_SHARE = 0.45  # a title stands in the upper part of its page
_LEAST_COVER = 0.72  # share of the line that the title pattern must explain
_RUNNING_LINES = 12
_PAGE_NUMBER = re.compile(r"^[-—–\s]*(?:第?\s*\d+\s*页?)?\s*(?:[/共]\s*\d+\s*页?)?[-—–\s]*$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title found on a page. ``text`` is clean; ``confidence`` falls where the layout says less."""

    kind: str
    subtype: str | None
    text: str
    start: int
    end: int
    confidence: float


@lru_cache(maxsize=8192)
def kind_of_title(title: str) -> tuple[str, float] | None:
    """The kind a clean title names and the share of the title that the pattern explains; None where none does.

    The longest match over all kinds wins, so 行政处罚决定书（简易程序） is the summary decision.
    """
    best: tuple[int, float, str] | None = None
    for form in _forms(title):
        for kind in kinds().values():
            for match in kind.pattern.finditer(form):
                length = match.end() - match.start()
                cover = length / len(form)
                if cover >= _LEAST_COVER and (best is None or (length, cover) > best[:2]):
                    best = (length, cover, kind.id)
    return (best[2], best[1]) if best else None


def _forms(title: str) -> list[str]:
    """The title as printed, without a suffix, with the brackets' content in line, without it, and without the agency's name."""
    bare = _SUFFIX.sub("", title)
    inline = re.sub(r"[（）()《》]", "", bare)
    without = re.sub(r"[（(][^）)]*[）)]", "", bare)
    forms = [inline, without]
    forms += [_AGENCY.sub("", form) for form in forms]
    return list(dict.fromkeys(form for form in forms if len(form) >= 2))


def find_title(page: Page, running: frozenset[str]) -> Title | None:
    """The title of the writ that begins on this page; None where the page goes on with another.

    ``running`` holds the clean lines that head many pages. A title is short, has no sentence marks, stands in the upper part,
    and is set off: centred, or larger than the text, or alone at the top. It may be spread over two lines.
    """
    if not page.lines:
        return _first_line_of_plain_text(page)
    size = median(line.box.bottom - line.box.top for line in page.lines)
    top = [line for line in page.lines if line.box.top < page.height * _TOP_SHARE][:_RUNNING_LINES]
    cleaned = [(line, _clean(page, line)) for line in top]
    lines = [(line, text) for line, text in cleaned if text and text not in running and not _PAGE_NUMBER.match(text)]
    best: Title | None = None
    for i, (line, text) in enumerate(lines):
        set_off = _centred(page, line) or line.box.bottom - line.box.top > 1.15 * size
        for candidate, end in _with_next(text, lines, i, page):
            found = _title(candidate, line, end, set_off=set_off, first=i <= 1)
            if found and (best is None or found.confidence > best.confidence + 0.05):
                best = found
        if best is None and re.search(r"[。；]", text) and len(text) > 20:
            break  # the running text has begun
    return best


def _with_next(text: str, lines: list[tuple[Line, str]], i: int, page: Page) -> Iterator[tuple[str, Line]]:
    yield text, lines[i][0]
    if i + 1 < len(lines) and _centred(page, lines[i][0]) and _centred(page, lines[i + 1][0]):
        yield text + lines[i + 1][1], lines[i + 1][0]


def _title(text: str, line: Line, last: Line, *, set_off: bool, first: bool) -> Title | None:
    if not 2 <= len(text) <= _LONGEST or re.search(r"[。；，：:、《》“”]|\d{4}年", text) or not (set_off or first):
        return None
    found = kind_of_title(text)
    if found is None:
        return None
    kind, cover = found
    confidence = (0.98 if set_off else 0.8) * (0.6 + 0.4 * cover)
    return Title(kind, kinds()[kind].subtype(text), text, line.start, last.end, confidence)


def _first_line_of_plain_text(page: Page) -> Title | None:
    """Text files have no layout: the first line that is not blank may be a title."""
    for match in re.finditer(r"[^\n]+", page.text):
        text = normalise(match.group()).text.replace(" ", "").strip()
        if text:
            found = kind_of_title(text) if len(text) <= _LONGEST else None
            return Title(found[0], kinds()[found[0]].subtype(text), text, match.start(), match.end(), 0.7) if found else None
    return None


def _clean(page: Page, line: Line) -> str:
    return re.sub(r"\s", "", normalise(page.text[line.start : line.end]).text)


def _centred(page: Page, line: Line) -> bool:
    return abs((line.box.x0 + line.box.x1) / 2 - page.width / 2) < 0.08 * page.width and line.box.x0 > 0.15 * page.width
