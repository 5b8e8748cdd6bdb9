"""Days as feeds, sitemaps and JSON interfaces write them, on the calendar of China."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from ingest.cells import parse_day

_CHINA = timezone(timedelta(hours=8))
_SECONDS, _MILLISECONDS = 10**9, 10**12  # a number is a moment from 2001 on


def day_of(value: object) -> date | None:
    """The day of ``Sat, 01 Mar 2025 20:00:00 GMT``, ``2025-03-01T20:00:00Z``, seconds or milliseconds since 1970, or as in a cell."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value >= _SECONDS:
        return _in_china(datetime.fromtimestamp(value / 1000 if value >= _MILLISECONDS else value, UTC)) if value < 10**14 else None
    text = str(value).strip() if value is not None else ""
    if text.isdigit() and len(text) in (10, 13):
        return day_of(int(text))
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _in_china(read(text))
        except ValueError:
            continue
    return parse_day(text) if text else None


def _in_china(moment: datetime) -> date:
    return moment.astimezone(_CHINA).date() if moment.tzinfo else moment.date()
