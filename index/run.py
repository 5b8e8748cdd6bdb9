"""Run (批次): one start of a job and, after it was killed, its resumption."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

State = Literal["running", "done", "interrupted"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run. ``counts`` holds the files by ledger status. ``resumed`` is true where an earlier start is being continued."""

    id: str
    kind: str
    fingerprint: str
    state: State
    started_at: datetime
    finished_at: datetime | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    resumed: bool = False
