"""Where the lines of text are: a probability map, straightened, and the boxes of its spots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from ingest.ocr.models import detector, normalised

_SIDE = 960  # pixels of the longer side; at 736 small print is lost, 1280 takes twice the time and finds no more
_LEAST_DPI = 82  # what _SIDE is on A4
_PART, _OVERLAP = 1024, 96  # pixels
_THRESHOLD = 0.3
_SURE = 0.5  # mean probability of a spot
_GROW = 1.6  # the model marks the core of a line; how much larger the line is, in area over perimeter
_STEEPEST = 12.0  # degrees


Core = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Spots:
    """The probability map of a picture, ``scale`` times its size, and the ``cores`` of the lines in it: left, top, width, height."""

    map: Any
    scale: float
    cores: tuple[Core, ...]

    @classmethod
    def of(cls, probabilities: Any, scale: float) -> Spots:
        """The spots of a probability map (H×W floats)."""
        mask = (probabilities > _THRESHOLD).astype(np.uint8)
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        found = []
        for label, (x, y, w, h, _) in enumerate(stats[1:].tolist(), start=1):
            if min(w, h) >= 2:
                own = labels[y : y + h, x : x + w] == label
                if probabilities[y : y + h, x : x + w][own].mean() >= _SURE:
                    found.append((x, y, w, h))
        return cls(probabilities, scale, tuple(found))

    def skew(self) -> float:
        """By how many degrees the lines run downwards to the right; 0 where too few lines tell."""
        angles, weights = [], []
        contours, _ = cv2.findContours((self.map > _THRESHOLD).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            (_, (wide, high), angle) = cv2.minAreaRect(contour)
            if wide < high:
                wide, high, angle = high, wide, angle - 90
            angle = (angle + 45) % 90 - 45
            if wide > 8 * max(high, 1) and wide > 60 and abs(angle) < _STEEPEST:
                angles.append(angle)
                weights.append(wide)
        if len(angles) < 3:
            return 0.0
        order = np.argsort(angles)
        half = np.cumsum(np.array(weights)[order])
        return float(np.array(angles)[order][np.searchsorted(half, half[-1] / 2)])

    def upright_share(self) -> float:
        """The share of text that stands in boxes higher than wide: near 1 on a page that lies on its side."""
        boxes = [(w, h) for _, _, w, h in self.cores if max(w, h) > 2.5 * min(w, h)]
        total = sum(w * h for w, h in boxes)
        return sum(w * h for w, h in boxes if h > w) / total if total else 0.0

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """Left, top, right, bottom of every line, in pixels of the picture."""
        high, wide = self.map.shape
        found = []
        for x, y, w, h in self.cores:
            grow = w * h * _GROW / (2 * (w + h))
            x0, y0, x1, y1 = max(x - grow, 0), max(y - grow, 0), min(x + w + grow, wide), min(y + h + grow, high)
            found.append((x0 / self.scale, y0 / self.scale, x1 / self.scale, y1 / self.scale))
        return found


def spots(picture: Any, dpi: float) -> Spots:
    """The probability map of a picture (H×W×3 bytes); larger sheets than A4 are looked at in parts, at the resolution of an A4 page."""
    high, wide = picture.shape[:2]
    scale = min(max(_SIDE / max(high, wide), _LEAST_DPI / dpi), 1.0)
    size = (max(round(wide * scale / 32), 1) * 32, max(round(high * scale / 32), 1) * 32)
    if scale <= 0.5:
        # Halving is cheap, and from half the size on two by two pixels are enough to go by.
        picture = cv2.resize(picture, (max(wide // 2, 1), max(high // 2, 1)), interpolation=cv2.INTER_AREA)
    small = cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR if scale <= 0.5 else cv2.INTER_AREA)
    found = np.zeros(small.shape[:2], np.float32)
    for rows in _parts(small.shape[0]):
        for columns in _parts(small.shape[1]):
            seen = detector().run(normalised(small[rows, columns])[None])[0, 0]
            found[rows, columns] = np.maximum(found[rows, columns], seen)
    # The sides were rounded to multiples of 32, each by its own; one scale for both makes angles true.
    even = cv2.resize(found, (max(round(wide * scale), 1), max(round(high * scale), 1)), interpolation=cv2.INTER_LINEAR)
    return Spots.of(even, scale)


def _parts(length: int) -> list[slice]:
    """A side in parts that overlap; all are multiples of 32, as the model wants them."""
    if length <= _PART:
        return [slice(0, length)]
    starts = [*range(0, length - _PART, _PART - _OVERLAP), length - _PART]
    return [slice(start, start + _PART) for start in starts]
