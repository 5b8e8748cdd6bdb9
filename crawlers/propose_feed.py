"""Feeds and sitemaps: those the address leads to, and feeds that a web page names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from parsel import Selector

from crawlers.article import read_article
from crawlers.article_body import squeezed
from crawlers.canonical import absolute, base_of, key_of
from crawlers.listing import Answer, Item, Link, Unreadable
from crawlers.propose_article import opened
from crawlers.propose_draft import Draft, Fetch, NotProposed
from crawlers.source import CrawlSource
from crawlers.spider_feed import feed_of, read_feed
from crawlers.spider_sitemap import read_sitemap

_WHOLE = 200  # characters of an entry whose page does not come, from which on it is no summary
_SAME_TEXT = 0.8  # of the page's text must be in the entry
_SAME = 0.5  # of a list must be in the feed
_MOST_MAPS = 3  # of an index that are looked at
_DAYS = 30


async def propose_feed(answer: Answer, source: CrawlSource, fetch: Fetch) -> Draft | None:
    """A source of an answer that is a feed, None where it is none."""
    draft = source.model_copy(update={"type": "feed", "list": None})
    try:
        links = read_feed(answer, draft).links
    except Unreadable:
        return None
    if not links:
        raise NotProposed(f"{answer.url}：订阅能打开，但里面一条也没有，请换一个地址，或用栏目的列表页")
    items = read_feed(answer, draft.model_copy(update={"article": None})).items
    entire = await _holds_texts(items, fetch)
    title = str(feed_of(answer).feed.get("title", "")) or None
    seen = f"RSS 或 Atom 订阅：{len(links)} 条，" + ("含全文" if entire else "只有摘要，文章网页会再打开")
    return Draft(answer.url, {"type": "feed"}, () if entire else links, items if entire else (), seen=seen, name=title)


async def _holds_texts(items: Sequence[Item], fetch: Fetch) -> bool:
    """Whether a feed holds whole texts: its longest entry says as much as the page of that entry."""
    longest = max(items, key=lambda item: len(item.text), default=None)
    if longest is None:
        return False
    try:
        page = opened(Link(longest.address), await fetch(longest.address))
    except NotProposed:
        return len(longest.text) >= _WHOLE
    article = read_article(page.html, "auto", url=page.url)
    return len(squeezed(longest.text)) >= _SAME_TEXT * len(squeezed(article.text if article else ""))


async def named_feed(page: Selector, answer: Answer, listed: tuple[Link, ...], fetch: Fetch, source: CrawlSource) -> Draft | str | None:
    """The feed that a page names, where it holds what the page lists; a note about it in Chinese where it does not."""
    for node in page.css('link[rel~="alternate" i]'):
        address = absolute(base_of(page, answer.url), node.root.get("href"))
        if address is None or not re.search(r"rss|atom", node.root.get("type") or "", re.IGNORECASE):
            continue
        try:
            draft = await propose_feed(await fetch(address), source, fetch)
        except NotProposed:
            continue
        if draft is None:
            continue
        held = {key_of(address) for address in (*(link.address for link in draft.links), *(item.address for item in draft.items))}
        same = sum(key_of(link.address) in held for link in listed)
        if not listed or same >= _SAME * len(listed):
            return draft
        return f"网站另有订阅 {address}，内容与这个列表不同；想要的话请用这个地址再运行一次 zhijian sources new"
    return None


async def propose_sitemap(answer: Answer, source: CrawlSource, fetch: Fetch, *, today: date) -> Draft | None:
    """A source of an answer that is a sitemap, an index of some, or a robots.txt that names one; None where it is none."""
    draft = source.model_copy(update={"type": "sitemap", "list": None})
    try:
        listing = read_sitemap(answer, draft, today=today)
        links, maps = listing.links, [ask.address for ask in listing.following]
        for address in maps[:_MOST_MAPS]:
            links += read_sitemap(await fetch(address), draft, today=today).links
    except Unreadable:
        return None
    if not links:
        raise NotProposed(f"{answer.url}：站点地图里没有网页地址，请换一个地址，或用栏目的列表页")
    pattern = _pattern([link.address for link in links])
    chosen = tuple(link for link in links if pattern is None or re.search(pattern, link.address))
    section = {"match": pattern} if pattern else {}
    return Draft(
        answer.url,
        {"type": "sitemap", "sitemap": section | {"days": _DAYS}},
        chosen,
        seen=f"站点地图：{len(links)} 个地址"
        + (f"，其中 {len(chosen)} 个像文章" if pattern else "")
        + (f"，分 {len(maps)} 份" if maps else ""),
        notes=("站点地图通常包括全站；只要某个栏目的，请在 sitemap.match 里写上它的目录",),
        comments={"sitemap.match": "只要地址符合这个正则表达式的", "sitemap.days": f"只要最近 {_DAYS} 天改过的（没有写明日期的也要）"},
    )


def _pattern(addresses: list[str]) -> str | None:
    r"""What the addresses of articles have in common: the form of their last part, digits as ``\d+``; None where there is no such form."""
    forms = Counter(
        re.sub(r"\d+", r"\\d+", re.escape(last))
        for address in addresses
        if re.search(r"\d", last := urlsplit(address).path.rpartition("/")[2])
    )
    form, count = forms.most_common(1)[0] if forms else ("", 0)
    return f"/{form}$" if count * 2 > len(addresses) and count < len(addresses) else None
