"""The ruled tables of a page as far as their cells can be relied on; what is left of them is read line by line."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Cell, Page
from ingest.writs.flows import flow_start
from ingest.writs.labels import known_label
from ingest.writs.open_rows import closed
from ingest.writs.pair import join_lines, squeezed

_STACKED = 2  # labels in one cell, each with its value in another, from which rules between them are missing


def sound_tables(page: Page) -> list[Sequence[Cell]]:
    """Tables closed at their right side, without bands of labels over columns without rules, and without rows whose rules a scan lost."""
    whole = [closed(page, table) for table in page.tables]
    tables = [table if page.origin != "ocr" else _parted(page, table) for table in whole]
    return [table for table in tables if table and not _only_heads(page, table)]


def _only_heads(page: Page, table: Sequence[Cell]) -> bool:
    if len(table) < 3 or not any(cell.ranges for cell in table) or any(cell.row != table[0].row for cell in table):
        return False
    texts = [join_lines(squeezed(page, a, b) for a, b in cell.ranges) for cell in table]
    start, end = min(a for cell in table for a, _ in cell.ranges), max(b for cell in table for _, b in cell.ranges)
    # on a dark band, recognition takes the strokes of letters for rules: there the gaps of the line say what the labels are
    return any(flow_start(row) is not None or all(map(known_label, row)) for row in (texts, page.text[start:end].split()) if len(row) > 1)


def _parted(page: Page, table: Sequence[Cell]) -> Sequence[Cell]:
    """A table without the rows that a cell of several labels takes."""
    merged = [cell.box for cell in table if _labels_with_values_elsewhere(page, cell) >= _STACKED]
    return [
        cell
        for cell in table
        if not any(box.top < middle < box.bottom for box in merged for middle in [(cell.box.top + cell.box.bottom) / 2])
    ]


def _labels_with_values_elsewhere(page: Page, cell: Cell) -> int:
    ends = {line.start: line.end for line in page.lines}
    return sum(bool(known_label(squeezed(page, a, b))) and bool(page.text[b : ends.get(a, b)].strip()) for a, b in cell.ranges)
