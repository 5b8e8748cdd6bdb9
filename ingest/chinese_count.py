"""Small numbers as people write them in Chinese: days, months, items of a list."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"


def chinese_count(value: int) -> str:
    """一 to 九十九 for 1 to 99. ValueError beyond."""
    if not 0 < value < 100:
        raise ValueError(f"{value} is not between 1 and 99")
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
