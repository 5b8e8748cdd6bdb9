"""Documents (news, complaints, posts) and what was read in them, in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, select

from index.clue import Channel
from index.schema import DOCUMENT
from index.sqlite import parts, replace_rows
from index.store_document_versions import keep_versions
from ingest.document import Document
from nlp.opinion.reading import Reading

_READING: TypeAdapter[Reading] = TypeAdapter(Reading)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document with its reading."""

    id: str
    kind: Channel
    title: str | None
    text: str
    published_at: date | None
    metadata: Mapping[str, str]
    sha256: str
    url: str | None
    reading: Reading
    stored_at: str


def content_hash(title: str | None, text: str) -> str:
    """SHA-256 over title and text: the same for the same words wherever they were found."""
    return hashlib.sha256(f"{title or ''}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def write_documents(connection: Connection, items: Sequence[tuple[Document, Reading]]) -> None:
    """Keep documents under the ids of their readings; one that was there takes the new content, and what it was becomes a version.

    An id comes once at most.
    """
    now = datetime.now(UTC).isoformat()
    keep_versions(connection, [(reading.id, document) for document, reading in items], now)
    rows = [
        {
            "id": reading.id,
            "kind": document.kind,
            "title": document.title,
            "text": document.text,
            "published_at": document.published_at.isoformat() if document.published_at else None,
            "metadata": dict(document.metadata),
            "sha256": document.source.sha256,
            "url": document.source.url,
            "content": content_hash(document.title, document.text),
            "is_clue": reading.is_clue,
            "score": reading.score,
            "reading": _READING.dump_json(reading).decode(),
            "stored_at": now,
        }
        for document, reading in items
    ]
    replace_rows(connection, DOCUMENT, rows, keep=("stored_at",))


def one_document(connection: Connection, id: str) -> StoredDocument | None:
    """A document by id."""
    return some_documents(connection, [id]).get(id)


def some_documents(connection: Connection, ids: Sequence[str]) -> dict[str, StoredDocument]:
    """Of those documents that are there, each by its id."""
    rows = (row for few in parts(ids) for row in connection.execute(select(DOCUMENT).where(DOCUMENT.c.id.in_(few))).mappings())
    return {row["id"]: stored_document(row) for row in rows}


def stored_document(row: RowMapping) -> StoredDocument:
    """A document from a row that holds its columns."""
    return StoredDocument(
        id=row["id"],
        kind=cast(Channel, row["kind"]),
        title=row["title"],
        text=row["text"],
        published_at=date.fromisoformat(row["published_at"]) if row["published_at"] else None,
        metadata=row["metadata"],
        sha256=row["sha256"],
        url=row["url"],
        reading=_READING.validate_json(row["reading"]),
        stored_at=row["stored_at"],
    )
