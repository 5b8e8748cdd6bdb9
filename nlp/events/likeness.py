"""Likeness (是否同一事件): whether two texts tell of the same event, and why. Pure functions.

Two paths lead to yes. The same words: republished news, copied complaints; not a form filled in for another place. Or other words about the
same thing: an anchor that both name (a paper, an enterprise, a place, an officer), like meaning, days not far apart. Two complaints of one
kind of trouble in two places are two events, and so are two about one agency: false merges hide complaints, splits only annoy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from nlp.events.names import Name, shared
from nlp.events.sketch import SHINGLE, agreement
from nlp.events.telling_words import cosine
from nlp.events.trace import Trace

SAME = 0.5  # from this score on two texts tell of one event
FAR_DAYS = 60  # texts further apart tell of different events, even in the same words
_COPY, _HELD = 0.6, 0.85  # share of rows of characters: of both, of the shorter one
_SHORTEST_COPY = 30  # letters
_MEANING = 0.3  # less in common is no common matter, whatever is named
_WIDE = frozenset(["镇", "乡", "街道", "大道", "路", "国道", "省道", "高速", "开发区", "村", "大桥"])  # of these many things are told
_STRONG, _WEAK = 1.0, 0.5


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
    against = _against(one, other)
    if against:
        return Likeness(0.0, (), against)
    return _copied(one, other) or _told_again(one, other)


def _against(one: Trace, other: Trace) -> str | None:
    """What rules it out."""
    gap = days_apart(one, other)
    if gap is not None and gap > FAR_DAYS:
        return f"相隔 {gap} 天"
    if one.numbers and other.numbers and not set(one.numbers) & set(other.numbers):
        return "案号、文号不同"
    if one.regions and other.regions and not any(a.startswith(b) or b.startswith(a) for a in one.regions for b in other.regions):
        return "地区不同"
    return None


def _copied(one: Trace, other: Trace) -> Likeness | None:
    """The same words, or one text within the other, with no number and no name that speaks against it."""
    if min(one.length, other.length) < _SHORTEST_COPY:
        return None
    near = agreement(one.sketch, other.sketch)
    held = _held(near, one.length, other.length)
    if near < _COPY and held < _HELD:
        return None
    if _differ(one.details, other.details) or _differ([n.key for n in _names(one)], [n.key for n in _names(other)]):
        return None
    said = f"文字 {near:.0%} 相同" if near >= _COPY else "一文的文字包含在另一文中"
    return Likeness(round(0.6 + 0.4 * max(near, held), 3), (("文字", round(near, 3)), ("包含", round(held, 3))), said)


def _told_again(one: Trace, other: Trace) -> Likeness:
    """Other words about the same thing."""
    meaning = cosine(one.words, other.words)
    papers = sorted(set(one.numbers) & set(other.numbers))
    names = shared(_names(one), _names(other))
    people = sorted(set(one.people) & set(other.people))
    types = set(one.types) & set(other.types)
    named = sum(_WEAK if name.ending in _WIDE else _STRONG for name in names)
    anchor = 2.0 * bool(papers) + named + (_WEAK if people and types else 0.0)
    gap = days_apart(one, other)
    parts = (
        ("内容", round(meaning, 3)),
        ("共同所指", round(0.16 * min(anchor, 2.5), 3)),
        ("机关", 0.04 if types else 0.0),
        ("问题", 0.04 if set(one.signals) & set(other.signals) else 0.0),
        ("时间", 0.0 if gap is None else 0.04 if gap <= 3 else 0.0 if gap <= 14 else -0.05 if gap <= 30 else -0.1),
    )
    score = round(max(0.0, min(1.0, sum(value for _, value in parts))), 3)
    said = (
        [f"同提“{name.text}”" for name in names[:3]] + [f"同一文号{number}" for number in papers[:1]] + [f"同提{who}" for who in people[:1]]
    )
    why = "；".join([*said, f"内容相近（{meaning:.0%}）", *([f"相隔 {gap} 天"] if gap else [])])
    if anchor < _STRONG or meaning < _MEANING:
        return Likeness(min(score, SAME - 0.01), parts, why)
    return Likeness(score, parts, why)


def days_apart(one: Trace, other: Trace) -> int | None:
    """Days between two texts; None where one of them bears no date."""
    return abs((one.day - other.day).days) if one.day and other.day else None


def _names(one: Trace) -> tuple[Name, ...]:
    return (*one.places, *one.enterprises)


def _held(near: float, one: int, other: int) -> float:
    """The share of the shorter text's rows that the longer one holds, from the share of both (Jaccard) and their lengths."""
    small, large = sorted((one - SHINGLE + 1, other - SHINGLE + 1))
    return min(1.0, near / (1 + near) * (small + large) / small) if small > 0 else 0.0


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each names something that the other does not."""
    a, b = set(one), set(other)
    return bool(a - b) and bool(b - a)


_ADAPTER: TypeAdapter[Likeness] = TypeAdapter(Likeness)
