"""Taking a text out of an event (不是同一事件): a person's word, which later runs respect."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from index import event_clues, event_placing, store_across, store_events


def take_out(connection: Connection, document: str, *, user: str, reason: str, at: datetime) -> str | None:
    """Write the decision, place the text anew apart from the event, and bring the clues in step; returns its event now.

    Raises KeyError where the text is in no event, ValueError where it founded the event.
    """
    member = store_events.member(connection, document)
    if member is None:
        raise KeyError(document)
    if store_events.event_founded_by(connection, document) == member.event:
        raise ValueError(f"document {document} founded event {member.event}")
    decision = {"document": document, "event": member.event, "verdict": "apart", "reason": reason, "user": user, "at": at.isoformat()}
    store_events.add_decision(connection, decision)
    store_events.leave(connection, document)
    changed = event_placing.place_traces(connection, [(member.trace, member.role == "report")])
    event_clues.refresh(connection, event_placing.settled(connection, [member.event, *changed]), [document])
    store_across.disturb(connection, document)
    return store_events.event_of(connection, document)
