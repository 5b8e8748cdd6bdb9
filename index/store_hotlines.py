"""How far the hotline sources were read, in the store."""

from __future__ import annotations

from sqlalchemy import Connection, select

from index.schema_hotlines import HOTLINE_STATE
from index.sqlite import replace_rows


def states_of(connection: Connection, source: str) -> dict[str, str]:
    """What was remembered of each place of a source."""
    query = select(HOTLINE_STATE.c.place, HOTLINE_STATE.c.state).where(HOTLINE_STATE.c.source == source)
    return {row.place: row.state for row in connection.execute(query)}


def remember(connection: Connection, source: str, place: str, state: str, at: str) -> None:
    """Remember the state of a place; ``at`` ISO 8601 in UTC."""
    replace_rows(connection, HOTLINE_STATE, [{"source": source, "place": place, "state": state, "at": at}])
