"""What passes between a run and its worker processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Generic, Protocol, Self, TypeVar

from ingest.document import Source
from ingest.errors import InputError, UnreadableInput
from ingest.readers.engine import Engine


class Divisible(Protocol):
    """A task of several parts (the files of a dossier, the texts of a block) that can be tried again without one of them."""

    def without(self, part: str, error: InputError) -> Self | None:
        """The task without a part that could not be worked on; None where that has been tried."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """What a part of a task may take: ``stall`` seconds without a sign, ``seconds`` in all, ``megabytes`` of memory of its worker."""

    stall: float
    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Task:
    """One dossier to screen. ``files`` pairs each path with its source in the vault; ``skip`` holds files given up on.

    ``lost`` are files of the dossier that could not even be taken in: what stands in them, nobody knows.
    ``cache`` is the folder of pages read before, None where none are kept. ``reader`` supplies the characters of PDF files.
    ``local_laws`` is the file of the office's own regulations; there may be none.
    """

    key: str
    name: str
    files: tuple[tuple[str, Source], ...]
    vault: Path
    local_parameters: Path
    today: date
    lost: tuple[tuple[str, InputError], ...] = ()
    skip: Mapping[str, InputError] = field(default_factory=dict)
    cache: Path | None = None
    reader: Engine = "pdfium"
    local_laws: Path | None = None

    def without(self, part: str, error: InputError) -> Task | None:
        """The dossier without one file, which the error then names."""
        named = UnreadableInput(f"{Path(part).name}：{error}", code=error.code)
        return None if part in self.skip else replace(self, skip={**self.skip, part: named})


@dataclass(frozen=True, slots=True)
class Progress:
    """A worker is on ``part`` of the task ``key``, of ``size`` bytes, and has read ``page`` of ``pages`` (0 while unknown).

    ``part`` is None while it works on the task as a whole, such as checking a dossier that has been read.
    """

    key: str
    part: str | None
    page: int = 0
    pages: int = 0
    size: int = 0


T = TypeVar("T", bound=Divisible)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T, R]):
    """A task and how it ended: a result, or the error that kept it as a whole from being worked on."""

    task: T
    result: R | None = None
    error: InputError | None = None


Work = Callable[[T, Callable[[Progress], None]], R]  # what a worker does with a task, telling progress; importable by name
Ready = Callable[[], object]  # what a worker loads before its first task, importable by name; its time is not that of a task
