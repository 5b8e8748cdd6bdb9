"""The ruled tables of a page: pdfplumber's table finder with its default settings, on plain tuples instead of dictionaries.

The finder takes a quarter of the time of a page, most of it for copying dictionaries. This one does the same steps with the same
arithmetic; tests/ingest/test_ruled_tables.py holds its edges and cells against pdfplumber's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from pdfplumber.table import (
    DEFAULT_JOIN_TOLERANCE,
    DEFAULT_SNAP_TOLERANCE,
    Table,
    TableSettings,
    cells_to_tables,
)
from pdfplumber.utils.clustering import make_cluster_dict

Object = Mapping[str, Any]
Point = tuple[float, float]
Corners = tuple[float, float, float, float]  # left, top, right, bottom in points; of an edge two are equal

_SHORTEST, _SHORTEST_JOINED = TableSettings.edge_min_length_prefilter, TableSettings.edge_min_length
_REACH = TableSettings.intersection_tolerance
_LEFT, _TOP, _RIGHT, _BOTTOM = range(4)


def ruled_tables(page: Any) -> list[Table]:
    """The tables of a page that holds ``lines``, ``rects`` and ``curves``."""
    upright, level = edges_of(page.lines, page.rects, page.curves)
    cells = smallest_cells(joined(upright, _LEFT, _TOP), joined(level, _TOP, _LEFT))
    return [Table(page, group) for group in cells_to_tables(cells)]


def edges_of(lines: Iterable[Object], rects: Iterable[Object], curves: Iterable[Object]) -> tuple[list[Corners], list[Corners]]:
    """Upright and level edges, without the shortest. A line that is not level counts as upright, as with pdfplumber."""
    upright: list[Corners] = []
    level: list[Corners] = []
    for line in lines:
        corners = (line["x0"], line["top"], line["x1"], line["bottom"])
        (level if line["top"] == line["bottom"] else upright).append(corners)
    for rect in rects:
        left, top, right, bottom = rect["x0"], rect["top"], rect["x1"], rect["bottom"]
        low = top + rect["height"]
        level += [(left, top, right, top), (left, low, right, bottom)]
        upright += [(left, top, left, bottom), (right, top, right, bottom)]
    for curve in curves:
        for (ax, ay), (bx, by) in pairwise(curve["pts"]):
            if ax == bx:
                upright.append((ax, min(ay, by), ax, max(ay, by)))
            elif ay == by:
                level.append((min(ax, bx), ay, max(ax, bx), ay))
    return [e for e in upright if e[_BOTTOM] - e[_TOP] >= _SHORTEST], [e for e in level if e[_RIGHT] - e[_LEFT] >= _SHORTEST]


def joined(edges: list[Corners], across: int, along: int) -> list[Corners]:
    """Edges that lie nearly on one line are moved onto it, and those that touch there become one; short ones are left out.

    ``across`` is the side that says on which line an edge lies, ``along`` the side at which it begins.
    """
    clusters = make_cluster_dict([edge[across] for edge in edges], DEFAULT_SNAP_TOLERANCE)
    near: dict[int, list[Corners]] = defaultdict(list)
    for edge in edges:
        near[clusters[edge[across]]].append(edge)
    on_line: dict[float, list[Corners]] = defaultdict(list)
    for number in sorted(near):
        level = sum([edge[across] for edge in near[number]]) / len(near[number])
        for edge in near[number]:
            moved = list(edge)
            moved[across] += level - edge[across]
            moved[across + 2] += level - edge[across]
            on_line[moved[across]].append((moved[0], moved[1], moved[2], moved[3]))
    end = along + 2
    found = []
    for line in sorted(on_line):
        runs: list[Corners] = []
        for edge in sorted(on_line[line], key=lambda edge: edge[along]):
            if runs and edge[along] <= runs[-1][end] + DEFAULT_JOIN_TOLERANCE:
                if edge[end] > runs[-1][end]:
                    longer = list(runs[-1])
                    longer[end] = edge[end]
                    runs[-1] = (longer[0], longer[1], longer[2], longer[3])
            else:
                runs.append(edge)
        found += [edge for edge in runs if edge[end] - edge[along] >= _SHORTEST_JOINED]
    return found


def smallest_cells(upright: list[Corners], level: list[Corners]) -> list[Corners]:
    """For every crossing of edges the smallest cell of which it is the upper left corner. Crossings are joined where they share an edge."""
    uprights: dict[Point, set[int]] = defaultdict(set)
    levels: dict[Point, set[int]] = defaultdict(set)
    reach = [(y + _REACH, y - _REACH, x0 - _REACH, x1 + _REACH, y, number) for number, (x0, y, x1, _) in _numbered(level)]
    for number, (x, top, _, bottom) in _numbered(upright):
        for lower, higher, left, right, y, other in reach:
            if top <= lower and bottom >= higher and left <= x <= right:
                uprights[x, y].add(number)
                levels[x, y].add(other)
    columns: dict[float, list[Point]] = defaultdict(list)
    rows: dict[float, list[Point]] = defaultdict(list)
    found = []
    for point in sorted(uprights, reverse=True):
        x, y = point
        below = [other for other in reversed(columns[x]) if not uprights[point].isdisjoint(uprights[other])]
        beside = [other for other in reversed(rows[y]) if not levels[point].isdisjoint(levels[other])] if below else []
        corner = _corner(below, beside, uprights, levels)
        if corner:
            found.append((x, y, *corner))
        columns[x].append(point)
        rows[y].append(point)
    return found[::-1]


def _numbered(edges: list[Corners]) -> Iterable[tuple[int, Corners]]:
    """Edges with numbers; edges that are equal are one."""
    return enumerate(dict.fromkeys(edges))


def _corner(below: list[Point], beside: list[Point], uprights: dict[Point, set[int]], levels: dict[Point, set[int]]) -> Point | None:
    """The lower right corner."""
    for under in below:
        for right in beside:
            corner = (right[0], under[1])
            if corner in uprights and uprights[corner] & uprights[right] and levels[corner] & levels[under]:
                return corner
    return None
