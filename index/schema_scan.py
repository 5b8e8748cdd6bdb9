"""The tables of the daily scan: how its sources fared, its briefings, and where they were sent. Beside those of ``index.schema``.

Nothing here is found in the texts themselves, so ``index.digest`` hashes none of it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from index.schema import METADATA

# one row each time a source was read
SOURCE_RUN = Table(
    "source_run",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", String(128), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", String(40), nullable=False),
    Column("items", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("healthy", Boolean, nullable=False),
    Column("warning", Text),
    Index("source_run_source", "source", "at"),
)

# what one scan told, under the scan's id; ``change`` is the store's change number up to which it looked. One without news has no number
BRIEFING = Table(
    "briefing",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("day", String(10), nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("number", Integer),
    Column("since", String(40), nullable=False),
    Column("until", String(40), nullable=False),
    Column("change", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("made_at", String(40), nullable=False),
    UniqueConstraint("year", "number"),
)

# what was told of a thing (``topic`` and ``key``) the last time, as a ``state``: it is told again only when the state is another
TOLD = Table(
    "briefing_told",
    METADATA,
    Column("topic", String(16), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("state", Text, nullable=False),
    Column("briefing", String(32), nullable=False, index=True),
)

# one row for each channel a briefing goes to: the intention is written with the briefing, the outcome after sending
DELIVERY = Table(
    "delivery",
    METADATA,
    Column("briefing", String(32), ForeignKey("briefing.id"), primary_key=True),
    Column("channel", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("at", String(40), nullable=False),
    Column("message", Text, nullable=False),
)
