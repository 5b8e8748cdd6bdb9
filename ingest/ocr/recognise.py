"""From the picture of a line to its characters, where each stands, and how sure the model is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from ingest.ocr.doubtful_dates import doubtful_date
from ingest.ocr.marks import mended
from ingest.ocr.models import Model, careful_recogniser, fast_recogniser, normalised

_HEIGHT = 48
_MARGIN = 16  # pixels of more paper at both ends: without, a first or last character is lost more often
_WIDEST = 3200  # pixels at a height of 48; longer lines are pressed together
_UNSURE = 0.7  # a line with a letter or figure below it is read again by the careful model
_UNSURE_MARK = 0.5  # the same for punctuation, where less is at stake
_SURE = 0.95  # mean confidence from which figures that the fast model has not seen are there
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
    """A reading for each picture of a line (H×W×3 bytes), by the fast model, and by the careful one where the fast is unsure.

    So is a line with a date in doubt; where both say the same of it, the fast one's blanks stay.
    """
    found = read_lines(fast_recogniser(), lines)
    unsure = [i for i, reading in enumerate(found) if _is_unsure(reading) or _has_doubtful_date(reading)]
    unsure = sorted(unsure, key=lambda i: -found[i].confidence)[:_MOST_CAREFUL]
    for i, reading in zip(unsure, read_lines(careful_recogniser(), [lines[i] for i in unsure]), strict=True):
        surer = reading.confidence >= found[i].confidence and (_is_unsure(found[i]) or _words(reading) != _words(found[i]))
        if surer or _has_more(reading, found[i]):
            found[i] = reading
    return found


def _is_unsure(reading: Reading) -> bool:
    return any(
        confidence < (_UNSURE if char.isalnum() else _UNSURE_MARK)
        for char, confidence in zip(reading.text, reading.confidences, strict=True)
    )


def _has_doubtful_date(reading: Reading) -> bool:
    return doubtful_date(reading.text, reading.centres, reading.confidences)


def _has_more(reading: Reading, other: Reading) -> bool:
    """Whether a reading has figures that another has passed over, which is sure of the rest only."""
    figures, fewer = (sum(map(str.isdecimal, one.text)) for one in (reading, other))
    return figures > fewer and reading.confidence >= _SURE


def _words(reading: Reading) -> str:
    return reading.text.replace(" ", "")


def read_lines(model: Model, lines: Sequence[Any]) -> list[Reading]:
    """A reading for each picture of a line by one model.

    One by one: a batch is no faster on one thread, needs the memory of all its lines, and pads each to the widest.
    """
    found = []
    for line in lines:
        wide = min(max(round(line.shape[1] * _HEIGHT / line.shape[0]), 16), _WIDEST)
        pixels = cv2.resize(line, (wide, _HEIGHT), interpolation=cv2.INTER_LINEAR)
        pixels = cv2.copyMakeBorder(pixels, 0, 0, _MARGIN, _MARGIN, cv2.BORDER_REPLICATE)
        reading = _decoded(model.run(normalised(pixels)[None])[0], model.characters)
        centres = tuple(min(max((at * (wide + 2 * _MARGIN) - _MARGIN) / wide, 0.0), 1.0) for at in reading.centres)
        found.append(replace(reading, centres=centres))
    return found


def _decoded(scores: Any, characters: tuple[str, ...]) -> Reading:
    """The best class of every column, repeats and blanks (class 0) dropped."""
    best = scores.argmax(axis=1)
    starts = np.flatnonzero((best != 0) & (np.concatenate(([0], best[:-1])) != best))
    text, centres, confidences = [], [], []
    for start in starts:
        end = start
        while end + 1 < len(best) and best[end + 1] == best[start]:
            end += 1
        text.append(characters[best[start]])
        centres.append((start + end + 1) / 2 / len(best))
        confidences.append(float(scores[start : end + 1, best[start]].max()))
    return Reading(mended("".join(text)), tuple(centres), tuple(confidences))
