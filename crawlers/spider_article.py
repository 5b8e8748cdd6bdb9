"""The page of one article or message. Pure: bytes in, values out."""

from __future__ import annotations

from crawlers.article import read_article
from crawlers.canonical import claimed, cleaned
from crawlers.charset import decode_html
from crawlers.frontier_rows import Row
from crawlers.listing import Item
from crawlers.source import CrawlSource
from crawlers.spider_board import read_message
from crawlers.tree import tree_of


def read_page(body: bytes, row: Row, source: CrawlSource) -> tuple[Item, bool, str | None] | None:
    """The item, whether its text was found without the source's selectors, and the address that the page calls its own.

    What the page does not say is taken from the list. None where there is no text.
    """
    url = cleaned(row.url or row.address)
    html = decode_html(body, content_type=row.content_type, encoding=source.encoding)
    page = tree_of(html) if source.board or "canonical" in html else None
    claim = claimed(page, url, source.allowed_domains) if page else None
    if source.board:
        message = read_message(page, source.board, claim or url) if page else None
        return None if message is None else (message, False, claim)
    article = read_article(html, source.article or "auto", url=url)
    if article is None:
        return None
    item = Item(url, article.title or row.link.title, article.text, article.date or row.link.day, article.author)
    return item, article.automatic, claim
