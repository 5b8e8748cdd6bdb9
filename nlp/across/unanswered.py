"""Complaints that got no answer in time, or none that says anything (逾期未答复、形式办结; 处罚法第七十五条第二款)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from nlp.across.complaint import Complaint, words_of
from nlp.across.finding import AcrossFinding, Side, finding_id, law_of
from nlp.opinion.answer import Answer, answer_of
from nlp.procedure.local import AnswerLimit
from nlp.procedure.rules import Rule

RULE = "risk.complaint_not_closed"
_PRIVATE_ONLY = "PEPL2025"
_NO_GRIEVANCE = re.compile(r"咨询|建议|表扬|感谢|求助")


def open_until_answered(complaint: Complaint) -> bool:
    """Whether the source tells of replies and there is none yet: such a message is looked at again on a later day."""
    return complaint.reply == "" and complaint.replied is None


def not_closed(complaint: Complaint, limits: Mapping[str, AnswerLimit], today: date, rule: Rule) -> AcrossFinding | None:
    """The finding; None where it was answered in time, no limit is set for its channel, or the source tells nothing of replies."""
    if complaint.received is None or (complaint.category and _NO_GRIEVANCE.search(complaint.category)):
        return None
    answer = answer_of(
        reply=complaint.reply,
        replied=complaint.replied,
        received=complaint.received,
        channel=complaint.channel,
        limits=limits,
        today=today,
    )
    wrong = _wrong(answer)
    law = law_of(rule, complaint.received, department=None, region=None, but=(_PRIVATE_ONLY,))
    if not wrong or not law:
        return None
    return AcrossFinding(
        id=finding_id(rule.id, complaint.document),
        rule=rule.id,
        severity=rule.severity,
        message=f"疑似投诉举报{wrong}：{complaint.received}收到“{complaint.name}”。{answer.sentence}",
        on=complaint.received,
        sides=(Side(complaint.document, "complaint", complaint.name, tuple(words_of(told) for told in complaint.told[:1])),),
        law=law,
        confidence=0.8,
        agency=complaint.agency,
        department=complaint.agency_type,
        region=complaint.region,
    )


def _wrong(answer: Answer) -> str:
    """What is wrong with how a message was dealt with, in Chinese; empty where nothing is known to be."""
    late = ("逾期未答复" if answer.state == "waiting" else "逾期答复") if answer.late else ""
    return "、".join(filter(None, (late, "形式办结" if answer.perfunctory else "")))
