"""Shares and multiples (百分之一点五, 千分之五, 12%, 0.8倍, 三倍) that a fine is reckoned by."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.facts.numerals import DIGITS, parse_numeral

_CHINESE = r"[一二三四五六七八九十百零〇两]+(?:点[一二三四五六七八九零〇]+)?"
_NUMBER = rf"(?:\d+(?:\.\d+)?|{_CHINESE})"
PART = rf"(?:[百千]分之{_NUMBER}|\d+(?:\.\d+)?[%％‰])"  # of a whole
SHARE = rf"(?:{PART}|{_NUMBER}倍)"
_PARTS = {"百": 100, "千": 1000, "%": 100, "％": 100, "‰": 1000, "倍": 1}


def parse_share(text: str) -> Decimal | None:
    """The factor that ``text`` is, as a whole: 百分之五 and 5% are 0.05, 三倍 is 3; None where it is none."""
    if not re.fullmatch(SHARE, text):
        return None
    of = text[0] if text[1:3] == "分之" else text[-1]
    number = text[3:] if text[1:3] == "分之" else text[:-1]
    if number[0].isdigit():
        return Decimal(number) / _PARTS[of]
    whole, _, behind = number.partition("点")
    value = parse_numeral(whole)
    return None if value is None else Decimal(f"{value}.{''.join(str(DIGITS[char]) for char in behind) or 0}") / _PARTS[of]


def in_words(share: Decimal) -> str:
    """A factor for a message: 5%, 3倍."""
    return f"{(share * 100).normalize():f}%" if share < 1 else f"{share.normalize():f}倍"
