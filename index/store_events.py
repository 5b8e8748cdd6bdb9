"""Events and the reports they hold, in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, TextClause, delete, func, insert, select, text, update

from index.event import Event, EventDecision, EventLink, Report, Role
from index.schema_events import EVENT, EVENT_DECISION, EVENT_KEY, EVENT_LINK, EVENT_REPORT
from index.sqlite import parts, replace_rows
from nlp.events.likeness import Likeness
from nlp.events.trace import Trace

NEWEST = 40  # of the texts under one key so many are looked at, those that came last: what was said long ago is another event


@dataclass(frozen=True, slots=True)
class Member:
    """A text of an event as it is compared with others."""

    document: str
    event: str
    role: Role
    trace: Trace


def one_event(connection: Connection, id: str) -> Event | None:
    """An event with its reports."""
    row = connection.execute(select(EVENT).where(EVENT.c.id == id)).mappings().one_or_none()
    return None if row is None else _event(row, reports_of(connection, [id]).get(id, []))


def event_of(connection: Connection, document: str) -> str | None:
    """The event that a text belongs to."""
    return events_of(connection, [document]).get(document)


def events_of(connection: Connection, documents: Sequence[str]) -> dict[str, str]:
    """The events that some texts belong to, by text."""
    query = select(EVENT_REPORT.c.document, EVENT_REPORT.c.event)
    found = (row for few in parts(documents) for row in connection.execute(query.where(EVENT_REPORT.c.document.in_(few))))
    return {row.document: row.event for row in found}


def report_counts(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Of those of some events that have more than one report: how many."""
    query = select(EVENT.c.id, EVENT.c.reports).where(EVENT.c.reports > 1)
    return {row.id: row.reports for few in parts(ids) for row in connection.execute(query.where(EVENT.c.id.in_(few)))}


def touched(connection: Connection, since: str) -> list[Event]:
    """Events that gained a report after that time (ISO 8601, UTC), in order of their ids."""
    ids = sorted(set(connection.execute(select(EVENT_REPORT.c.event).where(EVENT_REPORT.c.joined_at > since)).scalars()))
    found: list[Event] = []
    for few in parts(ids):
        reports = reports_of(connection, few)
        rows = connection.execute(select(EVENT).where(EVENT.c.id.in_(few)).order_by(EVENT.c.id)).mappings()
        found += [_event(row, reports[row["id"]]) for row in rows]
    return found


def reports_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[Report]]:
    """The reports of some events (at most as many as one statement takes) by day, then as they came."""
    found: dict[str, list[Report]] = {}
    query = select(EVENT_REPORT).where(EVENT_REPORT.c.event.in_(ids)).order_by(EVENT_REPORT.c.day, EVENT_REPORT.c.number)
    for row in connection.execute(query).mappings():
        found.setdefault(row["event"], []).append(_report(row))
    return found


# finding what a text is like


def led_to(connection: Connection, keys: Collection[str]) -> dict[int, int]:
    """Texts by number that some keys lead to, each with how many of the keys; of crowded keys only the newest texts."""
    found: dict[int, int] = {}
    hashed = sorted({_hash(key) for key in keys})
    for few in parts(hashed, 100):
        rows = connection.execute(_lookup(len(few)), {f"k{at}": key for at, key in enumerate(few)})
        for (number,) in rows:
            found[number] = found.get(number, 0) + 1
    return found


def members(connection: Connection, numbers: Sequence[int]) -> Iterator[Member]:
    """Texts by number, in order of number."""
    columns = (EVENT_REPORT.c.document, EVENT_REPORT.c.event, EVENT_REPORT.c.role, EVENT_REPORT.c.trace)
    for few in parts(sorted(numbers)):
        for row in connection.execute(select(*columns).where(EVENT_REPORT.c.number.in_(few)).order_by(EVENT_REPORT.c.number)):
            yield Member(row.document, row.event, cast(Role, row.role), Trace.from_json(row.trace))


