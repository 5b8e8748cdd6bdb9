"""Rows of a table that nothing closes on the right (forms open at their sides, a border lost at the edge of a photo): the missing cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ingest.document import Box, Cell, Page
from ingest.writs.labels import known_label, recognised_label
from ingest.writs.pair import join_lines, squeezed, trimmed
from ingest.writs.stretches import Stretches

_LEAST = 2  # rows that end in a label with text behind it in no cell, from which a border is missing
_SAME = 2.5  # points: edges of cells that are one line on paper


def closed(page: Page, table: Sequence[Cell]) -> Sequence[Cell]:
    """The table with a cell behind every label that ends its row where text stands behind some in no cell; else the same table."""
    last: dict[int, Cell] = {}
    for cell in table:
        if cell.row not in last or cell.box.x1 > last[cell.row].box.x1:
            last[cell.row] = cell
    if sum(any(_goes_on(page, end) for _, end in cell.ranges) for cell in last.values()) < _LEAST:
        return table
    read = recognised_label if page.origin == "ocr" else known_label
    labels = [cell for cell in last.values() if read(join_lines(squeezed(page, a, b) for a, b in cell.ranges))]
    covered = Stretches(span for one in page.tables for cell in one for span in cell.ranges)
    behind = [(cell, trimmed(page, _behind(page, cell, covered))) for cell in labels if not _has_right(cell, table)]
    if sum(bool(ranges) for _, ranges in behind) < _LEAST:
        return table
    right = max(line.box.x1 for line in page.lines)
    return [*table, *(Cell(one.row, one.column + 1, Box(one.box.x1, one.box.top, right, one.box.bottom), ranges) for one, ranges in behind)]


def _has_right(cell: Cell, table: Sequence[Cell]) -> bool:
    """Whether a cell of the table stands right of another, perhaps one that several rows share."""
    middle = (cell.box.top + cell.box.bottom) / 2
    return any(one.box.x0 >= cell.box.x1 - _SAME and one.box.top < middle < one.box.bottom for one in table)


def _goes_on(page: Page, end: int) -> bool:
    """Whether text stands behind an offset on its line."""
    foot = page.text.find("\n", end)
    return bool(page.text[end : foot if foot >= 0 else None].strip())


def _behind(page: Page, cell: Cell, covered: Stretches) -> Iterator[tuple[int, int]]:
    """The pieces of lines on a level with a cell and right of it, as far as they stand in no cell."""
    for line in page.lines:
        if cell.box.top < (line.box.top + line.box.bottom) / 2 < cell.box.bottom and line.box.x1 > cell.box.x1:
            middles = [(a + b) / 2 for a, b in zip(line.edges, line.edges[1:], strict=False)]
            start = line.start + bisect_left(middles, cell.box.x1)
            if start < line.end and not covered.meet(start, line.end):
                yield start, line.end
