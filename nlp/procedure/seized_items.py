"""The things on a list of what was seized (查封、扣押清单): the column of names of its table, else the rows that begin with a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Cell, Page, Span
from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence

_NAME = re.compile(r"(?:物品|财物|产品|商品|设施|场所|证据|涉案物品)*(?:名称|品名)")
_ROW = re.compile(r"^[ \t]*\d{1,3}[.、 \t\u3000]+(?P<name>[^\s\d][^\s]*[\u4e00-\u9fa5][^\s]*)", re.M)


@dataclass(frozen=True, slots=True)
class SeizedItem:
    """One thing, by its name, and where it stands."""

    name: str
    evidence: Evidence

    def told_in(self, squeezed: str) -> bool:
        """Whether a text shares any two characters in a row with the name: nothing at all in common is a sign, no proof."""
        runs = re.findall(r"[\u4e00-\u9fa5]{2,}", self.name)
        return not runs or any(run[i : i + 2] in squeezed for run in runs for i in range(len(run) - 1))


def seized_items(case: CaseFile, writ: Writ) -> list[SeizedItem]:
    """The things on one list."""
    found = []
    for page in case.dossier.pages_of(writ):
        rows = _in_tables(page) if page.tables else (((match.span("name")),) for match in _ROW.finditer(page.text))
        for ranges in rows:
            mark = case.evidence("清单所列物品", writ=writ, spans=[Span(page.number, start, end) for start, end in ranges])
            found.append(SeizedItem("".join(mark.quote.split()), mark))
    return found


def _in_tables(page: Page) -> Iterator[tuple[tuple[int, int], ...]]:
    for table in page.tables:
        head = next((cell for cell in table if _NAME.fullmatch(_text(page, cell))), None)
        if head is None:
            continue
        for cell in table:
            if cell.column == head.column and cell.row > head.row and cell.ranges and len(_text(page, cell)) > 1:
                yield cell.ranges


def _text(page: Page, cell: Cell) -> str:
    return "".join("".join(page.text[a:b] for a, b in cell.ranges).split())
