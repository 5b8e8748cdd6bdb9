"""Scan: what the pages need of whoever runs the daily scan. The application hands it to ``create_app``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

ScanResult = Literal["running", "done", "interrupted"]


@dataclass(frozen=True, slots=True)
class ScanStatus:
    """How the daily scan stands. ``next``: when it runs by itself (None: not scheduled by this server).

    ``began`` and ``ended``: the last one. ``sources``: how many it has read so far. ``problem``: what kept it from ending well, in Chinese.
    """

    running: bool
    next: datetime | None = None
    began: datetime | None = None
    ended: datetime | None = None
    result: ScanResult | None = None
    sources: int = 0
    problem: str | None = None


class Scan(Protocol):
    """Starts scans and says how they stand."""

    def start(self, *, user: str) -> bool:
        """Start a scan now, without waiting for it; False where one is going on already."""
        ...

    def status(self) -> ScanStatus:
        """How things stand."""
        ...
