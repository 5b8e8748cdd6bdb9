"""Where an officer was and when (人员的时间、地点), as a record of an act on the spot says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from nlp.procedure.finding import Evidence

_VAGUE = re.compile(r"[（(].*?[）)]|内$|现场$|门口$|附近$")


@dataclass(frozen=True, slots=True)
class Presence:
    """An officer, by certificate number, at a place for a time. ``page`` is the record's first page."""

    officer: str
    cert_no: str
    place: str
    start: datetime
    end: datetime
    page: int
    evidence: Evidence

    @property
    def when(self) -> str:
        """From when to when, in words."""
        return f"{self.start.year}年{self.start.month}月{self.start.day}日{self.start:%H:%M}至{self.end:%H:%M}"


def overlap_minutes(a: Presence, b: Presence) -> float:
    """How long two presences overlap; negative where they do not."""
    return (min(a.end, b.end) - max(a.start, b.start)).total_seconds() / 60


def same_place(a: str, b: str) -> bool:
    """Places agree where one names the other, whatever stands before and behind (县、路、号、店内)."""
    a, b = _VAGUE.sub("", a), _VAGUE.sub("", b)
    return a in b or b in a or a[-6:] == b[-6:]
