"""Voices (独立来源): who tells of something independently. One person is one voice, and so are copies that name nobody.

The same person writing again, or the same words spread without a sender, are no further voice. The clue of an event counts by this.
``risk.repeat_complaints`` (``nlp/across/repeated.py``) counts each event once, so that the voices of one event make no cluster.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.events.sketch import agreement

_COPY = 0.7  # share of rows of characters


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks and in which words. ``user`` is who sent it as the source names him, ``sketch`` the wording."""

    document: str
    user: str | None
    sketch: str
    channel: str | None = None


def voices(told: Sequence[Voice]) -> list[Voice]:
    """The first of each voice, in the order given."""
    kept: list[Voice] = []
    for one in told:
        if not any(same_voice(one, other) for other in kept):
            kept.append(one)
    return kept


def same_voice(one: Voice, other: Voice) -> bool:
    """Whether both are one voice: the same sender; where one of them is not named, the same words."""
    if one.user and other.user:
        return one.user == other.user
    return agreement(one.sketch, other.sketch) >= _COPY
