"""The spider that reads any news list described by a source file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import scrapy
from parsel import Selector
from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from crawlers.addresses import RefusedAddress
from crawlers.article import read_article
from crawlers.charset import decode_html
from crawlers.source import ArticlePage, CrawlSource, select
from ingest.document import Document, Page
from ingest.vault import Vault

_STATUS = {401: "需要登录", 403: "网站拒绝访问", 404: "网页不存在", 410: "网页已删除", 429: "网站要求放慢访问"}
# By class name: Scrapy wraps Twisted's errors in its own since 2.14, and either may arrive.
_REASONS = {
    **dict.fromkeys(("DNSLookupError", "CannotResolveHostError"), "域名无法解析，请检查地址或网络"),
    **dict.fromkeys(("TimeoutError", "TCPTimedOutError", "DownloadTimeoutError"), "网站在规定时间内没有响应"),
    **dict.fromkeys(("ConnectionRefusedError", "ConnectError", "DownloadConnectionRefusedError"), "无法连接网站，请检查网站是否可用"),
    **dict.fromkeys(("ResponseNeverReceived", "ConnectionLost", "DownloadFailedError"), "连接中断，没有收到网页"),
    **dict.fromkeys(("ResponseFailed", "ResponseDataLossError"), "网页没有传完"),
    "DownloadCancelledError": "网页过大，已放弃",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An address that gave nothing, and why, in Chinese. ``of_list``: it was a list page."""

    url: str
    reason: str
    of_list: bool = False


@dataclass(frozen=True, slots=True)
class ListRead:
    """A list page that was read: how many article links stand on it, and how many of them are known from earlier crawls."""

    url: str
    links: int
    known: int


class NewsListSpider(scrapy.Spider):
    """Walks the list pages of a source and yields a Document for each article not known yet, a ListRead or a Failure."""

    name = "news-list"

    def __init__(self, *, source: CrawlSource, vault: Vault, known: Collection[str] = (), limit: int | None = None) -> None:
        super().__init__()
        self.source, self.vault, self.known, self.limit = source, vault, known, limit
        self.asked: set[str] = set()
        self.lists: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """The first list pages."""
        for url in dict.fromkeys(self.source.start_urls):
            yield self._list_request(url, 1)

    def parse_list(self, response: Any, page: int) -> Iterator[Any]:
        """Requests for the articles of a list page and for the next list page."""
        html = self._html(response)
        if html is None:
            yield Failure(response.url, _not_html(response), of_list=True)
            return
        selector = Selector(text=html)
        links = self._links(selector, response.url)
        fresh = [link for link in links if link not in self.asked]
        self.asked.update(links)
        yield ListRead(response.url, len(fresh), sum(link in self.known for link in fresh))
        for link in fresh:
            if link not in self.known:
                if self.limit is not None and self.limit <= 0:
                    return
                self.limit = None if self.limit is None else self.limit - 1
                yield _request(link, self.parse_article, self.failed, {"listed": link})
        if fresh and self.source.pagination and page < self.source.pagination.max_pages:
            following = self._next(selector, response.url, page)
            if following and following not in self.lists:
                yield self._list_request(following, page + 1)

    def parse_article(self, response: Any, listed: str) -> Iterator[Document | Failure]:
        """The article of a page, its bytes kept in the vault."""
        html = self._html(response)
        if html is None:
            yield Failure(listed, _not_html(response))
            return
        selectors = self.source.article
        assert isinstance(selectors, ArticlePage)
        article = read_article(html, selectors)
        if article is None:
            yield Failure(listed, f"没有找到正文，请检查 article.text 选择器“{selectors.text}”")
            return
        source = self.vault.put_bytes(response.body, media_type="text/html", url=response.url, fetched_at=datetime.now(UTC))
        metadata = {"source": self.source.id, "site": self.source.name, "listed_url": listed}
        if article.author:
            metadata["author"] = article.author
        yield Document(
            source=source,
            kind=self.source.kind,
            title=article.title,
            pages=(Page(1, article.text),),
            published_at=article.date,
            metadata=metadata,
        )

    def failed(self, failure: Any) -> Iterator[Failure]:
        """What a request that brought no page means to the user."""
        request = failure.request
        page = request.cb_kwargs.get("page")
        pagination = self.source.pagination
        if page and page > 1 and pagination and pagination.template and _status(failure) == 404:
            return  # a template is counted up until the site has no more pages
        yield Failure(request.cb_kwargs.get("listed", request.url), reason(failure), of_list=page is not None)

    def _list_request(self, url: str, page: int) -> Any:
        self.lists.add(url)
        return _request(url, self.parse_list, self.failed, {"page": page}, priority=10)

    def _html(self, response: Any) -> str | None:
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        if kind and not any(word in kind.lower() for word in ("html", "xml", "text/plain")):
            return None
        return decode_html(response.body, content_type=kind, encoding=self.source.encoding)

    def _links(self, selector: Selector, base: str) -> list[str]:
        """Absolute article addresses in page order, each once; only web addresses."""
        base_href = selector.css("base::attr(href)").get()
        base = urljoin(base, base_href.strip()) if base_href else base
        found: dict[str, None] = {}
        for node in select(selector, self.source.list.links if self.source.list else "a"):
            href = node.root if isinstance(node.root, str) else node.root.get("href")
            address = _absolute(base, href)
            if address:
                found[address] = None
        return list(found)

    def _next(self, selector: Selector, base: str, page: int) -> str | None:
        pagination = self.source.pagination
        if pagination is None:
            return None
        if pagination.template:
            return pagination.template.replace("{page}", str(pagination.first + page - 1))
        for node in select(selector, pagination.next or ""):
            return _absolute(base, node.root if isinstance(node.root, str) else node.root.get("href"))
        return None


def _request(url: str, callback: Any, errback: Any, arguments: dict[str, Any], *, priority: int = 0) -> Any:
    """A request that Scrapy's own filter of repeated requests leaves alone: it would drop redirects without a word."""
    return scrapy.Request(url, callback=callback, errback=errback, cb_kwargs=arguments, priority=priority, dont_filter=True)


def reason(failure: Any) -> str:
    """A failed request in the user's words."""
    status = _status(failure)
    if status is not None:
        return f"{_STATUS.get(status, '网站出错' if status >= 500 else '网站返回异常')}（{status}）"
    if failure.check(RefusedAddress):
        return str(failure.value)
    if failure.check(IgnoreRequest):
        return "robots.txt 不允许抓取" if "robots" in str(failure.value).lower() else "网页来回跳转，没有尽头"
    name = failure.type.__name__
    return _REASONS.get(name, f"下载失败（{name}）")


def _status(failure: Any) -> int | None:
    return int(failure.value.response.status) if failure.check(HttpError) else None


def _not_html(response: Any) -> str:
    return f"不是网页（{(response.headers.get('Content-Type') or b'').decode('latin-1')}），没有读取"


def _absolute(base: str, href: str | None) -> str | None:
    if not href or not href.strip():
        return None
    try:
        address = urldefrag(urljoin(base, href.strip())).url
        parts = urlsplit(address)
    except ValueError:  # such as http://[broken
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None
