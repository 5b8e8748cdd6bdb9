"""Keeping the clues of events in step with their reports."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select

from index.build_case import clue_id
from index.build_event import Told, clue_of_event
from index.schema import CLUE, DOCUMENT
from index.schema_events import EVENT, EVENT_REPORT
from index.sqlite import parts
from index.store_clues import remove_clues, write_clues
from index.store_documents import stored_document
from ingest.document import Source
from nlp.events.trace import Trace
from nlp.events.voices import Voice

_TOLD = 100  # texts that a clue is made of, the strongest first: more say nothing new


def refresh(connection: Connection, events: Sequence[str], documents: Sequence[str]) -> None:
    """Write the clues of events that changed, and withdraw those of events that are gone.

    ``documents`` were just placed: a clue of its own, from before it joined another event or from a time before events, is withdrawn.
    """
    own = [clue_id("event", document) for document in documents]
    kept = _events(connection, [*events, *own])
    made = {id: clue_of_event(kept[id]["founded_by"], told_in(connection, id), reports=kept[id]["reports"]) for id in events if id in kept}
    write_clues(connection, [clue for clue in made.values() if clue is not None])
    gone = [id for id in events if made.get(id) is None]
    lone = [id for id in own if id not in kept]
    remove_clues(connection, _present(connection, list(dict.fromkeys([*gone, *lone]))))


def told_in(connection: Connection, id: str) -> list[Told]:
    """The texts of an event in the order they came, of very many the strongest."""
    strongest = (
        select(EVENT_REPORT.c.document)
        .join(DOCUMENT, DOCUMENT.c.id == EVENT_REPORT.c.document)
        .where(EVENT_REPORT.c.event == id)
        .order_by(DOCUMENT.c.score.desc(), EVENT_REPORT.c.number)
        .limit(_TOLD)
    )
    columns = (*DOCUMENT.c, EVENT_REPORT.c.role, EVENT_REPORT.c.trace)
    query = select(*columns).join(EVENT_REPORT, EVENT_REPORT.c.document == DOCUMENT.c.id)
    query = query.where(DOCUMENT.c.id.in_(strongest)).order_by(EVENT_REPORT.c.number)
    return [_told(row) for row in connection.execute(query).mappings()]


def _told(row: RowMapping) -> Told:
    document, trace = stored_document(row), Trace.from_json(row["trace"])
    return Told(
        document=document.id,
        role=row["role"],
        kind=document.kind,
        title=document.title,
        text=document.text,
        day=document.published_at,
        source=Source(document.sha256, "", 0, path=trace.file, url=document.url),
        voice=Voice(document.id, trace.user, trace.sketch, document.metadata.get("channel") or document.metadata.get("site")),
        reading=document.reading,
    )


def _present(connection: Connection, ids: Sequence[str]) -> list[str]:
    return [id for few in parts(ids) for id in connection.execute(select(CLUE.c.id).where(CLUE.c.id.in_(few))).scalars()]


def _events(connection: Connection, ids: Sequence[str]) -> dict[str, RowMapping]:
    """Of those events that there are: what founded them, and how many reports they have."""
    query = select(EVENT.c.id, EVENT.c.founded_by, EVENT.c.reports)
    return {row["id"]: row for few in parts(ids) for row in connection.execute(query.where(EVENT.c.id.in_(few))).mappings()}
