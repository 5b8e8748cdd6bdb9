"""What became of a message of the public (答复): answered or not, within the limit of its channel or late, in substance or perfunctory.

The judgement is the program's and says so (疑似敷衍). Where the source tells nothing of replies, nothing is judged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.cells import parse_day
from ingest.reply import closed
from nlp.opinion.answer_words import answer_words
from nlp.procedure.local import AnswerLimit
from nlp.workdays import workdays_between

OTHER_CHANNELS = "其他"  # the limit of channels that have none of their own
_PROLONGED = re.compile(r"延期(?:办理|答复)|延长(?:办理|答复)|申请延期|同意延期")

State = Literal["answered", "waiting", "unknown"]


@dataclass(frozen=True, slots=True)
class Answer:
    """How a message was dealt with, up to ``until``: the day of the reply, or the day of looking where there is none yet.

    ``days`` from ``received`` to ``until``: working days where the ``limit`` of the channel counts such, else calendar days; None where a
    day is not known, or the reply bears a day before the message's, so that one of them is wrong. ``late`` is
    None where no limit is set, a day is not known, or the reply says that the time was prolonged. ``perfunctory`` is None where there is
    no reply to judge; ``why`` tells in Chinese, with the words of the reply, what it says instead of an answer.
    """

    state: State
    received: date | None = None
    until: date | None = None
    days: int | None = None
    limit: AnswerLimit | None = None
    late: bool | None = None
    prolonged: bool = False
    perfunctory: bool | None = None
    why: str = ""

    @property
    def sentence(self) -> str:
        """答复：2025-12-03，历时 12 个工作日（期限 5 个工作日），逾期；疑似敷衍：只说转办（“已转城管局”）. Empty: nothing is known."""
        if self.state == "unknown":
            return ""
        unit = "个工作日" if self.limit and self.limit.working else "天"
        if self.state == "answered":
            said = f"答复：{self.until or '日期不明'}" + (f"，历时 {self.days} {unit}" if self.days is not None else "")
        else:
            said = "尚未答复" + (f"：{self.received} 收到，至 {self.until} 已 {self.days} {unit}" if self.days is not None else "")
        said += f"（期限 {self.limit.days} {unit}）" if self.limit else "（未设办理期限）"
        if self.prolonged:
            said += "，答复写明延期"
        elif self.late is not None:
            said += "，逾期" if self.late else "，未超期"
        return f"{said}；疑似敷衍：{self.why}" if self.perfunctory else said


def answer_of(
    *,
    reply: str | None,
    replied: date | None,
    received: date | None,
    channel: str | None,
    limits: Mapping[str, AnswerLimit],
    today: date,
    status: str | None = None,
) -> Answer:
    """Judge a message by what its source says; ``reply`` is None where the source has no such field, empty where there is none yet.

    ``limits`` by channel, ``complaint_sla`` of the local parameters; ``status`` as the source names it (已办结).
    """
    text = "".join((reply or "").split())
    if not text and replied is None:
        return _waiting(received, _limit(channel, limits), today, status) if reply is not None else Answer("unknown")
    limit, prolonged = _limit(channel, limits), _PROLONGED.search(text) is not None
    empty = answer_words().empty(text) if text else None
    days = _days(received, replied, limit)
    return Answer(
        "answered",
        received=received,
        until=replied,
        days=days,
        limit=limit,
        late=None if prolonged else _late(days, limit),
        prolonged=prolonged,
        perfunctory=empty is not None if text else None,
        why=empty.why if empty else "",
    )


def answer_in(metadata: Mapping[str, str], received: date | None, limits: Mapping[str, AnswerLimit], today: date) -> Answer:
    """The same of a stored record, by its metadata (reply, reply_date, channel, status)."""
    return answer_of(
        reply=metadata.get("reply"),
        replied=parse_day(metadata["reply_date"]) if metadata.get("reply_date") else None,
        received=received,
        channel=metadata.get("channel"),
        limits=limits,
        today=today,
        status=metadata.get("status"),
    )


def _waiting(received: date | None, limit: AnswerLimit | None, today: date, status: str | None) -> Answer:
    """Without a reply. One that is closed all the same was closed in form only."""
    days = _days(received, today, limit)
    said = f"办理状态为“{status}”，但没有答复内容" if closed(status) else ""
    return Answer(
        "waiting",
        received=received,
        until=today,
        days=days,
        limit=limit,
        late=_late(days, limit),
        perfunctory=True if said else None,
        why=said,
    )


def _limit(channel: str | None, limits: Mapping[str, AnswerLimit]) -> AnswerLimit | None:
    return limits.get(channel or "") or limits.get(OTHER_CHANNELS)


def _days(first: date | None, last: date | None, limit: AnswerLimit | None) -> int | None:
    if first is None or last is None or last < first:
        return None
    return workdays_between(first, last) if limit and limit.working else (last - first).days


def _late(days: int | None, limit: AnswerLimit | None) -> bool | None:
    return None if days is None or limit is None else days > limit.days
