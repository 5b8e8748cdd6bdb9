"""Strokes on a page picture that nobody has read as print: signatures by hand, fingerprints, crosses.

What is left of a page's ink without the characters that were read, the ruled lines and the margins. A signature right behind its label may
lie in one box with it; so only the places of characters count as read, not the box of their line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from ingest.ocr.components import component_boxes
from ingest.ocr.ruling import Edge
from ingest.ocr.straighten import Piece

_MARGIN = 0.075, 0.04  # of the width and the height: punch holes, shadows of the scanner, edges of the sheet
_LETTER = 0.75  # of the height of a line to either side of the middle of a character
_AROUND = 2  # pixels around ruled lines and characters that may still be theirs
_CLOSE = 2.0  # millimetres between strokes of one hand
_WIDEST = 90.0  # millimetres of a signature; photographs reach further
_LEAST_WIDE, _LEAST_HIGH = 5.0, 3.0  # millimetres; specks and creases are smaller
_LEAST_INK, _MOST_INK = 0.06, 0.7  # of the box: creases are thinner, black patches fuller
_COARSER = 2  # how much smaller groups are looked for
_INCH = 25.4


def strokes(ink: Any, scale: float, dpi: float, pieces: Sequence[Piece], ruling: Sequence[Edge]) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of each group of such strokes, in pixels of the page picture at ``dpi`` that ``page_ink`` saw."""
    left = ink.copy()
    high, wide = left.shape
    across, down = round(_MARGIN[0] * wide), round(_MARGIN[1] * high)
    left[:down], left[high - down :], left[:, :across], left[:, wide - across :] = 0, 0, 0, 0
    for x0, y0, x1, y1 in (*(box for piece in pieces for box in _letters(piece)), *ruling):
        a, b, c, d = (round(v * scale) for v in (x0, y0, x1, y1))
        left[max(b - _AROUND, 0) : d + _AROUND + 1, max(a - _AROUND, 0) : c + _AROUND + 1] = 0
    millimetre = dpi * scale / _INCH
    reach = max(round(_CLOSE * millimetre / _COARSER), 1) | 1
    coarse = (cv2.resize(left, (wide // _COARSER, high // _COARSER), interpolation=cv2.INTER_AREA) > 0).astype(np.uint8)
    joined = cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    found = []
    for x, y, w, h in ([_COARSER * v for v in box] for box in component_boxes(joined)):
        if not (_LEAST_WIDE * millimetre <= w <= _WIDEST * millimetre and h >= _LEAST_HIGH * millimetre):
            continue
        if _LEAST_INK <= float((left[y : y + h, x : x + w] > 0).mean()) <= _MOST_INK:
            found.append((x / scale, y / scale, (x + w) / scale, (y + h) / scale))
    return found


def _letters(piece: Piece) -> list[tuple[float, float, float, float]]:
    """The boxes of the characters of a piece that was read."""
    x0, y0, x1, y1 = piece.box
    half = _LETTER * (y1 - y0)
    return [(max(x - half, x0), y0, min(x + half, x1), y1) for x in (x0 + at * (x1 - x0) for at in piece.reading.centres)]
