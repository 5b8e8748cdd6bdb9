"""The values of a spreadsheet's cells as Excel shows them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

_DECIMALS = re.compile(r"0\.(0+)")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')


def shown(value: Any, form: str) -> str:
    """A cell's value as text; ``form`` is its number format."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time)):
        return _moment(value, form)
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, (int, float)):
        return _number(value, form)
    return str(value)


def _moment(value: datetime | date | time, form: str) -> str:
    """A day with its time, if it has one: in Chinese where the format says 年, else year first, so that no two readers differ."""
    clock = "" if not isinstance(value, (datetime, time)) else f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
    if isinstance(value, time):
        return clock
    plain = _QUOTED.sub(lambda match: match[1] or match[2] or "", form.split(";")[0])
    if "年" in plain:
        day = f"{value.year}年{value.month}月" + (f"{value.day}日" if "日" in plain or re.search(r"d", plain, re.IGNORECASE) else "")
    else:
        day = f"{value:%Y-%m-%d}"
    return day if clock in ("", "00:00") else f"{day} {clock}"


def _number(value: float, form: str) -> str:
    first = _QUOTED.sub("", form.split(";")[0])
    decimals = len(match[1]) if (match := _DECIMALS.search(first)) else 0 if "0" in first or "#" in first else None
    if "%" in first:
        return f"{value * 100:.{decimals or 0}f}%"
    if decimals is None or "E" in first.upper().replace("GENERAL", ""):
        if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
            return str(int(value))
        return f"{value:.10g}"
    return f"{value:{',' if '#,#' in first or '0,0' in first else ''}.{decimals}f}"
