"""What commands and jobs work on: settings, store and search engine of one data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from index.query import SearchEngine
from index.search import open_engine
from index.store import Store
from zhijian.settings import Settings


@dataclass(frozen=True, slots=True)
class Office:
    """The open store and search engine of one data folder."""

    settings: Settings
    store: Store
    engine: SearchEngine


@contextmanager
def office() -> Iterator[Office]:
    """Open store and engine as the environment says, close them afterwards."""
    settings = Settings.load()
    with Store(settings.database_url) as store:
        yield Office(settings, store, open_engine(settings.home, settings.search_url))
