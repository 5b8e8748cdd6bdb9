"""The spider that reads any source: it asks what the frontier wants, reads what comes, and tells what happened."""

from __future__ import annotations

import hashlib
import math
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

import scrapy
from scrapy.exceptions import CloseSpider

from crawlers.browser import browser_meta
from crawlers.canonical import cleaned
from crawlers.events import Duplicate, Event, Failure, Handing, ListRead, Unchanged
from crawlers.failures import passes, reason_of, status_of
from crawlers.frontier import Frontier
from crawlers.frontier_rows import Came, Row
from crawlers.listing import Answer, Item, Listing, Unreadable, counts_up
from crawlers.politeness import ForbiddenByRobots, SiteUnavailable
from crawlers.source import CrawlSource, SourceType
from crawlers.spider_article import read_page
from crawlers.spider_board import read_board
from crawlers.spider_feed import read_feed
from crawlers.spider_json import read_json
from crawlers.spider_list import read_list
from crawlers.spider_sitemap import read_sitemap
from ingest.document import Document, Page, Source
from ingest.vault import Vault

_MOST_IN_A_ROW = 10  # pages that do not come before the site is left for another crawl
_HTML = ("html", "xml", "text/plain")


def readers(today: date) -> dict[SourceType, Callable[[Answer, CrawlSource], Listing]]:
    """How the list pages of each type are read."""
    return {
        "list": read_list,
        "search": read_list,
        "board": read_board,
        "feed": read_feed,
        "sitemap": partial(read_sitemap, today=today),
        "json": read_json,
    }


