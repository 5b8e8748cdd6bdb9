"""The reports of an event, dressed for the clue page: each text with why it belongs, and how many came on which day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from index.clue import Clue
from index.event import Event, EventDecision, EventLink, Report
from index.place import place_of
from index.store_documents import StoredDocument
from review.cards import pieces, title_pieces
from review.handling import Handling, Limits, handling_of
from review.services import Services

SHOWN = 60  # texts shown in full; more are counted
_WIDTH, _HEIGHT, _FOOT = 560.0, 72.0, 16.0
_MOST_BARS, _WIDEST = 60, 28.0
_TWO_DAYS = 150.0  # the least room for the first and the last day


@dataclass(frozen=True, slots=True)
class ReportView:
    """One text: ``text`` and ``title`` are pieces with what is marked; ``removable`` where it did not found the event."""

    report: Report
    document: StoredDocument
    title: tuple[tuple[str, str], ...]
    text: tuple[tuple[str, str], ...]
    place: str
    beside: str | None
    handling: Handling
    removable: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The reports of ``days`` days from ``day`` on, in units of the picture."""

    day: date
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Growth:
    """The picture: one bar a day, or more days a bar where the event lasts long. ``end`` is where the last day stands."""

    width: float
    height: float
    end: float
    days: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as the page shows it."""

    event: Event
    reports: tuple[ReportView, ...]
    hidden: int
    growth: Growth | None
    links: tuple[tuple[Clue, EventLink], ...]
    apart: tuple[EventDecision, ...]


def event_view(desk: Services, clue: Clue, limits: Limits) -> EventView | None:
    """The event of a clue; None for a clue from before events were kept."""
    event = desk.store.event(clue.id)
    if event is None:
        return None
    shown = event.reports[:SHOWN]
    documents = desk.store.documents([id for report in shown for id in (report.document, report.beside) if id])
    views = [_report(desk, documents, event, report, limits) for report in shown if report.document in documents]
    links: list[tuple[Clue, EventLink]] = []
    for link in desk.store.event_links(clue.id):
        other = desk.store.clue(link.other if link.event == clue.id else link.event)
        if other is not None and all(other.id != known.id for known, _ in links):
            links.append((other, link))
    return EventView(
        event=event,
        reports=tuple(views),
        hidden=len(event.reports) - len(views),
        growth=growth([report.day for report in event.reports if report.day and report.role == "report"]),
        links=tuple(links),
        apart=tuple(desk.store.event_decisions(clue.id)),
    )


def growth(days: list[date]) -> Growth | None:
    """The reports by day; None where all came on one."""
    if len(set(days)) < 2:
        return None
    first = min(days)
    span = (max(days) - first).days + 1
    step = -(-span // _MOST_BARS)
    counts = Counter((day - first).days // step for day in days)
    slots = (span - 1) // step + 1
    wide = min(_WIDTH / slots, _WIDEST)
    tallest = max(counts.values())
    bars = []
    for slot, count in sorted(counts.items()):
        height = (_HEIGHT - _FOOT) * count / tallest
        day = date.fromordinal(first.toordinal() + slot * step)
        top, width = _HEIGHT - _FOOT - height, max(2.0, wide * 0.8)
        bars.append(Bar(day, count, round(slot * wide, 1), round(top, 1), round(width, 1), round(height, 1)))
    return Growth(_WIDTH, _HEIGHT, max(slots * wide, _TWO_DAYS), step, tuple(bars))


def _report(desk: Services, documents: Mapping[str, StoredDocument], event: Event, report: Report, limits: Limits) -> ReportView:
    document, beside = documents[report.document], documents.get(report.beside or "")
    signals = document.reading.signals
    return ReportView(
        report=report,
        document=document,
        title=tuple(title_pieces(document.title or "", signals)),
        text=tuple(pieces(document.text, signals)),
        place=place_of(document),
        beside=(beside.title or beside.text[:30]) if beside else None,
        handling=handling_of(desk, document, limits),
        removable=report.document != event.founded_by,
    )
