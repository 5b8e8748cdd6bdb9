"""Briefing (每日舆情简报): what one scan tells. A snapshot: it reads the same whenever it is opened again.

Days are local dates, ISO 8601; moments ISO 8601 in UTC. Words of the public are masked (personal data), ranges are offsets in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from index.query import Highlight
from nlp.as_json import AsJson
from nlp.procedure.finding import SEVERITY_ZH

Part = Literal["new", "grew", "together", "answered", "decided", "overdue"]


@dataclass(frozen=True, slots=True)
class Item:
    """A clue as it is told. ``reports`` of it are known now, of which ``before`` were told; the same by place and by day of publication."""

    clue: str
    title: str
    severity: str
    score: float
    issues: tuple[str, ...]
    agency: str | None
    agency_type: str | None
    region: str | None
    channel: str
    day: str | None
    place: str
    url: str | None
    quotes: tuple[Highlight, ...]
    reports: int = 1
    before: int = 0
    places: tuple[tuple[str, int], ...] = ()
    days: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """What several complaints, or complaints and dossiers, show together. ``sides`` of them now, ``before`` told."""

    clue: str
    title: str
    message: str
    severity: str
    agency: str | None
    sides: int
    before: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that arrived. ``handling``: when, whether in time and in substance, in a sentence (答复：…)."""

    clue: str
    title: str
    agency: str | None
    reply: str
    handling: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A clue that a supervisor decided on. ``status`` is what it is now (已确认 …)."""

    clue: str
    title: str
    agency: str | None
    status: str
    reason: str
    user: str
    at: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """A message that was not answered in time, or not in substance; ``message`` says since when and what was said."""

    clue: str
    title: str
    message: str
    agency: str | None


@dataclass(frozen=True, slots=True)
class SourceNote:
    """How a source fared the last time it was read, and ``since`` when it has not been healthy. ``news``: what changed, if anything."""

    source: str
    name: str
    kind: str
    at: str
    items: int
    known: int
    failed: int
    healthy: bool
    warning: str | None
    since: str | None
    news: Literal["broken", "recovered"] | None = None


Severities = tuple[tuple[str, int], ...]  # how many of each severity, the worst first, none of which there are none


def by_severity(counts: Mapping[str, int]) -> Severities:
    """Counts of severities in any order, as they are told."""
    return tuple((severity, counts[severity]) for severity in SEVERITY_ZH if counts.get(severity))


@dataclass(frozen=True, slots=True)
class Share:
    """How many new clues are about a field of enforcement (执法领域) or a place; ``name`` is None where it is not known."""

    name: str | None
    count: int
    severities: Severities


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of the head line. ``standing``: messages told as overdue before that still wait. ``broken``: sources that fail now."""

    texts: int = 0
    new: int = 0
    grew: int = 0
    together: int = 0
    answered: int = 0
    decided: int = 0
    overdue: int = 0
    standing: int = 0
    sources: int = 0
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Briefing(AsJson):
    """One briefing. ``number`` counts within the year of its ``day``; one that has nothing new has none and is sent to nobody.

    It tells what came between ``since`` and ``until``, that is on the days ``first_day`` to ``day``; ``change`` is the store's change
    number at ``until``. ``history``: (day, new clues) of the days before, oldest first.
    ``severities``, ``fields`` and ``regions`` count all new clues, the most first. Of each part only the first are told one by one.
    """

    id: str
    day: str
    first_day: str
    number: int | None
    since: str
    until: str
    change: int
    made_at: str
    figures: Figures
    history: tuple[tuple[str, int], ...] = ()
    severities: Severities = ()
    fields: tuple[Share, ...] = ()
    regions: tuple[Share, ...] = ()
    new: tuple[Item, ...] = ()
    grew: tuple[Item, ...] = ()
    together: tuple[Together, ...] = ()
    answered: tuple[Answer, ...] = ()
    decided: tuple[Decided, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    sources: tuple[SourceNote, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing new to tell, not even of a source."""
        figures = self.figures
        counted = (figures.new, figures.grew, figures.together, figures.answered, figures.decided, figures.overdue)
        return not any(counted) and not any(source.news for source in self.sources)

    @property
    def is_first(self) -> bool:
        """Whether there was none before: it tells what had gathered in the store, however old."""
        return not self.since

    def left(self, part: Part) -> int:
        """How many of a part are counted and not told one by one."""
        return int(getattr(self.figures, part)) - len(getattr(self, part))

    @property
    def title(self) -> str:
        """2026 年第 12 期; 无新增 where there is no number."""
        return f"{self.day[:4]} 年第 {self.number} 期" if self.number else "无新增"
