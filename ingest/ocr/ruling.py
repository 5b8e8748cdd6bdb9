"""The ruled lines of a page picture, as edges for pdfplumber's table finder."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from ingest.ocr.components import component_boxes

_LONG = 1.0  # inches; strokes of a few letters in a row reach half of it
_SHORTEST = 0.16  # inches; the same where both ends meet other lines, as in a row of its own columns
_MEETS = 0.05  # inches
_UNBROKEN = 0.7  # share of a line that is ink
_RESOLUTION = 100  # dots an inch at which lines are looked for
_GAP = 0.03  # inches that a broken line may lack; more, and letters that stand on a line grow together with it
_THICKEST = 0.06  # inches

Edge = tuple[float, float, float, float]


def page_ink(picture: Any, dpi: float) -> tuple[Any, float]:
    """Where a page picture (H×W×3 bytes) is darker than its surroundings: h×w bytes (0, 255), and by how much smaller that is."""
    scale = min(_RESOLUTION / dpi, 1.0)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    if scale < 1:
        # Thin lines survive being made smaller only where the darkest of the pixels stays.
        reach = round(1 / scale)
        grey = cv2.erode(grey, np.ones((reach, reach), np.uint8)) if reach > 1 else grey
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 18), scale


def ruled_lines(ink: Any, scale: float, dpi: float) -> list[Edge]:
    """``x0, y0, x1, y1`` of each horizontal and vertical line of a straight page picture at ``dpi``, by its ``page_ink``, in pixels."""
    across, down = _along(ink, dpi * scale, across=True), _along(ink, dpi * scale, across=False)
    long, touch = _LONG * dpi * scale, _MEETS * dpi * scale
    beams = [_turned(edge) for edge in across if edge[2] - edge[0] >= long]
    columns = [edge for edge in down if edge[3] - edge[1] >= long]
    columns += [_turned(part) for edge in down if edge[3] - edge[1] < long and (part := _between(_turned(edge), beams, touch))]
    rows = [edge for edge in across if edge[2] - edge[0] >= long]
    rows += [part for edge in across if edge[2] - edge[0] < long and (part := _between(edge, columns, touch))]
    return [(x0 / scale, y0 / scale, x1 / scale, y1 / scale) for x0, y0, x1, y1 in (*rows, *columns)]


def _turned(edge: Edge) -> Edge:
    """Down and across exchanged."""
    x0, y0, x1, y1 = edge
    return y0, x0, y1, x1


def _between(row: Edge, columns: list[Edge], touch: float) -> Edge | None:
    """The part of a horizontal line between the outermost vertical ones that it meets; None where it meets fewer than two."""
    left, y, right, _ = row
    met = [x for x, top, _, bottom in columns if top - touch <= y <= bottom + touch and left - touch <= x <= right + touch]
    return (min(met), y, max(met), y) if met and max(met) - min(met) > 2 * touch else None


def _along(ink: Any, dpi: float, *, across: bool) -> list[Edge]:
    """Straight strokes of one direction, each as its middle line."""
    length, gap = max(round(_SHORTEST * dpi), 3), max(round(_GAP * dpi), 1)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _bar(gap, across))
    lines = cv2.morphologyEx(joined, cv2.MORPH_OPEN, _bar(length, across))
    found = []
    for x, y, w, h in component_boxes(lines):
        long, thick = (w, h) if across else (h, w)
        if long < length or thick > _THICKEST * dpi + 0.02 * long:
            continue
        if (ink[y : y + h, x : x + w].max(axis=0 if across else 1) > 0).mean() < _UNBROKEN:
            continue
        middle = (y + h / 2) if across else (x + w / 2)
        found.append((float(x), middle, float(x + w), middle) if across else (middle, float(y), middle, float(y + h)))
    return found


def _bar(length: int, across: bool) -> Any:
    """Of odd length, since an even one moves what it works on."""
    return np.ones((1, length | 1) if across else (length | 1, 1), np.uint8)
