"""Event (事件): one happening that several texts tell of. Its clue has the same id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from nlp.events.likeness import Likeness

Role = Literal["report", "follow_up"]


@dataclass(frozen=True, slots=True)
class Report:
    """One text of an event. A ``report`` is a clue itself, a ``follow_up`` belongs to it without being one (a notice, a reply).

    ``joined_at`` is ISO 8601 in UTC; ``likeness`` says why it joined, beside the document ``beside``; None for the first one.
    """

    document: str
    day: date | None
    role: Role
    joined_at: str
    beside: str | None = None
    likeness: Likeness | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``id`` is its clue's and never changes; ``reports`` are in order of their days, follow-ups among them.

    ``first_day`` and ``last_day`` are those of the reports that are clues.
    """

    id: str
    founded_by: str
    first_day: date | None
    last_day: date | None
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class EventLink:
    """Two events that may be one: ``document`` belongs to ``event`` and is like a text of ``other``."""

    event: str
    other: str
    document: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class EventDecision:
    """A person's word on a document of an event: ``apart`` (不是同一事件), or ``together`` again. Decisions are only ever added."""

    id: int
    document: str
    event: str
    verdict: Literal["apart", "together"]
    reason: str
    user: str
    at: datetime
