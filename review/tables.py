"""The tables this package keeps for itself, beside the store's in the same database. Times are ISO 8601 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Boolean, Column, Engine, ForeignKey, Index, Integer, MetaData, String, Table, Text

from index.sqlite import writing

METADATA = MetaData()

USERS = Table(
    "review_users",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("display", String(64), nullable=False),
    Column("office", String(128), nullable=False, default=""),
    Column("password", String(256), nullable=False),
    Column("admin", Boolean, nullable=False, default=False),
    Column("active", Boolean, nullable=False, default=True),
    Column("created_at", String(32), nullable=False),
)

SESSIONS = Table(
    "review_sessions",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("user_id", Integer, ForeignKey("review_users.id"), nullable=False, index=True),
    Column("created_at", String(32), nullable=False),
    Column("seen_at", String(32), nullable=False),
)

FAILURES = Table(
    "review_sign_in_failures",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("address", String(64), nullable=False),
    Column("at", String(32), nullable=False, index=True),
)

AUDIT = Table(
    "review_audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("user", String(64), nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", String(128), nullable=False, default=""),
    Column("detail", Text, nullable=False, default=""),
    Column("address", String(64), nullable=False, default=""),
    Index("review_audit_at", "at"),
    Index("review_audit_subject", "subject"),
)


def create_tables(engine: Engine) -> None:
    """Create what is missing; nothing that exists is changed."""
    with writing(engine).begin() as connection:
        METADATA.create_all(connection)


def now() -> datetime:
    """The present moment, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
