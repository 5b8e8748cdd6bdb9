"""Recognised pages as they were printed: a sheet scanned sideways, on its head or a little askew keeps the boxes of its picture.

Layout wants it upright and its ruled lines level: on a sheet one degree askew, cells of one row part by the height of a line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import atan, cos, sin
from statistics import median

from msgspec import structs

from ingest.document import Box, Cell, Line, Page

_MANY = 0.8  # share of the lines that must agree
_FEWEST = 3  # lines, or cells side by side, to tell from
_LONG = 4  # characters from which a line is longer than high

_FLAT = 0.002  # slope below which a table is level
_STEEP = 0.2
_ALIKE = 5.0  # points by which cells of one height may differ

_Turn = Callable[[Box], Box]


def upright(page: Page) -> Page:
    """The page with its boxes turned so that its text runs from left to right, level and downward; the same page where it does."""
    if page.origin != "ocr":
        return page
    turn = _turn_of(page)
    if turn is not None:
        page = _all_turned(page, turn, turn(Box(0.0, 0.0, page.width, page.height)), _turned)
    slope = _slope(page)
    if _FLAT < abs(slope) < _STEEP:
        page = _all_turned(page, _levelling(slope, page.width / 2, page.height / 2), Box(0.0, 0.0, page.width, page.height), _levelled)
    return page


def is_turned(page: Page) -> bool:
    """Whether a recognised page was scanned sideways or on its head; a sheet a little askew is not turned."""
    return page.origin == "ocr" and _turn_of(page) is not None


def _all_turned(page: Page, turn: _Turn, sheet: Box, line_turned: Callable[[Line, _Turn], Line]) -> Page:
    return replace(
        page,
        width=sheet.x1,
        height=sheet.bottom,
        lines=tuple(line_turned(line, turn) for line in page.lines),
        tables=tuple(tuple(structs.replace(cell, box=turn(cell.box)) for cell in table) for table in page.tables),
        pictures=tuple(turn(picture) for picture in page.pictures),
        seals=tuple(replace(seal, box=turn(seal.box)) for seal in page.seals),
    )


def _slope(page: Page) -> float:
    """How far the rows of the tables fall to the right: by neighbours of one height in a row."""
    slopes = [slope for table in page.tables for slope in _slopes(table)]
    return median(slopes) if len(slopes) >= _FEWEST else 0.0


def _slopes(table: Sequence[Cell]) -> list[float]:
    found = []
    for one, other in pairwise(sorted(table, key=lambda cell: (cell.row, cell.box.x0))):
        (x, y), (x2, y2) = _middle(one.box), _middle(other.box)
        heights = one.box.bottom - one.box.top, other.box.bottom - other.box.top
        if one.row == other.row and x2 - x > 20 and abs(heights[0] - heights[1]) < _ALIKE:
            found.append((y2 - y) / (x2 - x))
    return found


def _levelling(slope: float, x0: float, y0: float) -> _Turn:
    """Back by the angle of a slope around a point. A box that was drawn around a turned one shrinks to what was turned."""
    angle = atan(slope)
    c, s = cos(angle), sin(angle)

    def turn(box: Box) -> Box:
        x, y = _middle(box)
        x, y = x0 + (x - x0) * c + (y - y0) * s, y0 - (x - x0) * s + (y - y0) * c
        width, height = box.x1 - box.x0, box.bottom - box.top
        inner = (width * c - height * abs(s)) / (c * c - s * s), (height * c - width * abs(s)) / (c * c - s * s)
        w, h = max(inner[0], width / 2) / 2, max(inner[1], height / 3) / 2
        return Box(x - w, y - h, x + w, y + h)

    return turn


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


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


def _levelled(line: Line, turn: _Turn) -> Line:
    """A line made level: its letters keep their places in it."""
    box, wide = turn(line.box), line.box.x1 - line.box.x0
    share = (box.x1 - box.x0) / wide if wide > 0 else 0.0
    return structs.replace(line, box=box, edges=tuple(box.x0 + share * (edge - line.box.x0) for edge in line.edges))


def _turned(line: Line, turn: _Turn) -> Line:
    box = turn(line.box)
    count = max(line.end - line.start, 1)
    step = (box.x1 - box.x0) / count
    return structs.replace(line, box=box, edges=tuple(box.x0 + step * i for i in range(count + 1)))
