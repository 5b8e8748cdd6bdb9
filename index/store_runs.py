"""Runs and their ledgers in the store."""

from __future__ import annotations

import socket
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from index.run import Run
from index.schema import LEDGER, RUN
from index.sqlite import replace_rows
from ingest.ledger import STATUSES, Entry


def begin_or_resume(connection: Connection, kind: str, fingerprint: str, *, free: Callable[[str], bool]) -> Run:
    """Go on with the newest unfinished run of this machine that nobody works on (``free`` takes its lock), or begin one."""
    unfinished = (
        select(RUN)
        .where(RUN.c.kind == kind, RUN.c.fingerprint == fingerprint, RUN.c.state != "done", RUN.c.host == socket.gethostname())
        .order_by(RUN.c.started_at.desc())
    )
    for row in connection.execute(unfinished).mappings().all():
        if free(row["id"]):
            connection.execute(update(RUN).where(RUN.c.id == row["id"]).values(state="running", finished_at=None))
            return _run(connection, {**row, "state": "running", "finished_at": None}, resumed=True)
    new: dict[str, object] = {
        "id": uuid.uuid4().hex,
        "kind": kind,
        "fingerprint": fingerprint,
        "host": socket.gethostname(),
        "state": "running",
        "started_at": datetime.now(UTC).isoformat(),
        "finished_at": None,
        "counts": {},
    }
    free(str(new["id"]))  # a lock nobody can hold yet
    connection.execute(insert(RUN).values(new))
    return _run(connection, new)


def end(connection: Connection, run: str, state: str) -> None:
    """Close a run with its final counts."""
    values = {"state": state, "finished_at": datetime.now(UTC).isoformat(), "counts": _counts(connection, run)}
    connection.execute(update(RUN).where(RUN.c.id == run).values(values))


def all_runs(connection: Connection) -> list[Run]:
    """Every run, newest first."""
    rows = connection.execute(select(RUN).order_by(RUN.c.started_at.desc(), RUN.c.id)).mappings().all()
    return [_run(connection, row) for row in rows]


def one_run(connection: Connection, run: str) -> Run | None:
    """One run by id."""
    row = connection.execute(select(RUN).where(RUN.c.id == run)).mappings().one_or_none()
    return None if row is None else _run(connection, row)


def last_run(connection: Connection, kind: str) -> Run | None:
    """The newest run of a kind."""
    row = connection.execute(select(RUN).where(RUN.c.kind == kind).order_by(RUN.c.started_at.desc()).limit(1)).mappings().one_or_none()
    return None if row is None else _run(connection, row)


def write_entries(connection: Connection, entries: Sequence[Entry]) -> None:
    """Keep ledger rows; a path already in the run's ledger takes the new outcome."""
    rows = [
        {
            "run": entry.run,
            "path": entry.path,
            "sha256": entry.sha256,
            "status": entry.status,
            "code": entry.code,
            "reason": entry.reason,
            "dossier": entry.dossier,
            "pages": entry.pages,
            "at": entry.at.isoformat(),
        }
        for entry in entries
    ]
    replace_rows(connection, LEDGER, rows)


def ledger(connection: Connection, run: str, status: str | None = None) -> list[Entry]:
    """The ledger of a run in the order it was written; only one status where given."""
    query = select(LEDGER).where(LEDGER.c.run == run)
    if status is not None:
        query = query.where(LEDGER.c.status == status)
    return [_entry(row) for row in connection.execute(query.order_by(LEDGER.c.id)).mappings()]


def entries_of_dossier(connection: Connection, key: str) -> list[Entry]:
    """Every ledger row, of any run, that belongs to a dossier, newest last."""
    query = select(LEDGER).where(LEDGER.c.dossier == key).order_by(LEDGER.c.id)
    return [_entry(row) for row in connection.execute(query).mappings()]


def source_hashes(connection: Connection, limit: int) -> list[str]:
    """SHA-256 of up to ``limit`` originals, the newest first, each once."""
    query = (
        select(LEDGER.c.sha256)
        .where(LEDGER.c.sha256.is_not(None))
        .group_by(LEDGER.c.sha256)
        .order_by(func.max(LEDGER.c.id).desc())
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def _counts(connection: Connection, run: str) -> dict[str, int]:
    query = select(LEDGER.c.status, func.count()).where(LEDGER.c.run == run).group_by(LEDGER.c.status)
    found = {row[0]: row[1] for row in connection.execute(query)}
    return {status: found.get(status, 0) for status in STATUSES}


def _run(connection: Connection, row: RowMapping | dict[str, object], *, resumed: bool = False) -> Run:
    finished = row["finished_at"]
    return Run(
        id=str(row["id"]),
        kind=str(row["kind"]),
        fingerprint=str(row["fingerprint"]),
        state=row["state"],  # type: ignore[arg-type]
        started_at=datetime.fromisoformat(str(row["started_at"])),
        finished_at=datetime.fromisoformat(str(finished)) if finished else None,
        counts=_counts(connection, str(row["id"])),
        resumed=resumed,
    )


def _entry(row: RowMapping) -> Entry:
    return Entry(
        run=row["run"],
        path=row["path"],
        sha256=row["sha256"],
        status=row["status"],
        code=row["code"],
        reason=row["reason"],
        dossier=row["dossier"],
        pages=row["pages"],
        at=datetime.fromisoformat(row["at"]),
    )
