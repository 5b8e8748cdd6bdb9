"""An article page to its title, text, date and author, by the selectors of its source or without any. Pure: text in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from parsel import Selector

from crawlers.block_text import block_text
from crawlers.source import ArticlePage, select
from crawlers.tree import tree_of
from ingest.cells import parse_day


@dataclass(frozen=True, slots=True)
class Article:
    """What stands on an article page; ``text`` has one paragraph a line.

    ``automatic``: the source's ``text`` selector found nothing, and the text was found without it (``fallback: auto``).
    """

    title: str | None
    text: str
    date: date | None
    author: str | None
    automatic: bool = False


def read_article(html: str, way: ArticlePage | Literal["auto"], *, url: str | None = None) -> Article | None:
    """The article, or None where no text is found. Broken HTML is read as browsers do.

    ``url``: the page's address, which may tell the date where ``way`` is ``auto``.
    """
    page = tree_of(html)
    if way == "auto":
        return _automatic(page, url)
    text = "\n".join(filter(None, (block_text(node) for node in select(page, way.text))))
    day = _first(page, way.date)
    title, published, author = _first(page, way.title), parse_day(day) if day else None, _first(page, way.author)
    if text:
        return Article(title, text, published, author)
    found = _automatic(page, url) if way.fallback else None
    if found is None:
        return None
    return Article(title or found.title, found.text, published or found.date, author or found.author, automatic=True)


def _automatic(page: Selector, url: str | None) -> Article | None:
    from crawlers.article_body import find_body  # trafilatura takes a while to load, and most sources have selectors
    from crawlers.article_facts import author_of, day_of, title_of

    body = find_body(page.root)
    if body is None:
        return None
    title = title_of(page.root, body)
    return Article(title, body.text_without(title), day_of(page.root, body, title, url), author_of(page.root, body, title))


def _first(page: Selector, selector: str | None) -> str | None:
    if selector is None:
        return None
    found = (block_text(node).replace("\n", " ") for node in select(page, selector))
    return next(filter(None, found), None)
