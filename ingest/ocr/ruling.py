"""The ruled lines of a page picture, as edges for pdfplumber's table finder."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

_SHORTEST = 0.5  # inches; longer than any stroke of print
_RESOLUTION = 100  # dots an inch at which lines are looked for
_GAP = 0.06  # inches that a broken line may lack
_THICKEST = 0.06  # inches

Edge = tuple[float, float, float, float]


def ruled_lines(picture: Any, dpi: float) -> list[Edge]:
    """``x0, y0, x1, y1`` of each horizontal and vertical line of a straight page picture (H×W×3 bytes), in pixels."""
    scale = min(_RESOLUTION / dpi, 1.0)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    if scale < 1:
        # Thin lines survive being made smaller only where the darkest of the pixels stays.
        reach = round(1 / scale)
        grey = cv2.erode(grey, np.ones((reach, reach), np.uint8)) if reach > 1 else grey
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 18)
    found = [*_along(ink, dpi * scale, across=True), *_along(ink, dpi * scale, across=False)]
    return [(x0 / scale, y0 / scale, x1 / scale, y1 / scale) for x0, y0, x1, y1 in found]


def _along(ink: Any, dpi: float, *, across: bool) -> list[Edge]:
    """Lines of one direction, each as its middle line."""
    length, gap = max(round(_SHORTEST * dpi), 3), max(round(_GAP * dpi), 1)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _bar(gap, across))
    lines = cv2.morphologyEx(joined, cv2.MORPH_OPEN, _bar(length, across))
    found = []
    for x, y, w, h, _ in cv2.connectedComponentsWithStats(lines, connectivity=8)[2][1:]:
        long, thick = (w, h) if across else (h, w)
        if long < length or thick > _THICKEST * dpi + 0.02 * long:
            continue
        middle = (y + h / 2) if across else (x + w / 2)
        found.append((float(x), middle, float(x + w), middle) if across else (middle, float(y), middle, float(y + h)))
    return found


def _bar(length: int, across: bool) -> Any:
    return np.ones((1, length) if across else (length, 1), np.uint8)
