"""Which patterns can match at all: a literal prefilter over all cues, one Aho-Corasick pass for each text.

From every pattern a set of literals is derived, one of which any match must contain. Patterns without such a set always run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import ahocorasick_rs

# The parser behind re.compile. It is the only exact reading of a pattern there is; used at start-up only.
_parser: Any = re._parser  # type: ignore[attr-defined]
_MOST = 60


class Triggers:
    """Built once from patterns; ``candidates`` names those that may match a text, by their position in the list."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._always: list[int] = []
        owners: dict[str, list[int]] = {}
        for index, pattern in enumerate(patterns):
            needed = required(pattern)
            if not needed:
                self._always.append(index)
                continue
            for literal in needed:
                owners.setdefault(literal, []).append(index)
        self._literals = list(owners)
        self._owners = [owners[literal] for literal in self._literals]
        self._find = ahocorasick_rs.AhoCorasick(self._literals)

    def candidates(self, text: str) -> list[int]:
        """Positions of the patterns that may match, ascending."""
        found = set(self._always)
        for literal in {index for index, _, _ in self._find.find_matches_as_indexes(text, overlapping=True)}:
            found.update(self._owners[literal])
        return sorted(found)


def required(pattern: str) -> frozenset[str]:
    """Literals one of which every match of ``pattern`` contains; empty where no such set could be found."""
    return _of_sequence(_parser.parse(pattern)) or frozenset()


def _of_sequence(items: Iterable[Any]) -> frozenset[str] | None:
    """The best set any one element of a sequence demands: the longest shortest literal wins."""
    best: frozenset[str] | None = None
    run = ""
    for kind, value in [*items, ("END", None)]:
        if str(kind) == "LITERAL":
            run += chr(value)
            continue
        if run:
            best = _better(best, frozenset({run}))
            run = ""
        best = _better(best, _of_item(str(kind), value))
    return best


def _of_item(kind: str, value: Any) -> frozenset[str] | None:
    if kind == "SUBPATTERN":
        return _of_sequence(value[-1])
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        low, _, inner = value
        return _of_sequence(inner) if low else None
    if kind == "BRANCH":
        parts = [_of_sequence(branch) for branch in value[1]]
        if any(part is None for part in parts):
            return None
        union = frozenset().union(*(part for part in parts if part))
        return union if len(union) <= _MOST * 3 else None
    if kind == "IN" and all(str(entry[0]) == "LITERAL" for entry in value):
        return frozenset(chr(entry[1]) for entry in value)
    return None


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if not one or not other:
        return one or other
    return max(one, other, key=lambda literals: (min(map(len, literals)), -len(literals)))
