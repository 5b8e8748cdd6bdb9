"""From pdfplumber's characters to lines and ruled tables that refer to the page text by offsets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import inf
from operator import itemgetter
from typing import Any

import numpy as np
from pdfplumber.utils.text import LIGATURES

from ingest.document import Box, Cell, Line
from ingest.page_objects import Object, ObjectPage
from ingest.ruled_tables import ruled_tables
from ingest.text_lines import Word, text_lines

Placed = list[list[tuple[int, Object]]]  # for every line its runs, each with the offset in the page text at which it begins

_DOUBTFUL, _LARGE = 1e-6, 1e8  # hundredths: how near to a half, and how far out, plain arithmetic may round to the wrong side
_MOST_EDGES = 6000  # maps and drawings: the table search is quadratic and finds nothing there


def page_lines(page: Any, dx: float, dy: float) -> tuple[str, tuple[Line, ...], Placed]:
    """The text of a page, its lines with edges, and what stands where in them; ``dx``, ``dy`` are taken off all boxes."""
    text, placed = _written(page)
    sides: list[float] = []
    edges: list[float] = []
    for start, end, runs in placed:
        _measure(start, end, runs, sides, edges)
    if dx:
        edges = [edge - dx for edge in edges]
    if dx or dy:
        sides = [side - (dy if at % 2 else dx) for at, side in enumerate(sides)]
    places = tuple(rounded(sides + edges))
    lines, at = [], len(sides)
    for number, (start, end, _) in enumerate(placed):
        size = end - start + 1
        lines.append(Line(start, end, Box(*places[4 * number : 4 * number + 4]), places[at : at + size]))
        at += size
    return text, tuple(lines), [runs for _, _, runs in placed]


def rounded(values: list[float]) -> list[float]:
    """The values to two places, as ``round`` does it."""
    exact = np.array(values)
    hundredths = exact * 100
    whole = np.rint(hundredths)
    found: list[float] = (whole / 100).tolist()
    for at in np.flatnonzero((np.abs(np.abs(hundredths - whole) - 0.5) < _DOUBTFUL) | (np.abs(whole) > _LARGE)).tolist():
        found[at] = round(values[at], 2)
    return found


def _written(page: Any) -> tuple[str, list[tuple[int, int, list[tuple[int, Object]]]]]:
    """The text of a page, and each of its lines: where it begins and ends in the text, and its runs, each with where it begins."""
    if isinstance(page, ObjectPage) and all(map(itemgetter("upright"), page.runs)):
        return _lines_written(text_lines(page.runs))
    tuples = page.get_textmap().tuples
    text = "".join([letter for letter, _ in tuples])
    found = []
    at, count = 0, len(tuples)
    while at < count:
        start, runs = at, []
        while at < count and text[at] != "\n":
            one = tuples[at][1]
            if one is not None:
                runs.append((at, one))
            at += len(one["lefts"]) if one is not None and "lefts" in one else 1
        if runs:
            found.append((start, at, runs))
        at += 1
    return text, found


def _lines_written(lines: list[list[Word]]) -> tuple[str, list[tuple[int, int, list[tuple[int, Object]]]]]:
    """Words stand a blank apart; a ligature is spelled out, and every letter of it is the ligature."""
    pieces: list[str] = []
    found = []
    at = 0
    for line in lines:
        start = at
        runs: list[tuple[int, Object]] = []
        for word in line:
            if at > start:
                pieces.append(" ")
                at += 1
            for one in word:
                letters = one["text"]
                if "lefts" in one:
                    runs.append((at, one))
                else:
                    letters = LIGATURES.get(letters, letters)
                    runs.extend((at + offset, one) for offset in range(len(letters)))
                pieces.append(letters)
                at += len(letters)
        found.append((start, at, runs))
        pieces.append("\n")
        at += 1
    return "".join(pieces[:-1]), found


def _measure(start: int, end: int, runs: list[tuple[int, Object]], sides: list[float], edges: list[float]) -> None:
    """Adds the sides of a line and its edges; an implied blank reaches from the end of the character before it."""
    first = runs[0][1]
    left = right = farthest = first["x0"]
    top, bottom = first["top"], first["bottom"]
    begin = len(edges) - start
    for at, one in runs:
        if at + begin > len(edges):
            edges.extend([right] * (at + begin - len(edges)))
        if "lefts" in one:
            edges.extend(one["lefts"])
        else:
            edges.append(one["x0"])
        right = one["x1"]
        if one["x0"] < left:
            left = one["x0"]
        if right > farthest:
            farthest = right
        if one["top"] < top:
            top = one["top"]
        if one["bottom"] > bottom:
            bottom = one["bottom"]
    edges.extend([right] * (end + 1 + begin - len(edges)))
    sides.extend((left, top, farthest, bottom))


def page_tables(page: Any, lines: tuple[Line, ...], placed: Placed, dx: float, dy: float) -> tuple[tuple[Cell, ...], ...]:
    """The ruled tables of a page. A frame with a single cell is no table."""
    if not 0 < len(page.rects) + len(page.lines) + len(page.curves) <= _MOST_EDGES:
        return ()
    tables = ruled_tables(page.lines, page.rects, page.curves)
    xs = {x: round(float(x) - dx, 2) for x in {x for table in tables for _, _, cell in table for x in cell[::2]}}
    ys = {y: round(float(y) - dy, 2) for y in {y for table in tables for _, _, cell in table for y in cell[1::2]}}
    found = []
    for table in tables:
        boxes = [(row, column, Box(xs[x0], ys[top], xs[x1], ys[bottom])) for row, column, (x0, top, x1, bottom) in table]
        found.append(_cells(boxes, lines, placed, dx, dy))
    return tuple(found)


def _cells(boxes: list[tuple[int, int, Box]], lines: tuple[Line, ...], placed: Placed, dx: float, dy: float) -> tuple[Cell, ...]:
    ranges: list[list[tuple[int, int]]] = [[] for _ in boxes]
    rows = []
    for top, group in groupby(enumerate(box for _, _, box in boxes), lambda one: one[1].top):
        row = list(group)
        rows.append((top, max(box.bottom for _, box in row), row))
    for line, runs in zip(lines, placed, strict=True):
        top, bottom = line.box.top, line.box.bottom
        near = [(i, box) for begin, end, row in rows if begin < bottom and end > top for i, box in row if box.bottom > top]
        if not near:
            continue
        last, begin, end = -1, 0, 0
        for start, stop, inside in _pieces(runs, near, dx, dy):
            if inside != last:
                if last >= 0:
                    ranges[last].append((begin, end))
                last, begin = inside, start
            end = stop
        if last >= 0:
            ranges[last].append((begin, end))
    return tuple(Cell(row, column, box, tuple(ranges[i])) for i, (row, column, box) in enumerate(boxes))


def _pieces(runs: list[tuple[int, Object]], near: list[tuple[int, Box]], dx: float, dy: float) -> Iterator[tuple[int, int, int]]:
    """Start, end and cell of the runs of a line, in letters where a run reaches over the rim of a cell; -1 for no cell.

    A character is in the cell in which its middle is.
    """
    for at, one in runs:
        y = (one["top"] + one["bottom"]) / 2 - dy
        level = [(i, box) for i, box in near if box.top <= y < box.bottom]
        if "lefts" not in one:
            yield at, at + 1, _inside(level, (one["x0"] + one["x1"]) / 2 - dx)[0]
            continue
        lefts, rights = one["lefts"], one["rights"]
        inside, rim = _inside(level, (lefts[0] + rights[0]) / 2 - dx)
        if (lefts[-1] + rights[-1]) / 2 - dx < rim:
            yield at, at + len(lefts), inside
            continue
        for offset, (left, right) in enumerate(zip(lefts, rights, strict=True), at):
            yield offset, offset + 1, _inside(level, (left + right) / 2 - dx)[0]


def _inside(level: list[tuple[int, Box]], x: float) -> tuple[int, float]:
    """The cell in which something is, and the right rim of it."""
    for i, box in level:
        if box.x0 <= x < box.x1:
            return i, box.x1
    return -1, -inf
