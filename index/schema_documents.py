"""The table of what documents were before they changed, beside those of ``index.schema``."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, String, Table, Text

from index.schema import METADATA

# one row for every change: the state that was replaced, ``at`` when, ``what`` the changed parts joined by commas
DOCUMENT_VERSION = Table(
    "document_version",
    METADATA,
    Column("document", String(128), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("what", String(32), nullable=False),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("published_at", String(10)),
    Column("metadata", JSON, nullable=False),
    Column("sha256", String(64), nullable=False),
    Index("document_version_at", "at"),
)
