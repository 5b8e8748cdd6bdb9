"""Extractors that remember what they found lately: the checks of a dossier ask the same texts many times."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")

_TEXTS = 512  # of each extractor; the writs of a dossier and their fields
_LONG, _LONG_TEXTS = 50_000, 16  # characters; of longer texts fewer, since a worker lives for thousands of dossiers


def remembered(find: Callable[[str], list[T]]) -> Callable[[str], list[T]]:
    """The same function of a text; its answer depends on the text alone, and what is in it is never changed."""

    def found(text: str) -> tuple[T, ...]:
        return tuple(find(text))

    of_short, of_long = lru_cache(maxsize=_TEXTS)(found), lru_cache(maxsize=_LONG_TEXTS)(found)

    @wraps(find)
    def again(text: str) -> list[T]:
        return list((of_short if len(text) <= _LONG else of_long)(text))

    return again
