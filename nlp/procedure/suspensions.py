"""How long a penalty lasts (停业整顿一个月至三个月, 暂扣六个月以下, 拘留五日): as a clause allows and as a decision or notice says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nlp.facts.numerals import parse_numeral

_WORDS = {"责令停产停业": r"停业|停产", "暂扣许可证件": r"暂扣"}
_NUMERAL, _UNIT = r"[\d一二三四五六七八九十]{1,3}", r"个月|年(?!\d)"
_N = rf"(?<![第\d]){_NUMERAL}"
# the conditions of other rules: 停业连续六个月以上的, 停业整顿处罚期满后二年内
_NO_PERIOD = r"(?!.{0,12}(?:连续|期满|届满|之日|超过))"
_ALLOWED = {
    kind: re.compile(
        rf"(?:{words}){_NO_PERIOD}[^，。；]{{0,24}}?(?P<low>{_N})(?P<low_unit>{_UNIT})?(?P<above>以上)?"
        rf"(?:[至到—－\-]?(?P<high>{_N})(?P<high_unit>{_UNIT}))?(?P<below>以下|以内)?"
    )
    for kind, words in _WORDS.items()
}
_SAID = {
    kind: re.compile(rf"[^，。；]{{0,12}}?(?:{words})[^，。；]{{0,24}}?(?P<n>{_N})(?P<unit>{_UNIT})") for kind, words in _WORDS.items()
}
_LASTING = {
    kind: re.compile(
        rf"[^，。；]{{0,12}}?(?:{words})(?:(?!罚款|没收|警告|吊销|缴|改正)[^。；]){{0,40}}?(?<![第\d月年])(?P<n>{_NUMERAL})(?P<unit>{_UNIT}|[日天](?![起内前之后]))"
    )
    for kind, words in {**_WORDS, "行政拘留": "拘留"}.items()
}
_DAYS = {"个月": (28, 31), "年": (365, 366)}  # fewest and most


@dataclass(frozen=True, slots=True)
class Suspension:
    """Months; ``high`` is None where the clause names no upper limit."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Lasting:
    """A period as it is written, and how many days it has, at the fewest and at the most."""

    said: str
    fewest: int
    most: int


def allowed_suspension(kind: str, clauses: Iterable[str]) -> Suspension | None:
    """The widest period that the clauses allow for a kind of penalty; None where one of them names none, or none that can be read."""
    named = [clause for clause in clauses if kind in _WORDS and re.search(_WORDS[kind], clause)]
    found = [_range(match) for clause in named for match in _ALLOWED[kind].finditer(clause)]
    read = [one for one in found if one]
    if not read or len(read) < sum(len(re.findall(rf"(?:{_WORDS[kind]})+", clause)) for clause in named):
        return None
    highs = [one.high for one in read if one.high is not None]
    return Suspension(min(one.low for one in read), max(highs) if len(highs) == len(read) else None)


def suspended_for(kind: str, said: str) -> int | None:
    """The months that the words of one penalty name; None where they name none in months or years."""
    match = _SAID[kind].match(said) if kind in _SAID else None
    return _months(match["n"], match["unit"]) if match else None


def lasting(kind: str, said: str) -> Lasting | None:
    """The period that the words of one penalty name; None where they name none."""
    match = _LASTING[kind].match(said) if kind in _LASTING else None
    number = parse_numeral(match["n"]) if match else None
    if match is None or number is None:
        return None
    fewest, most = _DAYS.get(match["unit"], (1, 1))
    return Lasting(match["n"] + match["unit"], number * fewest, number * most)


def _range(match: re.Match[str]) -> Suspension | None:
    low = _months(match["low"], match["low_unit"] or match["high_unit"])
    high = _months(match["high"], match["high_unit"])
    if low is None or (match["high"] and high is None):
        return None
    if high is None:
        return Suspension(0, low) if match["below"] else Suspension(low, None if match["above"] else low)
    return Suspension(low, high)


def _months(number: str | None, unit: str | None) -> int | None:
    value = parse_numeral(number) if number and unit else None
    return None if value is None or unit is None else value * (12 if unit.startswith("年") else 1)
