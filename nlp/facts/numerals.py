"""Numerals: Chinese (一百零五, 二〇二四), capital (壹佰零伍) and Arabic (1,050) to int."""

from __future__ import annotations

import re
from functools import lru_cache

ZEROS = "零〇○◯ОOo"
DIGITS = dict.fromkeys(ZEROS, 0) | {
    **{char: value for value, char in enumerate("一二三四五六七八九", 1)},
    **{char: value for value, char in enumerate("壹贰叁肆伍陆柒捌玖", 1)},
    **{"两": 2, "貳": 2, "弍": 2, "叄": 3, "參": 3, "陸": 6, "幺": 1},
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SPELL = {"廿": "二十", "卅": "三十", "萬": "万", "億": "亿"}
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
# what a Chinese numeral is written with, for the character classes of other extractors
CHINESE = "〇○◯零一二三四五六七八九十百千两"
_MOST = 10**16


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> int | None:
    """The number that ``text`` is, as a whole; None where it is no well-formed numeral.

    White space inside is ignored. Digit rows read as digits (``二〇二四`` is 2024), spoken short forms as spoken (``三千五`` is 3500).
    """
    squeezed = "".join(text.split())
    if _ARABIC.fullmatch(squeezed):
        return int(squeezed.replace(",", ""))
    for short, long in _SPELL.items():
        squeezed = squeezed.replace(short, long)
    if not squeezed:
        return None
    if all(char in DIGITS for char in squeezed):
        return int("".join(str(DIGITS[char]) for char in squeezed)) if len(squeezed) <= 16 else None
    return _by_units(squeezed)


def _by_units(text: str) -> int | None:
    """Sections of four places divided by 万 and 亿."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        head, mark, tail = text.rpartition(unit) if unit == "亿" else text.partition(unit)
        if not mark:
            continue
        high = parse_numeral(head) if unit == "亿" else _section(head)
        if not high or head[0] in ZEROS:
            return None
        if not tail:
            low: int | None = 0
        elif len(tail) == 1 and DIGITS.get(tail):
            low = DIGITS[tail] * size // 10  # 三万五
        elif unit == "亿" and "万" in tail:
            low = _by_units(tail.lstrip(ZEROS))
        else:
            low = _section(tail)
        total = None if low is None else high * size + low
        return total if total is not None and total < _MOST else None
    return None if text[0] in ZEROS else _section(text)


def _section(text: str) -> int | None:
    """Up to four places: 三千零五, 十二, 一百五. A leading zero is allowed here (一万零五)."""
    total, last, digit, zero = 0, 10_000, None, False
    for char in text:
        if char in ZEROS:
            if zero or digit is not None:
                return None
            zero = True
        elif char in DIGITS:
            if digit is not None:
                return None
            digit = DIGITS[char]
        elif char in _UNITS:
            unit = _UNITS[char]
            if unit >= last or (digit is None and not (unit == 10 and last in (10_000, 100))):
                return None
            total += (1 if digit is None else digit) * unit
            last, digit, zero = unit, None, False
        else:
            return None
    if digit is not None:
        spoken = not zero and last in (100, 1000)
        return total + digit * (last // 10 if spoken else 1)
    return None if zero else total
