"""Dates in which a figure may be read wrongly or be missing: the rim of a seal or a fold through it makes another day of it.

A model is sure of the letters that it sees; where it passes over one, only the gap between its neighbours tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_DATE = re.compile(r"\d{4}(?:年.{1,3}?月.{0,3}?日|[-./]\d{1,2}[-./]\d{1,2})")
_FOREIGN = re.compile(r"年.*[^\d\s年月日]")  # a mark among the figures stands for one
_SURE = 0.95  # of each figure
_NEXT, _BESIDE = 1.6, 1.8  # widths of a figure, from middle to middle: more between two figures, or a figure and a sign, is a gap
_SHORT = 20  # characters of a line that ends with a date, as signed and sealed ones do; within a text no seal lies over dates


def doubtful_date(text: str, centres: Sequence[float], confidences: Sequence[float]) -> bool:
    """Whether a line holds a date in doubt; ``centres`` are where its characters stand, ``confidences`` how sure each is (0 to 1)."""
    for date in _DATE.finditer(text):
        places = range(*date.span())
        if any(confidences[place] < _SURE for place in places if text[place].isdecimal()) or _FOREIGN.search(date.group()):
            return True
        if text[date.end() - 1] == "日" and date.end() == len(text) <= _SHORT and _has_gap(text, centres, places):
            return True
    return False


def _has_gap(text: str, centres: Sequence[float], places: range) -> bool:
    figure = (centres[places[3]] - centres[places[0]]) / 3
    pairs = ((place - 1, place) for place in places[1:])
    return any(
        centres[second] - centres[first] > figure * (_NEXT if text[first].isdecimal() and text[second].isdecimal() else _BESIDE)
        for first, second in pairs
    )
