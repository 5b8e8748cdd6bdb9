"""Query, Hit, Page: what is asked of a search engine and what it answers. Both engines answer alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from index.changes import Followed
from index.clue import Clue

Sort = Literal["relevance", "score", "date", "severity"]
FACETS = ("severity", "channel", "agency", "agency_type", "region", "category", "issue", "status", "month")


@dataclass(frozen=True, slots=True)
class Query:
    """``words`` as a person types them (blank = all clues; ``-word`` excludes; "…" is a phrase).

    ``filters`` maps a facet name to the accepted values (any of them); filters of different facets must all hold.
    ``cursor`` is the opaque ``next`` of the page before.
    """

    words: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    size: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Highlight:
    """A quote or snippet with the ranges to mark, as offsets in ``text``."""

    text: str
    ranges: tuple[tuple[int, int], ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One clue found. ``score_parts`` say what the score is made of."""

    clue: str
    title: Highlight
    score: float
    score_parts: Mapping[str, float]
    quotes: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of hits. ``facets`` counts hold for the whole result, not the page."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    next: str | None = None


class SearchEngine(Protocol):
    """What the rest of the application knows of a search engine."""

    def add(self, clues: Iterable[Clue]) -> int:
        """Index clues, replacing those with the same id; returns how many. Visible to the next search."""
        ...

    def remove(self, ids: Iterable[str]) -> None:
        """Forget clues."""
        ...

    def search(self, query: Query) -> ResultPage:
        """Answer a query."""
        ...

    def rebuild(self, clues: Iterator[Clue]) -> int:
        """Fill a new index from the store and switch to it at once; the old one answers until then."""
        ...

    def sync(self, store: Followed) -> int:
        """Take in what changed in the store since this index last did; returns how many changes. Cheap where nothing did.

        Where the index is missing, of another version or of another store, it is rebuilt.
        """
        ...

    @property
    def needs_rebuild(self) -> bool:
        """Whether the index is missing, laid out by another version, or of unknown content: ``sync`` would rebuild it."""
        ...

    def count(self) -> int:
        """How many clues are indexed."""
        ...
