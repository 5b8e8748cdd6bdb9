"""Days as they stand beside the titles of a list: with a year or without, in one piece or day and month apart."""

from __future__ import annotations

import re
from datetime import date

from ingest.cells import parse_day

_FULL = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*日?\s*[\n/|]?\s*((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})(?!\d)")  # 20 above 2026-11
_DAY_LAST = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?\s*\n\s*(\d{1,2})(?!\d)")  # 2026-11 above 20
_SHORT = re.compile(r"(?<![\d.-])(\d{1,2})\s*[-/月]\s*(\d{1,2})日?(?![\d%-])")
_EDGE = re.compile(rf"^[\[【(（]?{_FULL.pattern}日?[\]】)）]?\s*|\s*[\[【(（]?{_FULL.pattern}日?[\]】)）]?(?:\s*\d\d:\d\d(?::\d\d)?)?$")


def day_beside(text: str, *, today: date) -> date | None:
    """The day in the text beside a title. One without a year is the last such day that is not to come."""
    if match := _FULL.search(text):
        return parse_day(match[0])
    if match := _DAY_FIRST.search(text):
        return _day(int(match[2]), int(match[3]), int(match[1]))
    if match := _DAY_LAST.search(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    for match in _SHORT.finditer(text):
        day = _day(today.year, int(match[1]), int(match[2]))
        if day is not None:
            return day if day <= today else _day(today.year - 1, int(match[1]), int(match[2]))
    return None


def without_day(title: str) -> tuple[str, str]:
    """A title without the day at its beginning or end, and that day's text, empty where there is none."""
    match = _EDGE.search(title)
    return (title.replace(match[0], "", 1).strip(), match[0]) if match else (title, "")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
