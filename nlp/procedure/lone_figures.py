"""Figures that a decision alone gives, where the other papers of the case agree on one a slip away (8,600 for 7,600).

All on text without white space. What a figure counts is told by its unit and by the words beside it. A figure that any other paper
gives, or that is worked out of those beside it, is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from nlp.facts.numerals import parse_numeral
from nlp.procedure.one_numeral import one_edit

_UNITS = (
    "平方米|立方米|公里|公斤|千克|毫克|厘米|毫米|公顷|分贝|小时|人次|车次|mg/m[³3]|mg/[Ll]|mg/kg|g/kg|g/100g|μg/kg|mg|kg|dB|m[²³]|[㎡℃%％]"
)
_NAMES = "年月日时分秒点号条款项批版届级楼层页"  # a figure before these is a name or part of a day
# the number of a law, a paper or a day measures nothing
_FIGURE = re.compile(
    r"(?<![A-Za-z\d.\-/第·•×*+〔\[≤≥<>＜＞])(?<!\d,)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<unit>{_UNITS}|万?(?![{_NAMES}至到内余多])[\u4e00-\u9fa5])"
)
_STOPS = re.compile(r"[，,。；;、：:（）()“”\"\d！!？?]")
_NEAR = 9  # characters on each side that tell what is counted
_SHOWN = 6  # characters before a figure that are shown with it
_COMMON = frozenset(
    {"当事", "事人", "共计", "合计", "金额", "数量", "人民", "民币", "已经", "其中", "分别", "标准", "限值", "单位", "检查"}
)
# what the law allows is not found; why the decision may find something else than the papers before it
_NOT_COMPARED = re.compile(
    r"标准|限值|限额|限定|允许|不得|不超|不足|不低于|不少于|法定|更正|改为|复核|复检|复验|重新|核减|核定|调整|扣除|折算|折合|换算|估算|约"
)
_OTHERS = re.compile(r"[元名人户只件瓶袋盒箱台辆个吨亩次]|平方|千克|公斤")
_SHORT = 2  # digits that stand for many things
_NUMERAL = "〇零一二两三四五六七八九十百千"


@dataclass(frozen=True, slots=True)
class Paper:
    """Another paper of the case: its kind and text. ``evidence`` where it shows the facts, else it retells them (告知书、报告)."""

    kind: str
    text: str
    evidence: bool


@dataclass(frozen=True, slots=True)
class LoneFigure:
    """A figure of the decision (from, to) and a place of evidence (index of the paper, from, to) that gives the other one.

    Both with the words before them.
    """

    start: int
    end: int
    paper: int
    shown_start: int
    shown_end: int


def lone_figures(text: str, section: tuple[int, int], papers: Sequence[Paper]) -> Iterator[LoneFigure]:
    """Figures in a section of the decision ``text`` that no paper bears out, where two kinds of papers, one of evidence, give another."""
    claimed = list(_FIGURE.finditer(text, *section))
    every = "\n".join(paper.text for paper in papers)
    for one in claimed:
        number, unit = one["number"].replace(",", ""), one["unit"]
        if _gives(every, number, unit) or _NOT_COMPARED.search(_before(text, one)) or _in_words(every, number, unit):
            continue
        beside = [other["number"].replace(",", "") for other in claimed if other is not one]
        if _worked_out(number, beside):
            continue
        found = [
            (at, other)
            for at, paper in enumerate(papers)
            for other in (_FIGURE.finditer(paper.text) if unit in paper.text else ())
            if other["unit"] == unit and _is_slip(number, other["number"].replace(",", ""))
        ]
        words, before = _words(text, one), _before(text, one)
        for value in dict.fromkeys(other["number"].replace(",", "") for _, other in found):
            same = [(at, other) for at, other in found if other["number"].replace(",", "") == value]
            if len({papers[at].kind for at, _ in same}) == 1 or _gives(text[slice(*section)], value, unit):
                continue
            alike = [(at, other) for at, other in same if words & _words(papers[at].text, other)]
            if not alike and _worked_out(value, beside):  # 12名，每人800元，合计9,600元
                alike = [(at, other) for at, other in same if before == _before(papers[at].text, other)]
            proofs = [(at, other) for at, other in same if papers[at].evidence]
            if proofs and alike:
                at, other = next((pair for pair in proofs if pair in alike), proofs[0])
                beginning = other.start() - len(_before(papers[at].text, other)[-_SHOWN:])
                yield LoneFigure(one.start() - len(before[-_SHOWN:]), one.end(), at, beginning, other.end())
                break


def _is_slip(one: str, other: str) -> bool:
    """Whether two numbers are a slip of the pen apart: figures that changed places, one that is another, one too many or too few."""
    return one != other and max(len(one), len(other)) > 1 and (sorted(one) == sorted(other) or one_edit(one, other))


def _gives(text: str, number: str, unit: str) -> bool:
    """Whether a text gives a number, with or without thousands marks, in the unit or, as tables do, with none behind it."""
    whole, point, rest = number.partition(".")
    for written in {number, f"{int(whole):,}{point}{rest}"}:
        at = text.find(written)
        while at >= 0:
            end = at + len(written)
            if _whole(text, at, end) and (text.startswith(unit, end) or _bare(text, at, end)):
                return True
            at = text.find(written, end)
    return False


def _whole(text: str, at: int, end: int) -> bool:
    """Whether a number is no part of a longer one."""
    return not re.match(r"\d|[.,]\d", text[end : end + 2]) and not (at and text[at - 1] in "0123456789.,")


def _bare(text: str, at: int, end: int) -> bool:
    """Whether a number stands as tables have it, with no unit right behind it; a short one is often something else."""
    before, after = text[at - 1 : at], text[end : end + 1]
    named = (after and after in _NAMES) or _OTHERS.match(text, end)
    return not named and (end - at > _SHORT or (bool(re.match(r"[\u4e00-\u9fa5]", before)) and before not in _NAMES and after != ":"))


def _worked_out(number: str, beside: Sequence[str]) -> bool:
    """Whether a number is the sum, difference or product of two others of the decision."""
    value = Decimal(number)
    return any(value in (a + b, abs(a - b), a * b) for a, b in combinations(map(Decimal, beside), 2))


def _in_words(text: str, number: str, unit: str) -> bool:
    """Whether a text gives a number in numerals (十五名)."""
    return any(parse_numeral(one) == Decimal(number) for one in re.findall(rf"[{_NUMERAL}]+(?={re.escape(unit)})", text))


def _before(text: str, one: re.Match[str]) -> str:
    return _STOPS.split(text[max(0, one.start() - _NEAR) : one.start()])[-1]


def _words(text: str, one: re.Match[str]) -> set[str]:
    """The pairs of characters beside a figure, and what its price is for (每盒38元、38元/盒)."""
    before, after = _before(text, one), _STOPS.split(text[one.end() : one.end() + _NEAR])[0]
    per = re.match(r"[/每]([\u4e00-\u9fa5])", after)
    pairs = {side[i : i + 2] for side in (before, one["unit"][-1] + after) for i in range(len(side) - 1)}
    return (pairs | ({f"每{per[1]}"} if per else set())) - _COMMON
