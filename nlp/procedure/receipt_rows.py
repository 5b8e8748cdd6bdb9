"""Receipts kept as a list on one sheet (票据号码 | 缴款日期 | 项目 | 金额): each row is a payment of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Box, Page
from ingest.dossier import Field, Writ
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile

_PENALTY = re.compile(r"罚|没收|没入|违法所得")
_ON_TOP = re.compile(r"加处|加罚|滞纳金|逾期加收")
_TOTAL = re.compile(r"合计|总计|小计|共计|累计")


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One row: the fields with its sum and its day, and all that stands in it, without white space."""

    amount: Field
    day: Field
    text: str


@asked_once
def receipt_rows(case: CaseFile, writ: Writ) -> list[ReceiptRow]:
    """The payments of penalties on a sheet that lists several receipts; none where it is one receipt or its rows cannot be told apart.

    Rows under another name (refunds, fees, what is charged on top of a fine) are left out where other rows name fines or confiscations.
    """
    amounts = _shown(writ, "amount")
    if len(amounts) < 2:
        return []
    days = _shown(writ, "date")
    rows = []
    for amount in amounts:
        box, page = _box(case, amount)
        beside = [day for day in days if day.spans[0].page == page.number and _level(_box(case, day)[0], box)]
        text = "".join("".join(_row_text(page, amount, box)).split())
        if len(beside) == 1:
            rows.append(ReceiptRow(amount, beside[0], text))
        elif beside or not _TOTAL.search(text):
            return []
    if len({id(row.day) for row in rows}) < max(len(rows), 2):
        return []
    penalties = [row for row in rows if _PENALTY.search(row.text) and not _ON_TOP.search(row.text)]
    return penalties or rows


def _shown(writ: Writ, name: str) -> list[Field]:
    return [field for field in writ.all(name) if field.state == "value" and field.spans]


def _box(case: CaseFile, field: Field) -> tuple[Box, Page]:
    """Where the first line of a field stands."""
    span = field.spans[0]
    page = case.dossier.page(span.page)
    return next(iter(page.boxes(span.start, span.end)), Box(0.0, 0.0, 0.0, 0.0)), page


def _level(one: Box, other: Box) -> bool:
    """Whether two boxes stand in one row."""
    return one.top < (other.top + other.bottom) / 2 < one.bottom or other.top < (one.top + one.bottom) / 2 < other.bottom


def _row_text(page: Page, amount: Field, box: Box) -> Iterator[str]:
    """What stands in the cells beside the one of a sum, else in the lines at its height."""
    at = amount.spans[0].start
    for table in page.tables:
        own = next((cell for cell in table if any(start <= at < end for start, end in cell.ranges)), None)
        if own:
            for cell in table:
                if _level(cell.box, own.box):
                    yield from _pieces(page, cell.ranges)
            return
    yield from _pieces(page, [(line.start, line.end) for line in page.lines if _level(line.box, box)])


def _pieces(page: Page, ranges: Sequence[tuple[int, int]]) -> Iterator[str]:
    for start, end in ranges:
        yield page.text[start:end]
