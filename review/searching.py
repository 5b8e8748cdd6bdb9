"""Searching (线索检索): an address to a query and back, and what the search desk shows of the answer."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from index.clue import CHANNEL_ZH, Clue
from index.decision import STATUSES
from index.masking import hiding, masked_clue, masked_hit
from index.query import FACETS, Highlight, Hit, Query, SearchEngine, Sort
from index.store import Store
from nlp.procedure.finding import SEVERITY_ZH
from review.wording import FACET_ZH, issue_name

PAGE_SIZE = 20
BARS = 18  # months in the time histogram
SHOWN = 8  # values of a facet in sight; the rest is folded away
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_LONGEST_WORDS, _LONGEST_VALUE, _MOST_VALUES = 400, 200, 20
_ORDERS: dict[str, tuple[str, ...]] = {"severity": tuple(SEVERITY_ZH), "channel": tuple(CHANNEL_ZH), "status": STATUSES}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for. ``first`` is the number of the first hit on this page, for people to read."""

    words: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "score"
    cursor: str | None = None
    first: int = 1

    @classmethod
    def of(cls, params: QueryParams) -> Asked:
        """Read an address. What it does not know or what is out of bounds is left aside."""
        words = params.get("q", "").strip()[:_LONGEST_WORDS]
        filters = {
            name: tuple(dict.fromkeys(value[:_LONGEST_VALUE] for value in params.getlist(name) if value))[:_MOST_VALUES] for name in FACETS
        }
        filters["month"] = tuple(value for value in filters["month"] if _MONTH.fullmatch(value))
        sort = params.get("sort", "")
        first = params.get("from", "")
        return cls(
            words=words,
            filters={name: values for name, values in filters.items() if values},
            sort=cast(Sort, sort) if sort in get_args(Sort) else ("relevance" if words else "score"),
            cursor=params.get("cursor") or None,
            first=int(first) if first.isdecimal() and len(first) < 9 and params.get("cursor") else 1,
        )

    def query(self, *, size: int = PAGE_SIZE) -> Query:
        """The same for a search engine."""
        return Query(words=self.words, filters=self.filters, sort=self.sort, size=size, cursor=self.cursor)

    def address(self, *, path: str = "/", **changes: Any) -> str:
        """The address of this search with some changes. A change of anything but the page leads to the first page."""
        if "cursor" not in changes:
            changes |= {"cursor": None, "first": 1}
        to = replace(self, **changes)
        pairs: list[tuple[str, str]] = [("q", to.words)] if to.words else []
        pairs += [(name, value) for name in FACETS for value in to.filters.get(name, ())]
        if to.sort != ("relevance" if to.words else "score"):
            pairs.append(("sort", to.sort))
        if to.cursor:
            pairs += [("cursor", to.cursor), ("from", str(to.first))]
        return path + (f"?{urlencode(pairs)}" if pairs else "")

    def toggled(self, name: str, value: str) -> str:
        """The address with this value of a facet taken in or out."""
        chosen = self.filters.get(name, ())
        values = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
        return self.address(filters={k: v for k, v in {**self.filters, name: values}.items() if v})


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: its name for people, its count, where a click leads."""

    value: str
    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the time histogram: ``height`` from 0 to 100, the fullest month being 100."""

    month: FacetValue
    height: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values, the chosen ones always in sight. ``bars``: the months in order of time, of the facet 时间 only."""

    name: str
    label: str
    shown: tuple[FacetValue, ...]
    folded: tuple[FacetValue, ...]
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One hit with what the store knows of the clue. ``reports``: how many texts tell of its event."""

    hit: Hit
    clue: Clue
    issues: tuple[str, ...]
    quotes: tuple[Highlight, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the search desk shows. ``milliseconds`` is the engine's time for this answer."""

    asked: Asked
    total: int
    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    chips: tuple[FacetValue, ...]
    milliseconds: float
    next: str | None


def search(asked: Asked, *, engine: SearchEngine, store: Store) -> Answer:
    """Search and dress the answer. SearchUnavailable passes through."""
    begun = time.perf_counter()
    query = asked.query()
    page = engine.search(query)
    spent = (time.perf_counter() - begun) * 1000
    reports = store.report_counts([hit.clue for hit in page.hits])
    clues = store.some_clues([hit.clue for hit in page.hits])
    rows = [_row(store, hit, clues[hit.clue], reports.get(hit.clue, 1)) for hit in page.hits if hit.clue in clues]
    facets = tuple(facet for name in FACETS if (facet := _facet(asked, name, page.facets.get(name, {}))) is not None)
    following = asked.address(cursor=page.next, first=asked.first + len(page.hits)) if page.next else None
    return Answer(asked, page.total, tuple(rows), facets, _chips(asked), spent, following)


def label(facet: str, value: str) -> str:
    """A facet's value for people."""
    if facet == "severity":
        return SEVERITY_ZH.get(value, value)
    if facet == "channel":
        return CHANNEL_ZH.get(value, value)
    return issue_name(value) if facet == "issue" else value


def _facet(asked: Asked, name: str, counts: Mapping[str, int]) -> Facet | None:
    chosen = asked.filters.get(name, ())
    values = {**dict.fromkeys(chosen, 0), **counts}
    if not values:
        return None
    order = _ORDERS.get(name)
    if order:
        ranked = sorted(values, key=lambda value: order.index(value) if value in order else len(order))
    elif name == "month":
        ranked = sorted(values, reverse=True)
    else:
        ranked = sorted(values, key=lambda value: (-values[value], value))
    ranked.sort(key=lambda value: value not in chosen)
    found = tuple(FacetValue(value, label(name, value), values[value], value in chosen, asked.toggled(name, value)) for value in ranked)
    shown = max(SHOWN, len(chosen))
    return Facet(name, FACET_ZH[name], found[:shown], found[shown:], _bars(asked, found) if name == "month" else ())


def _bars(asked: Asked, found: Sequence[FacetValue]) -> tuple[Bar, ...]:
    """The last months up to the newest, empty ones among them, so that a gap is seen as one."""
    known = {value.value: value for value in found}
    year, month = (int(part) for part in max(known).split("-"))
    months = [divmod(year * 12 + month - 1 - back, 12) for back in reversed(range(BARS))]
    names = [f"{y:04d}-{m + 1:02d}" for y, m in months]
    most = max((known[name].count for name in names if name in known), default=0) or 1
    empty = {name: FacetValue(name, name, 0, False, asked.toggled("month", name)) for name in names}
    return tuple(Bar(value, round(100 * value.count / most)) for name in names for value in [known.get(name, empty[name])])


def _chips(asked: Asked) -> tuple[FacetValue, ...]:
    return tuple(
        FacetValue(value, f"{FACET_ZH[name]}：{label(name, value)}", 0, True, asked.toggled(name, value))
        for name, values in asked.filters.items()
        for value in values
    )


def _row(store: Store, hit: Hit, clue: Clue, reports: int) -> Row:
    """Personal data masked. Quotes with words found come first; a clue has at least its own quotes to show."""
    hide = hiding(store, clue)
    hit, clue = masked_hit(hit, hide), masked_clue(clue, hide)
    quotes = hit.quotes or tuple(Highlight(quote.text, (), quote.page) for quote in clue.quotes)
    ranked = sorted(quotes, key=lambda quote: not quote.ranges)[:2]
    return Row(hit, clue, clue.issue_names or tuple(issue_name(issue) for issue in clue.issues), tuple(ranked), reports)
