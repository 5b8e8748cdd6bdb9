"""Days a text of the public speaks of: 2019年5月5日, 3月5日, 今年4月, 昨天, 上周三, 本月5日, counted from the day it was published.

Without a day of publication what is told from it (昨天, 3月5日) stays unknown: nobody guesses a year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.cells import YEARS
from nlp.fact import Found
from nlp.facts.dates import HOLDS_A_YEAR, find_dates
from nlp.facts.numerals import parse_numeral

_N = r"\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_AGO = {"大前": 3, "前": 2, "昨": 1, "今": 0, "明": -1, "后": -2}
_YEARS_AGO = {"今": 0, "去": 1, "前": 2}
_WEEKDAYS = {char: n for n, char in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_SPOKEN = re.compile(
    rf"(?=[大前昨今明后上本这去\d一二三四五六七八九十])(?:(?P<ago>大前|前|昨|今|明|后)(?:天|日(?![报里])|晚(?!报)|夜|早)"
    rf"|(?P<week>上上|上|本|这)(?:个)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])"
    rf"|(?:(?P<year>(?:19|20)\d\d|今|去|前)年\s?|(?P<that>本|上个?|这个)月(?=\s?(?:{_N})[日号]))(?:(?P<month>{_N})月(?:份)?)?(?:\s?(?P<day>{_N})[日号])?"
    rf"|(?<![\d年.-])(?P<bare_month>{_N})月(?:份(?!额)|\s?(?P<bare_day>{_N})[日号])"
    rf"|(?<![\d月])(?P<only>\d{{1,2}})日(?=[上下中晚凌早，])"
    rf"|(?<!\d)(?P<packed>20\d\d[01]\d[0-3]\d)(?!\d))"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``first`` to ``last``, both within: one day, or the month that is all the text tells."""

    first: date
    last: date


def find_days(text: str, published: date | None = None) -> list[Found[Stretch | None]]:
    """Days and months, ascending and disjoint; the value is None where the text alone does not tell which (昨天), or no calendar has it."""
    full = find_dates(text) if HOLDS_A_YEAR.search(text) else []
    found: list[Found[Stretch | None]] = [Found(_one(day.value), day.start, day.end, day.text) for day in full]
    taken = [(one.start, one.end) for one in found]
    for match in _SPOKEN.finditer(text):
        start, end = match.span()
        if (match["year"] and not match["month"]) or any(low < end and start < high for low, high in taken):
            continue  # a year alone is no day
        found.append(Found(_stretch(match, published), start, end, match[0]))
    return sorted(found, key=lambda one: one.start)


def single_days(text: str, published: date | None) -> tuple[date, ...]:
    """The days a text fixes, ascending, each once; months are none."""
    values = (found.value for found in find_days(text, published))
    return tuple(sorted({value.first for value in values if value and value.first == value.last}))


def published_day(written: str | None) -> date | None:
    """The day of an ISO date or time; None where none is given, it is no date, or no text is so old or so new (0001-01-01)."""
    try:
        day = date.fromisoformat(written[:10]) if written else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None


def _stretch(match: re.Match[str], published: date | None) -> Stretch | None:
    if match["packed"]:
        packed = match["packed"]
        return _month_or_day(int(packed[:4]), int(packed[4:6]), int(packed[6:]))
    if match["year"] and match["year"].isdecimal():
        return _month_or_day(int(match["year"]), _number(match["month"]), _number(match["day"]))
    if published is None:
        return None
    if match["ago"]:
        return _one(published - timedelta(days=_AGO[match["ago"]]))
    if match["week"]:
        monday = published - timedelta(days=published.weekday() + 7 * match["week"].count("上"))
        return _one(monday + timedelta(days=_WEEKDAYS[match["weekday"]]))
    if match["year"]:
        return _month_or_day(published.year - _YEARS_AGO[match["year"]], _number(match["month"]), _number(match["day"]))
    if match["that"]:
        first = published.replace(day=1)
        first = (first - timedelta(days=1)).replace(day=1) if match["that"].startswith("上") else first
        return _month_or_day(first.year, first.month, _number(match["day"]))
    if match["bare_month"]:
        month, day = _number(match["bare_month"]), _number(match["bare_day"])
        this = _month_or_day(published.year, month, day)
        return this if this and this.first <= published else _month_or_day(published.year - 1, month, day)
    this = _month_or_day(published.year, published.month, int(match["only"]))
    before = published.replace(day=1) - timedelta(days=1)
    return this if this and this.first <= published else _month_or_day(before.year, before.month, int(match["only"]))


def _one(day: date) -> Stretch:
    return Stretch(day, day)


def _number(text: str | None) -> int | None:
    return parse_numeral(text) if text else None


def _month_or_day(year: int, month: int | None, day: int | None) -> Stretch | None:
    if not month or not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        return None
    return _one(date(year, month, day)) if day else Stretch(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
