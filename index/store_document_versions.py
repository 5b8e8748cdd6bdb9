"""What documents were before they changed: a message before it was answered, a page before it was rewritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select

from index.schema import DOCUMENT
from index.schema_documents import DOCUMENT_VERSION
from index.sqlite import parts
from ingest import reply
from ingest.document import Document
from ingest.reply import CHANGES, Changed


@dataclass(frozen=True, slots=True)
class DocumentState:
    """What of a document may change. A page is the same text whatever its white space."""

    title: str | None
    text: str
    metadata: Mapping[str, str]

    @classmethod
    def of(cls, document: Document) -> DocumentState:
        """The state in which a document comes."""
        return cls(document.title, document.text, document.metadata)

    def changes_to(self, now: DocumentState) -> frozenset[Changed]:
        """What differs; empty where it is the same."""
        text: frozenset[Changed] = frozenset() if self._words == now._words else frozenset(("text",))
        return reply.changes(self.metadata, now.metadata) | text

    @property
    def _words(self) -> str:
        return "".join(f"{self.title or ''}\n{self.text}".split())


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """An earlier state of a document, replaced ``at`` (ISO 8601, UTC) because ``what`` was new. Numbers count from 1, oldest first."""

    document: str
    number: int
    at: str
    what: frozenset[Changed]
    title: str | None
    text: str
    published_at: date | None
    metadata: Mapping[str, str]
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """One change of a document, ``at`` ISO 8601 in UTC."""

    document: str
    at: str
    what: frozenset[Changed]


def states_of(connection: Connection, ids: Sequence[str]) -> dict[str, DocumentState]:
    """The states of those documents that are in the store."""
    found: dict[str, DocumentState] = {}
    for few in parts(ids):
        query = select(DOCUMENT.c.id, DOCUMENT.c.title, DOCUMENT.c.text, DOCUMENT.c.metadata)
        for row in connection.execute(query.where(DOCUMENT.c.id.in_(few))):
            found[row.id] = DocumentState(row.title, row.text, row.metadata)
    return found


def keep_versions(connection: Connection, items: Sequence[tuple[str, Document]], at: str) -> None:
    """Before documents are written: keep the state of each that changes. An id comes once at most."""
    new = dict(items)
    before = states_of(connection, list(new))
    changed = {id: what for id, state in before.items() if (what := state.changes_to(DocumentState.of(new[id])))}
    for few in parts(list(changed)):
        counted = select(DOCUMENT_VERSION.c.document, func.max(DOCUMENT_VERSION.c.number))
        query = counted.where(DOCUMENT_VERSION.c.document.in_(few)).group_by(DOCUMENT_VERSION.c.document)
        numbers = {row[0]: row[1] for row in connection.execute(query)}
        rows = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id.in_(few))).mappings()
        connection.execute(insert(DOCUMENT_VERSION), [_row(row, numbers.get(row["id"], 0) + 1, at, changed[row["id"]]) for row in rows])


def versions_of(connection: Connection, id: str) -> list[DocumentVersion]:
    """The earlier states of a document, oldest first."""
    query = select(DOCUMENT_VERSION).where(DOCUMENT_VERSION.c.document == id).order_by(DOCUMENT_VERSION.c.number)
    return [
        DocumentVersion(
            document=row["document"],
            number=row["number"],
            at=row["at"],
            what=_what(row["what"]),
            title=row["title"],
            text=row["text"],
            published_at=date.fromisoformat(row["published_at"]) if row["published_at"] else None,
            metadata=row["metadata"],
            sha256=row["sha256"],
        )
        for row in connection.execute(query).mappings()
    ]


def changes_since(connection: Connection, since: str) -> list[DocumentChange]:
    """The changes after a moment, in order of time."""
    columns = (DOCUMENT_VERSION.c.document, DOCUMENT_VERSION.c.at, DOCUMENT_VERSION.c.what)
    query = select(*columns).where(DOCUMENT_VERSION.c.at > since)
    ordered = query.order_by(DOCUMENT_VERSION.c.at, DOCUMENT_VERSION.c.document, DOCUMENT_VERSION.c.number)
    return [DocumentChange(row.document, row.at, _what(row.what)) for row in connection.execute(ordered)]


def _row(row: Mapping[Any, Any], number: int, at: str, what: frozenset[Changed]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("title", "text", "published_at", "metadata", "sha256")}
    return {"document": row["id"], "number": number, "at": at, "what": ",".join(sorted(what)), **kept}


def _what(text: str) -> frozenset[Changed]:
    return frozenset(name for name in CHANGES if name in text.split(","))
