"""The tables of events: which texts tell of the same happening, and what people decided about that."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from index.schema import METADATA, VOLATILE
from index.sqlite import KEYS_ONLY

# ``id`` is the id of the event's clue, made of the document that founded it
EVENT = Table(
    "event",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("founded_by", String(128), nullable=False, unique=True),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("reports", Integer, nullable=False),
    Column("follow_ups", Integer, nullable=False),
)

# ``number`` stands for the document in ``event_key``; ``trace`` is what it is compared by, ``likeness`` why it joined, beside which report
EVENT_REPORT = Table(
    "event_report",
    METADATA,
    Column("document", String(128), primary_key=True),
    Column("number", Integer, nullable=False, info=VOLATILE),
    Column("event", String(64), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("day", String(10)),
    Column("beside", String(128)),
    Column("likeness", Text),
    Column("trace", Text, nullable=False),
    Column("joined_at", String(32), nullable=False, index=True, info=VOLATILE),
    Index("event_report_number", "number", unique=True),
)

# what leads from a text to those like it: hashes of bands of its wording, of names, places, numbers
EVENT_KEY = Table(
    "event_key",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    **KEYS_ONLY,
)

# events that may be one: a text belongs to ``event`` and is as like to ``other``
EVENT_LINK = Table(
    "event_link",
    METADATA,
    Column("event", String(64), primary_key=True),
    Column("other", String(64), primary_key=True, index=True),
    Column("document", String(128), primary_key=True),
    Column("likeness", Text, nullable=False),
)

# a person's word that a document is no report of an event; only ever added
EVENT_DECISION = Table(
    "event_decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("document", String(128), nullable=False, index=True),
    Column("event", String(64), nullable=False, index=True),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("user", String(128), nullable=False),
    Column("at", String(40), nullable=False),
)

FOUND_EVENTS = (EVENT, EVENT_REPORT, EVENT_LINK)
