"""The layout of an index on an Elasticsearch server, and queries in the server's terms.

Only what every build of Elasticsearch 8 and 9 can do: no scripts, no plugin, the built-in ``whitespace`` analyzer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from index.analysis import LEVELS, Indexed, level_term
from index.paging import BUCKETS
from index.query import FACETS
from index.ranking import Ranking
from index.typed import Chunk, Typed

VERSION = 1
Json = dict[str, Any]
_TERM: Json = {"type": "keyword", "doc_values": False, "norms": False}
_KEYS = ("by_score", "by_date", "by_severity")

# One shard: an office's clues are few, and counts of values are exact on one.
SETTINGS: Json = {"number_of_shards": 1, "number_of_replicas": 1, "auto_expand_replicas": "0-1"}
MAPPINGS: Json = {
    "dynamic": "strict",
    "_source": {"excludes": ["words", "letters"]},
    "_meta": {"version": VERSION},
    "properties": {
        "id": _TERM,
        "words": _TERM,
        "letters": {"type": "text", "analyzer": "whitespace", "norms": False},
        "stored": {"type": "keyword", "index": False, "doc_values": False},
        **{name: {"type": "keyword"} for name in FACETS},
        **{name: {"type": "long"} for name in _KEYS},
    },
}


def source(row: Indexed) -> Json:
    """The document of a clue."""
    return {
        "id": row.id,
        "words": list(chain.from_iterable((word, level_term(word, level)) for word, level in row.levels.items())),
        "letters": " ".join(row.letters),
        "stored": row.stored,
        **{name: list(values) for name, values in row.facets.items()},
        **{name: getattr(row, name) for name in _KEYS},
    }


def word(word: str) -> Json:
    """Clues that hold a word."""
    return {"term": {"words": word}}


def row(row: str) -> Json:
    """Clues in which these letters stand in a row."""
    return {"match_phrase": {"letters": {"query": " ".join(row), "analyzer": "whitespace"}}}


def counting(typed: Typed) -> Json:
    """Aggregations ``w0`` … and ``r0`` …: how many clues hold each word and each row."""
    words = {f"w{i}": {"filter": word(each)} for i, each in enumerate(typed.words)}
    return words | {f"r{i}": {"filter": row(each)} for i, each in enumerate(typed.rows)}


def matching(typed: Typed, ranking: Ranking | None) -> Json:
    """Clues that answer what was typed, scored by the ranking (0 without one). Filters are not in it."""
    rows = ranking.rows if ranking else {}
    must = [_chunk(chunk, rows) for chunk in typed.chunks]
    must += [_constant(row(phrase.letters), rows.get(phrase.letters, 0)) for phrase in typed.phrases]
    should = [
        _constant(word(level_term(each, level)), weight * level)
        for each, weight in (ranking.words if ranking else {}).items()
        for level in range(1, LEVELS + 1)
    ]
    excluded = [row(each) for each in typed.excluded]
    return {"bool": {"must": must or [_constant({"match_all": {}}, 0)], "should": should, "must_not": excluded}}


def accepted(filters: Mapping[str, Sequence[str]], *, without: str | None = None) -> Json:
    """Clues that pass the filters, but for one of them."""
    return {"bool": {"filter": [{"terms": {name: list(values)}} for name, values in filters.items() if name != without]}}


def facets(filters: Mapping[str, Sequence[str]]) -> Json:
    """Aggregations by facet name: values of those clues that pass the filters of the other facets."""
    return {
        name: {"filter": accepted(filters, without=name), "aggs": {"values": {"terms": {"field": name, "size": BUCKETS}}}}
        for name in FACETS
    }


def _chunk(chunk: Chunk, rows: Mapping[str, int]) -> Json:
    exact = _constant(row(chunk.letters), rows.get(chunk.letters, 0))
    if not chunk.atoms:
        return exact
    enough: Json = {"bool": {"should": [word(atom) for atom in chunk.atoms], "minimum_should_match": chunk.need}}
    return {"bool": {"should": [_constant(enough, 0), exact]}}


def _constant(query: Json, weight: int) -> Json:
    return {"constant_score": {"filter": query, "boost": float(weight)}}