def met_before(connection: Connection, documents: Sequence[str]) -> set[str]:
    """Those of some texts that are in an event, founded one, or were decided about by a person."""
    found: set[str] = set()
    for few in parts(documents):
        for column in (EVENT_REPORT.c.document, EVENT.c.founded_by, EVENT_DECISION.c.document):
            found.update(connection.execute(select(column).where(column.in_(few))).scalars())
    return found


def member(connection: Connection, document: str) -> Member | None:
    """A text that belongs to an event."""
    row = connection.execute(select(EVENT_REPORT).where(EVENT_REPORT.c.document == document)).mappings().one_or_none()
    return None if row is None else Member(row["document"], row["event"], row["role"], Trace.from_json(row["trace"]))


# writing


def join(
    connection: Connection, trace: Trace, event: str, role: Role, *, beside: str | None = None, likeness: Likeness | None = None
) -> None:
    """Put a text that is in no event into one. Other texts are compared with reports only: nothing leads to a follow-up."""
    number = connection.execute(select(func.coalesce(func.max(EVENT_REPORT.c.number), 0))).scalar_one() + 1
    values = {
        "document": trace.document,
        "number": number,
        "event": event,
        "role": role,
        "day": trace.day.isoformat() if trace.day else None,
        "beside": beside,
        "likeness": likeness.to_json() if likeness else None,
        "trace": trace.to_json(),
        "joined_at": datetime.now(UTC).isoformat(),
    }
    connection.execute(insert(EVENT_REPORT), values)
    _write_keys(connection, number, trace, role)


def rejoin(connection: Connection, trace: Trace, role: Role) -> None:
    """A text of an event was read again: what it is compared by changes, not where it belongs and why."""
    row = connection.execute(select(EVENT_REPORT.c.number, EVENT_REPORT.c.trace).where(EVENT_REPORT.c.document == trace.document)).one()
    values = {"role": role, "day": trace.day.isoformat() if trace.day else None, "trace": trace.to_json()}
    connection.execute(update(EVENT_REPORT).where(EVENT_REPORT.c.document == trace.document).values(values))
    _forget_keys(connection, row.number, Trace.from_json(row.trace))
    _write_keys(connection, row.number, trace, role)


def leave(connection: Connection, document: str) -> None:
    """Take a text out of its event; the event's own row follows with ``settle``."""
    row = connection.execute(select(EVENT_REPORT.c.number, EVENT_REPORT.c.trace).where(EVENT_REPORT.c.document == document)).one_or_none()
    if row is not None:
        _forget_keys(connection, row.number, Trace.from_json(row.trace))
        connection.execute(delete(EVENT_REPORT).where(EVENT_REPORT.c.document == document))
        connection.execute(delete(EVENT_LINK).where(EVENT_LINK.c.document == document))


def found_event(connection: Connection, id: str, document: str) -> None:
    """Begin an event; it counts its reports with ``settle``."""
    row = {"id": id, "founded_by": document, "first_day": None, "last_day": None, "reports": 0, "follow_ups": 0}
    connection.execute(insert(EVENT), row)


def event_founded_by(connection: Connection, document: str) -> str | None:
    """The event that a text founded, whether it still belongs to it or not."""
    return connection.execute(select(EVENT.c.id).where(EVENT.c.founded_by == document)).scalar_one_or_none()


def settle(connection: Connection, ids: Sequence[str]) -> None:
    """Count the reports of some events again; one without any that is a clue disappears with its follow-ups."""
    query = select(EVENT_REPORT.c.event, EVENT_REPORT.c.document, EVENT_REPORT.c.role, EVENT_REPORT.c.day)
    held: dict[str, list[RowMapping]] = {id: [] for id in ids}
    for few in parts(ids):
        for row in connection.execute(query.where(EVENT_REPORT.c.event.in_(few))).mappings():
            held[row["event"]].append(row)
    for id, rows in held.items():
        _settle(connection, id, rows)


