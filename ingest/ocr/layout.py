"""Pieces of lines and ruled lines laid out as a pdfplumber page, so that words, lines and tables come about as on a page that has text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from msgspec import structs

from ingest.document import Cell, Line
from ingest.ocr.ruling import Edge
from ingest.ocr.straighten import Piece
from ingest.page_layout import page_lines, page_tables
from ingest.page_objects import Object, ObjectPage, char
from ingest.page_objects import shape as drawn_shape

Table = tuple[Cell, ...]

_LEAN = 0.15  # of a character's width
_SAME_LINE = 0.3  # of the height: by how much the middles of pieces of one line may differ
_WIDE = 1.2  # width over height from which a picture may show two pages
_GUTTER = 0.005  # of the width
_LEAST_OF_A_PAGE = 3  # pieces
_BESIDE = 0.3  # of the narrower piece: how far boxes that stand side by side may overlap


def read_in_turn(pieces: list[Piece], ruling: list[Edge], shape: tuple[int, ...], scale: float) -> tuple[str, list[Line], list[Table]]:
    """Text, lines and tables in points of the straightened picture; of two pages side by side, the left one first."""
    text = ""
    lines: list[Line] = []
    tables: list[Table] = []
    for part, edges in _sides(pieces, ruling, shape):
        sheet = _laid_out(part, edges, shape, scale)
        words, own, placed = page_lines(sheet, 0, 0)
        at = len(text) + 1 if text else 0
        tables.extend(tuple(_moved_cell(cell, at) for cell in table) for table in page_tables(sheet, own, placed, 0, 0))
        lines.extend(structs.replace(line, start=line.start + at, end=line.end + at) for line in own)
        text = f"{text}\n{words}" if text else words
    return text, lines, tables


def _moved_cell(cell: Cell, by: int) -> Cell:
    return structs.replace(cell, ranges=tuple((start + by, end + by) for start, end in cell.ranges))


def _sides(pieces: list[Piece], ruling: list[Edge], shape: tuple[int, ...]) -> list[tuple[list[Piece], list[Edge]]]:
    """Left and right page, where the picture shows two: it is wide, and neither print nor a ruled line crosses its middle."""
    high, wide = shape[:2]
    middle, gutter = wide / 2, _GUTTER * wide
    boxes = [*(piece.box for piece in pieces), *ruling]
    if wide < _WIDE * high or any(box[0] < middle - gutter and box[2] > middle + gutter for box in boxes):
        return [(pieces, ruling)]
    left, right = [p for p in pieces if p.box[0] + p.box[2] < wide], [p for p in pieces if p.box[0] + p.box[2] >= wide]
    if min(len(left), len(right)) < _LEAST_OF_A_PAGE:
        return [(pieces, ruling)]
    return [(left, [e for e in ruling if e[0] + e[2] < wide]), (right, [e for e in ruling if e[0] + e[2] >= wide])]


def _laid_out(pieces: list[Piece], ruling: list[Edge], shape: tuple[int, ...], scale: float) -> Any:
    chars = []
    for row in _rows(pieces):
        top, bottom = np.median([p.box[1] for p in row]) * scale, np.median([p.box[3] for p in row]) * scale
        for piece in row:
            chars.extend(_chars(piece, float(top), float(bottom), scale))
    wide, high = shape[1] * scale, shape[0] * scale
    lines = [drawn_shape("line", [(x0 * scale, y0 * scale), (x1 * scale, y1 * scale)], high) for x0, y0, x1, y1 in ruling]
    return _Sheet(chars, lines, wide, high)


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces side by side whose middles are about level; in a table row, a label may stand level between two lines of its neighbour."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.box[1] + p.box[3]):
        row = rows[-1] if rows else []
        level = sum(p.box[1] + p.box[3] for p in row) / 2 / max(len(row), 1)
        reach = _SAME_LINE * min(p.box[3] - p.box[1] for p in [*row, piece])
        if row and (piece.box[1] + piece.box[3]) / 2 - level < reach and not any(_overlap(piece, other) for other in row):
            row.append(piece)
        else:
            rows.append([piece])
    return rows


def _overlap(one: Piece, other: Piece) -> bool:
    """Whether two pieces stand over each other rather than side by side."""
    shared = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    return shared > _BESIDE * min(one.box[2] - one.box[0], other.box[2] - other.box[0])


def _chars(piece: Piece, top: float, bottom: float, scale: float) -> list[Object]:
    """Characters side by side: each reaches halfway to its neighbours, the outer ones as far outwards as inwards.

    The model's columns lean to the right of what they show, so a character begins somewhat before that.
    """
    left, wide = piece.box[0] * scale, (piece.box[2] - piece.box[0]) * scale
    at = [left + centre * wide for centre in piece.reading.centres]
    half = [(b - a) / 2 for a, b in pairwise(at)]
    first, last = (half[0], half[-1]) if half else (wide / 3, wide / 3)
    edges = [at[0] - first, *(a + h for a, h in zip(at, half, strict=False)), at[-1] + last]
    lean = _LEAN * 2 * (sum(half) / len(half) if half else first)
    edges = [min(max(edge, left), left + wide) for edge in (*(edge - lean for edge in edges[:-1]), edges[-1])]
    return [char(text, edges[i], top, edges[i + 1], bottom) for i, text in enumerate(piece.reading.text)]


class _Sheet(ObjectPage):
    """A page of given characters and lines."""

    def __init__(self, chars: list[Object], lines: list[Object], width: float, height: float) -> None:
        super().__init__(1, width, height)
        self._objects = {"char": chars, "line": lines}
