"""The rows of a frontier: their table, and their values as the crawl uses them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urldefrag

from crawlers.canonical import key_of
from crawlers.listing import Ask, Item, Link

Step = Literal["list", "article", "item"]
State = Literal["wanted", "fetched", "done", "failed", "passing", "gone"]

# place: the order in which pages were found. rank: 0 lists, 1 new articles, 2 articles asked again. seen: the round that last read it
# (a list) or found it on a list (an article, an item). content: hash of what was last read; handed: of what was last handed over.
# canonical: key of the address it turned out to have; shown: that address, which names it for good. same_as: key of the page it doubles.
# day: when it was published, as it says itself.
SCHEMA = """
CREATE TABLE IF NOT EXISTS round (number INTEGER PRIMARY KEY AUTOINCREMENT, begun TEXT NOT NULL, ended TEXT);
CREATE TABLE IF NOT EXISTS page (
    place INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, address TEXT NOT NULL, step TEXT NOT NULL, state TEXT NOT NULL,
    rank INTEGER NOT NULL, extra TEXT NOT NULL, seen INTEGER, tries INTEGER NOT NULL DEFAULT 0, first_at TEXT, fetched_at TEXT,
    url TEXT, content_type TEXT, etag TEXT, modified TEXT, sha256 TEXT, content TEXT, handed TEXT, canonical TEXT, shown TEXT, same_as TEXT,
    day TEXT
);
CREATE INDEX IF NOT EXISTS page_by_state ON page (state, rank, place);
CREATE INDEX IF NOT EXISTS page_by_content ON page (content);
CREATE INDEX IF NOT EXISTS page_by_canonical ON page (canonical);
CREATE INDEX IF NOT EXISTS page_by_seen ON page (seen);
"""
PAGE_COLUMNS = "key, address, step, state, extra, seen, fetched_at, url, content_type, etag, modified, sha256, handed, shown, same_as"


@dataclass(frozen=True, slots=True)
class Row:
    """One page of the frontier; the fields are those of the table."""

    key: str
    address: str
    step: Step
    state: State
    extra: dict[str, Any]
    seen: int | None
    fetched_at: str | None
    url: str | None
    content_type: str | None
    etag: str | None
    modified: str | None
    sha256: str | None
    handed: str | None
    shown: str | None
    same_as: str | None

    @property
    def ask(self) -> Ask:
        """Of a list page."""
        return ask_of(self.extra["ask"])

    @property
    def link(self) -> Link:
        """Of an article: as the list has it."""
        return link_of([self.address, *self.extra["link"][1:]])

    @property
    def item(self) -> Item:
        """Of an item: all of it."""
        values = dict(self.extra["item"])
        return Item(**(values | {"day": _day(values["day"])}))

    @property
    def conditional(self) -> bool:
        """Whether the page may be asked for on condition that it changed: what it said is kept."""
        return bool(self.etag or self.modified) and (self.handed is not None or "links" in self.extra)


@dataclass(frozen=True, slots=True)
class Came:
    """A page as it came, its bytes in the vault under ``sha256`` where they are kept."""

    url: str
    content_type: str
    etag: str | None
    modified: str | None
    sha256: str | None
    at: str


def row_of(values: tuple[Any, ...]) -> Row:
    """A row selected with PAGE_COLUMNS."""
    key, address, step, state, extra, *rest = values
    return Row(key, address, step, state, json.loads(extra), *rest)


def dumped(**extra: Any) -> str:
    """The column ``extra``."""
    return json.dumps(extra, ensure_ascii=False)


def ask_json(ask: Ask) -> dict[str, Any]:
    """A list page to ask for, as JSON."""
    return asdict(ask)


def ask_of(values: dict[str, Any]) -> Ask:
    """The reverse of ``ask_json``."""
    form = values["form"]
    return Ask(**(values | {"form": tuple((name, value) for name, value in form) if form is not None else None}))


def link_json(link: Link) -> list[str | None]:
    """A link, as JSON."""
    return [link.address, link.title, link.day.isoformat() if link.day else None]


def link_of(values: Iterable[str | None]) -> Link:
    """The reverse of ``link_json``."""
    address, title, day = values
    return Link(str(address), title, _day(day))


def item_json(item: Item) -> dict[str, Any]:
    """An item, as JSON."""
    return asdict(item) | {"day": item.day.isoformat() if item.day else None, "metadata": dict(item.metadata)}


def item_key(item: Item) -> str:
    """Several items may stand on one page: what follows ``#`` tells them apart."""
    return f"{key_of(item.address)}#{urldefrag(item.address).fragment}"


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
