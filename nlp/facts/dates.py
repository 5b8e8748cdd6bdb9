"""Dates and times of day as Chinese writs print them, also where the layout breaks a line inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nlp.fact import Found
from nlp.facts.numerals import parse_numeral
from nlp.remembered import remembered

_ZERO = "〇○◯零ОOo"
_CN = "一二三四五六七八九"
_YEAR = rf"(?<!\d)(?:[1１]\s*[9９]|[2２]\s*[0０])\s*\d\s*\d|(?:一\s*九|二\s*[{_ZERO}])\s*[{_ZERO}{_CN}]\s*[{_ZERO}{_CN}]"
HOLDS_A_YEAR = re.compile(rf"[1１2２]\s*[9９0０]\s*\d|[一二]\s*[九{_ZERO}]")  # needed for any full date, and soon looked for
_MONTH = rf"[01]?\s*\d|元|十\s*[一二]?|[{_ZERO}]?[{_CN}]"
_DAY = rf"[0-3]?\s*\d|[二三]?\s*十\s*[{_CN}]?|[廿卅]\s*[{_CN}]?|初?[{_ZERO}]?[{_CN}]"
_DATE = re.compile(
    rf"(?P<y>{_YEAR})\s*年\s*(?P<m>{_MONTH})\s*月\s*(?P<d>{_DAY})\s*[日号]"
    r"|(?<![\d.\-/])(?P<ny>(?:19|20)\d\d)(?P<sep>\s?[-./]\s?)(?P<nm>\d{1,2})(?:\s?[-./]\s?)(?P<nd>\d{1,2})"
    r"(?:(?!\d|[-./]\d)|(?=(?:19|20)\d\d[年.\-/])|(?=\d\d[:：]\d\d))"  # another day or the time may stand right behind it
)
_CENTURY = re.compile(rf"[1１2２一二]\s*[9９0０九{_ZERO}]")  # a date begins so; no second sign is a first one
# a later day told by the one before it: 2024年3月5日至8日, 2024年3月5日至4月2日, 同年5月8日
_LATER = re.compile(rf"\s*(?:至|到|[-—–~～]+)\s*(?:(?P<m>{_MONTH})\s*月\s*)?(?P<d>{_DAY})\s*[日号]")
_SAME_YEAR = re.compile(rf"同年\s*(?P<m>{_MONTH})\s*月\s*(?P<d>{_DAY})\s*[日号]")
_HALVES = {"下午": 12, "晚上": 12, "傍晚": 12, "晚": 12, "午后": 12}
_NUMBER = r"\d{1,2}|[二三四五]?十[一二三四五六七八九]?|[〇零]?[一二三四五六七八九零〇]"
_TIME = re.compile(
    r"(?:[\s，,；;]|[（(]星期.[)）]|(?:起止|具体|检查|勘验|询问|调查|抽样)?(?:时间|时刻)[：:])*(?P<half>上午|下午|晚上|中午|凌晨|早上|傍晚|午后|晚)?\s*"
    rf"(?P<hour>{_NUMBER})\s*"
    rf"(?:(?:时(?!间)|点(?![意要建问内情]))\s*(?:(?P<min>{_NUMBER})\s*分|(?P<thirty>半)|整)?|[:：]\s*(?P<colon>\d{{2}})(?:[:：]\d{{2}})?(?!\d))"
)
_TO = re.compile(r"许?\s*(?:开始|起)?\s*(?:至|到|[-—–~～]+)\s*(?P<day>同日|当日|当天|次日|第二日|翌日)?\s*")


@dataclass(frozen=True, slots=True)
class TimeRange:
    """A stretch of time in local time. ``end`` lies before ``start`` only where the text says so."""

    start: datetime
    end: datetime


@remembered
def find_dates(text: str) -> list[Found[date]]:
    """Every date that exists in the calendar, in text order."""
    return [Found(day, *span, text[slice(*span)]) for numbers, span in _dates(text) if (day := _valid(numbers))]


def find_bad_dates(text: str) -> list[Found[tuple[int, int, int]]]:
    """Dates as written that no calendar has (2月30日, 13月1日): (year, month, day)."""
    return [Found(numbers, *span, text[slice(*span)]) for numbers, span in _dates(text) if _valid(numbers) is None]


def find_times(text: str) -> list[Found[datetime]]:
    """Days with a time of day: 2024年3月6日14时10分, 2024-03-06 14:10."""
    return [Found(moment, start, end, text[start:end]) for moment, start, end in _times(text)]


def find_time_ranges(text: str) -> list[Found[TimeRange]]:
    """From–to times whose day is told: 2024年3月6日14时10分至15时05分, 2024-03-06 9:40-10:35, …至次日1时20分.

    A range that would end before it starts, late in the evening to early morning, ends on the next day.
    """
    found = []
    for start_moment, start, end in _times(text):
        to = _TO.match(text, end)
        if not to:
            continue
        other = _DATE.match(text, to.end())
        day = _valid(_numbers(other)) if other else start_moment.date()
        clock = _TIME.match(text, other.end() if other else to.end())
        moment = _moment(day, clock) if day and clock else None
        if moment is None or clock is None:
            continue
        if to["day"] in ("次日", "第二日", "翌日") or (
            moment < start_moment and not other and not to["day"] and start_moment.hour >= 18 and moment.hour < 8
        ):
            moment += timedelta(days=1)
        elif moment < start_moment and not clock["half"] and start_moment.hour >= 12 and moment.hour < 12 and not other:
            later = moment + timedelta(hours=12)  # 下午2时10分至3时05分
            moment = later if later >= start_moment else moment
        found.append(Found(TimeRange(start_moment, moment), start, clock.end(), text[start : clock.end()]))
    return found


def _dates(text: str) -> Iterator[tuple[tuple[int, int, int], tuple[int, int]]]:
    """(year, month, day) with its span, whether the day exists or not, in text order."""
    known: list[tuple[tuple[int, int, int], tuple[int, int]]] = []
    for match in _full_dates(text):
        numbers, end = _numbers(match), match.end()
        known.append((numbers, match.span()))
        while match["y"] and (later := _LATER.match(text, end)):
            month = _month(later["m"]) if later["m"] else numbers[1]
            day = _day(later["d"])
            span = (later.start("m") if later["m"] else later.start("d"), later.end())
            numbers, end = (numbers[0], month, day), later.end()
            known.append((numbers, span))
    for match in _SAME_YEAR.finditer(text) if known else ():
        before = [numbers for numbers, span in known if span[1] <= match.start()]
        if before:
            known.append(((before[-1][0], _month(match["m"]), _day(match["d"])), match.span()))
            known.sort(key=lambda item: item[1])
    yield from known


def _full_dates(text: str) -> Iterator[re.Match[str]]:
    """The matches of ``_DATE`` one after the other; its first two signs are soon looked for, most of a text needs no more."""
    at = 0
    while begun := _CENTURY.search(text, at):
        match = _DATE.match(text, begun.start())
        at = match.end() if match else begun.end()
        if match:
            yield match


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    if match["ny"]:
        return int(match["ny"]), int(match["nm"]), int(match["nd"])
    return parse_numeral(match["y"]) or 0, _month(match["m"]), _day(match["d"])


def _month(text: str) -> int:
    return 1 if text == "元" else parse_numeral(text) or 0


def _day(text: str) -> int:
    return parse_numeral(text.removeprefix("初")) or 0


def _valid(numbers: tuple[int, int, int]) -> date | None:
    try:
        return date(*numbers)
    except ValueError:
        return None


def _times(text: str) -> Iterator[tuple[datetime, int, int]]:
    for found in find_dates(text):
        clock = _TIME.match(text, found.end)
        if clock and (moment := _moment(found.value, clock)):
            yield moment, found.start, clock.end()


def _moment(day: date, clock: re.Match[str]) -> datetime | None:
    hour = parse_numeral(clock["hour"])
    minute_text = clock["min"] or clock["colon"]
    minute = 30 if clock["thirty"] else parse_numeral(minute_text) if minute_text else 0
    if hour is None or minute is None or minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    shift = _HALVES.get(clock["half"] or "", 0)
    if (shift and hour < 12) or (clock["half"] == "中午" and hour < 6):
        hour += 12
    if hour == 24:
        return datetime.combine(day + timedelta(days=1), time(0, 0))
    return datetime.combine(day, time(hour, minute))
