"""Placing texts into events, in the order they come, within the transaction that stores them.

A clue joins the event of the report most like it, or founds one; what is no clue may follow an event up, but never founds one. Ids never
change and no two events become one: a text that is like reports of two events links them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection

from index import store_events
from index.build_case import clue_id
from index.event import EventLink, Role
from index.store_events import Member
from ingest.document import Document
from nlp.events.likeness import Likeness, same_event
from nlp.events.trace import Trace, may_tell_of_an_event, trace_of
from nlp.opinion.reading import Reading

_COMPARED = 32  # texts that one is compared with, those first that share most with it

Match = tuple[Likeness, Member]


def place(connection: Connection, items: Sequence[tuple[Document, Reading]], traces: Sequence[Trace] = ()) -> list[str]:
    """Put texts into events; returns the ids of events that changed, those that are gone among them.

    What is no clue is looked at where it may follow an event up, or was in an event before. ``traces``: those that are made already.
    """
    held = store_events.events_of(connection, [reading.id for _, reading in items])
    made = {trace.document: trace for trace in traces}
    kept = [
        (made.get(reading.id) or trace_of(document, reading), reading.is_clue)
        for document, reading in items
        if may_tell_of_an_event(reading) or reading.id in held
    ]
    return settled(connection, place_traces(connection, kept))


def place_traces(connection: Connection, traces: Iterable[tuple[Trace, bool]]) -> list[str]:
    """Put texts, each a clue or none, into events; returns the ids of events that changed."""
    told = list(traces)
    met = store_events.met_before(connection, [trace.document for trace, _ in told])
    changed: dict[str, None] = {}
    for trace, clue in told:
        place_one = _place if trace.document in met else _place_new
        changed.update(dict.fromkeys(place_one(connection, trace, clue=clue)))
        met.add(trace.document)
    return list(changed)


def settled(connection: Connection, events: Iterable[str]) -> list[str]:
    """The same events, each once, their reports counted again."""
    found = list(dict.fromkeys(events))
    store_events.settle(connection, found)
    return found


def _place(connection: Connection, trace: Trace, *, clue: bool) -> list[str]:
    known = store_events.member(connection, trace.document)
    if known is not None:
        return _again(connection, known, trace, clue=clue)
    own = store_events.event_founded_by(connection, trace.document) if clue else None
    if own is None:
        return _place_new(connection, trace, clue=clue, apart=store_events.apart_from(connection, trace.document))
    store_events.join(connection, trace, own, "report")
    return [own]


def _place_new(connection: Connection, trace: Trace, *, clue: bool, apart: Collection[str] = ()) -> list[str]:
    """A text that is in no event: into the best of those it belongs to, but for those it is held ``apart`` from, or one of its own."""
    matches = _matches(connection, trace, apart)
    if matches:
        likeness, nearest = matches[0]
        role: Role = "report" if clue else "follow_up"
        store_events.join(connection, trace, nearest.event, role, beside=nearest.document, likeness=likeness)
        if clue:
            store_events.write_links(
                connection, [EventLink(nearest.event, other.event, trace.document, like) for like, other in matches[1:]]
            )
        return [nearest.event]
    if not clue:
        return []
    id = clue_id("event", trace.document)
    store_events.found_event(connection, id, trace.document)
    store_events.join(connection, trace, id, "report")
    return [id]


def _again(connection: Connection, known: Member, trace: Trace, *, clue: bool) -> list[str]:
    """A text that was read before stays where it is, unless it is no clue any more."""
    if clue or known.role == "follow_up":
        store_events.rejoin(connection, trace, "report" if clue else "follow_up")
        return [known.event]
    store_events.leave(connection, trace.document)
    store_events.settle(connection, [known.event])
    return [known.event, *_place(connection, trace, clue=False)]


def _matches(connection: Connection, trace: Trace, apart: Collection[str]) -> list[Match]:
    """The nearest report of each event that this text belongs to, the best first; equal ones in the order they came."""
    found = store_events.led_to(connection, list(trace.found_by()))
    nearest = sorted(found, key=lambda number: (-found[number], -number))[:_COMPARED]
    best: dict[str, Match] = {}
    for one in store_events.members(connection, nearest):
        if one.event in apart:
            continue
        likeness = same_event(trace, one.trace)
        if likeness.same and (one.event not in best or likeness.score > best[one.event][0].score):
            best[one.event] = (likeness, one)
    return sorted(best.values(), key=lambda match: -match[0].score)
