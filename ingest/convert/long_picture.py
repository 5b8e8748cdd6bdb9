"""Long pictures, such as screenshots of a conversation: cut into pages between two lines of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

_LONG = 2.2  # height over width; a sheet of legal paper has 1.65
_PAGE = 1.414
_LOOK_BACK = 0.25  # share of a page in which the quietest place for the cut is looked for
_QUIET = 5  # pixel rows that must be alike


def is_long(wide: int, high: int) -> bool:
    """Whether a picture of that many pixels is longer than any sheet."""
    return high > _LONG * wide and wide >= 200


def pieces(picture: Any) -> Iterator[Any]:
    """Parts of a PIL image from top to bottom, each no longer than a page of its width. Together they are the whole."""
    wide, high = picture.size
    longest = round(wide * _PAGE)
    top = 0
    while high - top > longest:
        start = top + round(longest * (1 - _LOOK_BACK))
        cut = start + _quietest(np.asarray(picture.crop((0, start, wide, top + longest)).convert("L"), dtype=np.float32))
        yield picture.crop((0, top, wide, cut))
        top = cut
    yield picture.crop((0, top, wide, high))


def _quietest(rows: Any) -> int:
    """The row whose neighbourhood changes least from left to right; of equals the lowest."""
    change = np.abs(np.diff(rows, axis=1)).mean(axis=1)
    smooth = np.convolve(change, np.ones(_QUIET) / _QUIET, mode="same")
    return int(len(smooth) - 1 - np.argmin(smooth[::-1]))
