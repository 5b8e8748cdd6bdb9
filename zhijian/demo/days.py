"""Working days as the generator counts them: the State Council's yearly calendar, by way of ``chinesecalendar``.

The generator keeps its own count, so that a dossier's truth does not come from the code that is tested on it.
"""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether offices are open on ``day``."""
    return bool(chinese_calendar.is_workday(day))


def roll(day: date) -> date:
    """``day``, or the first working day after it."""
    while not is_workday(day):
        day += DAY
    return day


def after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day`` (the day itself does not count: 行政处罚法 art. 85); ``count`` may be 0."""
    while count > 0:
        day += DAY
        count -= is_workday(day)
    return roll(day)


def before(day: date, count: int) -> date:
    """The ``count``-th working day before ``day``."""
    while count > 0:
        day -= DAY
        count -= is_workday(day)
    return day


def between(start: date, end: date) -> int:
    """Working days from the day after ``start`` up to and with ``end``; 0 where ``end`` is not later."""
    return sum(is_workday(start + DAY * n) for n in range(1, (end - start).days + 1))


def chinese(day: date) -> str:
    """2024年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
