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

# what one scan told; ``since`` and ``until`` are the watermarks between which it looked, so that no two tell the same
BRIEFING = Table(
    "briefing",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("day", String(10), nullable=False, index=True),
    Column("since", String(40), nullable=False),
    Column("until", String(40), nullable=False),
    Column("content", Text, nullable=False),
    Column("made_at", String(40), nullable=False),
)

# one row for each channel a briefing goes to: the intention is written before it is sent, the outcome after
DELIVERY = Table(
    "delivery",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("briefing", String(32), ForeignKey("briefing.id"), nullable=False),
    Column("channel", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("at", String(40), nullable=False),
    Column("message", Text, nullable=False),
    UniqueConstraint("briefing", "channel"),
)
