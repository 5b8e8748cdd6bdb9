"""Anchors (共同所指): what two texts both name by which a reader would know that they speak of the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.events.figures import weight
from nlp.events.names import Name, shared
from nlp.events.trace import Trace
from nlp.opinion.agencies import NO_BODY, OTHER_BODY

STRONG = 1.0  # a place: many things are told of it
_PARTY = 1.5  # an enterprise seldom has two matters at a time
WEAK = 0.5
_PAPER = 2.0
_MOST_NAMES = 2.0  # more names than that tell no more: some texts list every estate of a district
_WIDE = frozenset(["镇", "乡", "街道", "大道", "路", "国道", "省道", "高速", "开发区", "村", "大桥", "湖", "河", "机场", "站", "景区"])
_CASE = re.compile(r"[罚告听催决强扣封责改案立初终执复仲裁诉访]")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What two texts share; ``again``: one of them says that it was reported before."""

    names: tuple[Name, ...]
    papers: tuple[str, ...]
    figures: tuple[str, ...]
    people: tuple[str, ...]
    address: str | None
    sender: bool
    again: bool

    @property
    def weight(self) -> float:
        """How much they tell. The sender alone tells nothing: some people write of many things, and a neighbour of all in his street."""
        found = _PAPER * bool(self.papers) + min(_MOST_NAMES, sum(map(_weight, self.names))) + weight(self.figures)
        found += (STRONG if self.address else 0.0) + (WEAK if self.people else 0.0)
        return found + (STRONG if self.again else WEAK if found else 0.0) * self.sender

    @property
    def telling(self) -> bool:
        """Whether there is more than places."""
        return bool(self.papers or self.figures or any(name.is_party for name in self.names))

    @property
    def why(self) -> list[str]:
        """In Chinese, the first of each kind."""
        found = [f"同提“{name.shown}”" for name in self.names[:3]] + [f"同一文号{number}" for number in self.papers[:1]]
        found += [f"同提{said}" for said in (*self.people[:1], *self.figures[:2])]
        return found + [f"同一地址{self.address}"] * bool(self.address) + ["同一来信人"] * self.sender


def anchors(one: Trace, other: Trace) -> Anchors:
    """What two texts share."""
    return Anchors(
        names=tuple(shared(one.names, other.names)),
        papers=tuple(sorted(papers(one) & papers(other))),
        figures=tuple(figure for figure in one.figures if figure in other.figures),
        people=tuple(sorted(set(one.people) & set(other.people))) if bodies(one) & bodies(other) else (),
        address=one.address if one.address == other.address else None,
        sender=same_sender(one, other),
        again=one.again or other.again,
    )


def papers(one: Trace) -> set[str]:
    """Numbers of papers of a case. A rule or a policy (长政办函〔2018〕37号) is cited by many."""
    return {number for number in one.numbers if _CASE.search(number)}


def bodies(one: Trace) -> set[str]:
    """The kinds of enforcement bodies that a text names."""
    return set(one.types) - {OTHER_BODY, NO_BODY}


def same_sender(one: Trace, other: Trace) -> bool:
    """Whether both name the same sender."""
    return one.user is not None and one.user == other.user


def _weight(name: Name) -> float:
    return _PARTY if name.is_party else WEAK if name.ending in _WIDE else STRONG
