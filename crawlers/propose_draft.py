"""What the looks at a page have in common: how they ask for more pages, what they find, why they give up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from crawlers.failures import Cause
from crawlers.listing import Answer, Item, Link
from crawlers.source import CrawlSource
from ingest.errors import ZhijianError


class NotProposed(ZhijianError):
    """No source can be proposed; the message says in Chinese what was seen and what to do.

    ``cause``: why a page did not come; None where one came and nothing can be proposed of it.
    """

    def __init__(self, message: str, cause: Cause | None = None) -> None:
        super().__init__(message)
        self.cause = cause


# The page at an address; NotProposed where it does not come.
Fetch = Callable[[str], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Draft:
    """The sections of a source file for one page, before its articles were looked at.

    ``url``: the start page; ``sections``: ``type``, ``list``, ``json``, ``pagination`` … as in the file; ``links``: the articles that
    stand on the page, or ``items``, where they stand there whole. ``pages``: list pages that a crawl would see. ``seen``: what was
    found, ``notes``: what to check, both in Chinese; ``comments``: what the keys were derived from, by dotted key.
    """

    url: str
    sections: dict[str, Any]
    links: tuple[Link, ...] = ()
    items: tuple[Item, ...] = ()
    pages: int = 1
    seen: str = ""
    name: str | None = None
    notes: tuple[str, ...] = ()
    comments: dict[str, str] = field(default_factory=dict)


def drafted(source: CrawlSource, sections: dict[str, Any]) -> CrawlSource:
    """A source that reads with ``sections`` instead of its own."""
    values = source.model_dump(by_alias=True, exclude_none=True, exclude={"list", "article", "type", "kind"})
    return CrawlSource.model_validate(values | sections)


@dataclass(frozen=True, slots=True)
class Sample:
    """An article as the proposed source finds it; ``words`` is None where its page was not opened."""

    title: str
    day: str
    url: str
    words: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """``values``: a whole source file without ``id``; ``samples``: the first articles."""

    values: dict[str, Any]
    comments: dict[str, str]
    seen: str
    notes: tuple[str, ...]
    samples: tuple[Sample, ...]
