"""Crawl one source: Scrapy in a child process (its reactor starts once in a process's life), documents handed over one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from crawlers.browser import crawl_settings, missing
from crawlers.child import child, teller
from crawlers.events import Ended, Event, Failure, Handing
from crawlers.frontier import Frontier
from crawlers.listing import starts
from crawlers.result import Counts, CrawlResult, Tally, refused
from crawlers.scheduler import FrontierScheduler
from crawlers.source import CrawlSource
from crawlers.source_times import local
from crawlers.spider import SourceSpider
from ingest.document import Document
from ingest.vault import Vault

_GRACE = 5  # seconds for the page under way where the time is over


def crawl(
    source: CrawlSource,
    *,
    vault: Vault,
    state_dir: Path,
    on_document: Callable[[Document], None],
    limit: int | None = None,
    longest: float = 2 * 3600,
    contact: str | None = None,
    on_progress: Callable[[Counts], None] = lambda counts: None,
) -> CrawlResult:
    """Read what is new at a source; ``on_document`` gets each article as soon as it is read, and those that changed once more.

    ``state_dir`` keeps what was asked so far, one file a source; a document is written down as handed over after ``on_document``
    returned, so a crawl that is killed loses nothing: the next one goes on with it. ``limit``: at most that many new articles.
    ``longest``: seconds the crawl may take; it ends seconds later at most, whatever the site does, and the next one goes on with it.
    ``contact``: shown to the sites' keepers in the user agent. Failures of the network are results, not exceptions; what ``on_document``
    raises ends the crawl and goes on up.
    """
    now = datetime.now(UTC)
    if not source.is_open(now):
        return refused(source, f"现在不在采集时段（window: {source.window}），没有访问网站；请在时段内运行，或修改来源文件中的 window")
    lacking = missing() if source.javascript else None
    if lacking:
        return refused(source, lacking)
    state_dir.mkdir(parents=True, exist_ok=True)
    with _alone(state_dir / f"{source.id}.lock") as alone:
        if not alone:
            return refused(source, "正由另一个进程采集，请等它结束")
        path = state_dir / f"{source.id}.db"
        try:
            opened = Frontier(path)
        except sqlite3.DatabaseError as error:
            return refused(source, f"采集记录 {path} 无法打开（{error}）；若已损坏，请删除后重新采集，已入库的内容不会重复")
        with closing(opened) as frontier:
            frontier.begin(starts(source), now=now, recheck=source.recheck)
            tally, end = Tally(), _end(source, now, longest)
            with child(_run_spider, source, vault.root, path, limit, user_agent(contact), end) as events:
                for event in _events(events, end):
                    if isinstance(event, Handing):
                        on_document(event.document)
                        frontier.handed_over(event.key, event.content)
                    tally.add(event)
                    on_progress(tally.counts)
            if tally.complete:
                frontier.finish(now=datetime.now(UTC))
            return tally.result(source, frontier, limit=limit, today=local(now).date())


def user_agent(contact: str | None) -> str:
    """How we introduce ourselves to a site: program, version, whom to ask."""
    return f"zhijian/0.1 (+{contact})" if contact else "zhijian/0.1"


@dataclass(frozen=True, slots=True)
class _End:
    """When a crawl is to end at the latest, and why then, in Chinese."""

    at: datetime
    why: str

    def seconds(self) -> float:
        """Until then, not below 0."""
        return max(0.0, (self.at - datetime.now(UTC)).total_seconds())


def _end(source: CrawlSource, now: datetime, longest: float) -> _End:
    left = source.seconds_open(now)
    return _End(now + timedelta(seconds=min(longest, left)), "采集时段结束" if left < longest else f"到了上限 {longest / 60:g} 分钟")


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Whether nobody else crawls the source. SQLite's lock, as it ends with the process that holds it, whatever the system."""
    lock = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        yield False
    else:
        yield True
    finally:
        lock.close()


def _events(events: Connection, end: _End) -> Iterator[Event]:
    """Events until the one that says how the crawl ended, or until the child died without a word, or does not end when it should."""
    while True:
        try:
            if not events.poll(end.seconds() + _GRACE):
                yield Ended(end.why)
                return
            event: Event = events.recv()
        except (EOFError, OSError):
            return
        yield event
        if isinstance(event, Ended):
            return


def _run_spider(source: CrawlSource, vault_root: Path, path: Path, limit: int | None, agent: str, end: _End, events: Connection) -> None:
    """The child process: one crawl, every event sent to the parent, the reason for its end last."""
    from scrapy import signals
    from scrapy.crawler import CrawlerProcess

    settings = crawl_settings(source, agent) | {"SCHEDULER": FrontierScheduler}
    settings["CLOSESPIDER_TIMEOUT"] = end.seconds() or 0.1  # 0 would be no limit
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(SourceSpider)
    tell = teller(events)

    # Scrapy keeps weak references to its listeners: these must have names.
    def closed(reason: str) -> None:
        tell(Ended(end.why if reason == "closespider_timeout" else reason))

    def error(failure: Any, response: Any) -> None:
        url = response.url if response is not None else source.start_urls[0]
        tell(Failure(url, f"读取网页时出错（{failure.type.__name__}：{failure.value}）"))

    crawler.signals.connect(closed, signals.spider_closed)
    crawler.signals.connect(error, signals.spider_error)
    process.crawl(crawler, source=source, vault=Vault(vault_root), frontier=Frontier(path), tell=tell, limit=limit)
    process.start()
