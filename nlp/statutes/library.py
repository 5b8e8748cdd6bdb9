"""The statute library: which laws there are, their versions, dates in force and articles.

``library()`` loads once a process, a text when an article of it is asked for. What it cannot know it says: None, or the status ``unknown``.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from nlp.statutes.local_store import merged, stored
from nlp.statutes.names import plain_title
from nlp.statutes.text import decode

Status = Literal["in_force", "not_yet", "expired", "unknown"]
Place = tuple[int, int]
"""The number of a file in ``texts`` and of a text in it."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. Each paragraph (款) holds its items (项) as further lines."""

    number: int
    sub: int | None
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole article, one line a paragraph or item."""
        return "\n".join(self.paragraphs)

    def paragraph(self, number: int) -> str | None:
        """第 ``number`` 款 with its items; None where there are fewer."""
        return self.paragraphs[number - 1] if 1 <= number <= len(self.paragraphs) else None

    def items(self, paragraph: int = 1) -> tuple[str, ...]:
        """The items of a paragraph, in order, each with its （一）."""
        text = self.paragraph(paragraph)
        return tuple(line for line in text.split("\n")[1:] if line[:1] in "（(") if text else ()


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a statute.

    ``start`` and ``end`` are its first and last day in force (``end`` None: until today, as far as known).
    ``certain`` False: the first day is the day of publication because no source says another.
    ``verified`` False: copied by hand or unchecked; never quote an article of it as law. ``issuer`` is known of imported texts.
    ``packed`` are its articles as ``encode`` makes them, or where they lie.
    """

    title: str
    label: str
    published: date | None
    start: date | None
    end: date | None
    basis: str
    source: str
    verified: bool
    certain: bool
    packed: str | Place
    issuer: str | None = None

    @property
    def articles(self) -> dict[tuple[int, int], Article]:
        """Articles by (number, 之 number or 0)."""
        return _articles(self.packed)

    @property
    def last_article(self) -> int:
        """The highest article number."""
        return max(number for number, _ in self.articles)


@dataclass(frozen=True, slots=True)
class Statute:
    """A law, regulation or rule by its name. ``versions`` are in order of their start, empty where only the name is known.

    ``adopted`` is the day or year it was first passed, ``first`` the earliest day known to be in force.
    ``repealed`` is the first day on which it no longer applies; ``gone_by`` a day by which it had ended, where no more is known.
    ``amended`` is the first day of a later text that is not held.
    """

    title: str
    level: str | None
    adopted: str | None
    first: date | None
    repealed: date | None
    repealed_by: str | None
    gone_by: date | None
    amended: date | None
    versions: tuple[Version, ...]

    def changed_since(self, version: Version, on: date) -> bool:
        """Whether a text that is not held has taken the place of one that is, by that day."""
        return self.amended is not None and version.start is not None and version.start < self.amended <= on


@dataclass(frozen=True, slots=True)
class InForce:
    """Whether a statute applied on a day. ``version`` is the text then in force, None where the library does not hold it."""

    status: Status
    version: Version | None


class Library:
    """Look-ups by name. Names may carry 《》, 中华人民共和国, a note of the edition, or be a usual short form (处罚法)."""

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        self._entries = {plain_title(entry["title"]): entry for entry in entries}
        for entry in entries:
            for alias in entry.get("aliases", ()):
                self._entries.setdefault(alias, entry)
        self._made: dict[str, Statute] = {}

    def __len__(self) -> int:
        return len({id(entry) for entry in self._entries.values()})

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """All full titles."""
        return tuple(sorted({entry["title"] for entry in self._entries.values()}))

    def resolve(self, name: str) -> Statute | None:
        """The statute of that name."""
        entry = self._entries.get(plain_title(name))
        if entry is None:
            return None
        if entry["title"] not in self._made:
            self._made[entry["title"]] = _statute(entry)
        return self._made[entry["title"]]

    def exists(self, name: str) -> bool | None:
        """True where a statute of that name is known; None otherwise: no list of all rules of all places exists."""
        return True if plain_title(name) in self._entries else None

    def in_force(self, name: str, on: date) -> InForce:
        """Whether the statute applied on that day, and in which text."""
        statute = self.resolve(name)
        if statute is None:
            return InForce("unknown", None)
        if statute.repealed and on >= statute.repealed:
            return InForce("expired", None)
        if statute.gone_by:
            return InForce("expired" if on >= statute.gone_by else "unknown", None)
        for version in reversed(statute.versions):
            if version.start and version.start <= on:
                return InForce("in_force", None if statute.changed_since(version, on) else version)
        return InForce(_before_first_text(statute, on), None)

    def article(self, name: str, number: int, on: date | None = None, sub: int | None = None) -> Article | None:
        """One article as in force on a day, or in the newest text; None where the text or the article is not held."""
        version = self._version(name, on)
        return version.articles.get((number, sub or 0)) if version else None

    def last_article(self, name: str, on: date | None = None) -> int | None:
        """The number of the last article of the text in force on a day, or of the newest."""
        version = self._version(name, on)
        return version.last_article if version else None

    def _version(self, name: str, on: date | None) -> Version | None:
        if on is not None:
            return self.in_force(name, on).version
        statute = self.resolve(name)
        return statute.versions[-1] if statute and statute.versions else None


