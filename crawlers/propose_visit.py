"""The spider that looks at a page for a proposal: it asks as a crawl asks, with its rules and guards, and keeps nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from multiprocessing.connection import Connection
from typing import Any

import scrapy
from scrapy.spidermiddlewares.httperror import HttpError

from crawlers.browser import browser_meta, crawl_settings
from crawlers.child import teller
from crawlers.failures import cause_of, reason_of
from crawlers.listing import Answer, Ask
from crawlers.propose_draft import Fetch, NotProposed
from crawlers.source import CrawlSource

Look = Callable[[CrawlSource, Fetch], Awaitable[Any]]


class VisitSpider(scrapy.Spider):
    """Has ``look`` look at a source, and tells what comes of it or why nothing did."""

    name = "visit"

    def __init__(self, *, source: CrawlSource, look: Look, tell: Callable[[Any], None]) -> None:
        super().__init__()
        self.source, self.look, self.tell = source, look, tell
        self._came: dict[str, Answer | NotProposed] = {}

    async def start(self) -> AsyncIterator[Any]:
        """The look; nothing is left for Scrapy to ask."""
        try:
            self.tell(await self.look(self.source, self.fetch))
        except NotProposed as why:
            self.tell(why)
        except Exception as error:  # pages hold what nobody thought of
            url = self.source.start_urls[0]
            self.tell(NotProposed(f"{url}：看这个网页时出错（{type(error).__name__}：{error}）。请手工写来源文件，并把这句话发给技术人员"))
        return
        yield

    async def fetch(self, address: str) -> Answer:
        """A page, asked once, whether it came or not. NotProposed where it did not."""
        if address not in self._came:
            self._came[address] = await self._asked(address)
        came = self._came[address]
        if isinstance(came, NotProposed):
            raise came
        return came

    async def _asked(self, address: str) -> Answer | NotProposed:
        try:
            meta = browser_meta(self.source, self.crawler.settings["USER_AGENT"])
            response = await self.crawler.engine.download_async(scrapy.Request(address, meta=meta, dont_filter=True))
            if response.status != 200:
                raise HttpError(response)
        except Exception as error:  # the network has many
            return NotProposed(f"{address}：{reason_of(error)}", cause_of(error))
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return Answer(Ask(response.url), response.url, response.body, kind)


def visit(source: CrawlSource, agent: str, look: Look, events: Connection) -> None:
    """In a child process: ``look``, and what it gives or raises sent to the parent."""
    from scrapy.crawler import CrawlerProcess

    process = CrawlerProcess(crawl_settings(source, agent))
    process.crawl(process.create_crawler(VisitSpider), source=source, look=look, tell=teller(events))
    process.start()
