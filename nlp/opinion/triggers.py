"""Which patterns can match at all: a literal prefilter over all cues, one Aho-Corasick pass for each text.

From every pattern clauses are derived: sets of literals, of each of which any match holds at least one. ``{机关}{..9}(?:罚|扣)`` needs
▲ and one of 罚 and 扣. Patterns without clauses always run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import ahocorasick_rs

# The parser behind re.compile. It is the only exact reading of a pattern there is; used at start-up only.
_parser: Any = re._parser  # type: ignore[attr-defined]
_EVERYWHERE = frozenset("不没未无有的了是在就都也又还来去被让给把要会能说我你他人个一到上下")
Clause = frozenset[str]


class Triggers:
    """Built once from patterns; ``candidates`` names those that may match a text, by their position in the list."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._needs: list[int] = []  # of each pattern, its clauses as bits
        clauses: dict[Clause, int] = {}
        for pattern in patterns:
            bits = 0
            for clause in required(pattern):
                bits |= clauses.setdefault(clause, 1 << len(clauses))
            self._needs.append(bits)
        met: dict[str, int] = {}  # of each literal, the clauses that it meets
        for clause, bit in clauses.items():
            for literal in clause:
                met[literal] = met.get(literal, 0) | bit
        # a set of the text's characters is cheaper than a hit for each of them
        self._met_by_character = {literal: bits for literal, bits in met.items() if len(literal) == 1}
        self._characters = frozenset(self._met_by_character)
        longer = {literal: bits for literal, bits in met.items() if len(literal) > 1}
        self._met = list(longer.values())
        self._find = ahocorasick_rs.AhoCorasick(list(longer))

    def candidates(self, text: str) -> list[int]:
        """Positions of the patterns that may match, ascending."""
        met = 0
        for character in self._characters.intersection(text):
            met |= self._met_by_character[character]
        for literal in {index for index, _, _ in self._find.find_matches_as_indexes(text, overlapping=True)}:
            met |= self._met[literal]
        return [position for position, needs in enumerate(self._needs) if met & needs == needs]


def required(pattern: str) -> list[Clause]:
    """Sets of literals; every match of ``pattern`` holds at least one literal of each. Empty where no such set could be found."""
    return _of_sequence(_parser.parse(pattern))


def _of_sequence(items: Iterable[Any]) -> list[Clause]:
    clauses: list[Clause] = []
    run = ""
    for kind, value in [*items, ("END", None)]:
        if str(kind) == "LITERAL":
            run += chr(value)
            continue
        if run:
            clauses.append(frozenset({run}))
            run = ""
        clauses += _of_item(str(kind), value)
    return clauses


def _of_item(kind: str, value: Any) -> list[Clause]:
    if kind == "SUBPATTERN":
        return _of_sequence(value[-1])
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        low, _, inner = value
        return _of_sequence(inner) if low else []
    if kind == "BRANCH":
        ways = [_of_sequence(branch) for branch in value[1]]
        return [frozenset().union(*map(_most_telling, ways))] if all(ways) else []
    if kind == "IN" and all(str(entry[0]) == "LITERAL" for entry in value):
        return [frozenset(chr(entry[1]) for entry in value)]
    return []


def _most_telling(clauses: Iterable[Clause]) -> Clause:
    """The clause whose shortest literal is the longest; of equals one without a word of every text, of these the shortest list."""
    return max(clauses, key=lambda literals: (min(map(len, literals)), _EVERYWHERE.isdisjoint(literals), -len(literals)))
