"""Likeness (是否同一事件): whether two texts tell of the same event, and why. Pure functions.

Two paths lead to yes. The same words: republished news, copied complaints; not a form filled in for another place. Or other words about the
same thing: anchors that both name (a paper, an enterprise, a place, a sum, a day, the sender), like matter, days not far apart. What is
told counts apart from who and where: one kind of trouble in two places is two events, and so are two troubles at one place or with one
agency. False merges hide complaints, splits only annoy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.as_json import AsJson
from nlp.events.anchors import STRONG, WEAK, Anchors, anchors, bodies, papers, same_sender
from nlp.events.sketch import SHINGLE, agreement
from nlp.events.telling_words import product
from nlp.events.trace import Trace
from nlp.events.where import elsewhere

SAME = 0.5  # from this score on two texts tell of one event
FAR_DAYS = 60  # texts further apart tell of different events, even in the same words
OWN_DAYS = 365  # unless the same person writes again about the same thing
_COPY, _HELD = 0.6, 0.85  # share of rows of characters: of both, of the shorter one
_SHORTEST_COPY = 30  # letters
_MATTER, _MATTER_AT_PLACES, _MATTER_AT_A_WIDE_PLACE = 0.08, 0.2, 0.3  # less in common is another matter, whatever is named
_SAME_MATTER = 0.6  # so much in common tells of one event without an anchor, where no name and no number speaks against it
_ANCHOR, _ANCHORS = 0.22, 2.5  # points an anchor, and how many of them count
_BODY, _OTHER_BODY = 0.06, -0.2


@dataclass(frozen=True, slots=True)
class Likeness(AsJson):
    """``score`` 0 to 1, ``parts`` what it is made of, ``why`` in Chinese."""

    score: float
    parts: tuple[tuple[str, float], ...]
    why: str

    @property
    def same(self) -> bool:
        """Whether both tell of one event."""
        return self.score >= SAME


def same_event(one: Trace, other: Trace) -> Likeness:
    """How surely two texts tell of the same event."""
    against = _against(one, other)
    if against:
        return Likeness(0.0, (), against)
    return _copied(one, other) or _told_again(one, other)


def _against(one: Trace, other: Trace) -> str | None:
    """What rules it out."""
    gap = days_apart(one, other)
    if gap is not None and gap > (OWN_DAYS if same_sender(one, other) else FAR_DAYS):
        return f"相隔 {gap} 天"
    if papers(one) and papers(other) and not papers(one) & papers(other):
        return "案号、文号不同"
    if one.regions and other.regions and all(elsewhere(a, b) for a in one.regions for b in other.regions):
        return "地区不同"
    return None


def _copied(one: Trace, other: Trace) -> Likeness | None:
    """The same words, or one text within the other, with no number and no name that speaks against it."""
    if min(one.length, other.length) < _SHORTEST_COPY:
        return None
    near = agreement(one.sketch, other.sketch)
    held = _held(near, one.length, other.length)
    if (near < _COPY and held < _HELD) or _differ(one, other):
        return None
    said = f"文字 {near:.0%} 相同" if near >= _COPY else "一文的文字包含在另一文中"
    return Likeness(round(0.6 + 0.4 * max(near, held), 3), (("文字", round(near, 3)), ("包含", round(held, 3))), said)


def _told_again(one: Trace, other: Trace) -> Likeness:
    """Other words about the same thing."""
    found = anchors(one, other)
    matter = _matter(one, other, "".join(name.text for name in found.names))
    gap = days_apart(one, other)
    a, b = bodies(one), bodies(other)
    parts = (
        ("内容", round(matter, 3)),
        ("共同所指", round(_ANCHOR * min(found.weight, _ANCHORS), 3)),
        ("机关", _BODY if a & b else _OTHER_BODY if a and b else 0.0),
        ("时间", 0.0 if gap is None else 0.04 if gap <= 3 else 0.0 if gap <= 14 else -0.03),
    )
    score = round(max(0.0, min(1.0, sum(value for _, value in parts))), 3)
    why = "；".join([*found.why, f"内容相近（{matter:.0%}）", *([f"相隔 {gap} 天"] if gap else [])])
    far = gap is not None and gap > FAR_DAYS
    held = _enough(found, matter, far=far) or (matter >= _SAME_MATTER and not far and not _differ(one, other))
    return Likeness(score if held else min(score, SAME - 0.01), parts, why)


def _enough(found: Anchors, matter: float, *, far: bool) -> bool:
    """Whether the anchors hold two texts together that have so much of their matter in common; ``far``: in days."""
    if far:
        return found.weight >= 2 * STRONG and matter >= _SAME_MATTER
    if found.weight < STRONG:
        return found.weight >= WEAK and matter >= _MATTER_AT_A_WIDE_PLACE
    return matter >= (_MATTER if found.telling else _MATTER_AT_PLACES)


def _matter(one: Trace, other: Trace, names: str) -> float:
    """How far two texts speak of the same, the names they share apart."""
    a, b = ([(word, value) for word, value in trace.words if word not in names] for trace in (one, other))
    lengths = math.sqrt(product(a, a) * product(b, b))
    return min(1.0, product(a, b) / lengths) if lengths else 0.0


def days_apart(one: Trace, other: Trace) -> int | None:
    """Days between two texts; None where one of them bears no date."""
    return abs((one.day - other.day).days) if one.day and other.day else None


def _held(near: float, one: int, other: int) -> float:
    """The share of the shorter text's rows that the longer one holds, from the share of both (Jaccard) and their lengths."""
    small, large = sorted((one - SHINGLE + 1, other - SHINGLE + 1))
    return min(1.0, near / (1 + near) * (small + large) / small) if small > 0 else 0.0


def _differ(one: Trace, other: Trace) -> bool:
    """Whether each tells numbers, or names, that the other does not: a form that was filled in."""
    return _each_more(one.details, other.details) or _each_more([name.key for name in one.names], [name.key for name in other.names])


def _each_more(one: Sequence[str], other: Sequence[str]) -> bool:
    a, b = set(one), set(other)
    return bool(a - b) and bool(b - a)
