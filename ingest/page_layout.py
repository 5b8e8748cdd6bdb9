"""From pdfplumber's characters to lines and ruled tables that refer to the page text by offsets."""

from __future__ import annotations

from typing import Any

from ingest.document import Box, Cell, Line

Placed = list[dict[str, Any] | None]  # for every character of the page text: pdfplumber's character, None for implied blanks

_MOST_EDGES = 6000  # maps and drawings: pdfplumber's table search is quadratic and finds nothing there


def page_lines(page: Any, dx: float, dy: float) -> tuple[str, tuple[Line, ...], Placed]:
    """The text of a page, its lines with edges, and where each character stands; ``dx``, ``dy`` are taken off all boxes."""
    tuples = page.get_textmap().tuples
    text = "".join([char for char, _ in tuples])
    placed: Placed = [box for _, box in tuples]
    lines = []
    start = 0
    for end in [*(i for i, char in enumerate(text) if char == "\n"), len(text)]:
        boxes = placed[start:end]
        if any(boxes):
            lines.append(_line(start, end, boxes, dx, dy))
        start = end + 1
    return text, tuple(lines), placed


def _line(start: int, end: int, boxes: list[Any], dx: float, dy: float) -> Line:
    seen = [box for box in boxes if box is not None]
    if len(seen) == len(boxes):
        edges = [round(box["x0"] - dx, 2) for box in seen]
        edges.append(round(seen[-1]["x1"] - dx, 2))
    else:
        edges = _edges(boxes, seen[0]["x0"], dx)
    box = Box(
        round(min([b["x0"] for b in seen]) - dx, 2),
        round(min([b["top"] for b in seen]) - dy, 2),
        round(max([b["x1"] for b in seen]) - dx, 2),
        round(max([b["bottom"] for b in seen]) - dy, 2),
    )
    return Line(start, end, box, tuple(edges))


def _edges(boxes: list[Any], at: float, dx: float) -> list[float]:
    """An implied blank reaches from the end of the character before it."""
    edges = []
    for box in boxes:
        if box is not None:
            at = box["x0"]
        edges.append(round(at - dx, 2))
        at = box["x1"] if box is not None else at
    edges.append(round(at - dx, 2))
    return edges


def page_tables(page: Any, lines: tuple[Line, ...], placed: Placed, dx: float, dy: float) -> tuple[tuple[Cell, ...], ...]:
    """The ruled tables of a page. A frame with a single cell is no table."""
    if not 0 < len(page.rects) + len(page.lines) + len(page.curves) <= _MOST_EDGES:
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
            found.append(_cells(boxes, lines, placed, dx, dy))
    return tuple(found)


def _cells(boxes: list[tuple[int, int, Box]], lines: tuple[Line, ...], placed: Placed, dx: float, dy: float) -> tuple[Cell, ...]:
    ranges: list[list[tuple[int, int]]] = [[] for _ in boxes]
    for line in lines:
        near = [(i, box) for i, (_, _, box) in enumerate(boxes) if box.top < line.box.bottom and box.bottom > line.box.top]
        if not near:
            continue
        last, begin, end = -1, 0, 0
        for offset in range(line.start, line.end):
            char = placed[offset]
            if char is None:
                continue
            x, y = (char["x0"] + char["x1"]) / 2 - dx, (char["top"] + char["bottom"]) / 2 - dy
            inside = next((i for i, box in near if box.x0 <= x < box.x1 and box.top <= y < box.bottom), -1)
            if inside != last:
                if last >= 0:
                    ranges[last].append((begin, end))
                last, begin = inside, offset
            end = offset + 1
        if last >= 0:
            ranges[last].append((begin, end))
    return tuple(Cell(row, column, box, tuple(ranges[i])) for i, (row, column, box) in enumerate(boxes))
