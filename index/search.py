"""Opening the search engine that the settings name."""

from __future__ import annotations

from pathlib import Path

from index.query import SearchEngine
from index.store import Store
from index.tantivy_engine import TantivyEngine


def open_engine(home: Path, url: str | None) -> SearchEngine:
    """The embedded engine in ``home/search``, or the Elasticsearch server at ``url``. Nothing is asked of the server yet."""
    if url is None:
        return TantivyEngine(home / "search")
    from index.elastic_engine import ElasticEngine  # its client takes half a second to load

    return ElasticEngine(url)


def rebuild(store: Store, engine: SearchEngine) -> int:
    """Fill a new index from the store, switch to it, and take in what changed meanwhile; returns how many clues it holds."""
    engine.rebuild(store.clues())
    engine.sync(store)
    return engine.count()
