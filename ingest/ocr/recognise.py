"""From the picture of a line to its characters, where each stands, and how sure the model is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from ingest.ocr.models import Model, careful_recogniser, fast_recogniser, normalised

_CLOSING = dict(zip("〔【［[（(", "〕】］]）)", strict=True))
_YEAR = re.compile(r"([〔【［[（(])((?:19|20)\d\d)[〕】］\]）)]")
_HEIGHT = 48
_BATCH = 6
_WIDEST = 3200  # pixels at a height of 48; longer lines are pressed together
_UNSURE = 0.5  # a line with a character below it is read again by the careful model
_MOST_CAREFUL = 12  # lines of a page that are read again: a page of handwriting gains nothing


@dataclass(frozen=True, slots=True)
class Reading:
    """``centres[i]`` is where ``text[i]`` stands, from 0 (left end of the picture) to 1; ``confidences[i]`` from 0 to 1."""

    text: str
    centres: tuple[float, ...]
    confidences: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """Of the line: the mean of its characters."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


def readings(lines: Sequence[Any]) -> list[Reading]:
    """A reading for each picture of a line (H×W×3 bytes), by the fast model, and by the careful one where the fast is unsure."""
    found = _read(fast_recogniser(), lines)
    unsure = [i for i, reading in enumerate(found) if reading.confidences and min(reading.confidences) < _UNSURE]
    unsure = sorted(unsure, key=lambda i: -found[i].confidence)[:_MOST_CAREFUL]
    for i, reading in zip(unsure, _read(careful_recogniser(), [lines[i] for i in unsure]), strict=True):
        if reading.confidence >= found[i].confidence:
            found[i] = reading
    return found


def _read(model: Model, lines: Sequence[Any]) -> list[Reading]:
    """Lines of like width go together, since a batch is as wide as its widest line."""
    widths = [min(max(round(line.shape[1] * _HEIGHT / line.shape[0]), 16), _WIDEST) for line in lines]
    order = sorted(range(len(lines)), key=widths.__getitem__)
    found = [Reading("", (), ())] * len(lines)
    for start in range(0, len(order), _BATCH):
        part = order[start : start + _BATCH]
        wide = max(widths[i] for i in part)
        batch = np.zeros((len(part), 3, _HEIGHT, wide), np.float32)
        for row, i in enumerate(part):
            batch[row, :, :, : widths[i]] = normalised(cv2.resize(lines[i], (widths[i], _HEIGHT), interpolation=cv2.INTER_LINEAR))
        for row, (i, scores) in enumerate(zip(part, model.run(batch), strict=True)):
            found[i] = _decoded(scores, model.characters, wide / widths[part[row]])
    return found


def _decoded(scores: Any, characters: tuple[str, ...], stretch: float) -> Reading:
    """The best class of every column, repeats and blanks (class 0) dropped. ``stretch``: the batch's width over the line's."""
    best = scores.argmax(axis=1)
    starts = np.flatnonzero((best != 0) & (np.concatenate(([0], best[:-1])) != best))
    text, centres, confidences = [], [], []
    for start in starts:
        end = start
        while end + 1 < len(best) and best[end + 1] == best[start]:
            end += 1
        text.append(characters[best[start]])
        centres.append(min((start + end + 1) / 2 / len(best) * stretch, 1.0))
        confidences.append(float(scores[start : end + 1, best[start]].max()))
    return Reading(_paired("".join(text)), tuple(centres), tuple(confidences))


def _paired(text: str) -> str:
    """Brackets around a year in a writ's number closed by the mark that belongs to the opening one; models mix their many forms."""
    return _YEAR.sub(lambda match: match[1] + match[2] + _CLOSING[match[1]], text)
