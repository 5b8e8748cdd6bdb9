"""How the sources of the daily scan fared, each time they were read, in the store."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal, cast

from sqlalchemy import Connection, RowMapping, func, insert, select

from index.schema_scan import SOURCE_RUN

SourceKind = Literal["site", "hotline"]


@dataclass(frozen=True, slots=True)
class SourceRun:
    """One reading of a web source or of a hotline source.

    ``at``: when it began, ISO 8601 in UTC. ``items``: texts that came new or changed; ``known``: texts seen that were there already;
    ``pages``: list pages (sites) or files (hotlines) read; ``failed``: addresses or records that gave nothing. ``healthy`` is False,
    and ``warning`` says in Chinese why and what to do, where the source did not give what its file promises.
    """

    source: str
    name: str
    kind: SourceKind
    at: str
    items: int
    known: int
    pages: int
    failed: int
    healthy: bool
    warning: str | None = None


def add_source_run(connection: Connection, run: SourceRun) -> None:
    """Keep one more reading of a source."""
    connection.execute(insert(SOURCE_RUN).values(asdict(run)))


def last_source_runs(connection: Connection) -> dict[str, SourceRun]:
    """The last reading of every source that was ever read, by the source's id."""
    newest = select(func.max(SOURCE_RUN.c.id)).group_by(SOURCE_RUN.c.source)
    query = select(SOURCE_RUN).where(SOURCE_RUN.c.id.in_(newest)).order_by(SOURCE_RUN.c.source)
    return {row["source"]: _run(row) for row in connection.execute(query).mappings()}


def source_runs(connection: Connection, source: str, limit: int) -> list[SourceRun]:
    """The last ``limit`` readings of a source, the newest first."""
    query = select(SOURCE_RUN).where(SOURCE_RUN.c.source == source).order_by(SOURCE_RUN.c.id.desc()).limit(limit)
    return [_run(row) for row in connection.execute(query).mappings()]


def _run(row: RowMapping) -> SourceRun:
    return SourceRun(
        source=row["source"],
        name=row["name"],
        kind=cast(SourceKind, row["kind"]),
        at=row["at"],
        items=row["items"],
        known=row["known"],
        pages=row["pages"],
        failed=row["failed"],
        healthy=row["healthy"],
        warning=row["warning"],
    )
