"""Crawl one source: Scrapy in a child process (its reactor starts once in a process's life), documents handed over one by one."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from crawlers.addresses import AddressGuard
from crawlers.source import CrawlSource
from crawlers.spider import Failure, ListRead, NewsListSpider
from ingest.document import Document
from ingest.vault import Vault

_LONGEST = 2 * 3600  # seconds a crawl may take
_LARGEST_PAGE = 20 << 20  # bytes
_PATIENCE = 5  # seconds a crawl that is called off may take to end
_FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """What a crawl brought. ``items``: articles handed over; ``known``: articles listed that an earlier crawl brought already.

    ``pages``: list pages read. ``failed``: (address, reason). ``healthy`` is False, and ``warning`` says why and what to do, where
    the crawl did not yield what the source file promises.
    """

    items: int
    known: int
    pages: int
    failed: tuple[tuple[str, str], ...]
    healthy: bool
    warning: str | None


def crawl(
    source: CrawlSource,
    *,
    vault: Vault,
    state_dir: Path,
    on_document: Callable[[Document], None],
    limit: int | None = None,
    contact: str | None = None,
) -> CrawlResult:
    """Read what is new at a source; ``on_document`` gets each article as soon as it is read.

    ``state_dir`` keeps the addresses read so far, one file a source; an address is written down after ``on_document`` returned, so
    a crawl that is killed loses nothing. ``limit``: at most that many new articles. ``contact``: shown to the sites' keepers in the
    user agent. Failures of the network are results, not exceptions; what ``on_document`` raises ends the crawl and goes on up.
    """
    state = _KnownAddresses(state_dir / f"{source.id}.seen")
    arguments = (source, vault.root, state.addresses, limit, user_agent(contact))
    tally = _Tally()
    with _child(arguments) as events:
        for event in _events(events):
            if isinstance(event, Document):
                on_document(event)
                state.add(event.metadata["listed_url"])
            tally.add(event)
    return tally.result(source, limit)


def user_agent(contact: str | None) -> str:
    """How we introduce ourselves to a site: program, version, whom to ask."""
    return f"zhijian/0.1 (+{contact})" if contact else "zhijian/0.1"


class _KnownAddresses:
    """The addresses an earlier crawl read, as hashes, one a line; a line cut short by a crash is no address."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text(encoding="ascii").splitlines() if path.is_file() else []
        self.addresses = AddressSet(line for line in lines if len(line) == 64)

    def add(self, address: str) -> None:
        with self._path.open("a", encoding="ascii", newline="\n") as stream:
            stream.write(f"\n{_hash(address)}")  # the line break first: it closes a line cut short


class AddressSet:
    """A set of addresses that keeps their hashes only."""

    def __init__(self, hashes: Iterator[str]) -> None:
        self._hashes = frozenset(hashes)

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and _hash(address) in self._hashes


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


class _Tally:
    """Counts events into a result."""

    def __init__(self) -> None:
        self.items = self.known = self.pages = 0
        self.failed: list[Failure] = []
        self.ended: str | None = None

    def add(self, event: object) -> None:
        if isinstance(event, Document):
            self.items += 1
        elif isinstance(event, ListRead):
            self.pages += 1
            self.known += event.known
        elif isinstance(event, Failure):
            self.failed.append(event)
        elif isinstance(event, str):
            self.ended = event

    def result(self, source: CrawlSource, limit: int | None) -> CrawlResult:
        warning = self._warning(source, limit)
        failed = tuple((failure.url, failure.reason) for failure in self.failed)
        return CrawlResult(self.items, self.known, self.pages, failed, warning is None, warning)

    def _warning(self, source: CrawlSource, limit: int | None) -> str | None:
        name = f"来源“{source.name}”（{source.id}）"
        lists = [failure for failure in self.failed if failure.of_list]
        if self.pages == 0 and lists:
            return f"{name}：列表页无法打开：{lists[0].reason}。请检查网站是否可用、start_urls 是否变更（{lists[0].url}）"
        if self.ended != _FINISHED:
            return f"{name}：采集中途停止（{self.ended or '采集进程异常退出'}），已取得 {self.items} 条，请重新运行"
        seen, least = self.items + self.known, source.healthy.min if limit is None else min(source.healthy.min, limit)
        if seen < least:
            hint = f"有 {len(self.failed)} 个网址失败，首个原因：{self.failed[0].reason}" if self.failed else "网站可能已改版"
            return f"{name}：本次只见到 {seen} 条，少于正常的至少 {least} 条；{hint}。请核对来源文件中的 list.links 与 article 选择器"
        if seen > source.healthy.max:
            return f"{name}：本次见到 {seen} 条，多于正常的至多 {source.healthy.max} 条。请核对 list.links 是否选中了导航等无关链接"
        if lists:
            return f"{name}：有 {len(lists)} 个列表页无法打开：{lists[0].reason}（{lists[0].url}），可能有遗漏，请稍后重试"
        return None


@contextmanager
def _child(arguments: tuple[Any, ...]) -> Iterator[Connection]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run_spider, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()  # else the child's end would never be seen
    try:
        yield ours
    finally:
        ours.close()
        process.terminate()  # without effect on one that has ended
        process.join(_PATIENCE)
        process.kill()
        process.join()


def _events(events: Connection) -> Iterator[object]:
    """Events until the one that says how the crawl ended, or until the child died without a word."""
    while True:
        try:
            event = events.recv()
        except (EOFError, OSError):
            return
        yield event
        if isinstance(event, str):
            return


def _run_spider(source: CrawlSource, vault_root: Path, known: AddressSet, limit: int | None, agent: str, events: Connection) -> None:
    """The child process: one crawl, every item sent to the parent, the reason for its end last."""
    import logging

    from scrapy import signals
    from scrapy.crawler import CrawlerProcess

    logging.disable(logging.CRITICAL)  # what users need to know comes back as Failure
    process = CrawlerProcess(_settings(source, agent))
    crawler = process.create_crawler(NewsListSpider)

    def tell(event: object) -> None:
        try:
            events.send(event)
        except OSError:
            os._exit(1)  # the parent is gone: nobody wants the rest, and the site is left in peace

    # Scrapy keeps weak references to its listeners: these must have names.
    def item(item: object) -> None:
        tell(item)

    def closed(reason: str) -> None:
        tell(reason)

    def error(failure: Any, response: Any) -> None:
        tell(Failure(response.url, f"读取网页时出错（{failure.type.__name__}：{failure.value}）"))

    crawler.signals.connect(item, signals.item_scraped)
    crawler.signals.connect(closed, signals.spider_closed)
    crawler.signals.connect(error, signals.spider_error)
    process.crawl(crawler, source=source, vault=Vault(vault_root), known=known, limit=limit)
    process.start()


def _settings(source: CrawlSource, agent: str) -> dict[str, object]:
    """Polite by construction: robots.txt is obeyed, and one host gets one request at a time with pauses."""
    return {
        "USER_AGENT": agent,
        "ROBOTSTXT_OBEY": True,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": source.politeness.delay,
        "DOWNLOAD_DELAY": source.politeness.delay,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_TIMEOUT": 60,
        "DOWNLOAD_MAXSIZE": _LARGEST_PAGE,
        "RETRY_TIMES": 2,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "CLOSESPIDER_TIMEOUT": _LONGEST,
        "DOWNLOAD_HANDLERS": dict.fromkeys(("file", "ftp", "s3", "data"), None),
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # drops requests without a word
            AddressGuard: 760,  # after the proxy is known
        },
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
