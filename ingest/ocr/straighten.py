"""A page picture made upright and level, and the pieces of lines that are read from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from ingest.ocr.detect import Spots, spots
from ingest.ocr.recognise import Reading, readings
from ingest.ocr.seals import SealMark

_LEAST_SKEW = 0.15  # degrees; below it turning only blurs
_LYING = 0.6  # share of text in upright boxes from which a page lies on its side
_HEAD_DOWN = 0.7  # mean confidence below which a page is tried upside down
_CLEARLY = 0.1  # by how much more confident the other way round must be
_SAMPLE = 6  # lines
_BEYOND_DOUBT = 0.9  # confidence of the least sure character of a line


@dataclass(frozen=True, slots=True)
class Piece:
    """One recognised piece of a line, in pixels of the straightened picture."""

    box: tuple[float, float, float, float]
    reading: Reading


def mean_confidence(pieces: list[Piece]) -> float:
    """Of all characters; 0 where there are none."""
    values = [value for piece in pieces for value in piece.reading.confidences]
    return sum(values) / len(values) if values else 0.0


def straightened(picture: Any, dpi: float) -> tuple[Any, Any, list[Piece]]:
    """The picture upright and level, the 2×3 matrix that leads back to the given one, and what was read."""
    found = spots(picture, dpi)
    turns = 0
    if found.upright_share() > _LYING:
        turns, picture = 1, np.ascontiguousarray(np.rot90(picture))
        found = spots(picture, dpi)
    upright, level, matrix = _levelled(picture, found)
    pieces = _pieces(upright, level.boxes())
    if pieces and mean_confidence(pieces) < _HEAD_DOWN:
        turned = np.ascontiguousarray(np.rot90(picture, 2))
        other, other_level, other_matrix = _levelled(turned, spots(turned, dpi))
        widest = sorted(other_level.boxes(), key=lambda box: box[0] - box[2])[:_SAMPLE]
        if mean_confidence(_pieces(other, widest)) > mean_confidence(pieces) + _CLEARLY:
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
    return level, Spots.of(cv2.warpAffine(found.map, small, size, flags=cv2.INTER_LINEAR), found.scale), cv2.invertAffineTransform(turn)


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


def _pieces(picture: Any, boxes: list[tuple[float, float, float, float]]) -> list[Piece]:
    cut = [(box, picture[int(box[1]) : int(box[3]) + 1, int(box[0]) : int(box[2]) + 1]) for box in boxes]
    cut = [(box, part) for box, part in cut if part.shape[0] > 4 and part.shape[1] > 4]
    return [Piece(box, reading) for (box, _), reading in zip(cut, readings([part for _, part in cut]), strict=True)]


def under_seals(pieces: list[Piece], picture: Any, seals: list[SealMark], to_page: Any) -> list[Piece]:
    """What lies under a seal and is in doubt is read again with its ink, which may have taken strokes with it.

    The surer reading counts, unless it is so because it lacks something: a colon under ink is easily passed over.
    """
    doubtful = [i for i, piece in enumerate(pieces) if min(piece.reading.confidences, default=0.0) < _BEYOND_DOUBT]
    touched = [i for i in doubtful if any(_meets(pieces[i], seal, to_page) for seal in seals)]
    again = readings([_as_given(picture, pieces[i].box, to_page) for i in touched])
    found = list(pieces)
    for i, reading in zip(touched, again, strict=True):
        cleaned = pieces[i].reading
        if reading.confidence > cleaned.confidence and len(reading.text) >= len(cleaned.text):
            found[i] = Piece(pieces[i].box, reading)
    return found


def _meets(piece: Piece, seal: SealMark, to_page: Any) -> bool:
    x0, y0, x1, y1 = piece.box
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]) @ to_page[:, :2].T + to_page[:, 2]
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return bool(left < seal.right and right > seal.left and top < seal.bottom and bottom > seal.top)


def _as_given(picture: Any, box: tuple[float, float, float, float], to_page: Any) -> Any:
    """A box of the straightened picture, cut from the picture as it was given."""
    x0, y0, x1, y1 = (int(v) for v in box)
    matrix = np.hstack([to_page[:, :2], to_page @ np.array([[x0], [y0], [1.0]])])
    return cv2.warpAffine(picture, matrix, (max(x1 - x0, 1), max(y1 - y0, 1)), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
