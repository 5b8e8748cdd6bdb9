"""Feeds (RSS, Atom): entries as links, or as whole texts where the source has no ``article``. Pure: bytes in, a Listing out."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import feedparser

from crawlers.block_text import block_text
from crawlers.canonical import absolute
from crawlers.days import day_of
from crawlers.listing import Answer, Item, Link, Listing, Unreadable
from crawlers.source import CrawlSource
from crawlers.tree import tree_of

_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_LONGEST = 8  # digits of a reference to a character


def read_feed(answer: Answer, source: CrawlSource) -> Listing:
    """The entries of a feed; one without a link or a text says nothing. Unreadable where it is no feed."""
    feed = feed_of(answer, source.encoding)
    if not feed.version and not feed.entries:
        raise Unreadable("不是 RSS 或 Atom 订阅，请核对 start_urls，网站改用网页列表时请改 type")
    found = [(entry, absolute(answer.url, entry.get("link") or entry.get("id"))) for entry in feed.entries]
    if source.article is not None:
        return Listing(links=tuple(Link(address, _title(entry), _day(entry)) for entry, address in found if address))
    items = (
        Item(address or f"{answer.url}#{_name(entry)}", _title(entry), text, _day(entry), entry.get("author") or None)
        for entry, address in found
        if (text := _text(entry))
    )
    return Listing(items=tuple(items))


def feed_of(answer: Answer, encoding: str | None = None) -> Any:
    """What feedparser makes of an answer.

    References that name no character become ``�``: half an emoji (``&#55357;``) would be the end of the parser.
    """
    body = _REFERENCE.sub(lambda found: found[0] if _is_character(found) else b"&#65533;", answer.body)
    headers = {"content-type": f"application/xml; charset={encoding}" if encoding else answer.content_type}
    return feedparser.parse(body, response_headers=headers | {"content-location": answer.url}, sanitize_html=False)


def _is_character(reference: re.Match[bytes]) -> bool:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    number = int(digits, base) if len(digits) <= _LONGEST else 0
    return 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF


def text_of(html: str) -> str:
    """Text that may be HTML, as feeds and JSON interfaces hold it."""
    return block_text(tree_of(f"<body>{html}</body>"))


def _title(entry: Any) -> str | None:
    return text_of(entry.get("title", "")).replace("\n", " ") or None


def _text(entry: Any) -> str:
    """The longest there is: ``content`` where it is given, the summary otherwise."""
    return max((text_of(part) for part in (*(part.value for part in entry.get("content", ())), entry.get("summary", ""))), key=len)


def _day(entry: Any) -> Any:
    return next(filter(None, (day_of(entry.get(key)) for key in ("published", "updated", "created"))), None)


def _name(entry: Any) -> str:
    return hashlib.sha256(str(entry.get("id") or f"{entry.get('title')}\n{_text(entry)}").encode()).hexdigest()[:16]
