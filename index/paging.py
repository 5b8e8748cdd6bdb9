"""Cursors (where a page of hits ends), filters and facet counts: what both engines take and give alike."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence

from index.query import FACETS, Query
from index.typed import Typed
from ingest.errors import ZhijianError

KEY_OF = {"score": "by_score", "date": "by_date", "severity": "by_severity"}
FACET_VALUES = 100
BUCKETS = 10_000  # counted before the most frequent are chosen, so that ties are cut alike everywhere


class QueryProblem(ZhijianError):
    """A query that no page of ours makes: a broken cursor, an unknown facet."""


def sort_key(query: Query, typed: Typed) -> str | None:
    """The key to sort by; None for relevance. Without words there is no relevance, so the riskiest come first."""
    if query.sort == "relevance":
        return None if typed.ranks else KEY_OF["score"]
    return KEY_OF[query.sort]


def checked_filters(query: Query) -> dict[str, tuple[str, ...]]:
    """The filters that accept anything. Raises QueryProblem for an unknown facet."""
    unknown = sorted(set(query.filters) - set(FACETS))
    if unknown:
        raise QueryProblem(f"没有名为 {'、'.join(unknown)} 的筛选项，可用：{'、'.join(FACETS)}。")
    return {name: tuple(values) for name, values in query.filters.items() if values}


def write_cursor(key: str | None, values: Sequence[float]) -> str:
    """The cursor of a page whose last hit has these sort values."""
    return base64.urlsafe_b64encode(json.dumps([key, *values]).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, key: str | None) -> list[float] | None:
    """The sort values a cursor holds. Raises QueryProblem where it is broken or belongs to another sorting."""
    if not cursor:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        of, values = found[0], found[1:]
    except (binascii.Error, ValueError, TypeError, KeyError, IndexError):
        of, values = "", []
    if of != key or len(values) != (2 if key is None else 1) or not all(type(value) in (int, float) for value in values):
        raise QueryProblem("翻页标记无效或与排序方式不符，请回到第一页重新检索。")
    return [float(value) if key is None and i == 0 else int(value) for i, value in enumerate(values)]


def most_frequent(counts: Mapping[str, int], wanted: Sequence[str] = ()) -> dict[str, int]:
    """The most frequent values, ties in order of value; those filtered by are always among them, with 0 where none is left."""
    ordered = sorted(((value, count) for value, count in counts.items() if count), key=lambda pair: (-pair[1], pair[0]))
    shown = dict(ordered[:FACET_VALUES])
    return shown | {value: counts.get(value, 0) for value in wanted if value not in shown}
