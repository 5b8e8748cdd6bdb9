"""Sitemaps, compressed or not, indexes of sitemaps, and robots.txt that names them. Pure: bytes in, a Listing out."""

from __future__ import annotations

import re
from datetime import date, timedelta

from lxml.etree import XMLSyntaxError
from scrapy.utils.gz import gunzip
from scrapy.utils.sitemap import Sitemap, sitemap_urls_from_robots

from crawlers.canonical import absolute
from crawlers.days import day_of
from crawlers.listing import Answer, Ask, Link, Listing, Unreadable
from crawlers.source import CrawlSource
from crawlers.source_parts import SitemapPages

_GZIP = b"\x1f\x8b"
_LARGEST = 100 << 20  # bytes of an unpacked sitemap; the format allows 50 MB


def read_sitemap(answer: Answer, source: CrawlSource, *, today: date) -> Listing:
    """What a sitemap lists, as far as ``sitemap`` wants it. Unreadable where it is none."""
    if answer.url.endswith("/robots.txt"):
        found = (absolute(answer.url, url) for url in sitemap_urls_from_robots(answer.body, base_url=answer.url))
        return Listing(following=tuple(Ask(url) for url in dict.fromkeys(found) if url))
    try:
        body = gunzip(answer.body, max_size=_LARGEST) if answer.body.startswith(_GZIP) else answer.body
        sitemap = Sitemap(body)
        entries = [(absolute(answer.url, entry["loc"]), day_of(entry.get("lastmod"))) for entry in sitemap]
    except (XMLSyntaxError, StopIteration, OSError, EOFError, ValueError) as error:
        raise Unreadable(f"不是站点地图（{error}），请核对 start_urls") from error
    if sitemap.type not in ("urlset", "sitemapindex"):
        raise Unreadable(f"不是站点地图（{sitemap.type}），请核对 start_urls")
    wanted = source.sitemap or SitemapPages()
    since = today - timedelta(days=wanted.days) if wanted.days else date.min
    recent = dict.fromkeys(url for url, day in entries if url and (day is None or day >= since))
    if sitemap.type == "sitemapindex":
        return Listing(following=tuple(Ask(url) for url in recent))
    return Listing(links=tuple(Link(url) for url in recent if wanted.match is None or re.search(wanted.match, url)))
