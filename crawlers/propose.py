"""A source file proposed by looking at a page: what it is, where its articles are, whether they can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector
from pydantic import ValidationError
from tldextract import TLDExtract

from crawlers.addresses import is_public, within
from crawlers.article import Article
from crawlers.article_furniture import ATTACHMENT
from crawlers.block_text import element_text
from crawlers.browser import missing
from crawlers.charset import decode_html
from crawlers.child import child
from crawlers.failures import Cause
from crawlers.listing import Answer, Link
from crawlers.propose_article import article_way, opened
from crawlers.propose_board import propose_board
from crawlers.propose_draft import Draft, Fetch, NotProposed, Proposal, Sample
from crawlers.propose_feed import named_feed, propose_feed, propose_sitemap
from crawlers.propose_json import is_json, propose_json
from crawlers.propose_list import propose_list
from crawlers.propose_search import as_search
from crawlers.propose_visit import visit
from crawlers.run import user_agent
from crawlers.source import CrawlSource
from crawlers.source_parts import BoardPage, Politeness
from crawlers.spider_board import read_message
from crawlers.spider_list import page_of
from crawlers.tree import tree_of

_OPENED = 3  # articles
_SAMPLES = 5
_WORDS = 40  # characters of a sample's text
_BROKEN = 0.005  # of the characters of a page that are none
_DAILY = "每天 06:30"
_RECENT, _SLOW = 30, 120  # days within which a healthy list has news, busy and slow ones
_SUFFIXES = TLDExtract(cache_dir=None, suffix_list_urls=())  # the list that comes with it; nothing is downloaded
_REMEDIES: dict[Cause, str] = {
    "robots": "网站不同意自动访问这个地址。请改用它允许的栏目，或商请网站许可；没有绕过的办法",
    "absent": "请在浏览器里打开核对，抄下地址栏里的地址",
    "elsewhere": "网页转到了别的网站；确认可信后，用转到的地址再运行",
    "private": "确需采集单位内网的网站时，请加 --private",
    "silent": "请用浏览器打开试试，稍后重试",
    "other": "请用浏览器打开核对地址，或稍后重试",
}
_SITE = re.compile(r"\s*(?:[-_—–|·]+|\s-\s)\s*")


def propose(
    url: str,
    *,
    private: bool = False,
    javascript: bool = False,
    contact: str | None = None,
    politeness: Politeness | None = None,
) -> Proposal:
    """Look at a page, its next one and some of its articles, politely, and propose a source. NotProposed says why there is none.

    ``private``: the site stands in the office's own network; ``javascript``: pages are opened in a browser.
    """
    source = _visited(url, private=private, javascript=javascript, politeness=politeness or Politeness())
    lacking = missing() if javascript else None
    if lacking:
        raise NotProposed(lacking)
    with child(visit, source, user_agent(contact), look) as events:
        try:
            found = events.recv()
        except (EOFError, OSError):
            raise NotProposed(f"{url}：查看网页的进程异常退出，请重试") from None
    if isinstance(found, NotProposed):
        raise found
    assert isinstance(found, Proposal)
    return found


def _visited(url: str, *, private: bool, javascript: bool, politeness: Politeness) -> CrawlSource:
    """A source that asks what the look asks: the address and its site."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        host = ""
    if not host or urlsplit(url).scheme not in ("http", "https"):
        raise NotProposed(f"“{url}”不是网页地址，应以 http:// 或 https:// 开头，例如 https://www.example.gov.cn/news/")
    if is_public(host) is False and not private:
        raise NotProposed(f"{host} 是内网地址；确需采集单位内网的网站时，请加 --private")
    values = {
        "id": "look",
        "name": "look",
        "start_urls": [url],
        "allowed_domains": [_SUFFIXES(host).top_domain_under_public_suffix or host],
        "list": {"links": "a"},
        "article": "auto",
        "healthy": {"min": 0},
        "politeness": politeness,
        "private_network": private,
    }
    try:
        return CrawlSource.model_validate(values | ({"javascript": True} if javascript else {}))
    except ValidationError as error:
        raise NotProposed(f"{url}：{error.errors()[0]['msg'].removeprefix('Value error, ')}") from None


