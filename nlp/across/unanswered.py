"""Complaints that got no answer in time, or none that says anything (逾期未答复、形式办结; 处罚法第七十五条第二款)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from nlp.across.complaint import Complaint, words_of
from nlp.across.finding import AcrossFinding, Side, finding_id, law_of
from nlp.procedure.local import AnswerLimit
from nlp.procedure.rules import Rule
from nlp.workdays import workdays_between

RULE = "risk.complaint_not_closed"
_PRIVATE_ONLY = "PEPL2025"
OTHER_CHANNELS = "其他"  # the limit of channels that have none of their own
_NO_ANSWER = re.compile(
    r"(?:已(?:转(?:办|交|派|送)?|阅|收悉|知悉|交办|派单)[^，。；！]{0,16}|感谢您?的?(?:来电|来信|反映|关注|支持|监督)[^。！!]{0,12})[。！!]?$"
)
_SUBSTANCE = re.compile(
    r"经(?:查|核|调查|核实|现场|了解)|核实|查实|现场|立案|整改|处罚|退还|道歉|约谈|已(?:责令|完成|处理完|解决)|依据|根据《|不属实|属实|书面"
)
_PROLONGED = re.compile(r"延期(?:办理|答复)|延长(?:办理|答复)|申请延期|同意延期")
_NO_GRIEVANCE = re.compile(r"咨询|建议|表扬|感谢|求助")


def open_until_answered(complaint: Complaint) -> bool:
    """Whether the source tells of replies and there is none yet: such a message is looked at again on a later day."""
    return complaint.reply == "" and complaint.replied is None


def says_something(reply: str | None) -> bool:
    """Whether a reply tells facts that were found or measures that were taken."""
    return bool(reply) and _SUBSTANCE.search("".join((reply or "").split())) is not None


def not_closed(complaint: Complaint, limits: Mapping[str, AnswerLimit], today: date, rule: Rule) -> AcrossFinding | None:
    """The finding; None where it was answered in time, no limit is set for its channel, or the source tells nothing of replies."""
    if complaint.received is None or (complaint.category and _NO_GRIEVANCE.search(complaint.category)):
        return None
    said = _empty(complaint) or _late(complaint, limits, today)
    law = law_of(rule, complaint.received, department=None, region=None, but=(_PRIVATE_ONLY,))
    if said is None or not law:
        return None
    return AcrossFinding(
        id=finding_id(rule.id, complaint.document),
        rule=rule.id,
        severity=rule.severity,
        message=f"疑似投诉举报{said}：{complaint.received}收到“{complaint.name}”",
        on=complaint.received,
        sides=(Side(complaint.document, "complaint", complaint.name, tuple(words_of(told) for told in complaint.told[:1])),),
        law=law,
        confidence=0.8,
        agency=complaint.agency,
        department=complaint.agency_type,
        region=complaint.region,
    )


def _empty(complaint: Complaint) -> str | None:
    """Closed by words alone: passed on, taken note of, thanked."""
    reply = "".join((complaint.reply or "").split())
    if _NO_ANSWER.search(reply) and not says_something(reply):
        return f"形式办结（答复为“{reply[:40]}”，没有查明的事实和采取的措施）"
    return None


def _late(complaint: Complaint, limits: Mapping[str, AnswerLimit], today: date) -> str | None:
    """Answered, or still not answered, after the limit of its channel."""
    limit = limits.get(complaint.channel or "") or limits.get(OTHER_CHANNELS)
    waiting = open_until_answered(complaint)
    if limit is None or complaint.received is None or not (complaint.replied or waiting) or _PROLONGED.search(complaint.reply or ""):
        return None
    until = complaint.replied or today
    days = workdays_between(complaint.received, until) if limit.working else (until - complaint.received).days
    if days is None or days <= limit.days:
        return None
    unit = "个工作日" if limit.working else "日"
    return (
        f"逾期未答复（至{until}已{days}{unit}，期限{limit.days}{unit}）"
        if waiting
        else f"逾期答复（{until}答复，历时{days}{unit}，期限{limit.days}{unit}）"
    )
