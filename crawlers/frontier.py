"""What a crawl has asked and has still to ask, in one SQLite file a source; see docs/decisions/0006-crawling.md.

A page is ``wanted`` until it came, ``fetched`` until what it says was handed over, then ``done``; or ``failed``, ``passing`` where it may
come another day, ``gone`` where it came once and is no more. Each step is one transaction, made before anything relies on it, so that a
crawl that is killed at any moment goes on where it was: what is wanted is asked, what is fetched is read from the vault.

A round is one crawl through all lists. One that was cut off less than a day ago is gone on with, its lists are not asked again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from crawlers.canonical import key_of
from crawlers.frontier_rows import (
    PAGE_COLUMNS,
    SCHEMA,
    Came,
    Row,
    ask_json,
    ask_of,
    dumped,
    item_json,
    item_key,
    link_json,
    link_of,
    row_of,
)
from crawlers.listing import Ask, Item, Link, Listing

_TRIES = 3  # crawls in which a page is asked for that does not come for reasons that pass
_FRESH = timedelta(days=1)  # a round older than this is not gone on with: its lists have changed
_SEEN = "step != 'list' AND seen = ?"


@dataclass(frozen=True, slots=True)
class Read:
    """What a list page brought to its round: how many of its links and items not seen before in it are ``known`` from earlier crawls.

    ``items``: keys of the items to hand over.
    """

    known: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a page that was read; ``address`` is its name, for a duplicate that of the page it doubles."""

    what: Literal["new", "changed", "unchanged", "duplicate"]
    address: str


