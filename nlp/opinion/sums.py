"""Sums of money as the public writes them: 200元, 三万元, 53亿, 五十万押金."""

from __future__ import annotations

import re

from nlp.fact import Found

_UNITS = frozenset("元块万亿")
_NO_MONEY = r"(?![人辆平户亩吨名次台件个多]|受害|投资人|出借人)"
_SUM = re.compile(
    r"(?:(?<![\d.])(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?)|(?P<words>[一二两三四五六七八九十百千几]{1,12}))\s?"
    rf"(?:(?P<scale>亿|万|千|百)?(?:余|多)?(?:元|块(?![地头状儿牌板石田]))(?:钱)?|(?P<bare>亿|万){_NO_MONEY})"
)
_SCALE = {"亿": 1e8, "万": 1e4, "千": 1e3, "百": 1e2}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


def find_sums(text: str) -> list[Found[float]]:
    """Every sum of money in yuan, ascending and disjoint; 几百元 and 0元购 are none."""
    if _UNITS.isdisjoint(text):
        return []
    found = []
    for match in _SUM.finditer(text):
        number = float(match["figures"].replace(",", "")) if match["figures"] else _number(match["words"])
        if number and not (match["words"] == "一" and match[0].endswith("块")):  # 一块: together
            value = round(number * _SCALE.get(match["scale"] or match["bare"] or "", 1.0), 2)
            found.append(Found(value, *match.span(), match[0]))
    return found


def _number(words: str) -> float | None:
    """Chinese numerals of one to three characters (三, 十二, 二百); None for 几."""
    total, digit = 0, 0
    for char in words:
        if char == "几":
            return None
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return float(total + digit)
