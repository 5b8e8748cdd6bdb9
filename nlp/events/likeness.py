"""Likeness (是否同一事件): whether two texts tell of the same event, and why. Pure functions.

Two paths lead to yes: the same words (republished news, copied complaints), or other words about the same place, party or papers, by
like bodies, close in time and in meaning. Two complaints of one kind of trouble in two places are two events.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from nlp.events.names import shared
from nlp.events.sketch import agreement
from nlp.events.telling_words import cosine
from nlp.events.trace import Trace

SAME = 0.5  # from this score on two texts tell of one event
_COPY = 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` 0 to 1, ``parts`` what it is made of, ``why`` in Chinese."""

    score: float
    parts: tuple[tuple[str, float], ...]
    why: str

    @property
    def same(self) -> bool:
        """Whether both tell of one event."""
        return self.score >= SAME

    def to_json(self) -> str:
        """As JSON, for the store."""
        return _ADAPTER.dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Likeness:
        """As stored."""
        return _ADAPTER.validate_json(text)


def same_event(one: Trace, other: Trace) -> Likeness:
    """How surely two texts tell of the same event."""
    near = agreement(one.sketch, other.sketch)
    meaning = cosine(one.words, other.words)
    names = shared((*one.places, *one.enterprises), (*other.places, *other.enterprises))
    if near >= _COPY and set(one.details) == set(other.details):
        return Likeness(round(near, 3), (("文字相同", round(near, 3)),), f"文字有{near:.0%}相同")
    score = min(1.0, 0.6 * meaning + 0.15 * min(len(names), 2)) if names else 0.4 * meaning
    return Likeness(round(score, 3), (("内容", round(meaning, 3)), ("专名", float(len(names)))), "")


_ADAPTER: TypeAdapter[Likeness] = TypeAdapter(Likeness)
