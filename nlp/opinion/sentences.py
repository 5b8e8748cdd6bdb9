"""Sentences of one text, found by bisection over stops that were looked up once, so that dense text costs no more than its length."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

_STOP = re.compile(r"[。！？；!?;\n]")
_STOP_RUN = re.compile(r"[。！？；!?;\n]+")


class Sentences:
    """Where the sentences of ``text`` end; looked up when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _stops(self) -> list[int]:
        return [match.start() for match in _STOP.finditer(self._text)]

    @cached_property
    def _runs(self) -> list[tuple[int, int]]:
        return [match.span() for match in _STOP_RUN.finditer(self._text)]

    @cached_property
    def _run_starts(self) -> list[int]:
        return [start for start, _ in self._runs]

    def at(self, start: int, end: int) -> tuple[int, int]:
        """The sentence, or sentences, that hold ``start:end``."""
        before = bisect_left(self._stops, start)
        after = bisect_left(self._stops, max(end - 1, start))
        low = self._stops[before - 1] + 1 if before else 0
        return low, self._stops[after] + 1 if after < len(self._stops) else len(self._text)

    def around(self, low: int, high: int) -> tuple[int, int]:
        """The sentence ``low:high`` with the one before and the one after it."""
        first = bisect_left(self._run_starts, max(0, low - 1)) - 1
        start = min(self._runs[first][1], max(0, low - 1)) if first >= 0 else 0
        last = bisect_left(self._stops, high)
        if last == len(self._stops):
            return start, len(self._text)
        at = self._stops[last]
        run = bisect_left(self._run_starts, at + 1) - 1
        return start, self._runs[run][1]
