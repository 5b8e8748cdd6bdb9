from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest

from crawlers.source_due import DueSource
from crawlers.source_times import Schedule, Window


def _at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("schedule", "last", "now", "due"),
    [
        ("every 6 hours", "2026-11-27 00:00", "2026-11-27 05:00", False),
        ("every 6 hours", "2026-11-27 00:00", "2026-11-27 06:00", True),
        ("每6小时", "2026-11-27 00:03", "2026-11-27 06:00", True),  # a scan that starts a little sooner than the last
        ("30m", "2026-11-27 00:00", "2026-11-27 00:20", False),
        ("每 2 天", "2026-11-25 06:00", "2026-11-27 05:58", True),
        ("daily 06:30", "2026-11-26 06:31", "2026-11-27 06:29", False),
        ("daily 06:30", "2026-11-26 06:31", "2026-11-27 06:30", True),
        ("每天 06:30", "2026-11-20 06:31", "2026-11-27 05:00", True),  # days were missed
        ("每天 06:30 18:00", "2026-11-27 06:31", "2026-11-27 17:59", False),
        ("每天 06:30、18：00", "2026-11-27 06:31", "2026-11-27 18:00", True),
        ("weekly fri 08:00", "2026-11-20 09:00", "2026-11-27 07:59", False),  # 2026-11-27 is a Friday
        ("每周五 08:00", "2026-11-20 09:00", "2026-11-27 08:00", True),
        ("每星期天 24:00", "2026-11-21 09:00", "2026-11-22 00:00", True),
    ],
)
def test_a_schedule_says_when_it_is_time_again(schedule: str, last: str, now: str, due: bool) -> None:
    assert Schedule.parse(schedule).due(_at(last), _at(now)) is due
    assert Schedule.parse(schedule).due(None, _at(now))


@pytest.mark.parametrize("text", ["", "sometimes", "每0小时", "每天", "每天 6点", "every 6 lightyears", "weekly 08:00", "0 6 * * *"])
def test_what_is_no_schedule_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"不认识|时刻"):
        Schedule.parse(text)


@pytest.mark.parametrize(
    ("window", "now", "closes"),
    [
        ("22:00-06:00", "2026-11-27 23:00", "2026-11-28 06:00"),
        ("22:00-06:00", "2026-11-27 05:59", "2026-11-27 06:00"),
        ("22:00-06:00", "2026-11-27 06:00", None),
        ("22:00-06:00", "2026-11-27 21:59", None),
        ("08:00-12:00", "2026-11-27 08:00", "2026-11-27 12:00"),
        ("08：00 至 12：00", "2026-11-27 12:00", None),
        ("18:00-24:00", "2026-11-27 23:59", "2026-11-28 00:00"),
    ],
)
def test_a_window_is_open_in_its_hours_also_over_midnight(window: str, now: str, closes: str | None) -> None:
    assert Window.parse(window).closes(_at(now)) == (_at(closes) if closes else None)
    source = DueSource(id="a", name="甲", window=window)
    assert source.is_open(_at(now)) is bool(closes)
    assert source.seconds_open(_at(now)) == ((_at(closes) - _at(now)).total_seconds() if closes else math.inf)


@pytest.mark.parametrize("text", ["22:00", "22-6", "22:00-22:00", "25:00-26:00", ""])
def test_what_is_no_window_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"window|时刻"):
        Window.parse(text)


def test_moments_with_a_zone_are_read_on_the_clock_here() -> None:
    last, now = datetime(2026, 11, 27, 0, 0, tzinfo=UTC), datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
    assert Schedule.parse("every 6 hours").due(last, now)
    shown = now.astimezone().replace(tzinfo=None)
    opens, shuts = f"{shown:%H}:00", f"{(shown.hour + 1) % 24:02}:00"
    assert Window.parse(f"{opens}-{shuts}").closes(now) is not None
