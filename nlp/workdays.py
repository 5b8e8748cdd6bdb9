"""Working days (工作日) by the State Council's yearly holiday notices, as the ``chinesecalendar`` package holds them.

Counting follows 行政处罚法 art. 85 and 民事诉讼法 art. 85: the day an act falls on is not counted, days off are left out,
make-up days worked at weekends count. Where the notice of a year is not known the answer is None, never a guess.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from chinese_calendar.constants import holidays, in_lieu_days, workdays

_DAY = timedelta(days=1)
_FIXED = frozenset({(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)})  # public holidays whatever day of the week they are


@cache
def known_years() -> frozenset[int]:
    """The years whose holiday notice is known."""
    return frozenset(day.year for day in holidays) & frozenset(day.year for day in workdays)


def is_workday(day: date) -> bool | None:
    """Whether people work on ``day``; None where the calendar of that year is not known."""
    if day.year not in known_years():
        return None
    plain = date(day.year, day.month, day.day)  # a datetime would miss the tables
    return plain in workdays or (plain.weekday() < 5 and plain not in holidays)


def workdays_between(a: date, b: date) -> int | None:
    """wd(a, b): the working days from the day after ``a`` up to and including ``b``; negative where ``b`` lies before ``a``."""
    if b < a:
        back = workdays_between(b, a)
        return None if back is None else -back
    count, day = 0, a
    while day < b:
        day += _DAY
        worked = is_workday(day)
        if worked is None:
            return None
        count += worked
    return count


def nth_workday(a: date, n: int) -> date | None:
    """The ``n``-th working day after ``a`` (n ≥ 1): the last day of a period of ``n`` working days that starts on ``a``."""
    if n < 1:
        raise ValueError(f"n must be at least 1, not {n}")
    day = a
    while n:
        day += _DAY
        worked = is_workday(day)
        if worked is None:
            return None
        n -= worked
    return day


def roll_to_workday(day: date) -> date | None:
    """``day`` itself if worked, otherwise the first working day after it: a period ends on a working day (顺延)."""
    while not (worked := is_workday(day)):
        if worked is None:
            return None
        day += _DAY
    return day


def is_public_holiday(day: date) -> bool | None:
    """Whether ``day`` is a public holiday (法定节假日); weekends are none.

    None for days off that go with a holiday (调休, a weekend inside it), which the law does not name, and for years not known.
    """
    if day.year not in known_years():
        return None
    plain = date(day.year, day.month, day.day)
    if plain not in holidays:
        return False
    if (plain.month, plain.day) in _FIXED:
        return True
    return True if plain not in in_lieu_days and plain.weekday() < 5 else None
