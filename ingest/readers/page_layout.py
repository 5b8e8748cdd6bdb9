"""From pdfplumber's characters to lines and ruled tables that refer to the page text by offsets."""

from __future__ import annotations

from typing import Any

from ingest.document import Box, Cell, Line

Placed = list[tuple[float, float] | None]  # for every character of the page text: its centre, None for implied blanks

_MOST_EDGES = 6000  # maps and drawings: pdfplumber's table search is quadratic and finds nothing there


def page_lines(page: Any, dx: float, dy: float) -> tuple[str, tuple[Line, ...], Placed]:
    """The text of a page, its lines with edges, and where each character stands; ``dx``, ``dy`` are taken off all boxes."""
    tuples = page.get_textmap().tuples
    text = "".join(char for char, _ in tuples)
    placed: Placed = [
        None if box is None else ((box["x0"] + box["x1"]) / 2 - dx, (box["top"] + box["bottom"]) / 2 - dy) for _, box in tuples
    ]
    lines = []
    start = 0
    for end in [*(i for i, char in enumerate(text) if char == "\n"), len(text)]:
        boxes = [box for _, box in tuples[start:end]]
        seen = [box for box in boxes if box is not None]
        if seen:
            lines.append(_line(start, end, boxes, seen, dx, dy))
        start = end + 1
    return text, tuple(lines), placed


def _line(start: int, end: int, boxes: list[Any], seen: list[Any], dx: float, dy: float) -> Line:
    edges = []
    at = seen[0]["x0"]
    for box in boxes:
        if box is not None:
            at = box["x0"]
        edges.append(round(at - dx, 2))
        at = box["x1"] if box is not None else at
    edges.append(round(at - dx, 2))
    box = Box(
        round(min(b["x0"] for b in seen) - dx, 2),
        round(min(b["top"] for b in seen) - dy, 2),
        round(max(b["x1"] for b in seen) - dx, 2),
        round(max(b["bottom"] for b in seen) - dy, 2),
    )
    return Line(start, end, box, tuple(edges))


def page_tables(page: Any, lines: tuple[Line, ...], placed: Placed, dx: float, dy: float) -> tuple[tuple[Cell, ...], ...]:
    """The ruled tables of a page. A frame with a single cell is no table."""
    if len(page.rects) + len(page.lines) + len(page.curves) > _MOST_EDGES:
        return ()
    found = []
    for table in page.find_tables():
        boxes = [
            (row, column, Box(*(round(float(v) - d, 2) for v, d in zip(cell, (dx, dy, dx, dy), strict=True))))
            for row, cells in enumerate(table.rows)
            for column, cell in enumerate(cells.cells)
            if cell is not None
        ]
        if len(boxes) > 1:
            found.append(_cells(boxes, lines, placed))
    return tuple(found)


def _cells(boxes: list[tuple[int, int, Box]], lines: tuple[Line, ...], placed: Placed) -> tuple[Cell, ...]:
    ranges: list[list[tuple[int, int]]] = [[] for _ in boxes]
    for line in lines:
        near = [(i, box) for i, (_, _, box) in enumerate(boxes) if box.top < line.box.bottom and box.bottom > line.box.top]
        if not near:
            continue
        last, begin, end = -1, 0, 0
        for offset in range(line.start, line.end):
            centre = placed[offset]
            if centre is None:
                continue
            x, y = centre
            inside = next((i for i, box in near if box.x0 <= x < box.x1 and box.top <= y < box.bottom), -1)
            if inside != last:
                if last >= 0:
                    ranges[last].append((begin, end))
                last, begin = inside, offset
            end = offset + 1
        if last >= 0:
            ranges[last].append((begin, end))
    return tuple(Cell(row, column, box, tuple(ranges[i])) for i, (row, column, box) in enumerate(boxes))