async def look(source: CrawlSource, fetch: Fetch) -> Proposal:
    """The proposal for the one address of a source."""
    today = datetime.now().date()
    answer = await _first(source, fetch)
    draft, page = await _drafted(answer, source, fetch, today)
    draft = as_search(draft, answer, page)
    article: dict[str, Any] = {}
    read: dict[str, Article] = {}
    notes = list(draft.notes)
    if draft.links:
        pages = [(link, came) for link in _likely(draft, source) if (came := await _opened(link, fetch, notes)) is not None]
        if not pages:
            raise NotProposed(f"{answer.url}：找到了 {len(draft.links)} 条链接，但试读的文章都打不开：{notes[-1]}")
        if draft.sections["type"] == "board":
            read = _messages(pages, draft)
        else:
            way = article_way([opened(link, came) for link, came in pages], today=today)
            article, notes = {"article": way.value}, [*notes, *way.notes]
            read = {link.address: found for (link, _), found in zip(pages, way.read, strict=True) if found}
            if not read:
                raise NotProposed(
                    f"{answer.url}：找到了 {len(draft.links)} 条链接，但试读的 {len(pages)} 篇都没有认出正文。{_hand(pages[0][1])}"
                )
    samples = _samples(draft, read)
    domains = _domains(draft, source)
    outside = sum(not within(urlsplit(link.address).hostname or "", domains) for link in draft.links)
    if page is not None and (shown := element_text(page.root)).count("\ufffd") > _BROKEN * len(shown):
        notes.append("网页上有乱码，请查明它的编码，在文件里写 encoding，例如 encoding: gb18030")
    if outside:
        notes.append(f"有 {outside} 条链接在别的网站上，不会采集；确需采集的，把那个域名加进 allowed_domains")
    values: dict[str, Any] = {
        "name": _name(page, draft),
        **{key: draft.sections[key] for key in ("type", "kind") if key in draft.sections},
        "enabled": False,
        "start_urls": [draft.url],
        "allowed_domains": domains,
        **({"private_network": True} if source.private_network else {}),
        **({"javascript": True} if source.javascript else {}),
        **{key: value for key, value in draft.sections.items() if key not in ("type", "kind", "pagination", "recheck")},
        **article,
        **{key: draft.sections[key] for key in ("pagination", "recheck") if key in draft.sections},
        "schedule": _DAILY,
        "healthy": _healthy(draft, len(draft.links) - outside or len(draft.items), read, today),
    }
    return Proposal(values, draft.comments, draft.seen, tuple(dict.fromkeys(notes)), samples)


async def _first(source: CrawlSource, fetch: Fetch) -> Answer:
    url = source.start_urls[0]
    try:
        return await fetch(url)
    except NotProposed as why:
        raise NotProposed(f"{why}。{_REMEDIES[why.cause or 'other']}", why.cause) from None


async def _drafted(answer: Answer, source: CrawlSource, fetch: Fetch, today: date) -> tuple[Draft, Selector | None]:
    """What the address is: JSON, feed, sitemap, message board or list, and the page where it is one."""
    if is_json(answer):
        return await propose_json(answer, source, fetch), None
    draft = await propose_sitemap(answer, source, fetch, today=today) or await propose_feed(answer, source, fetch)
    if draft is not None:
        return draft, None
    if answer.content_type and not any(word in answer.content_type.lower() for word in ("html", "xml", "text/plain")):
        raise NotProposed(f"{answer.url}：不是网页（{answer.content_type}）。请改用列表页、RSS、站点地图或 JSON 接口的地址")
    page = page_of(answer, source)
    draft = await propose_board(page, answer, source, fetch, today=today)
    if draft is not None:
        return draft, page
    try:
        draft = await propose_list(page, answer, source, fetch, today=today)
    except NotProposed as why:
        feed = await named_feed(page, answer, (), fetch, source)
        if isinstance(feed, Draft):
            return feed, page
        raise (NotProposed(f"{why}。{feed}") if feed else why) from None
    feed = await named_feed(page, answer, draft.links, fetch, source)
    if isinstance(feed, Draft):
        return feed, page
    return (draft, page) if feed is None else (replace(draft, notes=(*draft.notes, feed)), page)


