"""Crawling several sources side by side, never two of one host at a time; what they bring is read here, in one thread.

Each crawl waits in a thread of its own while a child process asks the site. A document is handed over and its thread waits until
it is stored, so that a scan killed at any moment loses none. A crawl that fails or takes too long costs that source, not the scan.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from crawlers.addresses import within
from crawlers.result import CrawlResult
from crawlers.run import crawl
from crawlers.source import CrawlSource
from index.store_scan import SourceRun
from ingest.document import Document
from ingest.ledger import Entry
from ingest.vault import Vault
from zhijian.office import Office
from zhijian.reading import TextReading, TextWatcher
from zhijian.worker import explained

_TICK = 0.5  # seconds between two looks at the clock


class _CalledOff(Exception):
    """The scan does not wait for this crawl any more."""


@dataclass(slots=True, eq=False)
class _Crawl:
    """One crawl: it began ``at`` (ISO 8601, UTC), by the monotonic clock at ``began``; ``over`` once the scan goes on without it."""

    source: CrawlSource
    job: TextReading
    at: str
    began: float
    over: bool = False


@dataclass(frozen=True, slots=True)
class CrawlWatcher:
    """Who wants to know: which sources are being asked, and how a source fared, with its new clues."""

    on_running: Callable[[Sequence[str]], None] = lambda names: None
    on_document: Callable[[], None] = lambda: None
    on_source: Callable[[SourceRun, int], None] = lambda run, clues: None


@dataclass(slots=True)
class Crawls:
    """Crawls sources for one scan. ``run`` takes the addresses that failed into its ledger; ``seconds``: what one source may take."""

    desk: Office
    run: str
    parallel: int
    seconds: float
    watcher: CrawlWatcher
    _inbox: queue.Queue[tuple[_Crawl, Any, queue.SimpleQueue[BaseException | None] | None]] = field(default_factory=queue.Queue)

    def all(self, sources: Sequence[CrawlSource]) -> list[SourceRun]:
        """Crawl them all; each source's fate is stored as soon as it is known."""
        waiting, running = list(sources), list[_Crawl]()
        done: list[SourceRun] = []
        others = set(multiprocessing.active_children())
        try:
            while waiting or running:
                self._start_some(waiting, running)
                done += self._take(running)
                done += [self._give_up(one, running) for one in list(running) if time.monotonic() - one.began > self.seconds]
        finally:
            for child in set(multiprocessing.active_children()) - others:  # of crawls given up, or all where the scan is called off
                child.kill()
        return done

    def _start_some(self, waiting: list[CrawlSource], running: list[_Crawl]) -> None:
        for source in list(waiting):
            if len(running) >= self.parallel:
                return
            if any(_same_host(source, other.source) for other in running):
                continue
            waiting.remove(source)
            job = TextReading(self.desk.settings, self.desk.store, self.desk.engine)
            one = _Crawl(source, job, datetime.now(UTC).isoformat(), time.monotonic())
            running.append(one)
            threading.Thread(target=self._crawl, args=(one,), daemon=True, name=f"crawl-{source.id}").start()
            self.watcher.on_running([other.source.name for other in running])

    def _crawl(self, one: _Crawl) -> None:
        """In a thread of its own: everything comes out through the inbox."""

        def hand_over(document: Document) -> None:
            answer: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()
            self._inbox.put((one, document, answer))
            if (error := answer.get()) is not None:
                raise error

        try:
            result: CrawlResult | Exception = crawl(
                one.source,
                vault=Vault(self.desk.settings.vault),
                state_dir=self.desk.settings.home / "crawl",
                on_document=hand_over,
                contact=os.environ.get("ZHIJIAN_CONTACT"),
            )
        except Exception as error:
            result = error
        self._inbox.put((one, result, None))

    def _take(self, running: list[_Crawl]) -> list[SourceRun]:
        """What came from one of the crawls: a document, which is read and stored, or its end."""
        try:
            one, came, answer = self._inbox.get(timeout=_TICK)
        except queue.Empty:
            return []
        if answer is not None:
            if not one.over:
                self._read(one, came)
            answer.put(_CalledOff() if one.over else None)
            return []
        if one.over:
            return []
        running.remove(one)
        self.watcher.on_running([other.source.name for other in running])
        failed = came.failed if isinstance(came, CrawlResult) else ()
        now = datetime.now(UTC)
        self.desk.store.save_documents(
            self.run, [], [Entry(self.run, url, None, "failed", "fetch", reason, None, 0, now) for url, reason in failed]
        )
        return [self._note(one, came)]

    def _read(self, one: _Crawl, document: Document) -> None:
        for _ in one.job.documents(self.run, [document], TextWatcher()):
            self.watcher.on_document()

    def _give_up(self, one: _Crawl, running: list[_Crawl]) -> SourceRun:
        one.over = True
        running.remove(one)
        return self._note(one, None)

    def _note(self, one: _Crawl, came: CrawlResult | Exception | None) -> SourceRun:
        """How the source fared; ``came`` is None where it took too long."""
        source, tally = one.source, one.job.tally
        name = f"来源“{source.name}”（{source.id}）"
        known, pages, failed, warning = tally.duplicate, 0, tally.failed, None
        if isinstance(came, CrawlResult):
            known, pages, failed = known + came.known + came.unchanged, came.pages, failed + len(came.failed)
            warning = None if came.healthy else came.warning
        elif came is None:
            warning = (
                f"{name}：超过 {self.seconds / 60:g} 分钟没有采完，已取得的都已保存，下次接着采。网站慢时请调大 scan.yml 的 source_minutes"
            )
        else:
            warning = f"{name}：采集时程序出错（{explained(came)}）。其他来源不受影响；请用 zhijian crawl {source.id} 单独采集查看"
        run = SourceRun(
            source=source.id,
            name=source.name,
            kind="site",
            at=one.at,
            items=tally.read + tally.changed,
            known=known,
            pages=pages,
            failed=failed,
            healthy=warning is None,
            warning=warning,
        )
        self.desk.store.save_source_run(run)
        self.watcher.on_source(run, tally.clues)
        return run


def _same_host(one: CrawlSource, other: CrawlSource) -> bool:
    """Whether two sources may ask the same host."""
    return any(within(a, (b,)) or within(b, (a,)) for a in one.allowed_domains for b in other.allowed_domains)
