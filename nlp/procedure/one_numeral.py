"""Days that a reader takes for one another: they differ in one character as they are written, in Chinese or Arabic numerals."""

from __future__ import annotations

from datetime import date

from ingest.chinese_count import chinese_count

_DIGITS = "零一二三四五六七八九"


def one_numeral_apart(one: date, other: date) -> bool:
    """Whether two days differ in one character of the year, the month or the day."""
    parts = [(a, b) for a, b in ((one.year, other.year), (one.month, other.month), (one.day, other.day)) if a != b]
    if len(parts) != 1:
        return False
    a, b = parts[0]
    return one_edit(str(a), str(b)) or one_edit(_chinese(a), _chinese(b))


def one_numeral_lost(read: date, other: date, *, chinese: bool) -> bool:
    """Whether the day that was read is the other without one numeral, as it is written."""
    written = [f"{_chinese(day.month)}月{_chinese(day.day)}" if chinese else f"{day.month}月{day.day}" for day in (read, other)]
    return one_numeral_apart(read, other) and len(written[0]) < len(written[1])


def one_edit(one: str, other: str) -> bool:
    """Whether one character was taken for another, lost or added."""
    short, long = sorted((one, other), key=len)
    if len(long) == len(short):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _chinese(number: int) -> str:
    """二〇二四 as digits, days and months with 十."""
    if number > 99:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    return chinese_count(number)
