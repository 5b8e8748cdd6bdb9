"""What a node of a cluster does for a run elsewhere: take in a parcel, screen it, send back what is new.

Nothing is shared between machines: a parcel brings the originals of one dossier, the pages of it that were read before and the
office's parameters. They lie in a folder of their own until the dossier is done. The work itself is that of ``run_tasks``, in a
worker process that lives on with its models loaded, under the same limits and with the same blame as on one machine.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import psutil

from ingest.page_cache import PageCache
from ingest.vault import Vault
from zhijian import __version__
from zhijian.screen_one import Screened, screen_one
from zhijian.task import Limits, Outcome, Progress, Task
from zhijian.workers import run_tasks

_FOLDER = re.compile(r"zhijian-node-(\d+)-.*")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A dossier on its way to a node. ``pages`` are entries of the page cache.

    ``local`` and ``laws`` are the office's parameters and its own regulations as bytes.
    """

    task: Task
    limits: Limits
    originals: tuple[bytes, ...]
    pages: Mapping[str, bytes] = field(default_factory=dict)
    local: bytes | None = None
    laws: bytes | None = None
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Returned:
    """A dossier on its way back: its outcome, the last progress of each part, and what is new in vault and page cache."""

    outcome: Outcome[Task, Screened]
    progress: tuple[Progress, ...]
    originals: tuple[bytes, ...]
    pages: Mapping[str, bytes]


def screen_there(parcel: Parcel) -> Returned | str:
    """Screen the dossier of a parcel; instead of an outcome the version of this node where it is another one."""
    if parcel.version != __version__:
        return __version__
    _clear()
    home = Path(tempfile.mkdtemp(prefix=f"zhijian-node-{os.getpid()}-"))
    try:
        return _screened(parcel, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _screened(parcel: Parcel, home: Path) -> Returned:
    vault, kept = Vault(home / "vault"), PageCache(home / "pages")
    brought = {vault.put_bytes(data, media_type="").sha256 for data in parcel.originals}
    kept.imported(parcel.pages)
    if parcel.local is not None:
        (home / "local.yml").write_bytes(parcel.local)
    if parcel.laws is not None:
        (home / "local-laws.json.xz").write_bytes(parcel.laws)
    here = replace(
        parcel.task,
        vault=vault.root,
        local_parameters=home / "local.yml",
        local_laws=home / "local-laws.json.xz",
        cache=None if parcel.task.cache is None else kept.root,
    )
    outcome, progress = _line(parcel.limits).screen(here)
    return Returned(
        replace(outcome, task=parcel.task),
        progress,
        tuple(place.read_bytes() for place in vault.root.glob("??/*") if place.name not in brought),
        {name: data for name, data in kept.exported().items() if name not in parcel.pages},
    )


class _Line:
    """One worker process of this node; dossiers pass through one by one."""

    def __init__(self, limits: Limits) -> None:
        self._waiting: deque[Task] = deque()
        self._progress: dict[str | None, Progress] = {}
        self._outcomes: Iterator[Outcome[Task, Screened]] = run_tasks(
            self._tasks(), screen_one, workers=1, limits=limits, on_progress=lambda step: self._progress.update({step.part: step})
        )

    def screen(self, task: Task) -> tuple[Outcome[Task, Screened], tuple[Progress, ...]]:
        self._progress.clear()
        self._waiting.append(task)
        return next(self._outcomes), tuple(self._progress.values())

    def _tasks(self) -> Iterator[Task | None]:
        while True:
            yield self._waiting.popleft() if self._waiting else None


@cache
def _line(limits: Limits) -> _Line:
    return _Line(limits)


@cache
def _clear() -> None:
    """Case files must not stay where a process was killed: remove the folders of those that live no more."""
    for folder in Path(tempfile.gettempdir()).glob("zhijian-node-*"):
        owner = _FOLDER.fullmatch(folder.name)
        if owner and not psutil.pid_exists(int(owner[1])):
            shutil.rmtree(folder, ignore_errors=True)