class SourceSpider(scrapy.Spider):
    """Walks the list pages of a source and reads the articles that are new or may have changed; ``tell`` hears what happened.

    ``limit``: at most that many new articles.
    """

    name = "source"

    def __init__(self, *, source: CrawlSource, vault: Vault, frontier: Frontier, tell: Callable[[Event], None], limit: int | None) -> None:
        super().__init__()
        self.source, self.vault, self.frontier, self.tell = source, vault, frontier, tell
        self.room = math.inf if limit is None else limit  # new articles that may still be asked for
        self._asked: set[str] = set()
        self._in_a_row = 0
        self._unavailable: set[str] = set()  # hosts that are left in peace
        self._read = readers(datetime.now().date())[source.type]

    async def start(self) -> AsyncIterator[Any]:
        """What came in an earlier crawl and was not handed over goes first; nothing is asked for it."""
        for row in self.frontier.fetched():
            self._settle(row)
        return
        yield

    def has_next(self) -> bool:
        """Whether anything is left to ask."""
        return self._next() is not None

    def next_request(self) -> Any:
        """The request for what the frontier wants next, None where it wants nothing or the limit is reached."""
        row = self._next()
        if row is None:
            return None
        self._asked.add(row.key)
        if row.step == "article" and row.handed is None:
            self.room -= 1
        return self._request(row)

    def follows(self, request: Any) -> bool:
        """Whether a redirect is followed.

        Not to a site that is left in peace, nor from an article to a page that is wanted or was read; the article is then settled.
        """
        row: Row | None = request.cb_kwargs.get("row")
        if row is None:
            return True
        if urlsplit(request.url).hostname in self._unavailable:
            return False
        other = self.frontier.holder(request.url) if row.step == "article" else None
        if other is None or other.key == row.key or other.state in ("failed", "passing", "gone"):
            return True
        self.frontier.doubles(row.key, other)
        self.tell(Duplicate(row.address, other.shown or other.address))
        return False

    def parse_list(self, response: Any, row: Row) -> None:
        """A list page: what stands on it is wanted, items are handed over."""
        self._in_a_row = 0
        if response.status == 304:
            read = self.frontier.same_list(row)
            self.tell(ListRead(read.known))
            return
        kind = _content_type(response)
        if self.source.type in ("list", "search", "board") and not _is_html(kind):
            self._lost(row, response.url, f"不是网页（{kind}），没有读取")
            return
        try:
            listing = self._read(Answer(row.ask, response.url, response.body, kind), self.source)
        except Unreadable as error:
            self._lost(row, response.url, str(error))
            return
        sha256 = self.vault.put_bytes(response.body, media_type=kind or "text/html").sha256 if listing.items else None
        contents = [(item, self._content(item)) for item in listing.items]
        read = self.frontier.came_list(row, listing, _came(response, sha256), contents)
        self.tell(ListRead(read.known))
        for key in read.items:
            found = self.frontier.row(key)
            if found is not None and self.room > 0:
                if found.handed is None:
                    self.room -= 1
                self._settle(found)

    def parse_article(self, response: Any, row: Row) -> None:
        """An article page: its bytes go to the vault before anything else."""
        self._in_a_row = 0
        if response.status == 304:
            self.frontier.unchanged(row.key)
            self.tell(Unchanged())
            return
        kind = _content_type(response)
        if not _is_html(kind):
            self._lost(row, row.address, f"不是网页（{kind}），没有读取")
            return
        sha256 = self.vault.put_bytes(response.body, media_type="text/html").sha256
        self.frontier.came(row.key, _came(response, sha256))
        fetched = self.frontier.row(row.key)
        assert fetched is not None
        self._settle(fetched)

    def failed(self, failure: Any) -> None:
        """A request that brought no page."""
        row: Row = failure.request.cb_kwargs["row"]
        error, host = failure.value, urlsplit(failure.request.url).hostname or ""
        if isinstance(error, SiteUnavailable):
            if host not in self._unavailable:  # told once; the pages stay wanted
                self._unavailable.add(host)
                self.tell(Failure(row.address, reason_of(error), of_list=row.step == "list"))
            return
        status, reason, passing = status_of(error), reason_of(error), passes(error)
        if row.step == "list" and row.ask.page > 1 and counts_up(self.source) and status == 404:
            self.frontier.failed(row)
            return  # pages are counted up until the site has no more
        if row.handed and status in (404, 410):
            reason = f"采集过的网页后来已不存在（{status}）"
        self._lost(row, row.address, reason, passing=passing, gone=status in (404, 410), forbidden=isinstance(error, ForbiddenByRobots))
        self._in_a_row = self._in_a_row + 1 if passing else 0
        if self._in_a_row == _MOST_IN_A_ROW:
            raise CloseSpider(f"网站连续 {_MOST_IN_A_ROW} 个网页没有正常返回，最后一个：{reason}")

    def _next(self) -> Row | None:
        return self.frontier.next(asked=self._asked, unavailable=self._unavailable) if self.room > 0 else None

    def _settle(self, row: Row) -> None:
        """Hand over what was fetched, unless it is known already. It is read from the vault, whether it came just now or before a crash."""
        if row.step == "item":
            item, automatic, claim = row.item, False, None
        else:
            body = self.vault.path(row.sha256 or "").read_bytes()
            read = read_page(body, row, self.source)
            if read is None:
                self._lost(row, row.address, self._no_text())
                return
            item, automatic, claim = read
        content = self._content(item)
        verdict = self.frontier.judge(row, content, url=item.address, day=item.day, claim=claim)
        if verdict.what == "unchanged":
            self.tell(Unchanged())
        elif verdict.what == "duplicate":
            self.tell(Duplicate(row.address, verdict.address))
        else:
            document = self._document(row, item, verdict.address, automatic=automatic)
            self.tell(Handing(row.key, content, document, verdict.what == "changed", automatic))

    def _document(self, row: Row, item: Item, address: str, *, automatic: bool) -> Document:
        assert row.sha256 is not None
        assert row.fetched_at is not None
        metadata = {"source": self.source.id, "site": self.source.name, **item.metadata}
        if item.author:
            metadata["author"] = item.author
        if automatic:
            metadata["extraction"] = "auto"
        return Document(
            source=Source(
                sha256=row.sha256,
                media_type="text/html" if row.step == "article" else (row.content_type or "text/html").partition(";")[0].strip(),
                size=self.vault.path(row.sha256).stat().st_size,
                url=address,
                fetched_at=datetime.fromisoformat(row.fetched_at),
            ),
            kind=self.source.kind,
            title=item.title,
            pages=(Page(1, item.text),),
            published_at=item.day,
            metadata=metadata,
        )

    def _content(self, item: Item) -> str:
        """What the words of an item come to. Two citizens may say the same: their complaints are two."""
        who = item.address if self.source.kind == "complaint" else None
        said = (item.title, item.text, item.day, sorted(item.metadata.items()), who)
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()

    def _lost(self, row: Row, url: str, reason: str, *, passing: bool = False, gone: bool = False, forbidden: bool = False) -> None:
        self.frontier.failed(row, passing=passing, gone=gone)
        self.tell(Failure(url, reason, of_list=row.step == "list", forbidden=forbidden))

    def _no_text(self) -> str:
        if self.source.board:
            return f"没有找到留言，请检查 board.question 选择器“{self.source.board.question}”"
        if self.source.article is None or isinstance(self.source.article, str):
            return "没有认出正文，请在来源文件中用 article.text 选择器指明"
        return f"没有找到正文，请检查 article.text 选择器“{self.source.article.text}”"

    def _request(self, row: Row) -> Any:
        """Scrapy's own filter of repeated requests is passed by: it would drop redirects without a word."""
        again = row.step == "article" and row.handed is not None
        agent = self.crawler.settings["USER_AGENT"]
        arguments: dict[str, Any] = {"method": "GET", "headers": {}, "meta": browser_meta(self.source, agent)}
        if row.conditional and not self.source.javascript:  # what a script builds has no version
            arguments["headers"] = {"If-None-Match": row.etag, "If-Modified-Since": row.modified}
            arguments["headers"] = {name: value for name, value in arguments["headers"].items() if value}
            arguments["meta"]["handle_httpstatus_list"] = [304]
        if row.step == "list" and row.ask.form is not None:
            arguments["method"], arguments["body"] = "POST", urlencode(row.ask.form, encoding=row.ask.encoding)
            arguments["headers"]["Content-Type"] = "application/x-www-form-urlencoded"
        return scrapy.Request(
            row.url if again and row.url else row.address,
            callback=self.parse_list if row.step == "list" else self.parse_article,
            errback=self.failed,
            cb_kwargs={"row": row},
            dont_filter=True,
            **arguments,
        )


def _came(response: Any, sha256: str | None) -> Came:
    etag, modified = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
    return Came(
        cleaned(response.url),
        _content_type(response),
        etag.decode("latin-1") if etag else None,
        modified.decode("latin-1") if modified else None,
        sha256,
        datetime.now(UTC).isoformat(),
    )


def _content_type(response: Any) -> str:
    return str((response.headers.get("Content-Type") or b"").decode("latin-1"))


def _is_html(kind: str) -> bool:
    return not kind or any(word in kind.lower() for word in _HTML)