def _likely(draft: Draft, source: CrawlSource) -> list[Link]:
    """The first articles that are pages of the site, or of another where there are none."""
    own = [link for link in draft.links if within(urlsplit(link.address).hostname or "", source.allowed_domains)]
    return ([link for link in own if not ATTACHMENT.search(link.address)] or own or list(draft.links))[:_OPENED]


async def _opened(link: Link, fetch: Fetch, notes: list[str]) -> Answer | None:
    try:
        return await fetch(link.address)
    except NotProposed as why:
        notes.append(f"试读时没有打开 {why}")
        return None


def _messages(pages: Sequence[tuple[Link, Answer]], draft: Draft) -> dict[str, Article]:
    """Messages that have pages of their own, as articles."""
    board, found = BoardPage.model_validate(draft.sections["board"]), {}
    for link, came in pages:
        page = tree_of(decode_html(came.body, content_type=came.content_type))
        message = read_message(page, board, link.address)
        if message:
            found[link.address] = Article(message.title, message.text, message.day, None)
    return found


def _hand(came: Answer) -> str:
    return f"请在浏览器里打开一篇（如 {came.url}），参照 docs/sources.md“用浏览器找选择器”手工写来源文件"


def _samples(draft: Draft, read: dict[str, Article]) -> tuple[Sample, ...]:
    samples = []
    for link in draft.links[:_SAMPLES]:
        article = read.get(link.address)
        day = (article.date if article else None) or link.day
        title = (article.title if article else None) or link.title
        samples.append(Sample(title or "", day.isoformat() if day else "", link.address, _begun(article.text) if article else None))
    for item in draft.items[:_SAMPLES]:
        samples.append(Sample(item.title or "", item.day.isoformat() if item.day else "", item.address, _begun(item.text)))
    return tuple(samples)


def _begun(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _WORDS else f"{line[:_WORDS]}……"


def _domains(draft: Draft, source: CrawlSource) -> list[str]:
    """The host of the start page, and those of most articles, where they belong to the same site."""
    host = (urlsplit(draft.url).hostname or "").lower()
    hosts = [(urlsplit(link.address).hostname or "").lower() for link in draft.links]
    own = [other for other in dict.fromkeys(hosts) if within(other, source.allowed_domains)]
    bare = host.removeprefix("www.")
    return list(dict.fromkeys([bare, *(other for other in own if not within(other, [bare]))]))


def _name(page: Selector | None, draft: Draft) -> str:
    """What the page calls itself, the site's part last."""
    title = draft.name or (element_text(page.root.find(".//title")) if page is not None and page.root.find(".//title") is not None else "")
    shown = "".join(char if char.isprintable() else " " for char in title)
    parts = [part for part in _SITE.split(" ".join(shown.split())) if part]
    return " ".join(parts[:2])[:40] or urlsplit(draft.url).hostname or draft.url


def _healthy(draft: Draft, seen: int, read: dict[str, Article], today: date) -> dict[str, int]:
    told = (*(link.day for link in draft.links), *(item.day for item in draft.items), *(article.date for article in read.values()))
    days = [day for day in told if day]
    found = {"min": max(1, seen // 2), "max": max(100, 4 * seen * draft.pages)}
    age = (today - max(days)).days if days else None
    if age is not None and age <= _SLOW // 2:
        found["days"] = _RECENT if age <= _RECENT // 2 else _SLOW
    return found
