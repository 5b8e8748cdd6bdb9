"""The ledger of a run: one entry for every input file, so that nothing is lost and that can be shown (files in = entries)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from ingest.errors import InputError, RejectedInput

Status = Literal["done", "duplicate", "rejected", "failed"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one file. ``code`` and ``reason`` say why it was not read; ``pages`` counts what was read."""

    run: str
    path: str
    sha256: str | None
    status: Status
    code: str | None
    reason: str | None
    dossier: str | None
    pages: int
    at: datetime


def refused(run: str, path: str, error: InputError, *, at: datetime, sha256: str | None = None, dossier: str | None = None) -> Entry:
    """The entry of a file that could not be taken in: rejected where a person must act, failed where a new try may help."""
    status: Status = "rejected" if isinstance(error, RejectedInput) else "failed"
    return Entry(run, path, sha256, status, error.code, str(error), dossier, 0, at)


def totals(entries: Iterable[Entry]) -> dict[Status, int]:
    """How many files ended in each status; the sum is the number of files that came in."""
    counts = Counter(entry.status for entry in entries)
    return {status: counts[status] for status in STATUSES}
