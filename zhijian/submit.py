"""Dossiers handed in through the web application: a queue of one, screened by the same run as the command line's.

A file handed in lies in ``submitted/<job>/`` of the data folder until it is screened (its bytes are in the vault then), so
that what a stopped or killed server had not got to is taken up by the next one, under the same job.
"""

from __future__ import annotations

import logging
import queue
import shutil
import threading
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from index.query import SearchEngine
from index.store import Store
from ingest.errors import ZhijianError
from ingest.ledger import Entry
from review.submit import Progress
from zhijian.screen import Screening, Watcher
from zhijian.settings import Settings
from zhijian.sums import Sums
from zhijian.task import Progress as PageProgress

_LOG = logging.getLogger(__name__)


class ScreeningQueue:
    """Screens submitted files one after the other in a thread of its own (the reading is done by worker processes)."""

    def __init__(self, settings: Settings, store: Store, engine: SearchEngine) -> None:
        self._settings, self._store, self._engine = settings, store, engine
        self._jobs: dict[str, Progress] = {}
        self._lock = threading.Lock()
        self._waiting: queue.Queue[tuple[str, Path] | None] = queue.Queue()
        self._folder = settings.home / "submitted"
        for place in sorted(self._folder.glob("*/*"), key=lambda place: place.parent.stat().st_mtime):
            self._enqueue(place.parent.name, place)
        self._thread = threading.Thread(target=self._loop, daemon=True, name="screening")
        self._thread.start()

    def submit(self, path: Path, *, name: str, user: str) -> str:
        """Take over the file at ``path`` (it is moved) and screen it under ``name``; returns the job's id."""
        job = uuid.uuid4().hex
        place = self._folder / job / Path(name).name
        place.parent.mkdir(parents=True)
        shutil.move(path, place)
        _LOG.info("%s submitted %s as job %s", user, place.name, job)
        self._enqueue(job, place)
        return job

    def progress(self, job: str) -> Progress | None:
        """How the job stands; None where there is no such job."""
        with self._lock:
            return self._jobs.get(job)

    def close(self) -> None:
        """Stop after the dossier in hand."""
        self._waiting.put(None)
        self._thread.join(timeout=5)

    def _enqueue(self, job: str, place: Path) -> None:
        with self._lock:
            self._jobs[job] = Progress(state="queued", message=f"“{place.name}”等待评查")
        self._waiting.put((job, place))

    def _loop(self) -> None:
        while (item := self._waiting.get()) is not None:
            job, place = item
            try:
                self._screen(job, place)
                shutil.rmtree(place.parent, ignore_errors=True)  # an open file on Windows; the next server finds a duplicate
            except ZhijianError as error:
                self._update(job, state="failed", message=str(error))
            except Exception:
                _LOG.exception("job %s", job)
                self._update(job, state="failed", message="评查时程序出错，原件已保存；请联系管理员查看日志后重试。")

    def _screen(self, job: str, place: Path) -> None:
        self._update(job, state="running", message=f"正在评查“{place.name}”")

        def on_page(progress: PageProgress) -> None:
            message = f"正在阅读第 {progress.page} 页" if progress.part else "正在逐项检查"
            self._update(job, pages_done=progress.page or None, pages_total=progress.pages or None, message=message)

        outcome: list[tuple[Sequence[Entry], Sums | None]] = []
        watcher = Watcher(on_page=on_page, on_dossier=lambda name, entries, sums, size: outcome.append((entries, sums)))
        job_run = Screening(replace(self._settings, workers=1), self._store, self._engine, today=date.today())
        job_run.run([place], watcher=watcher)
        entries, sums = outcome[0]
        key = entries[0].dossier
        if entries[0].status in ("rejected", "failed"):
            self._update(job, state="failed", message=entries[0].reason or "未能评查")
        elif sums is None:
            self._update(job, state="done", message=entries[0].reason or "此前已评查", dossier_key=key)
        else:
            self._update(job, state="done", message=f"评查完成：{sums.total} 页，{sums.breaches} 项疑似问题", dossier_key=key)

    def _update(self, job: str, **changes: object) -> None:
        with self._lock:
            self._jobs[job] = replace(self._jobs[job], **{name: value for name, value in changes.items() if value is not None})  # type: ignore[arg-type]
