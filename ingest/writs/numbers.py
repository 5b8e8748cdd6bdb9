"""The number of a writ (文号) under its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Page, Span
from ingest.dossier import Field
from ingest.writs.pair import squeezed
from ingest.writs.titles import Title

_YEAR = r"[（(〔\[【]\s?(?:19|20)\d{2}\s?[）)〕\]】]"
NUMBER = re.compile(
    rf"(?:[\u4e00-\u9fa5]{{0,8}}[（(][\u4e00-\u9fa5]{{1,6}}[）)])?[\u4e00-\u9fa5A-Za-z]{{1,16}}(?:\d{{1,2}})?(?:字第?)?{_YEAR}(?:第|年第?)?[\u4e00-\u9fa5]?\d{{1,8}}(?:-\d{{1,6}})?号?"
    rf"|[\u4e00-\u9fa5]{{1,14}}字?第?(?:19|20)?\d{{4,14}}(?:-\d{{1,6}})?号|N[oO0]\.?[：:]?\d{{4,20}}|第\d{{4,20}}号"
)
_PLAIN = re.compile(r"[A-Za-z0-9-]{5,24}")  # 报告编号：JC20240012
_REPORT = re.compile(r"[A-Z]{1,6}-?\d{6,20}")
_LABEL = re.compile(r"^(?:报告编号|决定书文号|文书编号|案件编号|立案号|文号|编号|案号)[：:\s]*")
_BLANK = re.compile(r"[〔\[【（(]\s*[〕\]】）)]\s*第?\s*号")
_DIGIT, _MARK = re.compile(r"\d"), re.compile(r"[（(〔\[【号N]")
_MOST_LINES = 6  # between the title and its number
_DECIDE = ("penalty_decision", "summary_decision", "no_penalty_decision")
_OF_DECISION = re.compile(r"^[^\d立案]*(?:罚|处|决)(?!.*[立案][字第（(〔\[【])")  # 川交罚〔2025〕12号, not 川交罚立〔2025〕12号


def number_of(page: Page, title: Title) -> Field | None:
    """The number on a line of its own near the title, or behind 文号 or 编号; ``empty`` where the form leaves it blank.

    A cover (卷宗封面) has no number: what stands on it is the number of the case. Behind 案号 stands the number of the case as well, but
    on a decision that bears no other it is the decision's where it says 罚, 处 or 决 (交通运输 prints it so).
    """
    if title.kind == "dossier_binding":
        return None
    seen = 0
    of_case: Field | None = None
    for start, end in _lines(page, title):
        if not page.text[start:end].strip():
            continue
        seen += 1
        if seen > _MOST_LINES:
            break
        text = squeezed(page, start, end)
        labelled = _LABEL.match(text)
        bare = text[labelled.end() :] if labelled else text
        behind = labelled.group() if labelled and title.kind != "filing_approval" else ""
        decides = behind.startswith("案号") and title.kind in _DECIDE and _OF_DECISION.search(bare) is not None
        if behind.startswith(("决定书", "案", "立案")) and not decides:
            continue  # the number of another writ, or of the case
        plain = _PLAIN if labelled else _REPORT if title.kind in ("appraisal_doc", "payment_doc") else None
        match = _number_in(bare) or (plain.fullmatch(bare) if plain and _DIGIT.search(bare) else None)
        number = match.group() if match and len(bare) <= len(match.group()) + 6 else ""
        if title.kind == "service_doc" and "书" in number:
            continue  # 送达文书 行政处罚决定书 临市监罚〔2024〕12号: the number of what was served
        blank = not number and len(bare) <= 24 and _BLANK.search(bare) is not None
        if (number or blank) and not _in_table(page, start, end):
            found = Field("number", "value" if number else "empty", number, (Span(page.number, start, end),))
            if not decides:
                return found
            of_case = of_case or (found if number else None)
    return of_case


def _number_in(text: str) -> re.Match[str] | None:
    """The first number in a text: each holds digits, and a bracket, 号 or N."""
    return NUMBER.search(text) if _MARK.search(text) and _DIGIT.search(text) else None


def _lines(page: Page, title: Title) -> Iterator[tuple[int, int]]:
    """Where lines below the title stand, and first the pieces on a level with it: the number may stand in the corner beside it."""
    at = next((i for i, line in enumerate(page.lines) if line.end >= title.end), None)
    if at is None:
        yield from (match.span() for match in re.finditer(r"[^\n]+", page.text) if match.end() > title.end)
        return
    own = page.lines[at]
    for line in page.lines[max(at - 1, 0) : at]:
        if line.box.bottom > own.box.top and line.box.x0 > own.box.x1:
            yield line.start, line.end
    if own.end > title.end:
        yield title.end, own.end
    yield from ((line.start, line.end) for line in page.lines[at + 1 :])


def _in_table(page: Page, start: int, end: int) -> bool:
    """Whether a line stands in a table of several cells."""
    return any(len(table) > 2 and any(a < end and start < b for cell in table for a, b in cell.ranges) for table in page.tables)
