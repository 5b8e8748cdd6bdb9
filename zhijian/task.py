"""What passes between the run and its worker processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from ingest.document import Source
from ingest.errors import InputError
from nlp.procedure.report import Report


@dataclass(frozen=True, slots=True)
class Task:
    """One dossier to screen. ``files`` pairs each path with its source in the vault; ``skip`` holds files given up on."""

    key: str
    name: str
    files: tuple[tuple[str, Source], ...]
    vault: Path
    local_parameters: Path
    today: date
    skip: Mapping[str, InputError] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """A worker is on ``file`` and has read ``page`` of ``pages`` (0 while unknown). ``file`` is None while checking."""

    key: str
    file: str | None
    page: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a task: a report, or the error that kept the dossier as a whole from being screened."""

    result: Report | None = None
    error: InputError | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A task and how it ended."""

    task: Task
    finished: Finished


@dataclass(frozen=True, slots=True)
class Blame:
    """A worker was lost on ``file`` (None: not while reading a file)."""

    file: str | None
    error: InputError


Message = Progress | Finished


class Work(Protocol):
    """What a worker does with a task; importable by name."""

    def __call__(self, task: Task, tell: Callable[[Message], None]) -> Report:
        """Screen one dossier, telling progress."""
        ...
