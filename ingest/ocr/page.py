"""A page from its picture: turned upright, straightened, freed of seal ink, read, and laid out as a page with text is.

The characters and ruled lines that are found become objects of a pdfplumber page, so that words, lines and tables come about exactly as
on a page that has text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from pdfplumber.page import Page as PlumberPage

from ingest.document import Box, Line, Page
from ingest.ocr.detect import Spots, spots
from ingest.ocr.recognise import Reading, readings
from ingest.ocr.ruling import ruled_lines
from ingest.ocr.seals import Seal, find_seals, without_seals
from ingest.page_layout import page_lines, page_tables

UNREADABLE = "本页为图像，识别结果不可靠（可能是手写、照片或图像过于模糊），请查看原件"

_LEAST_SKEW = 0.15  # degrees; below it turning only blurs
_LYING = 0.6  # share of text in upright boxes from which a page lies on its side
_HEAD_DOWN = 0.7  # mean confidence of the sample below which a page is tried upside down
_SAMPLE = 6  # lines
_POOR = 0.6  # mean confidence below which a page counts as unread
_DUBIOUS = 0.5  # confidence below which a line is a mark or a stain
_MARGIN = 0.075  # of the width; 16 mm on A4, less than any form leaves
_SAME_LINE = 0.4  # of the height: by how much the middles of pieces of one line may differ


@dataclass(frozen=True, slots=True)
class _Piece:
    """One recognised piece of a line, in pixels of the straightened picture."""

    box: tuple[float, float, float, float]
    reading: Reading


def ocr_page(picture: Any, *, number: int, width: float, height: float) -> Page:
    """The page that a picture (H×W×3 bytes, RGB) of ``width`` × ``height`` points shows.

    Boxes are those of the picture as given, also where it was turned for reading. ``confidence`` is the mean of the characters'; a page
    on which hardly anything was recognised with confidence keeps its text, but counts as unread.
    """
    dpi = picture.shape[1] / width * 72
    seals = find_seals(picture, dpi)
    straight, to_page, found = _straightened(without_seals(picture, seals))
    found = _under_seals(found, picture, seals, to_page)
    pieces = [piece for piece in found if piece.reading.confidence >= _DUBIOUS and not _is_hole(piece, straight.shape[1])]
    scale = 72 / dpi
    page = _laid_out(pieces, ruled_lines(straight, dpi), straight.shape, scale)
    text, lines, placed = page_lines(page, 0, 0)
    back = _Back(to_page, scale)
    tables = tuple(tuple(replace(cell, box=back.box(cell.box)) for cell in table) for table in page_tables(page, lines, placed, 0, 0))
    confidence = _mean(found)
    marks = tuple(Box(*(round(v * scale, 2) for v in (seal.left, seal.top, seal.right, seal.bottom))) for seal in seals)
    poor = confidence < _POOR
    return Page(
        number,
        text,
        tuple(back.line(line) for line in lines),
        width,
        height,
        origin="none" if poor else "ocr",
        confidence=round(confidence, 3),
        tables=tables,
        problem=UNREADABLE if poor else None,
        pictures=marks,
    )


def _is_hole(piece: _Piece, wide: int) -> bool:
    """Punch holes and clamps in the margin are read as single letters."""
    text = piece.reading.text.strip()
    in_margin = piece.box[2] < _MARGIN * wide or piece.box[0] > (1 - _MARGIN) * wide
    return len(text) < 2 and (not text or (in_margin and text < "\u3400"))


def _mean(pieces: list[_Piece]) -> float:
    values = [value for piece in pieces for value in piece.reading.confidences]
    return sum(values) / len(values) if values else 0.0


def _straightened(picture: Any) -> tuple[Any, Any, list[_Piece]]:
    """The picture upright and level, the 2×3 matrix that leads back to the given one, and what was read."""
    found = spots(picture)
    turns = 0
    if found.upright_share() > _LYING:
        turns, picture = 1, np.ascontiguousarray(np.rot90(picture))
        found = spots(picture)
    upright, level, matrix = _levelled(picture, found)
    pieces = _pieces(upright, level.boxes())
    if pieces and _mean(pieces) < _HEAD_DOWN:
        turned = np.ascontiguousarray(np.rot90(picture, 2))
        other, other_level, other_matrix = _levelled(turned, spots(turned))
        widest = sorted(other_level.boxes(), key=lambda box: box[0] - box[2])[:_SAMPLE]
        if _mean(_pieces(other, widest)) > _mean(pieces):
            turns, picture, upright, matrix = turns + 2, turned, other, other_matrix
            pieces = _pieces(other, other_level.boxes())
    return upright, _unturned(matrix, turns, picture.shape), pieces


def _levelled(picture: Any, found: Spots) -> tuple[Any, Spots, Any]:
    """The picture with level lines, its spots, and the matrix from it to ``picture``."""
    skew = found.skew()
    if abs(skew) < _LEAST_SKEW:
        return picture, found, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    high, wide = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), skew, 1.0)
    level = cv2.warpAffine(picture, turn, (wide, high), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    small = np.hstack([turn[:, :2], turn[:, 2:] * found.scale])
    size = found.map.shape[::-1]
    return level, Spots(cv2.warpAffine(found.map, small, size, flags=cv2.INTER_LINEAR), found.scale), cv2.invertAffineTransform(turn)


def _unturned(matrix: Any, turns: int, shape: tuple[int, ...]) -> Any:
    """``matrix``, followed by the way back from quarter turns (anticlockwise) to the picture as given; ``shape`` is the turned one's."""
    high, wide = shape[:2]
    back = {
        0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        1: [[0, -1, high], [1, 0, 0], [0, 0, 1]],
        2: [[-1, 0, wide], [0, -1, high], [0, 0, 1]],
        3: [[0, 1, 0], [-1, 0, wide], [0, 0, 1]],
    }[turns]
    return (np.array(back, float) @ np.vstack([matrix, [0, 0, 1]]))[:2]


