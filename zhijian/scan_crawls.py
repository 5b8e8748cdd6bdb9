"""Crawling several sources side by side, never two of one host at a time; what they bring is read here, in one thread.

Each crawl waits in a thread of its own while a child process asks the site. A document is handed over and its thread waits until
it is stored, so that a scan killed at any moment loses none. A crawl that fails or takes too long costs that source, not the scan.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crawlers.addresses import within
from crawlers.result import CrawlResult
from crawlers.run import crawl
from crawlers.source import CrawlSource
from index.store_scan import SourceRun
from ingest.document import Document
from ingest.vault import Vault
from zhijian.crawled import save_failures, save_source_run
from zhijian.office import Office
from zhijian.reading import TextReading, TextWatcher

_TICK = 0.5  # seconds after which Ctrl-C is heard where waiting for a queue is deaf to it


@dataclass(slots=True, eq=False)
class _Crawl:
    """One crawl, begun ``at``."""

    source: CrawlSource
    job: TextReading
    at: datetime


@dataclass(frozen=True, slots=True)
class _Handed:
    """A document that its crawl waits to see stored."""

    document: Document
    stored: threading.Event


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
    _inbox: queue.Queue[tuple[_Crawl, _Handed | CrawlResult | Exception]] = field(default_factory=queue.Queue)

    def all(self, sources: Sequence[CrawlSource]) -> list[SourceRun]:
        """Crawl them all; each source's fate is stored as soon as it is known."""
        waiting, running = list(sources), list[_Crawl]()
        done: list[SourceRun] = []
        others = set(multiprocessing.active_children())
        try:
            while waiting or running:
                self._start_some(waiting, running)
                done += self._take(running)
        finally:
            for child in set(multiprocessing.active_children()) - others:  # where the scan is called off
                child.kill()
        return done

    def _start_some(self, waiting: list[CrawlSource], running: list[_Crawl]) -> None:
        for source in list(waiting):
            if len(running) >= self.parallel:
                return
            if any(_same_host(source, other.source) for other in running):
                continue
            waiting.remove(source)
            one = _Crawl(source, TextReading(self.desk.settings, self.desk.store, self.desk.engine), datetime.now(UTC))
            running.append(one)
            threading.Thread(target=self._crawl, args=(one,), daemon=True, name=f"crawl-{source.id}").start()
            self._tell_running(running)

    def _crawl(self, one: _Crawl) -> None:
        """In a thread of its own: everything comes out through the inbox."""

        def hand_over(document: Document) -> None:
            handed = _Handed(document, threading.Event())
            self._inbox.put((one, handed))
            handed.stored.wait()

        try:
            result: CrawlResult | Exception = crawl(
                one.source,
                vault=Vault(self.desk.settings.vault),
                state_dir=self.desk.settings.home / "crawl",
                on_document=hand_over,
                longest=self.seconds,
                contact=os.environ.get("ZHIJIAN_CONTACT"),
            )
        except Exception as error:
            result = error
        self._inbox.put((one, result))

    def _take(self, running: list[_Crawl]) -> list[SourceRun]:
        """What came from one of the crawls: a document, which is read and stored, or its end."""
        try:
            one, came = self._inbox.get(timeout=_TICK)
        except queue.Empty:
            return []
        if isinstance(came, _Handed):
            for _ in one.job.documents(self.run, [came.document], TextWatcher()):
                self.watcher.on_document()
            came.stored.set()
            return []
        running.remove(one)
        self._tell_running(running)
        if isinstance(came, CrawlResult):
            save_failures(self.desk.store, self.run, came)
        run = save_source_run(self.desk.store, one.source, came, one.job.tally, at=one.at)
        self.watcher.on_source(run, one.job.tally.clues)
        return [run]

    def _tell_running(self, running: Sequence[_Crawl]) -> None:
        self.watcher.on_running([one.source.name for one in running])


def _same_host(one: CrawlSource, other: CrawlSource) -> bool:
    """Whether two sources may ask the same host."""
    return any(within(a, (b,)) or within(b, (a,)) for a in one.allowed_domains for b in other.allowed_domains)
