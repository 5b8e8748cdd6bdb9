"""A page from its picture: turned upright, straightened, freed of seal ink, read, and laid out as a page with text is."""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import structs

from ingest.document import Box, Line, Page, Seal
from ingest.ocr.layout import read_in_turn
from ingest.ocr.ring_text import ring_strip
from ingest.ocr.ruling import page_ink, ruled_lines
from ingest.ocr.seals import SealMark, find_seals, without_seals
from ingest.ocr.straighten import Piece, mean_confidence, straightened, under_seals
from ingest.ocr.strokes import strokes

UNREADABLE = "本页为图像，识别结果不可靠（可能是手写、照片或图像过于模糊），请查看原件"

_SMALLEST = 16  # pixels of a side; nothing is written on less
_POOR = 0.6  # mean confidence below which a page counts as unread
_LEAST = 4  # letters of a page that counts as read; a photograph may show one
_DUBIOUS = 0.5  # confidence below which a line is a mark or a stain
_MARGIN = 0.075  # of the width; 16 mm on A4, less than any form leaves


def ocr_page(picture: Any, *, number: int, width: float, height: float) -> Page:
    """The page that a picture (H×W×3 bytes, RGB) of ``width`` × ``height`` points shows.

    Boxes are those of the picture as given, also where it was turned for reading. ``confidence`` is the mean of the characters'; a page
    on which hardly anything was recognised with confidence keeps its text, but counts as unread. Its ``pictures`` are ink that is no
    print, such as signatures.
    """
    if min(picture.shape[:2]) < _SMALLEST:
        return Page(number, "", width=width, height=height, origin="none", problem=UNREADABLE)
    dpi = picture.shape[1] / width * 72
    seals = find_seals(picture, dpi)
    straight, to_page, found = straightened(without_seals(picture, seals), dpi)
    found = under_seals(found, picture, seals, to_page)
    pieces = [piece for piece in found if piece.reading.confidence >= _DUBIOUS and not _is_hole(piece, straight.shape[1])]
    scale = 72 / dpi
    back = _Back(to_page, scale)
    ink, finer = page_ink(straight, dpi)
    ruling = ruled_lines(ink, finer, dpi)
    text, lines, tables = read_in_turn(pieces, ruling, straight.shape, scale)
    confidence = mean_confidence(found)
    marks = [piece.box for piece in found if piece.reading.confidence < _DUBIOUS]
    marks += strokes(ink, finer, dpi, [piece for piece in found if piece.reading.confidence >= _DUBIOUS], [*ruling, *marks])
    poor = confidence < _POOR or sum(char.isalnum() for char in text) < _LEAST
    return Page(
        number,
        text,
        tuple(back.line(line) for line in lines),
        width,
        height,
        origin="none" if poor else "ocr",
        confidence=round(confidence, 3),
        tables=tuple(tuple(structs.replace(cell, box=back.box(cell.box)) for cell in table) for table in tables),
        problem=UNREADABLE if poor else None,
        pictures=tuple(back.box(Box(*(v * scale for v in box))) for box in marks),
        seals=tuple(seal_fact(picture, seal, scale) for seal in seals),
    )


def seal_fact(picture: Any, seal: SealMark, scale: float) -> Seal:
    """A seal of a picture, with its ring; ``scale`` is in points a pixel."""
    box = Box(*(round(v * scale, 2) for v in (seal.left, seal.top, seal.right, seal.bottom)))
    return Seal(box, seal.confidence, ring=ring_strip(picture, seal))


def _is_hole(piece: Piece, wide: int) -> bool:
    """Punch holes and clamps in the margin are read as single letters."""
    text = piece.reading.text.strip()
    in_margin = piece.box[2] < _MARGIN * wide or piece.box[0] > (1 - _MARGIN) * wide
    return len(text) < 2 and (not text or (in_margin and text < "\u3400"))


class _Back:
    """From the straightened picture, in points, to the page as it was given."""

    def __init__(self, matrix: Any, scale: float) -> None:
        self._same = bool(np.allclose(matrix, [[1, 0, 0], [0, 1, 0]]))
        self._matrix = np.hstack([matrix[:, :2], matrix[:, 2:] * scale])

    def _points(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(float(x), float(y)) for x, y in np.array(points) @ self._matrix[:, :2].T + self._matrix[:, 2]]

    def box(self, box: Box) -> Box:
        """The box around the turned box."""
        if self._same:
            return box
        corners = self._points([(box.x0, box.top), (box.x1, box.top), (box.x1, box.bottom), (box.x0, box.bottom)])
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(*(round(v, 2) for v in (min(xs), min(ys), max(xs), max(ys))))

    def line(self, line: Line) -> Line:
        """Edges follow the line; on a page that lies on its side, where they would all be one, they part its box evenly."""
        if self._same:
            return line
        box = self.box(line.box)
        middle = (line.box.top + line.box.bottom) / 2
        edges = [x for x, _ in self._points([(edge, middle) for edge in line.edges])]
        if edges[-1] - edges[0] < 0.5 * (line.edges[-1] - line.edges[0]):
            step = (box.x1 - box.x0) / (len(edges) - 1)
            edges = [box.x0 + step * i for i in range(len(edges))]
        return structs.replace(line, box=box, edges=tuple(round(min(max(edge, box.x0), box.x1), 2) for edge in edges))
