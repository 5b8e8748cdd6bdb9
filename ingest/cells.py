"""What single cells of exported tables say: headings by their meaning, text as shown, days in any of the usual forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

YEARS = range(1900, 2200)  # of texts and records; others stand in databases for no day: 0001-01-01, 9999-12-31
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_EXCEL_EPOCH = datetime(1899, 12, 30)


def fields_by_name(columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Field names by every heading that stands for them, from field name → headings."""
    return {name: field for field, names in columns.items() for name in names}


def heading(cell: object) -> str:
    """A column heading without blanks and remarks in brackets: ``留言时间（年月日）`` is ``留言时间``."""
    return re.sub(r"[\s*:：]|[（(].*?[）)]", "", str(cell)).lower() if cell is not None else ""


def columns_of(fields: Iterable[str | None]) -> dict[str, int]:
    """The first column of each field."""
    columns: dict[str, int] = {}
    for index, field in enumerate(fields):
        if field:
            columns.setdefault(field, index)
    return columns


def cell_text(value: object) -> str:
    """A cell as text, without the blanks around it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # Excel keeps whole numbers, such as ids, as floats
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def parse_day(value: object) -> date | None:
    """The day a cell says: a date, ``2019/4/10 10:21:47``, ``2019年4月10日``, ``20190410`` or an Excel serial number.

    None where it is no day, or of no year that a record can be of (``YEARS``).
    """
    day = _day(value)
    return day if day and day.year in YEARS else None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 20_000 <= value < 80_000:  # 1954 to 2119
        return (_EXCEL_EPOCH + timedelta(days=float(value))).date()
    text = str(value).strip()
    match = _DATE.search(text) or _COMPACT_DATE.fullmatch(text)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
