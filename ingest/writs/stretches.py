"""Stretches of a page's text, such as those that stand in tables, and whether a line runs into one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Stretches:
    """Some ranges of a text, in any order; they may overlap."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate([end for _, end in ordered], max, initial=0))

    def meet(self, start: int, end: int) -> bool:
        """Whether a range has a character in common with one of them."""
        return self._reach[bisect_left(self._starts, end)] > start
