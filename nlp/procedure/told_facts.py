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
_SUM = re.compile(
    r"(?P<name>货值金额|工程造价|合同价款|销售金额|经营额)(?:合计|总计|共计|为|是|共|计)*(?:人民币)?(?P<sum>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?=元)"
)
_TOLD = re.compile(r"告知如下[：:](?P<facts>[^：:]{10,600}?)(?=(?:上述|以上|该|你(?:单位|公司|店)?的?)?(?:行为)?(?:已|涉嫌)?违反)")
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
    alike = [
        Difference(_shown(told, one), _shown(decided, other), bool(_DAY.match(decided, other.end())), _at(told, one), _at(decided, other))
        for words, figures in after.items()
        for one, other in zip(before.get(words, ()), figures, strict=False)
        if _number(one.group()) != _number(other.group())
    ]
    known = {one.decided_at for one in alike}
    return [*alike, *(one for one in _sums_named(told, decided) if one.decided_at not in known)]


def _sums_named(told: str, decided: str) -> Iterator[Difference]:
    """Sums under one name (货值金额), which each of the texts gives once, whatever the words beside them are."""
    before, after = _sums(told), _sums(decided)
    for name, other in after.items():
        one = before.get(name)
        if one is not None and _number(one["sum"]) != _number(other["sum"]):
            spans = ((one.start("sum"), one.end("sum") + 1), (other.start("sum"), other.end("sum") + 1))
            yield Difference(f"{one['sum']}元", f"{other['sum']}元", False, *spans)


def _sums(text: str) -> dict[str, re.Match[str]]:
    section = _facts(text)
    found = list(_SUM.finditer(text, *section)) if section else []
    values = {name: {_number(match["sum"]) for match in found if match["name"] == name} for name in {match["name"] for match in found}}
    return {match["name"]: match for match in found if len(values[match["name"]]) == 1}


def _facts(text: str) -> tuple[int, int] | None:
    """Where the facts stand: behind words that open them, else in a notice between 告知如下 and what was violated."""
    if section := found_facts(text):
        return section
    told = _TOLD.search(text)
    return told.span("facts") if told else None


def _clauses(text: str) -> Iterator[tuple[str, list[re.Match[str]]]]:
    """The clauses of the facts that hold figures: their words, with a mark for each figure, and the figures."""
    section = _facts(text)
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