class Frontier:
    """The pages of one source. Used by the crawling process and, for ``handed_over``, by the one that takes what was read."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(SCHEMA)
        self._round = int(self._value("SELECT max(number) FROM round") or 0)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def begin(self, starts: Iterable[Ask], *, now: datetime, recheck: int) -> None:
        """Go on with the round that was cut off, or begin one: its start pages, failures that may pass, recent articles are wanted.

        ``recheck``: days in which an article is recent.
        """
        begun = self._value("SELECT begun FROM round WHERE number = ? AND ended IS NULL", self._round)
        if begun is not None and now - datetime.fromisoformat(str(begun)) < _FRESH:
            return
        recent = (now - timedelta(days=recheck)).isoformat() if recheck else "9999"
        with self._transaction() as run:
            run("INSERT INTO round (begun) VALUES (?)", now.isoformat())
            self._round = int(self._value("SELECT max(number) FROM round") or 0)
            run("UPDATE page SET state = 'done' WHERE step = 'list' AND state = 'wanted'")
            run("UPDATE page SET state = 'wanted' WHERE step = 'article' AND state = 'passing' AND tries < ?", _TRIES)
            run(
                "UPDATE page SET state = 'wanted', rank = 2"
                " WHERE step = 'article' AND state = 'done' AND same_as IS NULL AND handed IS NOT NULL AND first_at > ?",
                recent,
            )
            for ask in starts:
                self._want_list(ask)

    def finish(self, *, now: datetime) -> None:
        """The round went through all lists; the next crawl begins a new one."""
        self._db.execute("UPDATE round SET ended = ? WHERE number = ?", (now.isoformat(), self._round))

    def next(self, *, asked: Collection[str], unavailable: Collection[str]) -> Row | None:
        """What to ask next: lists, new articles, articles again, in the order found.

        ``asked``: keys of those that were asked; ``unavailable``: hosts of which nothing may be asked.
        """
        found = self._db.execute(f"SELECT {PAGE_COLUMNS} FROM page WHERE state = 'wanted' ORDER BY rank, place")
        open_ = (values for values in found if values[0] not in asked and urlsplit(values[1]).hostname not in unavailable)
        return next(map(row_of, open_), None)

    def fetched(self) -> Iterator[Row]:
        """Pages and items that came and were not handed over."""
        keys = [row.key for row in self._rows("state = 'fetched' ORDER BY place")]
        return (row for key in keys if (row := self.row(key)) is not None)

    def row(self, key: str) -> Row | None:
        """What is known of a page."""
        return next(iter(self._rows("key = ?", key)), None)

    def holder(self, address: str) -> Row | None:
        """The page that has this address, or turned out to have it."""
        key = key_of(address)
        return self.row(key) or next(iter(self._rows("canonical = ? AND same_as IS NULL", key)), None)

    def came_list(self, row: Row, listing: Listing, came: Came, contents: Collection[tuple[Item, str]]) -> Read:
        """A list page was read. ``contents``: its items, each with the hash of what it says."""
        with self._transaction() as run:
            links = [self._want_article(link) for link in listing.links]
            items = [self._take_item(item, content, came) for item, content in contents]
            fresh, known = sum(new for new, _ in (*links, *items)), sum(old for _, old in (*links, *items))
            self._go_on(listing.following, fresh)
            extra = dumped(
                ask=row.extra["ask"],
                links=[link_json(link) for link in listing.links],
                items=[item_key(item) for item in listing.items],
                following=[ask_json(ask) for ask in listing.following],
            )
            run(
                "UPDATE page SET state = 'done', seen = ?, extra = ?, etag = ?, modified = ?, fetched_at = ? WHERE key = ?",
                *(self._round, extra, came.etag, came.modified, came.at, row.key),
            )
        return Read(known, tuple(item_key(item) for (item, _), (new, old) in zip(contents, items, strict=True) if new and not old))

    def same_list(self, row: Row) -> Read:
        """A list page did not change: what stood on it is there still."""
        with self._transaction() as run:
            found = [self._want_article(link_of(values)) for values in row.extra["links"]]
            for key in row.extra["items"]:
                new = run("UPDATE page SET seen = ? WHERE key = ? AND seen IS NOT ?", self._round, key, self._round).rowcount == 1
                found.append((new, new))
            fresh, known = sum(new for new, _ in found), sum(old for _, old in found)
            self._go_on(map(ask_of, row.extra["following"]), fresh)
            run("UPDATE page SET state = 'done', seen = ? WHERE key = ?", self._round, row.key)
        return Read(known, ())

    def came(self, key: str, came: Came) -> None:
        """An article came, its bytes are in the vault: it need not be asked again."""
        self._db.execute(
            "UPDATE page SET state = 'fetched', tries = 0, url = ?, content_type = ?, etag = ?, modified = ?, sha256 = ?, fetched_at = ?,"
            " first_at = coalesce(first_at, ?) WHERE key = ?",
            (came.url, came.content_type, came.etag, came.modified, came.sha256, came.at, came.at, key),
        )

    def judge(self, row: Row, content: str, *, url: str, day: date | None, claim: str | None = None) -> Verdict:
        """What a page or item that was read is: new, changed, unchanged, or the same as another. The first two are to be handed over.

        ``url``: where it was read; ``claim``: the address that the page calls its own. A page keeps the name it was first handed over
        with. A claim counts where no other page has that address or claims it: sites name one address on all their pages by mistake.
        """
        with self._transaction() as run:
            if row.handed == content:
                run("UPDATE page SET state = 'done', day = ? WHERE key = ?", day and day.isoformat(), row.key)
                return Verdict("unchanged", row.shown or url)
            if row.handed is None:
                twin = self._twin(row.key, content)
                if twin is not None:
                    run("UPDATE page SET state = 'done', same_as = ?, canonical = ? WHERE key = ?", twin.key, key_of(url), row.key)
                    return Verdict("duplicate", twin.shown or twin.address)
            shown = row.shown or (claim if claim and self._free(claim, row.key) else url)
            canonical = key_of(shown) if row.step == "article" else None
            values = (content, canonical, shown, day and day.isoformat())
            run("UPDATE page SET content = ?, canonical = ?, shown = ?, day = ? WHERE key = ?", *values, row.key)
        return Verdict("changed" if row.handed else "new", shown)

    def handed_over(self, key: str, content: str) -> None:
        """What the page says has arrived; of an item nothing else need be kept."""
        self._db.execute(
            "UPDATE page SET state = 'done', handed = ?, extra = iif(step = 'item', '{}', extra) WHERE key = ?",
            (content, key),
        )

    def unchanged(self, key: str) -> None:
        """The site says that the article did not change."""
        self._db.execute("UPDATE page SET state = 'done' WHERE key = ?", (key,))

    def doubles(self, key: str, other: Row) -> None:
        """A page leads to another that is wanted or was read: it is the same, and nothing is asked."""
        self._db.execute("UPDATE page SET state = 'done', same_as = ? WHERE key = ?", (other.key, key))

    def failed(self, row: Row, *, passing: bool = False, gone: bool = False) -> None:
        """A page did not come, or says nothing. ``passing``: it may come another day; ``gone``: it is there no more."""
        if row.step == "list":
            self._db.execute("UPDATE page SET state = 'failed', seen = ? WHERE key = ?", (self._round, row.key))
            return
        state = ("gone" if gone else "done") if row.handed else ("passing" if passing else "failed")
        self._db.execute("UPDATE page SET state = ?, tries = tries + 1 WHERE key = ?", (state, row.key))

    def seen(self) -> int:
        """How many articles and items that could be read stand on the lists of this round."""
        return int(
            self._value(f"SELECT count(*) FROM page WHERE {_SEEN} AND (handed IS NOT NULL OR same_as IS NOT NULL)", self._round) or 0
        )

    def listed(self) -> int:
        """How many articles and items stand on the lists of this round, readable or not."""
        return int(self._value(f"SELECT count(*) FROM page WHERE {_SEEN}", self._round) or 0)

    def newest(self) -> date | None:
        """The latest day that an article or item on the lists of this round says of itself."""
        day = self._value(f"SELECT max(day) FROM page WHERE {_SEEN}", self._round)
        return date.fromisoformat(day) if day else None

    def lists(self) -> int:
        """How many list pages were read in this round."""
        return int(self._value("SELECT count(*) FROM page WHERE step = 'list' AND state = 'done' AND seen = ?", self._round) or 0)

    def _go_on(self, following: Iterable[Ask], fresh: int) -> None:
        """The lists after one, where that had anything new."""
        for ask in following:
            if fresh or ask.page == 1:  # an index of sitemaps lists nothing itself
                self._want_list(ask)

    def _want_list(self, ask: Ask) -> None:
        key, row = ask.key, self.row(ask.key)
        if row is None:
            self._insert(key, ask.address, "list", "wanted", 0, dumped(ask=ask_json(ask)), seen=None)
        elif row.seen != self._round and row.state != "wanted":  # lists that lead in circles end
            self._db.execute(
                "UPDATE page SET state = 'wanted', extra = ? WHERE key = ?", (dumped(**row.extra | {"ask": ask_json(ask)}), key)
            )

    def _want_article(self, link: Link) -> tuple[bool, bool]:
        """Whether it is new to this round, and known from an earlier one."""
        key = key_of(link.address)
        row = self.row(key)
        extra = dumped(link=link_json(link))
        if row is None:
            twin = self.holder(link.address)
            self._insert(
                key, link.address, "article", "done" if twin else "wanted", 1, extra, seen=self._round, same_as=twin.key if twin else None
            )
            return True, twin is not None
        if row.seen == self._round:
            return False, False
        again = row.state in ("failed", "passing", "gone")
        self._db.execute("UPDATE page SET seen = ?, state = iif(?, 'wanted', state) WHERE key = ?", (self._round, again, key))
        return True, row.state == "done"

    def _take_item(self, item: Item, content: str, came: Came) -> tuple[bool, bool]:
        """As ``_want_article``; an item whose words changed is not known."""
        key = item_key(item)
        row = self.row(key)
        if row is not None and row.seen == self._round:
            return False, False
        if row is None:
            self._insert(key, item.address, "item", "fetched", 1, "{}", seen=self._round)
        elif content == row.handed or row.same_as:
            self._db.execute("UPDATE page SET seen = ? WHERE key = ?", (self._round, key))
            return True, True
        self._db.execute(
            "UPDATE page SET state = 'fetched', seen = ?, extra = ?, url = ?, content_type = ?, sha256 = ?, fetched_at = ?,"
            " first_at = coalesce(first_at, ?) WHERE key = ?",
            (self._round, dumped(item=item_json(item)), came.url, came.content_type, came.sha256, came.at, came.at, key),
        )
        return True, False

    def _insert(
        self, key: str, address: str, step: str, state: str, rank: int, extra: str, *, seen: int | None, same_as: str | None = None
    ) -> None:
        self._db.execute(
            "INSERT INTO page (key, address, step, state, rank, extra, seen, same_as) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (key, address, step, state, rank, extra, seen, same_as),
        )

    def _twin(self, key: str, content: str) -> Row | None:
        where = "content = ? AND key != ? AND same_as IS NULL AND state IN ('fetched', 'done', 'wanted') ORDER BY place"
        return next(iter(self._rows(where, content, key)), None)

    def _free(self, address: str, key: str) -> bool:
        wanted = key_of(address)
        return self._value("SELECT 1 FROM page WHERE (key = ? OR canonical = ?) AND key != ? LIMIT 1", wanted, wanted, key) is None

    def _rows(self, where: str, *values: Any) -> list[Row]:
        return [row_of(found) for found in self._db.execute(f"SELECT {PAGE_COLUMNS} FROM page WHERE {where}", values)]

    def _value(self, sql: str, *values: Any) -> Any:
        found = self._db.execute(sql, values).fetchone()
        return found[0] if found else None

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield lambda sql, *values: self._db.execute(sql, values)
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
