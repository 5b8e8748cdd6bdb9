"""Recognised pages as they are read: a sheet scanned sideways or on its head keeps the boxes of its picture, layout wants it upright."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.document import Box, Line, Page

_MANY = 0.8  # share of the lines that must agree
_FEWEST = 3  # lines to tell from
_LONG = 4  # characters from which a line is longer than high

_Turn = Callable[[Box], Box]


def upright(page: Page) -> Page:
    """The page with its boxes turned so that its text runs from left to right and downward; the same page where it does."""
    turn = _turn_of(page) if page.origin == "ocr" else None
    if turn is None:
        return page
    sheet = turn(Box(0.0, 0.0, page.width, page.height))
    return replace(
        page,
        width=sheet.x1,
        height=sheet.bottom,
        lines=tuple(_turned(line, turn) for line in page.lines),
        tables=tuple(tuple(replace(cell, box=turn(cell.box)) for cell in table) for table in page.tables),
        pictures=tuple(turn(picture) for picture in page.pictures),
        seals=tuple(replace(seal, box=turn(seal.box)) for seal in page.seals),
    )


def _turn_of(page: Page) -> _Turn | None:
    """How to turn a page, by the run of its lines and the order in which they were read; None where it stands upright."""
    long = [line.box for line in page.lines if line.end - line.start >= _LONG]
    if len(long) < _FEWEST:
        return None
    width, height = page.width, page.height
    if sum(box.bottom - box.top > box.x1 - box.x0 for box in long) >= _MANY * len(long):
        if _falling([box.x0 for box in long]):
            return lambda box: Box(box.top, width - box.x1, box.bottom, width - box.x0)
        return lambda box: Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if _falling([box.top for box in long]):
        return lambda box: Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    return None


def _falling(places: Sequence[float]) -> bool:
    steps = [after - before for before, after in pairwise(places) if abs(after - before) > 2]
    return bool(steps) and sum(step < 0 for step in steps) >= _MANY * len(steps)


def _turned(line: Line, turn: _Turn) -> Line:
    box = turn(line.box)
    count = max(line.end - line.start, 1)
    step = (box.x1 - box.x0) / count
    return replace(line, box=box, edges=tuple(box.x0 + step * i for i in range(count + 1)))
