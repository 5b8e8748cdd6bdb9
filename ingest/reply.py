"""What becomes of a message of the public after it was taken in (reply, its day, status, agency), and what changes when it comes again.

Exports are handed in day after day, sometimes an older one after a newer one, sometimes with fewer columns. What is known is
never erased by what an export leaves out, and never put back by an export that is plainly older.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from ingest.cells import parse_day

Changed = Literal["reply", "status", "text"]
CHANGES: tuple[Changed, ...] = get_args(Changed)
HANDLING = ("reply", "reply_date", "status", "agency")
_OPEN = ("待受理", "待签收", "待办", "待处理", "待派", "受理中", "办理中", "处理中", "在办", "未办结", "未答复", "未回复")
_CLOSED = ("办结", "办毕", "结案", "完结", "归档", "已答复", "已回复", "已处理", "已解决", "已反馈", "已评价", "已回访", "已关闭")


def closed(status: str | None) -> bool | None:
    """Whether a status says that nothing is to come any more; None where it does not tell.

    A message sent back to be dealt with again (重办) is open.
    """
    said = "".join((status or "").split())
    if any(word in said for word in ("重办", "退回", *_OPEN)):
        return False
    return True if any(word in said for word in _CLOSED) else None


def renewed(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The metadata of a record that comes again: what it says now, and what was known where it says nothing.

    Reply, its day, status and agency stay as they were where the record that comes is plainly the older one.
    """
    told = {**now, **before, **{name: value for name, value in now.items() if value}}
    return {**told, **{name: before[name] for name in HANDLING if name in before}} if _older(before, now) else told


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> frozenset[Changed]:
    """What differs in how a message was dealt with: its reply (or the reply's day), its status (or the agency in charge)."""
    replied = _squeezed(before, "reply") != _squeezed(now, "reply") or _day(before) != _day(now)
    moved = any(_squeezed(before, name) != _squeezed(now, name) for name in ("status", "agency"))
    reply: frozenset[Changed] = frozenset(("reply",)) if replied else frozenset()
    status: frozenset[Changed] = frozenset(("status",)) if moved else frozenset()
    return reply | status


def _older(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """No reply where one is known, a reply of an earlier day, or open where it was closed and no new reply says why."""
    if before.get("reply"):
        if now.get("reply") == "":
            return True
        first, second = parse_day(before.get("reply_date")), parse_day(now.get("reply_date"))
        if first and second and first != second:
            return second < first
    said_anew = now.get("reply") and _squeezed(before, "reply") != _squeezed(now, "reply")
    waiting = closed(now.get("status")) is False and not any(word in now.get("status", "") for word in ("重办", "退回"))
    return not said_anew and waiting and closed(before.get("status")) is True


def _squeezed(metadata: Mapping[str, str], name: str) -> str:
    return "".join(metadata.get(name, "").split())


def _day(metadata: Mapping[str, str]) -> object:
    """The day of the reply; what cannot be read as one stands for itself."""
    return parse_day(metadata.get("reply_date")) or _squeezed(metadata, "reply_date")
