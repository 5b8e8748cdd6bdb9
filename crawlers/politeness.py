"""How a crawl behaves: robots.txt is obeyed, one request at a time with pauses, and a site in trouble is left in peace."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import scrapy
from protego import Protego
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.closespider import CloseSpider
from scrapy.extensions.throttle import AutoThrottle

from crawlers.addresses import AddressGuard, RefusedAddress
from crawlers.failures import PASSING, Refusal, cause_of, reason_of
from crawlers.source_parts import Politeness

_LARGEST_PAGE = 20 << 20  # bytes
_LARGEST_RULES = 500 << 10  # bytes of a robots.txt that are read, as RFC 9309 has it
_LONGEST_DELAY = 60.0  # seconds; a robots.txt that wants more gets this
_FIRST_WAIT = 0.5  # seconds before a page is asked for again, twice as long each time
_LONGEST_WAIT = 300.0  # seconds; a site that wants more is left for another crawl
_MOST_SECONDS = 366 * 86400  # that a Retry-After is understood to mean


class ForbiddenByRobots(Refusal):
    """The site's robots.txt does not allow the address."""


class SiteUnavailable(Refusal):
    """Nothing may be asked of the site now, or it does not answer; the message says why in Chinese."""


def polite_settings(politeness: Politeness, agent: str) -> dict[str, Any]:
    """Scrapy settings of a crawl that behaves so. The spider has a ``source``."""
    return {
        "USER_AGENT": agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh",
        },
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1,  # the spider yields none, and Scrapy makes so many tasks a page
        "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 0,  # a page is read before the next is asked: it may say that nothing more is to be asked
        "DOWNLOAD_DELAY": politeness.delay,
        "DOWNLOAD_DELAY_JITTER": 0,  # the delay is the least there is
        "AUTOTHROTTLE_ENABLED": politeness.delay > 0,
        "AUTOTHROTTLE_START_DELAY": politeness.delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 0.5,  # a pause as long as the answer took: the site works for us half of the time at most
        "AUTOTHROTTLE_MAX_DELAY": max(60.0, politeness.delay),
        "DOWNLOAD_TIMEOUT": politeness.timeout,
        "DOWNLOAD_MAXSIZE": _LARGEST_PAGE,
        "RETRY_ENABLED": False,  # Backoff does it
        "ROBOTSTXT_OBEY": False,  # RobotsRules does it
        "REDIRECT_MAX_TIMES": 10,
        "COOKIES_ENABLED": False,
        # Not those that come with Scrapy: two of them are servers on this machine that run the code they are sent.
        "EXTENSIONS_BASE": {AutoThrottle: 0, CloseSpider: 0},
        "DOWNLOAD_HANDLERS": dict.fromkeys(("file", "ftp", "s3", "data"), None),
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # drops requests without a word
            RobotsRules: 100,
            Backoff: 550,
            AddressGuard: 760,  # after the proxy is known
        },
        "LOG_INSTALL_ROOT_HANDLER": False,
    }


class RobotsRules:
    """Scrapy downloader middleware: robots.txt of each host is read first, its Crawl-delay kept (RFC 9309).

    Where robots.txt is not there, all is allowed; where the server fails, nothing, and what was wanted stays wanted.
    """

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._rules: dict[str, Protego | SiteUnavailable] = {}

    @classmethod
    def from_crawler(cls, crawler: Any) -> RobotsRules:
        """Scrapy's way of making one."""
        return cls(crawler)

    async def process_request(self, request: Any) -> None:
        """Raise ForbiddenByRobots or SiteUnavailable where the request may not be sent."""
        if request.meta.get("for_robots"):
            return
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = await self._read(site)
        rules = self._rules[site]
        if isinstance(rules, SiteUnavailable):
            raise rules
        if not rules.can_fetch(request.url, self._crawler.settings["USER_AGENT"]):
            raise ForbiddenByRobots("robots.txt 不允许抓取", "robots")

    async def _read(self, site: str) -> Protego | SiteUnavailable:
        request = scrapy.Request(f"{site}/robots.txt", meta={"for_robots": True}, dont_filter=True)
        try:
            response = await self._crawler.engine.download_async(request)
        except RefusedAddress:  # so will the page be
            return Protego.parse("")
        except IgnoreRequest:  # redirected without end
            return Protego.parse("")
        except Exception as error:  # the network has many
            return SiteUnavailable(reason_of(error), cause_of(error))
        if response.status in PASSING or response.status >= 500:
            return SiteUnavailable(f"robots.txt 无法取得（{response.status}），按约定暂不抓取")
        found = response.body[:_LARGEST_RULES].decode("utf-8", "replace").lstrip("\ufeff") if response.status == 200 else ""
        rules = Protego.parse(found)
        self._keep_delay(site, rules.crawl_delay(self._crawler.settings["USER_AGENT"]))
        return rules

    def _keep_delay(self, site: str, delay: float | None) -> None:
        least = self._crawler.spider.source.politeness.delay
        if delay is None or delay <= least:
            return
        host = urlsplit(site).hostname
        downloader = self._crawler.engine.downloader
        delay = min(float(delay), _LONGEST_DELAY)
        downloader.per_slot_settings[host] = {"concurrency": 1, "delay": delay}
        if host in downloader.slots:
            downloader.slots[host].delay = delay
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, delay)  # it would shorten the pause


class Backoff:
    """Scrapy downloader middleware: a page that did not come is asked for again after a while, each time after a longer one.

    ``Retry-After`` is kept. Meanwhile nothing else is asked.
    """

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> Backoff:
        """Scrapy's way of making one."""
        return cls(crawler)

    async def process_response(self, request: Any, response: Any) -> Any:
        """The response, or the request once more."""
        if response.status not in PASSING:
            return response
        wait = retry_after(response.headers.get("Retry-After"), now=datetime.now(UTC))
        if wait > _LONGEST_WAIT:
            raise SiteUnavailable(f"网站要求 {round(wait / 60)} 分钟后再访问（{response.status}）")
        return await self._again(request, wait) or response

    async def process_exception(self, request: Any, exception: Exception) -> Any:
        """None, or the request once more."""
        return None if isinstance(exception, IgnoreRequest) else await self._again(request, 0.0)

    async def _again(self, request: Any, wait: float) -> Any:
        times = request.meta.get("asked_again", 0)
        politeness = self._crawler.spider.source.politeness
        if times >= politeness.retries:
            return None
        await asyncio.sleep(max(wait, max(_FIRST_WAIT, politeness.delay) * 2**times))
        return request.replace(meta=request.meta | {"asked_again": times + 1}, dont_filter=True)


def retry_after(header: bytes | None, *, now: datetime) -> float:
    """Seconds to wait, from a number or a date; 0 where nothing is said, a year at most."""
    text = (header or b"").decode("latin-1").strip()
    if text.isdecimal():
        return min(float(text), _MOST_SECONDS)
    try:
        return min(max(0.0, (parsedate_to_datetime(text).astimezone(UTC) - now).total_seconds()), _MOST_SECONDS)
    except (ValueError, OverflowError):
        return 0.0
