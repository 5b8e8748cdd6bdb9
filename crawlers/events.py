"""What happens in a crawl, as told by the crawling process to the one that asked for it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document import Document


@dataclass(frozen=True, slots=True)
class Handing:
    """A document to hand over. ``key`` and ``content`` go back to the frontier once it arrived; ``changed``: it was handed over before."""

    key: str
    content: str
    document: Document
    changed: bool
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class ListRead:
    """A list page that was read: how many of its links and items, new to this crawl, are known from earlier ones."""

    known: int


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An article that was asked for again and says what it said."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An address that brings what the page ``of`` brought."""

    url: str
    of: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An address that gave nothing, and why, in Chinese. ``of_list``: it was a list page; ``forbidden``: robots.txt does not allow it."""

    url: str
    reason: str
    of_list: bool = False
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """The crawl came to its end; ``reason`` is Scrapy's word, or a Chinese one where it stopped early."""

    reason: str


Event = Handing | ListRead | Unchanged | Duplicate | Failure | Ended
