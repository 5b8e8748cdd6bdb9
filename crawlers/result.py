"""What a crawl brought, and whether the source is healthy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crawlers.events import Duplicate, Ended, Event, Failure, Handing, ListRead, Unchanged
from crawlers.frontier import Frontier
from crawlers.source import CrawlSource

_FINISHED = "finished"
_ENDS = {"start_error": "读取上次未完成的网页时出错"}


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """What a crawl brought.

    ``items``: documents handed over, ``changed`` of them again because they say something else; ``automatic`` of them with a text that
    the source's selectors did not find. ``known``: articles on the lists that an earlier crawl brought and that were not asked again;
    ``unchanged``: asked again and the same (most by a 304). ``listed``: articles on the lists, all together. ``pages``: list pages read.
    ``duplicates``: (address, the one that brought the same). ``failed``: (address, reason). ``forbidden``: addresses that robots.txt does
    not allow. ``asked``: whether it took place.
    ``healthy`` is False, and ``warning`` says why and what to do, where the crawl did not yield what the source file promises.
    """

    items: int
    known: int
    pages: int
    failed: tuple[tuple[str, str], ...]
    healthy: bool
    warning: str | None
    changed: int = 0
    unchanged: int = 0
    listed: int = 0
    automatic: int = 0
    duplicates: tuple[tuple[str, str], ...] = ()
    forbidden: tuple[str, ...] = ()
    asked: bool = True


@dataclass(slots=True)
class Counts:
    """A crawl so far."""

    items: int = 0
    changed: int = 0
    known: int = 0
    unchanged: int = 0
    pages: int = 0
    failed: int = 0


class Tally:
    """Counts events into a result."""

    def __init__(self) -> None:
        self.counts = Counts()
        self.ended: str | None = None
        self._automatic = 0
        self._failures: list[Failure] = []
        self._duplicates: list[tuple[str, str]] = []

    def add(self, event: Event) -> None:
        """One event more."""
        counts = self.counts
        if isinstance(event, Handing):
            counts.items += 1
            counts.changed += event.changed
            self._automatic += event.automatic
        elif isinstance(event, ListRead):
            counts.pages += 1
            counts.known += event.known
        elif isinstance(event, Unchanged):
            counts.unchanged += 1
        elif isinstance(event, Duplicate):
            self._duplicates.append((event.url, event.of))
        elif isinstance(event, Failure):
            counts.failed += 1
            self._failures.append(event)
        elif isinstance(event, Ended):
            self.ended = event.reason

    @property
    def complete(self) -> bool:
        """Whether the crawl went through all lists."""
        return self.ended == _FINISHED

    def result(self, source: CrawlSource, frontier: Frontier, *, limit: int | None, today: date) -> CrawlResult:
        """The result, counts of the whole round where it was gone on with."""
        warning = self._warning(source, frontier, limit, today)
        return CrawlResult(
            items=self.counts.items,
            known=self.counts.known,
            pages=self.counts.pages,
            failed=tuple((failure.url, failure.reason) for failure in self._failures if not failure.forbidden),
            healthy=warning is None,
            warning=warning,
            changed=self.counts.changed,
            unchanged=self.counts.unchanged,
            listed=frontier.listed(),
            automatic=self._automatic,
            duplicates=tuple(self._duplicates),
            forbidden=tuple(failure.url for failure in self._failures if failure.forbidden),
        )

    def _warning(self, source: CrawlSource, frontier: Frontier, limit: int | None, today: date) -> str | None:
        name = f"来源“{source.name}”（{source.id}）"
        lists = [failure for failure in self._failures if failure.of_list]
        if lists and frontier.lists() == 0:
            return f"{name}：列表页无法打开：{lists[0].reason}（{lists[0].url}）。网站能打开而地址变了的，请改 start_urls"
        if not self.complete:
            why = _ENDS.get(self.ended or "", self.ended or "采集进程异常退出")
            return f"{name}：采集中途停止（{why}），已取得 {self.counts.items} 条，再次运行时从此处继续"
        return self._yield_warning(name, source, frontier, limit) or self._late_warning(name, source, frontier, lists, today)

    def _yield_warning(self, name: str, source: CrawlSource, frontier: Frontier, limit: int | None) -> str | None:
        seen, least = frontier.seen(), source.healthy.min if limit is None else min(source.healthy.min, limit)
        where = {"feed": "start_urls", "sitemap": "start_urls 与 sitemap.match", "json": "json 中的路径", "board": "board 中的选择器"}
        keys = where.get(source.type, "list.links 与 article 选择器")
        if seen < least:
            first = self._failures[0] if self._failures else None
            hint = f"有 {len(self._failures)} 个网址失败，首个原因：{first.reason}" if first else "网站可能已改版"
            return f"{name}：本次只见到 {seen} 条，少于正常的至少 {least} 条；{hint}。请核对来源文件中的 {keys}"
        if seen > source.healthy.max:
            return f"{name}：本次见到 {seen} 条，多于正常的至多 {source.healthy.max} 条。请核对 {keys} 是否选中了导航等无关链接"
        return None

    def _late_warning(self, name: str, source: CrawlSource, frontier: Frontier, lists: list[Failure], today: date) -> str | None:
        days, newest = source.healthy.days, frontier.newest()
        if days is not None and newest is not None and newest < today - timedelta(days=days):
            return f"{name}：最新一条是 {newest.isoformat()} 的，已超过 {days} 天没有更新。请查看网站是否改版或搬迁"
        if lists:
            return f"{name}：有 {len(lists)} 个列表页无法打开：{lists[0].reason}（{lists[0].url}），可能有遗漏，请稍后重试"
        if self._automatic:
            return f"{name}：{self._automatic} 篇的正文选择器没有找到内容，已自动识别，请核对 article.text"
        return None


def refused(source: CrawlSource, why: str) -> CrawlResult:
    """The result of a crawl that asked nobody."""
    warning = f"来源“{source.name}”（{source.id}）：{why}"
    return CrawlResult(items=0, known=0, pages=0, failed=(), healthy=False, warning=warning, asked=False)
