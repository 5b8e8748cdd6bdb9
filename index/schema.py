"""The tables of the store, in SQLAlchemy Core. Nothing here is particular to one database.

A column marked ``VOLATILE`` depends on when or in which order things were done; all others depend on the input alone,
and ``index.digest`` hashes exactly those. Times are ISO 8601 in UTC, dates ISO 8601.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

VERSION = 1
VOLATILE: dict[Any, Any] = {"volatile": True}
METADATA = MetaData()

META = Table(
    "meta",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("value", String(64), nullable=False),
)

RUN = Table(
    "run",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("host", String(255), nullable=False),
    Column("state", String(16), nullable=False),
    Column("started_at", String(32), nullable=False),
    Column("finished_at", String(32)),
    Column("counts", JSON, nullable=False),
    Index("run_fingerprint", "kind", "fingerprint"),
)

LEDGER = Table(
    "ledger",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("run", String(32), ForeignKey("run.id"), nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", String(64)),
    Column("status", String(16), nullable=False),
    Column("code", String(32)),
    Column("reason", Text),
    Column("dossier", String(64), index=True),
    Column("pages", Integer, nullable=False),
    Column("at", String(40), nullable=False),
    UniqueConstraint("run", "path"),
)

DOSSIER = Table(
    "dossier",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("error", Text),
    Column("procedure", String(16), nullable=False),
    Column("department", String(64)),
    Column("region", String(128)),
    Column("agency", Text),
    Column("party", Text),
    Column("case_no", Text),
    Column("decision_date", String(10)),
    Column("pages", Integer, nullable=False),
    Column("score", Float),
    Column("veto", Boolean),
    Column("report", Text, nullable=False),
    Column("created_at", String(32), nullable=False, info=VOLATILE),
)

FINDING = Table(
    "finding",
    METADATA,
    Column("dossier", String(64), ForeignKey("dossier.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("rule", String(64), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("message", Text, nullable=False),
    Index("finding_rule", "rule", "verdict"),
)

DOCUMENT = Table(
    "document",
    METADATA,
    Column("id", String(128), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("published_at", String(10)),
    Column("metadata", JSON, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("url", Text),
    Column("content", String(64), nullable=False, index=True),
    Column("is_clue", Boolean, nullable=False),
    Column("score", Float, nullable=False),
    Column("reading", Text, nullable=False),
    Column("stored_at", String(32), nullable=False, info=VOLATILE),
)

CLUE = Table(
    "clue",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("subject", String(8), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("source_id", String(128), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("severity", String(8), nullable=False),
    Column("score", Float, nullable=False),
    Column("score_parts", JSON, nullable=False),
    Column("issues", JSON, nullable=False),
    Column("issue_names", JSON, nullable=False),
    Column("categories", JSON, nullable=False),
    Column("quotes", JSON, nullable=False),
    Column("laws", JSON, nullable=False),
    Column("agency", Text),
    Column("agency_type", String(64)),
    Column("region", String(128)),
    Column("party", Text),
    Column("case_no", Text),
    Column("amount", Float),
    Column("occurred_on", String(10)),
    Column("body", Text, nullable=False),
    Column("found_at", String(40), nullable=False, info=VOLATILE),
    Column("change", Integer, nullable=False, index=True, info=VOLATILE),
)

REMOVED = Table(
    "removed_clue",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("change", Integer, nullable=False, index=True),
)

INSPECTION = Table(
    "inspection",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("enterprise", Text, nullable=False, index=True),
    Column("uscc", String(18)),
    Column("agency", Text, nullable=False),
    Column("day", String(10), nullable=False),
    Column("scanned", Boolean),
    Column("row", Text, nullable=False),
    Column("stored_at", String(32), nullable=False, info=VOLATILE),
    Index("inspection_agency", "agency", "day"),
)

VISIT_REVIEW = Table(
    "visit_review",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("enterprise", Text, nullable=False, index=True),
    Column("agency", Text),
    Column("review", Text, nullable=False),
)

DECISION = Table(
    "decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("clue", String(64), nullable=False, index=True),
    Column("rule", String(64)),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("user", String(128), nullable=False),
    Column("at", String(40), nullable=False),
)

FOUND_BY_MACHINE = (DOSSIER, FINDING, DOCUMENT, INSPECTION, VISIT_REVIEW, CLUE)
