"""The ruled tables of a page: pdfplumber's table finder with its default settings, on plain tuples instead of dictionaries.

The finder takes a quarter of the time of a page, most of it for copying dictionaries. This one does the same steps with the same
arithmetic; tests/ingest/test_ruled_tables.py holds its tables against pdfplumber's own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from operator import itemgetter
from typing import Any

from pdfplumber.table import DEFAULT_JOIN_TOLERANCE, DEFAULT_SNAP_TOLERANCE, TableSettings

from ingest.clusters import clustered

Object = Mapping[str, Any]
Point = tuple[float, float]
Edge = tuple[float, float, float]  # where it lies, where it begins and ends: x, top, bottom of an upright, y, left, right of a level one
Corners = tuple[float, float, float, float]  # left, top, right, bottom in points
TableCell = tuple[int, int, Corners]  # row, column

_SHORTEST, _SHORTEST_JOINED = TableSettings.edge_min_length_prefilter, TableSettings.edge_min_length
_REACH = TableSettings.intersection_tolerance
_LINE = itemgetter(0)


def ruled_tables(lines: Iterable[Object], rects: Iterable[Object], curves: Iterable[Object]) -> list[list[TableCell]]:
    """The tables that the shapes of a page draw, each with two cells or more, in reading order."""
    upright, level = edges_of(lines, rects, curves)
    if len(upright) < 2 or len(level) < 2:
        return []
    return [_in_rows(cells) for cells in grouped(smallest_cells(joined(upright), joined(level)))]


def edges_of(lines: Iterable[Object], rects: Iterable[Object], curves: Iterable[Object]) -> tuple[list[Edge], list[Edge]]:
    """Upright and level edges, without the shortest. A line that is not level counts as upright, as with pdfplumber."""
    upright: list[Edge] = []
    level: list[Edge] = []
    for line in lines:
        if line["top"] == line["bottom"]:
            level.append((line["top"], line["x0"], line["x1"]))
        else:
            upright.append((line["x0"], line["top"], line["bottom"]))
    for rect in rects:
        left, top, right, bottom = rect["x0"], rect["top"], rect["x1"], rect["bottom"]
        level += (top, left, right), (top + rect["height"], left, right)
        upright += (left, top, bottom), (right, top, bottom)
    for curve in curves:
        for (ax, ay), (bx, by) in pairwise(curve["pts"]):
            if ax == bx:
                upright.append((ax, min(ay, by), max(ay, by)))
            elif ay == by:
                level.append((ay, min(ax, bx), max(ax, bx)))
    return [e for e in upright if e[2] - e[1] >= _SHORTEST], [e for e in level if e[2] - e[1] >= _SHORTEST]


def joined(edges: list[Edge]) -> list[Edge]:
    """Edges that lie nearly on one line are moved onto it, and those that touch there become one; short ones are left out.

    They come by rising lines.
    """
    on_line: dict[float, list[Point]] = defaultdict(list)
    for near in clustered(edges, _LINE, DEFAULT_SNAP_TOLERANCE):
        line = sum([at for at, _, _ in near]) / len(near)
        for at, begin, end in near:
            on_line[at + (line - at)].append((begin, end))
    found = []
    for line in sorted(on_line):
        pieces = sorted(on_line[line])
        first, last = pieces[0]
        for begin, end in pieces:
            if begin > last + DEFAULT_JOIN_TOLERANCE:
                found.append((line, first, last))
                first, last = begin, end
            elif end > last:
                last = end
        found.append((line, first, last))
    return [edge for edge in found if edge[2] - edge[1] >= _SHORTEST_JOINED]


def smallest_cells(upright: list[Edge], level: list[Edge]) -> list[Corners]:
    """For every crossing of edges the smallest cell of which it is the upper left corner. Crossings are joined where they share an edge.

    Level edges come from the top.
    """
    uprights: dict[Point, int] = defaultdict(int)  # the edges that cross at a point, a bit each
    levels: dict[Point, int] = defaultdict(int)
    reach = [(y, left - _REACH, right + _REACH, 1 << number) for number, (y, left, right) in enumerate(level)]
    lowest, highest = [y + _REACH for y, _, _ in level], [y - _REACH for y, _, _ in level]
    for number, (x, top, bottom) in enumerate(upright):
        for y, left, right, other in reach[bisect_left(lowest, top) : bisect_right(highest, bottom)]:
            if left <= x <= right:
                point = (x, y)
                uprights[point] |= 1 << number
                levels[point] |= other
    columns: dict[float, list[Point]] = defaultdict(list)
    rows: dict[float, list[Point]] = defaultdict(list)
    found = []
    for point in sorted(uprights, reverse=True):
        x, y = point
        corner = _corner(point, columns[x], rows[y], uprights, levels)
        if corner:
            found.append((x, y, *corner))
        columns[x].append(point)
        rows[y].append(point)
    return found[::-1]


def _corner(point: Point, column: list[Point], row: list[Point], uprights: dict[Point, int], levels: dict[Point, int]) -> Point | None:
    """The lower right corner of the smallest cell, of crossings under and beside the upper left one; the nearest come last in both."""
    for under in reversed(column):
        if uprights[point] & uprights[under]:
            for right in reversed(row):
                if levels[point] & levels[right]:
                    corner = (right[0], under[1])
                    if corner in uprights and uprights[corner] & uprights[right] and levels[corner] & levels[under]:
                        return corner
    return None


def grouped(cells: list[Corners]) -> list[list[Corners]]:
    """Cells that hang together by corners, from the top; a cell on its own is no table."""
    found = []
    while cells:
        group: list[Corners] = []
        corners: set[Point] = set()
        while cells:
            apart = []
            for cell in cells:
                left, top, right, bottom = cell
                own = ((left, top), (left, bottom), (right, top), (right, bottom))
                if group and corners.isdisjoint(own):
                    apart.append(cell)
                else:
                    group.append(cell)
                    corners.update(own)
            if len(apart) == len(cells):
                break
            cells = apart
        if len(group) > 1:
            found.append(group)
    return sorted(found, key=lambda group: min((top, left) for left, top, _, _ in group))


def _in_rows(cells: list[Corners]) -> list[TableCell]:
    """The cells of a table from row to row; a column begins where any cell begins."""
    columns = {left: number for number, left in enumerate(sorted({cell[0] for cell in cells}))}
    rows = {top: number for number, top in enumerate(sorted({cell[1] for cell in cells}))}
    return sorted((rows[cell[1]], columns[cell[0]], cell) for cell in cells)
