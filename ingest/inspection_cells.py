"""What the cells of an inspection ledger mean: names, numbers of certificates, yes and no, times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from ingest.cells import parse_day

_CLOCK = re.compile(r"(?<![\d:：-])(上午|下午|晚上?)?\s*(\d{1,2})\s*[:：时点]\s*(\d{1,2})?")
_SPAN = re.compile(r"[-—~～至到]+\s*(?=(?:上午|下午|次日)?\s*\d{1,2}\s*[:：时])")
_LIST = re.compile(r"[、，,；;/\n]+")
_AGENCIES = re.compile(r"[、，,；;/\n]+|会同")
_YES = re.compile(r"^(?:是|有|√|✓|1$|y$|yes|true|已)|联合", re.I)
_NO = re.compile(r"^(?:否|无|×|✗|0$|n$|no$|false|非|未|不|单独|[-—/]+$)", re.I)
_NOTHING = re.compile(r"^(?:无|没有|未.{0,6}|否|×|[-—/\\]+|空|n/?a|null|none)$", re.I)
_CERTIFICATE = re.compile(r"[A-Za-z\u4e00-\u9fff]{0,3}\d{5,}[A-Za-z0-9]*")


def agencies(text: str) -> tuple[str, ...]:
    """The agencies of a cell; a joint inspection names several."""
    return tuple(dict.fromkeys(part for piece in _AGENCIES.split(text) if (part := re.sub(r"\s", "", piece))))


def people(text: str | None) -> tuple[str, ...] | None:
    """Names; numbers of certificates and remarks in brackets are none."""
    if text is None:
        return None
    bare = re.sub(r"[（(].*?[）)]", "、", _CERTIFICATE.sub("、", text))
    parts = [part.strip() for part in _LIST.split(bare) if part.strip()]
    if len(parts) == 1 and re.fullmatch(r"\S{2,4}(\s+\S{2,4})+", parts[0]):
        parts = parts[0].split()
    return tuple(dict.fromkeys(re.sub(r"\s", "", part) for part in parts))


def certificates(text: str | None, officers: str | None) -> tuple[str, ...] | None:
    """The numbers in a column of their own, and those written behind the names; None where there is neither."""
    if text is None and not (officers and _CERTIFICATE.search(officers)):
        return None
    return tuple(dict.fromkeys(_CERTIFICATE.findall(f"{text or ''}、{officers or ''}")))


def number(text: str | None) -> str | None:
    """A number or a mark; 无, 未出具, — say that there is none."""
    return "" if text is not None and _NOTHING.match(text) else text


def joint(text: str | None) -> bool | None:
    """Whether the row says that several agencies came together."""
    if not text:
        return None
    if _NO.match(text):
        return False
    return True if _YES.search(text) or len(agencies(text)) > 1 else None


def scanned(values: Mapping[str, str]) -> bool | None:
    """Whether the row is, or tells of, a registration (扫码入企, 登记)."""
    if values.get("scanned_at"):
        return True
    text = values.get("scanned", values.get("scanned_at"))
    return None if text is None else not (not text or _NO.match(text))


def times(values: Mapping[str, str], day: date) -> tuple[datetime | None, datetime | None]:
    """When the inspectors came and left, where the row says more than the day."""
    first, *rest = _SPAN.split(values["date"], maxsplit=1)
    start, until = _moment(first, day), _moment(rest[0], day) if rest else None
    start = start or _moment(values.get("entered", ""), day) or _moment(values.get("scanned_at", ""), day)
    return start, _moment(values.get("left", ""), day) or until


def _moment(text: str, day: date) -> datetime | None:
    """A time of day; of the day written beside it, else of ``day``."""
    for match in _CLOCK.finditer(text):
        hour, minute = int(match[2]), int(match[3] or 0)
        if match[1] and match[1] != "上午" and hour < 12:
            hour += 12
        if (hour or minute) and hour < 24 and minute < 60:  # exports write days without a time as midnight
            own = parse_day(text) or day
            return datetime(own.year, own.month, own.day, hour, minute)
    return None