def _settle(connection: Connection, id: str, rows: Sequence[RowMapping]) -> None:
    reports = [row for row in rows if row["role"] == "report"]
    if not reports:
        for row in rows:
            leave(connection, row["document"])
        connection.execute(delete(EVENT_LINK).where((EVENT_LINK.c.event == id) | (EVENT_LINK.c.other == id)))
        connection.execute(delete(EVENT).where(EVENT.c.id == id))
        return
    days = [row["day"] for row in reports if row["day"]]
    values = {
        "first_day": min(days, default=None),
        "last_day": max(days, default=None),
        "reports": len(reports),
        "follow_ups": len(rows) - len(reports),
    }
    connection.execute(update(EVENT).where(EVENT.c.id == id).values(values))


# events that may be one


def write_links(connection: Connection, links: Iterable[EventLink]) -> None:
    """Keep links between events."""
    replace_rows(
        connection,
        EVENT_LINK,
        [{"event": one.event, "other": one.other, "document": one.document, "likeness": one.likeness.to_json()} for one in links],
    )


def links_of(connection: Connection, id: str) -> list[EventLink]:
    """Other events that may be this one."""
    query = select(EVENT_LINK).where((EVENT_LINK.c.event == id) | (EVENT_LINK.c.other == id))
    rows = connection.execute(query.order_by(*EVENT_LINK.primary_key.columns)).mappings()
    return [EventLink(row["event"], row["other"], row["document"], Likeness.from_json(row["likeness"])) for row in rows]


# what people decided


def add_decision(connection: Connection, decision: Mapping[str, Any]) -> int:
    """Add a person's word; returns its id."""
    key = connection.execute(insert(EVENT_DECISION).values(decision)).inserted_primary_key
    assert key is not None
    return int(key[0])


def decisions_on(connection: Connection, *, document: str | None = None, event: str | None = None) -> list[EventDecision]:
    """What people decided about a document, or about an event, oldest first."""
    query = select(EVENT_DECISION).order_by(EVENT_DECISION.c.id)
    query = query.where(EVENT_DECISION.c.document == document) if document is not None else query
    query = query.where(EVENT_DECISION.c.event == event) if event is not None else query
    return [
        EventDecision(
            row["id"], row["document"], row["event"], row["verdict"], row["reason"], row["user"], datetime.fromisoformat(row["at"])
        )
        for row in connection.execute(query).mappings()
    ]


def apart_from(connection: Connection, document: str) -> set[str]:
    """The events that a person said this document is no report of."""
    holding = {decision.event: decision.verdict for decision in decisions_on(connection, document=document)}
    return {event for event, verdict in holding.items() if verdict == "apart"}


def _write_keys(connection: Connection, number: int, trace: Trace, role: Role) -> None:
    keys = sorted({_hash(key) for key in trace.found_by()}) if role == "report" else []
    if keys:
        connection.execute(insert(EVENT_KEY), [{"key": key, "number": number} for key in keys])


def _forget_keys(connection: Connection, number: int, trace: Trace) -> None:
    keys = sorted({_hash(key) for key in trace.found_by()})
    for few in parts(keys):
        connection.execute(delete(EVENT_KEY).where(EVENT_KEY.c.key.in_(few), EVENT_KEY.c.number == number))


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


@cache
def _lookup(keys: int) -> TextClause:
    """One index read a key, from its newest text on: a condition ``key IN (…)`` would read every text under a crowded key."""
    part = "SELECT number FROM (SELECT number FROM event_key WHERE key = :k{} ORDER BY number DESC LIMIT {})"
    return text(" UNION ALL ".join(part.format(at, NEWEST) for at in range(keys)))


def _event(row: RowMapping, reports: Sequence[Report]) -> Event:
    return Event(row["id"], row["founded_by"], _day(row["first_day"]), _day(row["last_day"]), tuple(reports))


def _report(row: RowMapping) -> Report:
    likeness = Likeness.from_json(row["likeness"]) if row["likeness"] else None
    return Report(row["document"], _day(row["day"]), row["role"], row["joined_at"], row["beside"], likeness)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
