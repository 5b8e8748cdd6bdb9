"""The order in which the text of ruled tables is read: a cell whose lines the lines of its neighbour interrupt is read as a whole.

Page text goes line by line across the page. Where a label of two lines stands beside a value of four, words of the label fall into
sentences of the value; here they are put right, and everything else stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.document import Cell, Page

Pieces = list[tuple[int, int]]


def pieces(page: Page) -> Pieces | None:
    """Ranges of the page's text in reading order, each to be followed by a line break; None where the text is in order as it is."""
    blocks = [block for table in page.tables for block in _blocks(table)]
    if not blocks:
        return None
    ordered: Pieces = []
    at = 0
    for start, end, inside in sorted(blocks):
        if start < at:
            return None  # tables in tables: nobody knows the order better than the page does
        ordered.append((at, start))
        ordered.extend(inside)
        at = end
    ordered.append((at, len(page.text)))
    return [(start, end) for start, end in (_bare(page.text, *piece) for piece in ordered) if end > start]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends: each piece gets a line break of its own."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _blocks(table: Sequence[Cell]) -> Iterator[tuple[int, int, Pieces]]:
    """Stretches of text in which cells interrupt each other: start, end, and their ranges cell by cell."""
    if not [cell for cell in table if len(cell.ranges) > 1]:
        return
    ranges = sorted([(start, end, number) for number, cell in enumerate(table) for start, end in cell.ranges if end > start])
    first, last = 0, -1
    while first < len(ranges):
        last = _reach(table, ranges, first)
        group = ranges[first : last + 1]
        owners = [number for _, _, number in group]
        if len(group) > 2 and any(owners[i] != owners[i + 1] and owners[i] in owners[i + 1 :] for i in range(len(owners) - 1)):
            inside = sorted((table[number].row, table[number].column, start, end) for start, end, number in group)
            yield group[0][0], group[-1][1], [(start, end) for _, _, start, end in inside]
        first = last + 1


def _reach(table: Sequence[Cell], ranges: Sequence[tuple[int, int, int]], first: int) -> int:
    """The last range of the stretch that begins at ``first``: up to the end of every cell that begins in it."""
    end = max([stop for _, stop in table[ranges[first][2]].ranges])
    at = first
    while at + 1 < len(ranges) and ranges[at + 1][0] < end:
        at += 1
        end = max([end, *[stop for _, stop in table[ranges[at][2]].ranges]])
    return at
