"""Sheets that bear two pages side by side (an A3 sheet folded in the middle), taken apart into their pages."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from msgspec import structs

from ingest.document import Box, Line, Page


class Side(NamedTuple):
    """A page, or one of the two of a sheet as if it were printed alone. It begins at ``start`` in the text of the sheet."""

    page: Page
    start: int


def sides_of(sheet: Page) -> tuple[Side, ...]:
    """The pages of a sheet from left to right; the sheet itself where it bears one."""
    fold = sheet.fold
    if fold is None:
        return (Side(sheet, 0),)
    left, right = sheet.part(0, fold), sheet.part(fold, None)
    return Side(_moved(left, 0.0), 0), Side(_moved(right, sheet.width / 2), fold)


def _moved(page: Page, by: float) -> Page:
    """Half as wide, and so far to the left."""

    def box(one: Box) -> Box:
        return Box(one.x0 - by, one.top, one.x1 - by, one.bottom)

    def line(one: Line) -> Line:
        return structs.replace(one, box=box(one.box), edges=tuple(edge - by for edge in one.edges))

    return replace(
        page,
        width=page.width / 2,
        lines=tuple(line(one) for one in page.lines),
        tables=tuple(tuple(structs.replace(cell, box=box(cell.box)) for cell in table) for table in page.tables),
        pictures=tuple(box(one) for one in page.pictures),
        seals=tuple(replace(one, box=box(one.box)) for one in page.seals),
    )
