"""Ruled tables laid out by reportlab, cut so that every row fits on a page: it cannot part a row itself without losing words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.lib import colors
from reportlab.platypus import Table, TableStyle

PAD = 3.0  # points around the text of a cell
_LINE = (0.6, colors.black)
_MOST_CELLS = 200_000
_ENDLESS = 1e7  # points
_PARTS_OF_PAGE = 4  # a row higher than a page is cut into pieces of such a part of it

Place = tuple[int, int]  # row, column


@dataclass(slots=True)
class Grid:
    """A table: ``cells[row, column]`` holds flowables, ``spans`` the last row and column of merged cells.

    ``open`` are the places without a line above them, since they go on with the cell there.
    """

    rows: int
    columns: int
    widths: list[float]
    cells: dict[Place, list[Any]] = field(default_factory=dict)
    spans: dict[Place, Place] = field(default_factory=dict)
    ruled: bool = True
    open: set[Place] = field(default_factory=set)


def bounded(rows: int, columns: int) -> bool:
    """Whether a table is small enough to be drawn."""
    return rows * columns <= _MOST_CELLS


def table(grid: Grid, room: float, depth: float) -> Table:
    """A table, ``room`` points wide at most, that can be parted between rows on pages ``depth`` points high.

    A row that is higher than a page becomes several without lines between them; cells merged downwards that are higher than a page
    have their text in the first of their rows.
    """
    scale = min(1.0, room / (sum(grid.widths) or 1.0))
    grid = replace(grid, widths=[max(width * scale, 8.0) for width in grid.widths])
    made = _made(grid)
    made.wrap(room, _ENDLESS)
    heights: list[float] = made._rowHeights
    groups = [(first, last) for first, last in _groups(grid) if sum(heights[first : last + 1]) > depth]
    if groups:
        grid = _taken_apart(grid, groups)
    elif max(heights, default=0.0) <= depth:
        return made
    return _made(_cut(grid, depth))


def _groups(grid: Grid) -> list[tuple[int, int]]:
    """First and last row of the rows that merged cells hold together."""
    found: list[tuple[int, int]] = []
    for first, last in sorted((row, last) for (row, _), (last, _) in grid.spans.items() if last > row):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _taken_apart(grid: Grid, groups: list[tuple[int, int]]) -> Grid:
    spans: dict[Place, Place] = {}
    opened = set(grid.open)
    for (row, column), (last, across) in grid.spans.items():
        if any(first <= row <= end for first, end in groups):
            for below in range(row, last + 1):
                spans[below, column] = (below, across)
                opened.update((below, at) for at in range(column, across + 1) if below > row)
        else:
            spans[row, column] = (last, across)
    return replace(grid, spans=spans, open=opened)


def _cut(grid: Grid, depth: float) -> Grid:
    """The same table with rows higher than a page cut into several."""
    cut = replace(grid, rows=0, cells={}, spans={}, open=set())
    starts: list[int] = []
    for row in range(grid.rows):
        starts.append(cut.rows)
        pieces: dict[int, list[list[Any]]] = {}
        for column in range(grid.columns):
            flowables = grid.cells.get((row, column))
            if flowables:
                last, across = grid.spans.get((row, column), (row, column))
                room = sum(grid.widths[column : across + 1]) - 2 * PAD
                is_low = last > row or _height(flowables, room) + 2 * PAD <= depth
                pieces[column] = [flowables] if is_low else list(_pieces(flowables, room, depth))
        count = max(map(len, pieces.values()), default=1)
        for number in range(count):
            cut.cells.update({(cut.rows, column): parts[number] for column, parts in pieces.items() if number < len(parts)})
            cut.open.update((cut.rows, column) for column in range(grid.columns) if number or (row, column) in grid.open)
            cut.rows += 1
    starts.append(cut.rows)
    for (row, column), (last, across) in grid.spans.items():
        if last > row:
            cut.spans[starts[row], column] = (starts[last + 1] - 1, across)
        else:
            cut.spans.update({(at, column): (at, across) for at in range(starts[row], starts[row + 1])})
    return cut


def _pieces(flowables: list[Any], room: float, depth: float) -> Iterator[list[Any]]:
    """Parts of a cell from top to bottom, each as high as a part of a page; what cannot be parted is left whole."""
    limit, whole = depth / _PARTS_OF_PAGE - 2 * PAD, depth - 2 * PAD
    waiting, piece, used = flowables[::-1], list[Any](), 0.0
    while waiting:
        flowable = waiting.pop()
        high = _height([flowable], room)
        if used + high <= limit:
            piece.append(flowable)
            used += high
            continue
        head, rest = _halves(flowable, room, limit - used)
        if head is None and not piece:
            head, rest = _halves(flowable, room, whole) if high > whole else (flowable, [])
            head = flowable if head is None else head  # a picture as high as the page
        waiting.extend(rest[::-1] if head is not None else [flowable])
        yield piece if head is None else [*piece, head]
        piece, used = [], 0.0
    if piece:
        yield piece


def _halves(flowable: Any, room: float, high: float) -> tuple[Any | None, list[Any]]:
    """What of a flowable fits in that height, and the rest; None where nothing does."""
    parts = flowable.split(room, high) if high > 0 else []
    if len(parts) > 1 and _height(parts[:1], room) <= high:
        return parts[0], parts[1:]
    return None, []


def _height(flowables: list[Any], room: float) -> float:
    return sum(float(flowable.wrap(room, _ENDLESS)[1] + flowable.getSpaceAfter() + flowable.getSpaceBefore()) for flowable in flowables)


def _made(grid: Grid) -> Table:
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP" if grid.open else "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
        ("TOPPADDING", (0, 0), (-1, -1), PAD),
        ("BOTTOMPADDING", (0, 0), (-1, -1), PAD),
        *(_lines(grid) if grid.ruled else ()),
        *(("SPAN", (column, row), (across, last)) for (row, column), (last, across) in grid.spans.items()),
    ]
    data = [[grid.cells.get((row, column), "") for column in range(grid.columns)] for row in range(grid.rows)]
    return (_RuledTable if grid.ruled else Table)(data, colWidths=grid.widths, style=TableStyle(style), hAlign="LEFT")


class _RuledTable(Table):  # type: ignore[misc]
    """Closes its parts at the foot of one page and at the head of the next."""

    def onSplit(self, T: Table, byRow: int = 1) -> None:  # noqa: N802, N803
        """Called by reportlab with each part."""
        T.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), *_LINE)]))


def _lines(grid: Grid) -> Iterator[tuple[Any, ...]]:
    if not grid.open:
        yield ("GRID", (0, 0), (-1, -1), *_LINE)
        return
    yield ("BOX", (0, 0), (-1, -1), *_LINE)
    yield ("LINEBEFORE", (0, 0), (-1, -1), *_LINE)
    for row in range(grid.rows):
        for column in range(grid.columns):
            if (row, column) not in grid.open:
                yield ("LINEABOVE", (column, row), (column, row), *_LINE)