def _pieces(picture: Any, boxes: list[tuple[float, float, float, float]]) -> list[_Piece]:
    cut = [(box, picture[int(box[1]) : int(box[3]) + 1, int(box[0]) : int(box[2]) + 1]) for box in boxes]
    cut = [(box, part) for box, part in cut if part.shape[0] > 4 and part.shape[1] > 4]
    return [_Piece(box, reading) for (box, _), reading in zip(cut, readings([part for _, part in cut]), strict=True)]


def _under_seals(pieces: list[_Piece], picture: Any, seals: list[Seal], to_page: Any) -> list[_Piece]:
    """What lies under a seal is read a second time with its ink, which may have taken strokes with it; the surer reading counts."""
    touched = [i for i, piece in enumerate(pieces) if any(_meets(piece, seal, to_page) for seal in seals)]
    again = readings([_as_given(picture, pieces[i].box, to_page) for i in touched])
    found = list(pieces)
    for i, reading in zip(touched, again, strict=True):
        if reading.confidence > pieces[i].reading.confidence:
            found[i] = _Piece(pieces[i].box, reading)
    return found


def _meets(piece: _Piece, seal: Seal, to_page: Any) -> bool:
    x0, y0, x1, y1 = piece.box
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]) @ to_page[:, :2].T + to_page[:, 2]
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return bool(left < seal.right and right > seal.left and top < seal.bottom and bottom > seal.top)


def _as_given(picture: Any, box: tuple[float, float, float, float], to_page: Any) -> Any:
    """A box of the straightened picture, cut from the picture as it was given."""
    x0, y0, x1, y1 = (int(v) for v in box)
    matrix = np.hstack([to_page[:, :2], to_page @ np.array([[x0], [y0], [1.0]])])
    return cv2.warpAffine(picture, matrix, (max(x1 - x0, 1), max(y1 - y0, 1)), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)


def _laid_out(pieces: list[_Piece], ruling: list[tuple[float, float, float, float]], shape: tuple[int, ...], scale: float) -> Any:
    chars = []
    for row in _rows(pieces):
        top, bottom = np.median([p.box[1] for p in row]) * scale, np.median([p.box[3] for p in row]) * scale
        for piece in row:
            chars.extend(_chars(piece, float(top), float(bottom), scale))
    lines = [_shape(*(v * scale for v in edge)) for edge in ruling]
    return _Sheet(chars, lines, shape[1] * scale, shape[0] * scale)


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces whose middles are about level."""
    rows: list[list[_Piece]] = []
    last = 0.0
    for piece in sorted(pieces, key=lambda p: p.box[1] + p.box[3]):
        middle, high = (piece.box[1] + piece.box[3]) / 2, piece.box[3] - piece.box[1]
        if rows and middle - last < _SAME_LINE * min(high, rows[-1][-1].box[3] - rows[-1][-1].box[1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
        last = middle
    return rows


def _chars(piece: _Piece, top: float, bottom: float, scale: float) -> list[dict[str, Any]]:
    """Characters side by side: each reaches halfway to its neighbours, the outer ones as far outwards as inwards."""
    left, wide = piece.box[0] * scale, (piece.box[2] - piece.box[0]) * scale
    at = [left + centre * wide for centre in piece.reading.centres]
    half = [(b - a) / 2 for a, b in pairwise(at)]
    first, last = (half[0], half[-1]) if half else (wide / 3, wide / 3)
    edges = [at[0] - first, *(a + h for a, h in zip(at, half, strict=False)), at[-1] + last]
    edges = [min(max(edge, left), left + wide) for edge in edges]
    return [
        {
            "text": char,
            "x0": edges[i],
            "x1": edges[i + 1],
            "top": top,
            "bottom": bottom,
            "doctop": top,
            "width": edges[i + 1] - edges[i],
            "height": bottom - top,
            "upright": True,
        }
        for i, char in enumerate(piece.reading.text)
    ]


def _shape(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
        "pts": [(x0, top), (x1, bottom)],
    }


class _Sheet(PlumberPage):  # type: ignore[misc]  # pdfplumber has no types
    """A pdfplumber page of given characters and lines."""

    def __init__(self, chars: list[dict[str, Any]], lines: list[dict[str, Any]], width: float, height: float) -> None:
        self.pdf = None
        self.page_obj = None
        self.root_page = self
        self.page_number = 1
        self.initial_doctop = 0
        self.rotation = 0
        self.bbox = self.mediabox = self.cropbox = (0.0, 0.0, width, height)
        self._objects = {"char": chars, "line": lines}
        self.get_textmap = lru_cache()(self._get_textmap)


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
        return replace(line, box=box, edges=tuple(round(min(max(edge, box.x0), box.x1), 2) for edge in edges))
