"""Making the clue of an event out of its reports. Pure functions, no clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.build import ORDER, clue_of_reading
from index.build_case import clue_id, once
from index.clue import CHANNEL_ZH, Channel, Clue
from index.event import Role
from index.place import host_of
from ingest.document import Source
from nlp.events.voices import Voice, voices
from nlp.opinion.catalogue import signal_kinds
from nlp.opinion.reading import Reading

_QUOTES = 40
_BODY_A_REPORT, _BODY = 2_000, 40_000  # characters of a further report, and of all
# points, and their most: for each further voice, each further channel or site, and for voices that came within three days
_VOICE, _VOICES = 2.5, 10.0
_PLACE, _PLACES = 2.0, 6.0
_GROWTH, _DAYS = 4.0, 3


@dataclass(frozen=True, slots=True)
class Told:
    """One text of an event, as its clue is made of it."""

    document: str
    role: Role
    kind: Channel
    title: str | None
    text: str
    day: date | None
    source: Source | None
    voice: Voice
    reading: Reading


def clue_of_event(founded_by: str, told: Sequence[Told], *, reports: int) -> Clue | None:
    """The clue of an event out of (some of) its texts; ``reports`` is how many there are. None where none of them is a clue.

    The most telling report gives title, channel, agency and region; a single report gives the very clue of its reading.
    The score is that of the strongest reading, with points for further independent voices, for spread and for growth, 100 at most.
    """
    made = [(clue, one) for one in told if one.role == "report" and (clue := _clue(one))]
    if not made:
        return None
    made.sort(key=lambda pair: -pair[0].score)  # stable: of equal ones the earliest
    lead, _ = made[0]
    if len(told) == 1:
        return replace(lead, id=clue_id("event", founded_by), source_id=founded_by)
    clues = [clue for clue, _ in made]
    points = _points([one for _, one in made])
    known = signal_kinds()
    named = once(pair for clue in clues for pair in zip(clue.issues, clue.issue_names, strict=True))
    issues = sorted(named, key=lambda pair: ORDER.index(known[pair[0]].severity) if pair[0] in known else ORDER.index("minor"))
    days = [one.day for _, one in made if one.day]
    return replace(
        lead,
        id=clue_id("event", founded_by),
        source_id=founded_by,
        summary=f"{lead.agency or '执法机关'}：{'、'.join(name for _, name in issues) or '疑似执法问题'}。{_sources(told, reports, days)}",
        severity=min((clue.severity for clue in clues), key=ORDER.index),
        score=round(min(100.0, lead.score + sum(value for _, value in points)), 2),
        score_parts=(*lead.score_parts, *points),
        issues=tuple(issue for issue, _ in issues),
        issue_names=tuple(name for _, name in issues),
        categories=once(category for clue in clues for category in clue.categories),
        quotes=once(quote for clue in clues for quote in clue.quotes)[:_QUOTES],
        agency=_named(clues),
        agency_type=lead.agency_type or next((clue.agency_type for clue in clues if clue.agency_type), None),
        region=lead.region or next((clue.region for clue in clues if clue.region), None),
        amount=max((clue.amount for clue in clues if clue.amount), default=None),
        occurred_on=min(days, default=None),
        body=_body(lead, clues, told),
    )


def _clue(one: Told) -> Clue | None:
    found = clue_of_reading(one.document, one.kind, one.title, one.text, one.day, one.reading, one.source)
    return replace(found, quotes=tuple(replace(quote, document=one.document) for quote in found.quotes)) if found else None


def _points(reports: Sequence[Told]) -> tuple[tuple[str, float], ...]:
    """Points of those who tell it independently, of where it is told, and of how fast it grows."""
    heard = voices([one.voice for one in reports])
    places = {_where(one) for one in reports}
    days = [one.day for one in reports if one.day]
    late = [one for one in reports if one.day and days and (max(days) - one.day).days < _DAYS]
    growing = len(voices([one.voice for one in late])) - 1 if len(late) < len(reports) or len(heard) > 2 else 0
    found = (
        ("独立来源", min(_VOICES, _VOICE * (len(heard) - 1))),
        ("扩散渠道", min(_PLACES, _PLACE * (len(places) - 1))),
        ("近三日增长", min(_GROWTH, float(max(0, growing)))),
    )
    return tuple((name, round(value, 2)) for name, value in found if value)


def _where(one: Told) -> str:
    """The site or the channel where something is told."""
    return host_of(one.source.url if one.source else None) or one.voice.channel or one.kind


def _named(clues: Sequence[Clue]) -> str | None:
    """The agency as named most exactly among the reports of the kind that the first one speaks of."""
    kind = clues[0].agency_type
    names = [clue.agency for clue in clues if clue.agency and clue.agency_type == kind]
    return max(names, key=len, default=clues[0].agency)


def _sources(told: Sequence[Told], reports: int, days: Sequence[date]) -> str:
    counts = Counter(CHANNEL_ZH.get(one.kind, one.kind) for one in told if one.role == "report")
    parts = "、".join(f"{name} {count:,}" for name, count in counts.most_common()) if sum(counts.values()) == reports else ""
    span = f"，{' 至 '.join(once((min(days).isoformat(), max(days).isoformat())))}" if days else ""
    return f"{reports:,} 条来源{f'（{parts}）' if parts else ''}{span}。"


def _body(lead: Clue, clues: Sequence[Clue], told: Sequence[Told]) -> str:
    """The words of all texts, the strongest in full, up to a bound."""
    further = [clue.body[:_BODY_A_REPORT] for clue in clues if clue is not lead]
    further += [f"{one.title or ''}\n{one.text[:_BODY_A_REPORT]}" for one in told if one.role == "follow_up"]
    titles = [clue.title for clue in clues if clue is not lead]
    return "\n".join(once((lead.body, *titles, *further)))[: max(_BODY, len(lead.body))]
