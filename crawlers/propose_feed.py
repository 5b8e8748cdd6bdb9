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
    entire, note = await _holds_texts(items, fetch)
    title = str(feed_of(answer).feed.get("title", "")) or None
    seen = f"RSS 或 Atom 订阅：{len(links)} 条，" + ("含全文" if entire else "只有摘要，文章网页会再打开")
    notes = (note,) if note else ()
    return Draft(answer.url, {"type": "feed"}, () if entire else links, items if entire else (), seen=seen, name=title, notes=notes)


async def _holds_texts(items: Sequence[Item], fetch: Fetch) -> tuple[bool, str | None]:
    """Whether a feed holds whole texts: its longest entry says as much as the page of that entry; a note where that did not come."""
    longest = max(items, key=lambda item: len(item.text), default=None)
    if longest is None:
        return False, None
    try:
        page = opened(Link(longest.address), await fetch(longest.address))
    except NotProposed as why:
        entire = len(longest.text) >= _WHOLE
        taken = "含全文，不打开文章网页" if entire else "只有摘要"
        return entire, f"没有打开 {why}，没能比较订阅与文章网页；最长的一条有 {len(longest.text)} 字，按{taken}处理，请核对"
    article = read_article(page.html, "auto", url=page.url)
    return len(squeezed(longest.text)) >= _SAME_TEXT * len(squeezed(article.text if article else "")), None


async def named_feed(page: Selector, answer: Answer, listed: tuple[Link, ...], fetch: Fetch, source: CrawlSource) -> Draft | str | None:
    """The feed that a page names, where it holds what the page lists; a note about it in Chinese where it does not, or does not come."""
    failed: str | None = None
    for node in page.css('link[rel~="alternate" i]'):
        address = absolute(base_of(page, answer.url), node.root.get("href"))
        if address is None or not re.search(r"rss|atom", node.root.get("type") or "", re.IGNORECASE):
            continue
        try:
            draft = await propose_feed(await fetch(address), source, fetch)
        except NotProposed as why:
            if why.cause is not None:
                failed = f"网页上写着的订阅没有打开（{why}），所以没有用它；它打得开的时候，可用它的地址再运行一次 zhijian sources new"
            continue
        if draft is None:
            continue
        held = {key_of(address) for address in (*(link.address for link in draft.links), *(item.address for item in draft.items))}
        same = sum(key_of(link.address) in held for link in listed)
        if not listed or same >= _SAME * len(listed):
            return draft
        return f"网站另有订阅 {address}，内容与这个列表不同；想要的话请用这个地址再运行一次 zhijian sources new"
    return failed


async def propose_sitemap(answer: Answer, source: CrawlSource, fetch: Fetch, *, today: date) -> Draft | None:
    """A source of an answer that is a sitemap, an index of some, or a robots.txt that names one; None where it is none."""
    draft = source.model_copy(update={"type": "sitemap", "list": None})
    try:
        listing = read_sitemap(answer, draft, today=today)
    except Unreadable:
        return None
    links, maps, failed = listing.links, [ask.address for ask in listing.following], list[str]()
    for address in maps[:_MOST_MAPS]:
        try:
            links += read_sitemap(await fetch(address), draft, today=today).links
        except NotProposed as why:
            failed.append(str(why))
        except Unreadable as why:
            failed.append(f"{address}：{why}")
    if not links and failed:
        raise NotProposed(f"{answer.url}：站点地图分 {len(maps)} 份，试读的都没有打开：{'；'.join(failed)}。请稍后重试，或用栏目的列表页")
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
        + (f"，分 {len(maps)} 份" + (f"，看了前 {_MOST_MAPS} 份" if len(maps) > _MOST_MAPS else "") if maps else ""),
        notes=(
            "站点地图通常包括全站；只要某个栏目的，请在 sitemap.match 里写上它的目录",
            *(f"站点地图的一份没有读成 {why}。它里面的地址没有看到，sitemap.match 和 healthy 是照别的份写的，请核对" for why in failed),
        ),
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
