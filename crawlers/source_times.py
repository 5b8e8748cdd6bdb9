"""When a source is asked: ``schedule`` (how often) and ``window`` (at which hours). Local wall-clock time, as people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

_UNITS = {
    **dict.fromkeys(("m", "min", "minute", "minutes", "分钟", "分"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hour", "hours", "小时", "个小时"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days", "天", "日"), timedelta(days=1)),
}
_EVERY = re.compile(r"(?:every|每隔?)?\s*(\d{1,4})\s*([a-z]+|[\u4e00-\u9fff]+)", re.IGNORECASE)
_DAILY = re.compile(r"(?:daily|每天|每日)\s*(.+)", re.IGNORECASE)
_WEEKLY = re.compile(r"(?:weekly\s+(mon|tue|wed|thu|fri|sat|sun)|每(?:周|星期)([一二三四五六日天]))\s*(.+)", re.IGNORECASE)
_DAYS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))} | {
    name: n for n, name in enumerate("一二三四五六日")
}
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})")
_EARLY = timedelta(minutes=5)  # a scan that starts a little sooner than the last one did still finds "every 24 hours" due


@dataclass(frozen=True, slots=True)
class Schedule:
    """Either every so often (``every``), or at ``times`` of each day, or of ``weekday`` only (0 is Monday)."""

    every: timedelta | None = None
    times: tuple[time, ...] = ()
    weekday: int | None = None

    @classmethod
    def parse(cls, text: str) -> Schedule:
        """``every 6 hours``, ``每6小时``, ``daily 06:30 18:00``, ``每天 06:30``, ``weekly mon 06:30``, ``每周一 06:30``; ValueError."""
        text = text.strip()
        if match := _WEEKLY.fullmatch(text):
            day = (match[1] or "").lower() or match[2].replace("天", "日")
            return cls(times=_times(match[3]), weekday=_DAYS[day])
        if match := _DAILY.fullmatch(text):
            return cls(times=_times(match[1]))
        if match := _EVERY.fullmatch(text):
            unit = _UNITS.get(match[2].lower())
            if unit and int(match[1]):
                return cls(every=int(match[1]) * unit)
        raise ValueError(
            f"schedule“{text}”不认识，可写：每6小时、每天 06:30、每天 06:30 18:00、每周一 06:30（或 every 6 hours、daily 06:30）"
        )

    def due(self, last: datetime | None, now: datetime) -> bool:
        """Whether it is time again, ``last`` being the start of the last crawl."""
        if last is None:
            return True
        last, now = local(last), local(now)
        if self.every is not None:
            return now - last >= self.every - min(_EARLY, self.every / 10)
        moments = (datetime.combine(now.date() - timedelta(days=back), at) for back in range(8) for at in self.times)
        return any(last < moment <= now for moment in moments if self.weekday in (None, moment.weekday()))


@dataclass(frozen=True, slots=True)
class Window:
    """The hours in which a site is asked, ``end`` excluded; they cross midnight where ``end`` is not after ``start``."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> Window:
        """``22:00-06:00``; ValueError."""
        moments = [part.strip() for part in re.split(r"[-–—~～至到]", text)]
        if len(moments) != 2:
            raise ValueError(f"window“{text}”应为“22:00-06:00”形式")
        start, end = (_clock(moment) for moment in moments)
        if start == end:
            raise ValueError(f"window“{text}”的开始与结束相同；全天都可采集时请不写 window")
        return cls(start, end)

    def closes(self, now: datetime) -> datetime | None:
        """When the window that is open at ``now`` closes, in local time; None where it is shut."""
        now = local(now)
        for day in (now.date() - timedelta(days=1), now.date()):
            opens = datetime.combine(day, self.start)
            shuts = datetime.combine(day if self.end > self.start else day + timedelta(days=1), self.end)
            if opens <= now < shuts:
                return shuts
        return None


def local(moment: datetime) -> datetime:
    """The wall clock here, without a zone."""
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment


def _times(text: str) -> tuple[time, ...]:
    return tuple(sorted({_clock(part) for part in re.split(r"[\s,，、;；]+", text.strip())}))


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    if not match or int(match[1]) > 24 or int(match[2]) > 59 or (int(match[1]) == 24 and int(match[2])):
        raise ValueError(f"“{text}”不是时刻，应为 06:30 这样的写法")
    return time(int(match[1]) % 24, int(match[2]))
