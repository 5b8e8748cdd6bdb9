"""What a decision finds against what the notice told, where both say it in the same words: figures that grew, days that differ.

Only clauses that are alike but for their figures are compared, and only where each stands once in its writ: what is worded differently
says nothing of the figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.procedure.found_facts import found_facts

# a day stands with what happened on it; 7,600 is one figure
_CLAUSE = re.compile(r"(?:[^，,。；;]|(?<=[日时分许])[，,]|(?<=\d),(?=\d{3}(?!\d)))+")
_FIGURE = re.compile(
    r"(?<![A-Za-z\d.\-/第·•])(?<!\d,)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?=[\u4e00-\u9fa5%％]|mg|kg|m[²³2-3]|dB|㎡|℃)"
)
_NO_MEASURE = re.compile(r"[号条款项批版届]")  # figures before these are names
_DAY = re.compile(r"[年月日时点分秒]")
_WORDS = 4  # characters besides the figures that a clause must have to be known again


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure told and the one decided, with the unit; ``of_day`` where it belongs to a date. Offsets are in the two texts."""

    told: str
    decided: str
    of_day: bool
    told_at: tuple[int, int]
    decided_at: tuple[int, int]

    @property
    def grew(self) -> bool:
        """Whether more was decided than told."""
        return Decimal(_number(self.decided)) > Decimal(_number(self.told))


def differences(told: str, decided: str) -> list[Difference]:
    """Figures in clauses that are worded alike in the facts of both texts (without white space)."""
    before, after = dict(_clauses(told)), dict(_clauses(decided))
    return [
        Difference(_shown(told, one), _shown(decided, other), bool(_DAY.match(decided, other.end())), _at(told, one), _at(decided, other))
        for words, figures in after.items()
        for one, other in zip(before.get(words, ()), figures, strict=False)
        if _number(one.group()) != _number(other.group())
    ]


def _clauses(text: str) -> Iterator[tuple[str, list[re.Match[str]]]]:
    """The clauses of the facts that hold figures: their words, with a mark for each figure, and the figures."""
    section = found_facts(text)
    if section is None:
        return
    found = []
    for clause in _CLAUSE.finditer(text, *section):
        figures = [one for one in _FIGURE.finditer(text, *clause.span()) if not _NO_MEASURE.match(text, one.end())]
        words, at = "", clause.start()
        for one in figures:
            words, at = f"{words}{text[at : one.start()]}#", one.end()
        words += text[at : clause.end()]
        if figures and len(words) - len(figures) >= _WORDS:
            found.append((words, figures))
    counted = Counter(words for words, _ in found)
    yield from ((words, figures) for words, figures in found if counted[words] == 1)


def _at(text: str, figure: re.Match[str]) -> tuple[int, int]:
    return figure.start(), min(len(text), figure.end() + 1)


def _shown(text: str, figure: re.Match[str]) -> str:
    """The figure with the unit behind it."""
    unit = re.compile(r"平方米|立方米|公里|公斤|千克|毫克|mg/[Ll]|mg|kg|分贝|dB|[万千]?[\u4e00-\u9fa5%％℃㎡]").match(text, figure.end())
    return figure.group() + (unit.group() if unit else "")


def _number(shown: str) -> str:
    match = re.match(r"[\d.,]+", shown)
    return match.group().replace(",", "") if match else "0"