_local: tuple[Path, int] | None = None  # the office's own texts and the time of their last change


def use_local_texts(path: Path | None) -> None:
    """From now on the library of this process holds the office's own texts in that file too, if there is one."""
    global _local
    _local = (path, path.stat().st_mtime_ns) if path is not None and path.is_file() else None


def library() -> Library:
    """The library that comes with the program, and the office's own texts where they are in use. KnowledgeError: these are damaged."""
    return _library(_local)


@lru_cache(maxsize=2)
def _library(local: tuple[Path, int] | None) -> Library:
    return Library(_bundled() if local is None else merged(_bundled(), stored(local[0])))


@cache
def _bundled() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = _unpacked("library.json.xz")
    return entries


@lru_cache(maxsize=16)
def _texts(number: int) -> list[str]:
    texts: list[str] = _unpacked(f"texts/{number}.json.xz")
    return texts


def _unpacked(name: str) -> Any:
    return json.loads(lzma.decompress(files("nlp.statutes").joinpath(name).read_bytes()))


@dataclass(frozen=True, slots=True)
class OldPenaltyArticle:
    """An article of 行政处罚法 2017 and where the matter stands since 2021-07-15.

    ``words`` show in a citation's context that the old article was meant. ``doubtful``: matched by machine, not settled by reading.
    """

    old: int
    new: tuple[int, ...]
    topic: str
    words: tuple[str, ...]
    doubtful: bool


@cache
def old_penalty_article_map() -> dict[int, OldPenaltyArticle]:
    """行政处罚法: old article number → what became of it."""
    lines = files("nlp.statutes").joinpath("penalty_law_2017.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return {
        int(old): OldPenaltyArticle(int(old), tuple(map(int, new.split())), topic, tuple(words.split()), doubtful == "1")
        for old, new, doubtful, topic, words in rows
    }


def _before_first_text(statute: Statute, on: date) -> Status:
    """The status on a day before the first text held: it may have applied in an older text."""
    if statute.adopted:
        adopted = date.fromisoformat(statute.adopted) if len(statute.adopted) == 10 else date(int(statute.adopted), 1, 1)
        if on < adopted:
            return "not_yet"
        oldest = statute.versions[0] if statute.versions else None
        if oldest and oldest.published == adopted and oldest.certain:
            return "not_yet"  # passed, not yet in force
        if on.year > adopted.year + 1:  # between passing and coming into force lies a year at most
            return "in_force"
        return "unknown"
    if not statute.versions and statute.first and on >= statute.first:
        return "in_force"
    return "unknown"


def _statute(entry: Mapping[str, Any]) -> Statute:
    versions = tuple(
        Version(
            entry["title"], raw["label"], _day(raw["published"]), _day(raw["from"]), _day(raw["to"]),
            raw["basis"], raw["source"], raw["verified"], raw["certain"], _packed(raw["text"]), raw.get("issuer"),
        )
        for raw in entry["versions"]
    )  # fmt: skip
    end = _day(entry.get("repealed"))
    if end and versions and versions[-1].end is None:
        last = date.fromordinal(end.toordinal() - 1)
        versions = (*versions[:-1], _ended(versions[-1], last))
    return Statute(
        entry["title"],
        entry["level"],
        entry["adopted"],
        _day(entry["first"]),
        end,
        entry.get("repealed_by"),
        _day(entry.get("gone_by")),
        _day(entry.get("amended")),
        versions,
    )


def _packed(text: str | list[int]) -> str | Place:
    return text if isinstance(text, str) else (text[0], text[1])


def _ended(version: Version, last: date) -> Version:
    return replace(version, end=last)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=256)
def _articles(packed: str | Place) -> dict[tuple[int, int], Article]:
    text = packed if isinstance(packed, str) else _texts(packed[0])[packed[1]]
    return {(number, sub or 0): Article(number, sub, paragraphs) for number, sub, paragraphs in decode(text)}
