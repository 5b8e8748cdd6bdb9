"""Reading: what one text of the public says about enforcement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Polarity = Literal["negative", "neutral", "positive"]
Genre = Literal["complaint", "report", "notice", "publicity", "enforcement_news", "other"]


@dataclass(frozen=True, slots=True)
class Signal:
    """One risk signal. ``start``/``end`` are offsets in the given text, ``quote`` is the sentence part that says it."""

    signal: str
    quote: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Agency:
    """An enforcement body named in a text; ``type`` as in the opinion data (城管, 市场监管 …).

    ``name`` is its official name with its place, ``region`` the full name of its place and ``adcode`` the place's code of GB/T 2260,
    each None where the text leaves it open.
    """

    text: str
    type: str
    start: int
    end: int
    name: str | None = None
    region: str | None = None
    adcode: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading one text. ``score_parts`` explains ``score`` (0 to 1); ``why`` says why it is (no) clue.

    ``amounts`` in yuan; ``days`` are those that the text fixes, by itself or by the day it was published, ascending.
    """

    id: str
    is_clue: bool
    score: float
    polarity: Polarity
    genre: Genre
    signals: tuple[Signal, ...] = ()
    agencies: tuple[Agency, ...] = ()
    region: str | None = None
    adcode: str | None = None
    people: tuple[str, ...] = ()
    amounts: tuple[float, ...] = ()
    enterprises: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    score_parts: tuple[tuple[str, float], ...] = ()
    why: str = ""
