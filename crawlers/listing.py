"""What a crawl asks for and what a list page of any type yields: links to articles, whole items, further list pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote, quote_plus, urlencode, urlsplit, urlunsplit

from crawlers.canonical import key_of
from crawlers.source import CrawlSource

MOST_PAGES = 1000  # list pages in a row where the site itself says where to go on


class Unreadable(Exception):
    """A page came, and nothing can be read in it; the message says why in Chinese."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A list page to ask for. ``page`` counts from 1 within its start page; a ``form`` is sent by POST, in ``encoding``."""

    address: str
    page: int = 1
    keyword: str | None = None
    form: tuple[tuple[str, str], ...] | None = None
    encoding: str = "utf-8"

    @property
    def key(self) -> str:
        """One list page, one key."""
        return key_of(self.address) + (f"\n{urlencode(self.form)}" if self.form is not None else "")


@dataclass(frozen=True, slots=True)
class Link:
    """An article to ask for, and what the list says about it."""

    address: str
    title: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Something that stands on the list page whole. ``address`` names it, whether there is a page at it or not."""

    address: str
    title: str | None
    text: str
    day: date | None = None
    author: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list page holds, in page order."""

    links: tuple[Link, ...] = ()
    items: tuple[Item, ...] = ()
    following: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A list page that came: where from in the end, its bytes, what the server says they are."""

    ask: Ask
    url: str
    body: bytes
    content_type: str


def starts(source: CrawlSource) -> tuple[Ask, ...]:
    """The first list pages, one a keyword of a search."""
    section = source.search or source.json_api
    form = section.form if section else None
    encoding = source.search.encoding if source.search else "utf-8"
    keywords: tuple[str | None, ...] = source.search.keywords if source.search else (None,)
    return tuple(
        Ask(_filled(url, keyword, encoding), 1, keyword, _filled_form(form, keyword), encoding)
        for url in dict.fromkeys(source.start_urls)
        for keyword in keywords
    )


def following(source: CrawlSource, ask: Ask, link: str | None) -> Ask | None:
    """The list page after this one; ``link`` is where the page itself points."""
    pagination = source.pagination
    most = pagination.max_pages if pagination else MOST_PAGES
    if ask.page >= most:
        return None
    if pagination is None or pagination.next is not None:
        return Ask(link, ask.page + 1, ask.keyword, None, ask.encoding) if link else None
    number = str(pagination.first + ask.page - 1)
    if pagination.template is not None:
        address = _filled(pagination.template, ask.keyword, ask.encoding).replace("{page}", number)
        return Ask(address, ask.page + 1, ask.keyword, ask.form, ask.encoding)
    name = str(pagination.parameter)
    if ask.form is not None:
        form = tuple((dict(ask.form) | {name: number}).items())
        return Ask(ask.address, ask.page + 1, ask.keyword, form, ask.encoding)
    return Ask(_with_parameter(ask.address, name, number), ask.page + 1, ask.keyword, None, ask.encoding)


def counts_up(source: CrawlSource) -> bool:
    """Whether pages are counted up until there are no more, so that one that is not there is the end and no mistake."""
    return source.pagination is not None and source.pagination.next is None


def _filled(address: str, keyword: str | None, encoding: str) -> str:
    return address if keyword is None else address.replace("{keyword}", quote(keyword.encode(encoding, "replace")))


def _filled_form(form: Mapping[str, str] | None, keyword: str | None) -> tuple[tuple[str, str], ...] | None:
    return None if form is None else tuple((name, value.replace("{keyword}", keyword or "")) for name, value in form.items())


def _with_parameter(address: str, name: str, value: str) -> str:
    parts = urlsplit(address)
    kept = [piece for piece in parts.query.split("&") if piece and piece.partition("=")[0] != name]
    return urlunsplit(parts._replace(query="&".join([*kept, f"{quote_plus(name)}={quote_plus(value)}"])))
