"""The rings of seals that overlap: each seal by its circle, where the ink of several has run into one mark."""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import numpy as np

_INKED = 0.85  # share of a circle that must lie on ink; a chance circle through the strokes of two seals reaches 0.8
_WHOLE = 0.97  # the same for the circle that a mark's own box holds: the mark is one seal, and no other circle is looked for
_EVEN = 0.06  # by how much a single seal may be wider than high, or higher than wide
_BLUR = 5  # pixels
_APART = 6.0  # millimetres between the middles of two seals; nearer is the same one
_WITHIN = 1.1  # radii of a seal: a circle that keeps within is part of it
_THICK = 0.8  # millimetres to either side of the circle
_DIRECTIONS = 180
_MOST = 8  # seals in one mark

Ring = tuple[float, float, float, float]  # x and y of the middle, radius, share of the circle that lies on ink


def rings(ink: Any, millimetre: float, smallest: float, largest: float) -> list[Ring]:
    """The rings in a mark (H×W booleans), of diameters from ``smallest`` to ``largest`` millimetres, in its pixels."""
    near = cv2.dilate(ink.astype(np.uint8), np.ones((2 * max(round(_THICK * millimetre), 1) + 1,) * 2, np.uint8))
    high, wide = ink.shape
    alone = (wide / 2 - 0.5, high / 2 - 0.5, (wide + high) / 4 - 0.5)
    if abs(wide - high) <= _EVEN * wide and largest * millimetre >= 2 * alone[2] and (share := _share(near, *alone)) >= _WHOLE:
        return [(*alone, share)]
    measured = [(x, y, radius, _share(near, x, y, radius)) for x, y, radius in _candidates(ink, millimetre, smallest, largest)]
    found: list[Ring] = []
    for ring in sorted(measured, key=lambda ring: (-round(ring[3], 1), -ring[2])):
        if ring[3] >= _INKED and len(found) < _MOST and all(_differ(ring, other, _APART * millimetre) for other in found):
            found.append(ring)
    return found


def _differ(ring: Ring, other: Ring, apart: float) -> bool:
    distance = float(np.hypot(ring[0] - other[0], ring[1] - other[1]))
    return distance > apart and distance + ring[2] > _WITHIN * other[2]


def _candidates(ink: Any, millimetre: float, smallest: float, largest: float) -> list[tuple[float, float, float]]:
    soft = cv2.GaussianBlur(ink.astype(np.uint8) * 255, (_BLUR, _BLUR), 0)
    circles = cv2.HoughCircles(
        soft,
        cv2.HOUGH_GRADIENT,
        dp=2,
        minDist=_APART * millimetre / 2,
        param1=120,
        param2=40,
        minRadius=int(smallest / 2 * millimetre),
        maxRadius=int(largest / 2 * millimetre) + 1,
    )
    return [] if circles is None else [(float(x), float(y), float(radius)) for x, y, radius in circles.reshape(-1, 3)[:200]]


def _share(near: Any, x: float, y: float, radius: float) -> float:
    along, upright = _circle()
    across, down = np.round(x + radius * along).astype(int), np.round(y + radius * upright).astype(int)
    inside = (across >= 0) & (across < near.shape[1]) & (down >= 0) & (down < near.shape[0])
    return float(near[down[inside], across[inside]].sum()) / _DIRECTIONS


@cache
def _circle() -> tuple[Any, Any]:
    """Points on a circle around 0 of radius 1: x and y."""
    turns = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
    return np.cos(turns), np.sin(turns)
