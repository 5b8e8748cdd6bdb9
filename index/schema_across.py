"""The tables of the comparison across dossiers and complaints, beside those of ``index.schema``."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, String, Table, Text

from index.schema import METADATA, VOLATILE

# what a dossier or a complaint contributes; ``stamp`` is a hash of the body, ``pending`` while it has not been compared as it is now
PROFILE = Table(
    "profile",
    METADATA,
    Column("id", String(128), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("agency", Text),
    Column("peers", Text, index=True),
    Column("decided", String(10)),
    Column("fine", Float),
    Column("value", Float),
    Column("elsewhere", Boolean),
    Column("unanswered", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Column("stamp", String(32), nullable=False),
    Column("pending", Boolean, nullable=False, index=True, info=VOLATILE),
    Index("profile_agency", "agency", "kind", "decided"),
)

PROFILE_KEY = Table(
    "profile_key",
    METADATA,
    Column("key", String(192), primary_key=True),
    Column("profile", String(128), primary_key=True, index=True),
)

# groups of profiles (peers, fines of a quarter, complaints about an agency) that changed since they were looked at
STALE_GROUP = Table("stale_group", METADATA, Column("key", Text, primary_key=True))

ACROSS = Table(
    "across_finding",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("rule", String(64), nullable=False, index=True),
    Column("severity", String(8), nullable=False),
    Column("grouped", Text, index=True),
    Column("body", Text, nullable=False),
)

ACROSS_SIDE = Table(
    "across_side",
    METADATA,
    Column("finding", String(64), primary_key=True),
    Column("profile", String(128), primary_key=True, index=True),
)

FOUND_ACROSS = (PROFILE, ACROSS)
