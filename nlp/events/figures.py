"""Figures (数字与日期) that a text tells: sums, counts and days. Who tells of the same event in other words still tells its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.facts.amounts import find_amounts
from nlp.facts.numerals import CHINESE, parse_numeral

_LEAST = 10  # smaller counts are in every text
_LONGEST = 20  # characters; longer rows of digits count nothing
_NUMBER = rf"(?:(?<!\d)\d+(?:\.\d+)?万?|(?<![{CHINESE}万])[{CHINESE}万]+)"
_COUNT = re.compile(
    rf"({_NUMBER})[多余]?\s*(?:个|名|位|户|家|人|头|只|台|辆|次|起|吨|公斤|斤|亩|平方米|平米|平|公里|米|株|棵|瓶|包|箱|件|套|间|栋)"
)
_DAY = re.compile(r"(?<![\d年])(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]")


def figures(text: str) -> tuple[str, ...]:
    """Sums in yuan (¥8800), counts of anything (23) from ten on, and days without a year (2月14日), each once in text order."""
    found = [(amount.start, f"¥{amount.value.normalize():f}") for amount in find_amounts(text)]
    found += [(match.start(), f"{value}") for match in _COUNT.finditer(text) if (value := _count(match[1])) >= _LEAST]
    days = ((match.start(), parse_numeral(match[1]), parse_numeral(match[2])) for match in _DAY.finditer(text))
    found += [(at, f"{month}月{day}日") for at, month, day in days if month and day]
    return tuple(dict.fromkeys(figure for _, figure in sorted(found)))


def weight(shared: Iterable[str]) -> float:
    """How much it tells that two texts share figures: a round sum (5万元) little, one of three digits (8,830元) as much as a name."""
    return sum(
        0.5 if figure.endswith("日") else min(1.0, 0.5 * len(figure.strip("¥").rstrip("0").replace(".", "")) - 0.25) for figure in shared
    )


def _count(number: str) -> int:
    if len(number) > _LONGEST:
        return 0
    if number.isdigit() or not number[0].isdigit():
        return parse_numeral(number) or 0
    return round(float(number.removesuffix("万")) * (10_000 if number.endswith("万") else 1))
