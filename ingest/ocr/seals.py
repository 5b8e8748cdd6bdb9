"""Red seals on a page picture: where they are, and the picture without their ink.

Black print under a seal is dark in the red channel too, and the seal's ink is bright there; so the red channel alone, within the seal,
shows the print. Red letters elsewhere (the heads of official documents) stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

import cv2
import numpy as np

from ingest.ocr.components import component_boxes
from ingest.ocr.rings import rings

_REDDER = 38  # levels by which red exceeds green and blue in seal ink, also where it lies thin
SMALLEST, LARGEST = 22.0, 60.0  # millimetres: official seals measure 38 to 50, special seals from 30, with room for scans that shrink
_LEAST_INK = 0.05  # of the box; a ring with a star covers 0.15 and more, worn ones half of that
_MOST_INK = 0.75  # a red sheet is none
_TINTED = 18  # levels between channels: ink that a camera or JPEG has paled
_NOISE = 0.05  # by how much ink varies, as a share of its level
_BLACK = 0.8  # how much darker than the paper print is made; print under thick ink is pale
_MOST_CONTRAST = 3.0
_PRINT = 98  # percentile of darkness that print reaches under a seal, where there is some
_LEAST_PRINT = 0.1  # darkness; below it lies no print under the ink, only noise
_LEAST_OUTLINE = 0.3
_RIM = 0.78  # of the way from the middle of a mark to its sides: where a ring or frame lies
_DIRECTIONS = 72
_ROOM = 1  # pixel around a ring, for its thickness
_CLOSE = 1.6  # millimetres between strokes of one seal
_PAPER, _FULL = 90, 80  # percentiles: how bright the paper is, and how dark full ink
_PRINTED = 0.3  # of the paper's brightness: how much darker print is in the red channel
_INCH = 25.4


@dataclass(frozen=True, slots=True)
class SealMark:
    """A red round or square seal: its box in pixels, and the share of its outline that was found (0 to 1)."""

    left: int
    top: int
    right: int
    bottom: int
    confidence: float


def red(picture: Any) -> Any:
    """H×W booleans: red ink of a picture (H×W×3 bytes, RGB)."""
    first, second, third = cv2.split(picture)
    return cv2.subtract(first, cv2.max(second, third)) > _REDDER


def seal_ink(part: Any) -> Any:
    """How much seal ink lies where in a picture of a seal (H×W×3 bytes, RGB): H×W floats from 0 to 1, without what is printed under it.

    Green shows the strokes sharply, for scanners keep brightness finer than colour; where the red channel shows print, colour alone counts.
    """
    first, second, third = cv2.split(np.ascontiguousarray(part))
    light, pale = _level(first, _PAPER), _level(second, _PAPER)
    dark = cv2.subtract(pale, second)
    colour = cv2.addWeighted(first, 1, cv2.min(second, third), -1, pale - light)
    printed = cv2.dilate((first < ceil((1 - _PRINTED) * light)).view(np.uint8), np.ones((3, 3), np.uint8))
    inked = ((colour > _REDDER) & (printed == 0)).view(np.uint8)
    if not inked.any():
        return np.zeros(first.shape, np.float32)
    ink, under = cv2.LUT(dark, _shares(_level(dark, _FULL, inked))), printed > 0
    ink[under] = _shares(_level(colour, _FULL, inked))[colour[under]]
    return ink


def _shares(full: int) -> Any:
    """For every level (256 floats) its share of ``full``, at most 1."""
    return np.minimum(np.arange(256, dtype=np.float32) / max(full, 1), 1.0)


def _level(levels: Any, percentile: int, where: Any = None) -> Any:
    """The percentile of H×W bytes, of those for which ``where`` (H×W bytes) is not 0; a whole number."""
    if where is None and np.count_nonzero(levels == 255) > (1.1 - percentile / 100) * levels.size:
        return 255  # the paper of a drawn page; counting every level takes ten times as long
    counts = cv2.calcHist([levels], [0], where, [256], [0, 256]).cumsum()
    return int(np.searchsorted(counts, percentile / 100 * (counts[-1] - 1), side="right"))


def find_seals(picture: Any, dpi: float) -> list[SealMark]:
    """The seals of a page picture (H×W×3 bytes, RGB); of seals that overlap, only the round ones are told apart."""
    scale = min(100 / dpi, 1.0)  # ink marks are large; a quarter of the pixels finds them
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    ink = red(small)
    if np.count_nonzero(ink) < (SMALLEST / _INCH * dpi * scale) ** 2 * _LEAST_INK:
        return []
    millimetre = dpi * scale / _INCH
    reach = max(round(_CLOSE * millimetre), 1)
    joined = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1,) * 2))
    found: list[SealMark] = []
    for x, y, w, h in component_boxes(joined):
        mark = ink[y : y + h, x : x + w]
        if min(w, h) < SMALLEST * millimetre or not _LEAST_INK <= np.count_nonzero(mark) / mark.size <= _MOST_INK:
            continue
        circles = rings(mark, millimetre, SMALLEST, LARGEST)
        boxes = [(x + cx - r - _ROOM, y + cy - r - _ROOM, x + cx + r + _ROOM, y + cy + r + _ROOM, share) for cx, cy, r, share in circles]
        if len(boxes) < 2 and max(w, h) <= LARGEST * millimetre and max(w, h) < 1.5 * min(w, h):
            outline = _outlined(mark)  # square seals, worn rings, rings with letters that stand out
            boxes = [(float(x), float(y), float(x + w), float(y + h), outline)] if outline >= _LEAST_OUTLINE else []
        found.extend(_seal(box, 1 / scale, picture.shape) for box in boxes)
    return found


def _seal(box: tuple[float, float, float, float, float], scale: float, shape: tuple[int, ...]) -> SealMark:
    """Within the picture."""
    left, top, right, bottom = (int(v * scale) for v in box[:4])
    return SealMark(max(left, 0), max(top, 0), min(right, shape[1]), min(bottom, shape[0]), round(box[4], 2))


def _outlined(ink: Any) -> float:
    """The share of directions, seen from the middle, in which ink lies near the rim: high for a ring or frame, low for red letters."""
    seen = np.bincount(_directions(*ink.shape)[ink], minlength=_DIRECTIONS + 1)
    return int(np.count_nonzero(seen[:_DIRECTIONS])) / _DIRECTIONS


@lru_cache(maxsize=64)
def _directions(high: int, wide: int) -> Any:
    """In which direction, seen from the middle, the pixels near the rim of a mark lie (H×W bytes); ``_DIRECTIONS`` for the others."""
    ys, xs = np.indices((high, wide))
    across, down = (xs - wide / 2) / (wide / 2), (ys - high / 2) / (high / 2)
    far = np.maximum(np.hypot(across, down), np.maximum(abs(across), abs(down))) > _RIM
    turns = (np.arctan2(down, across) + np.pi) / (2 * np.pi)
    return np.where(far, (turns * _DIRECTIONS).astype(int) % _DIRECTIONS, _DIRECTIONS).astype(np.uint8)


def without_seals(picture: Any, seals: list[SealMark]) -> Any:
    """The picture without the ink of ``seals``: grey levels of the red channel there, as if the ink were as bright as the paper."""
    if not seals:
        return picture
    cleaned = picture.copy()
    for seal in seals:
        part = cleaned[seal.top : seal.bottom, seal.left : seal.right]
        part[...] = _without_ink(part)[..., None]
    return cleaned


def _without_ink(part: Any) -> Any:
    """Where there is ink, a pixel is as dark as it is darker than the ink itself: print shows through, be the ink thin or thick."""
    grey = part[..., 0].astype(np.float32)
    tinted = part.max(axis=2).astype(np.int16) - part.min(axis=2) > _TINTED
    if not tinted.any():
        return part[..., 0]
    paper, ink = np.percentile(grey, 90), np.median(grey[red(part)]) if red(part).any() else 255.0
    darker = cv2.medianBlur(np.clip(1 - grey / max(ink, 1.0) - _NOISE, 0, 1).astype(np.float32), 3)
    print_darkness = np.percentile(darker[tinted], _PRINT)
    contrast = np.clip(_BLACK / print_darkness, 1.0, _MOST_CONTRAST) if print_darkness > _LEAST_PRINT else 1.0
    return np.where(tinted, paper * np.clip(1 - darker * contrast, 0, 1), grey).astype(np.uint8)
