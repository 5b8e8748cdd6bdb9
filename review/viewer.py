"""The page viewer (原页): evidence as steps to walk through, and the boxes to draw on a page's image.

Boxes are given in percent of the page, so that they scale with the image whatever its width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from ingest.document import Box
from nlp.procedure.finding import Evidence, Finding
from nlp.procedure.report import PageRow, Report, WritRow


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of evidence. ``at`` names it (finding.evidence, both counted from 0 in the order shown)."""

    at: str
    finding: Finding
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Rectangle:
    """One box in percent of the page. ``active`` where it belongs to the evidence being looked at."""

    left: float
    top: float
    width: float
    height: float
    severity: str
    label: str
    active: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A place to turn to: its page, its evidence (empty where a page is turned to for itself) and address."""

    page: int
    at: str
    address: str


@dataclass(frozen=True, slots=True)
class View:
    """What the viewer shows: one page with the boxes of all evidence on it, and where n, p and the page buttons lead."""

    base: str
    image: str
    page: PageRow
    pages: int
    at: str
    boxes: tuple[Rectangle, ...]
    writ: WritRow | None
    position: int
    marks: int
    next: Turn | None
    previous: Turn | None
    page_after: Turn | None
    page_before: Turn | None


def marks_of(findings: Sequence[Finding]) -> tuple[Mark, ...]:
    """Every piece of evidence in the order of the findings: what n and p walk through."""
    return tuple(Mark(f"{i}.{j}", finding, evidence) for i, finding in enumerate(findings) for j, evidence in enumerate(finding.evidence))


def address(base: str, page: int, at: str = "") -> str:
    """The address of a page in the viewer."""
    return f"{base}?{urlencode({'page': page, **({'at': at} if at else {})})}"


def in_percent(box: Box, page: PageRow) -> tuple[float, float, float, float]:
    """Left, top, width, height in percent of the page, cut at its edges, with a little air around the words."""
    air = 1.5  # points
    left, right = max(0.0, min(box.x0, box.x1) - air), min(page.width, max(box.x0, box.x1) + air)
    top, bottom = max(0.0, min(box.top, box.bottom) - air), min(page.height, max(box.top, box.bottom) + air)
    across, down = 100 / page.width, 100 / page.height
    return round(left * across, 3), round(top * down, 3), round((right - left) * across, 3), round((bottom - top) * down, 3)


def view(report: Report, marks: Sequence[Mark], *, base: str, page: int | None, at: str) -> View | None:
    """The viewer at an evidence (``at``), else at ``page``, else at the first evidence, else at page 1. None without pages.

    A page or evidence that does not exist leads to the first evidence, so that an old address still shows something.
    """
    if not report.pages:
        return None
    rows = {row.number: row for row in report.pages}
    located = [mark for mark in marks if mark.evidence.page in rows]
    active = next((mark for mark in located if mark.at == at), None)
    if active is None and page not in rows and located:
        active = located[0]
    asked = page if page is not None and page in rows else report.pages[0].number
    number = active.evidence.page if active is not None else asked
    row = rows[number]
    here = located.index(active) if active is not None else None
    return View(
        base=base,
        image=f"/dossiers/{report.key}/pages/{number}.png",
        page=row,
        pages=len(report.pages),
        at=active.at if active is not None else "",
        boxes=_boxes(located, row, active),
        writ=next((writ for writ in report.writs if writ.first_page <= number <= writ.last_page), None),
        position=0 if here is None else here + 1,
        marks=len(located),
        next=_turn(base, _neighbour(located, here, number, 1)),
        previous=_turn(base, _neighbour(located, here, number, -1)),
        page_after=Turn(number + 1, "", address(base, number + 1)) if number + 1 in rows else None,
        page_before=Turn(number - 1, "", address(base, number - 1)) if number - 1 in rows else None,
    )


def _boxes(marks: Sequence[Mark], row: PageRow, active: Mark | None) -> tuple[Rectangle, ...]:
    """The active evidence last, so that it lies on top. A page without a size (never read) has none."""
    if not row.width or not row.height:
        return ()
    found = [
        Rectangle(*in_percent(box, row), mark.finding.severity, mark.evidence.label, mark is active)
        for mark in marks
        if mark.evidence.page == row.number
        for box in mark.evidence.boxes
    ]
    return tuple(sorted(found, key=lambda box: box.active))


def _neighbour(marks: Sequence[Mark], here: int | None, number: int, step: int) -> Mark | None:
    """The evidence after or before this one; from a page without one, the nearest in that direction of the dossier."""
    if here is not None:
        return marks[here + step] if 0 <= here + step < len(marks) else None
    later = [mark for mark in marks if (mark.evidence.page > number if step > 0 else mark.evidence.page < number)]
    if later:
        return min(later, key=lambda mark: mark.evidence.page * step)
    return None


def _turn(base: str, mark: Mark | None) -> Turn | None:
    return None if mark is None else Turn(mark.evidence.page, mark.at, address(base, mark.evidence.page, mark.at))
