"""Pace: how many pages a second a run reads, and how long the rest will take.

Dossiers differ too much for an estimate by their number or size alone. Files that have been opened say how many pages they
have; those to come are taken to hold as many pages a byte as those opened so far.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from zhijian.task import Progress

_WINDOW = 60.0  # seconds that the pace is measured over: scans and files with text differ a hundredfold


@dataclass(slots=True)
class Pace:
    """``size``: bytes to go through in all. Fed with the progress of pages and the end of dossiers."""

    size: int
    clock: Callable[[], float] = time.monotonic
    _open: dict[str, dict[str, Progress]] = field(default_factory=dict)
    _ended_size: int = 0
    _ended_pages: int = 0
    _seen_size: int = 0
    _seen_pages: int = 0
    _samples: deque[tuple[float, int]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._samples.append((self.clock(), 0))

    def on_page(self, progress: Progress) -> None:
        """A worker has come further."""
        if progress.part is not None and progress.pages:
            self._open.setdefault(progress.key, {})[progress.part] = progress
            self._sample()

    def on_dossier(self, key: str | None, size: int) -> None:
        """A dossier has come to its end, screened or not; ``size`` bytes need no more work."""
        self._ended_size += size
        for part in self._open.pop(key or "", {}).values():
            self._ended_pages += part.page
            self._seen_pages += part.pages
            self._seen_size += part.size
        self._sample()

    @property
    def pages(self) -> int:
        """Pages done."""
        return self._ended_pages + sum(part.page for part in self._parts())

    @property
    def rate(self) -> float:
        """Pages a second, of late."""
        (then, before), (now, pages) = self._samples[0], self._samples[-1]
        return max(pages - before, 0) / (now - then) if now > then else 0.0

    @property
    def pages_left(self) -> int | None:
        """Pages to go, estimated; None before any file was opened."""
        parts = self._parts()
        pages = self._seen_pages + sum(part.pages for part in parts)
        size = self._seen_size + sum(part.size for part in parts)
        if not size:
            return 0 if self._ended_size >= self.size else None
        unopened = max(self.size - self._ended_size - sum(part.size for part in parts), 0)
        return sum(part.pages - part.page for part in parts) + round(unopened * pages / size)

    @property
    def seconds_left(self) -> float | None:
        """Time to go, estimated; None while nothing is known about it."""
        left, rate = self.pages_left, self.rate
        return None if left is None or not rate else left / rate

    def _parts(self) -> list[Progress]:
        return [part for parts in self._open.values() for part in parts.values()]

    def _sample(self) -> None:
        now = self.clock()
        self._samples.append((now, self.pages))
        while len(self._samples) > 2 and now - self._samples[1][0] > _WINDOW:
            self._samples.popleft()
