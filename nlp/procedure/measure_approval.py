"""The leader's approval of a measure (先行登记保存、查封、扣押): which form gives it, when, before or after the measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from ingest.dossier import Writ
from nlp.facts.dates import find_times
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.finding import Evidence
from nlp.procedure.signing import leader_opinion, leader_signed

SEIZURE = r"查封|扣押|查扣|扣留|封存|暂扣|强制措施|证据保全"
PRESERVATION = r"登记(?:并|予以)?保存|证据保[全存]"
MEASURES = rf"{SEIZURE}|{PRESERVATION}"
# approvals of what comes after: another matter
_LATER = re.compile(r"解除|延长|延期|处理|先行处置|退还|没收|移送")
_OTHER_MATTER = re.compile(
    r"告知|听证|立案|结案|销案|回避|鉴定|检验|检测|抽样|采样|公告|送达|中止|恢复|终止|终结|延长|延期|分期|改正|移送|催告|核查期限"
)
# what is done later with the things that were seized or kept
_DISPOSED = r"没收|退还|返还|发还|处理|处置|解除|移送|销毁|拍卖|收缴|已|被|曾"
# other forms in which a leader may approve it along with something else
_ALSO = ("filing_approval", "case_source", "inspection_doc", "collective_discussion")
# what only says that it was approved (决定书、报告), lists papers, or approves what comes after (结案报告、分期缴款)
_RETELLS = (
    *("dossier_binding", "penalty_decision", "investigation_report", "legal_review", "prior_notice", "service_doc", "law_material"),
    *("closing_doc", "statement_doc", "hearing_doc", "payment_doc", "enforcement_doc", "transfer_doc"),
)
# approves the penalty; the measure as well where that is what it proposes
_OF_PENALTY = "decision_approval"
_AGREED = re.compile(
    r"(?:(?:负责人|领导|局长|主任|队长|审批|批准|签批)(?:审批|审核|批示|签批)?意见|(?:审批|批准|签发|签批)(?:人|栏)?(?=[：:])|领导批示)"
    r"[：:]?[^。；]{0,24}?(?:同意|准予|照办|批准(?!书|文号))"
)
_SPOKEN = r"(?:电话|口头|微信|短信|传真|系统|平台|当面|现场)[^。；]{0,16}(?:请示|报告|汇报|报请|报经|报)[^。；未不没]{0,24}(?:同意|批准)"
_DAY = timedelta(hours=24)

Timing = Literal["before", "within", "late", "unread"]


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval. ``blank``: the leader neither wrote an opinion nor signed. ``own``: a form of its own, not a word in another one."""

    writ: Writ
    day: Dated | Missing
    blank: bool
    own: bool


def approvals(case: CaseFile, what: str) -> list[Approval]:
    """The approvals of a measure that ``what`` (a regular expression) names, those on a form of their own first."""
    own = [writ for writ in case.writs("internal_approval") if _about(case, writ, what)]
    told = rf"(?:同意|批准|准予|拟|建议|申请|提请)[^。；]{{0,24}}(?:{what})"
    other = [writ for type in _ALSO for writ in case.writs(type) if case.mentions(writ, told, drop_negation=True)]
    found = [
        *(Approval(writ, case.date(writ), leader_opinion(case, writ).no and not leader_signed(case, writ).yes, True) for writ in own),
        *(Approval(writ, case.date(writ), False, False) for writ in other),
    ]
    return found or [Approval(writ, case.date(writ), False, False) for writ in _within(case, what)]


def approved_by_word(case: CaseFile) -> Evidence | None:
    """Where a record of the scene tells that the head was asked and agreed (电话请示…同意): the law asks for approval, not for its form."""
    hits = case.mentions([*case.writs("scene_record"), *case.writs("seizure_doc", "scene")], _SPOKEN, drop_negation=True)
    return case.cite("口头、电话批准", hits[0]) if hits else None


def _within(case: CaseFile, what: str) -> Iterator[Writ]:
    """Pages of other writs on which a head agrees to the measure: a form that was not told from the writ before it, or a stub."""
    for writ in case.dossier.writs:
        for number in () if writ.type in (*_RETELLS, "internal_approval") else range(writ.first_page, writ.last_page + 1):
            page = Writ("internal_approval", f"第{number}页的审批", number, number)
            if writ.type == _OF_PENALTY and not _asks_for(case, page, what):
                continue
            if _proposes(case, page, what) and _AGREED.search(case.squeezed(page).text):
                yield writ if writ.type in _ALSO and number == writ.first_page else page  # whose day was read by its fields


def _about(case: CaseFile, writ: Writ, what: str) -> bool:
    """Whether a form asks for the measure itself: by its matter or title, else by what it proposes."""
    matter = next((field.text for field in writ.all("type") if field.state == "value"), "")
    for named in (matter, writ.title):
        if re.search(what, named):
            return not _LATER.search(named)
    return not matter and not _OTHER_MATTER.search(writ.title) and _proposes(case, writ, what)


def _asks_for(case: CaseFile, writ: Writ, what: str) -> bool:
    """Whether a text asks for the measure (建议对该批货物予以扣押), not for what becomes of things already taken (拟没收被扣押的货物)."""
    asked = (
        rf"(?:拟|建议|申请|提请|请求|请示)(?:(?!{_DISPOSED})[^。；]){{0,30}}?(?:{what})(?!的|物品|财物|[^。；，]{{0,12}}(?:{_DISPOSED}))"
    )
    return re.search(asked, case.squeezed(writ).text) is not None


def _proposes(case: CaseFile, writ: Writ, what: str) -> bool:
    """Whether a text speaks of the measure, and of neither its extension nor its end."""
    text = case.squeezed(writ).text
    ended = rf"(?:解除|延长|延期|先行处置)[^，。；]{{0,12}}(?:{what})|(?:{what})[^，。；]{{0,8}}(?:延长|延期|解除)"
    return re.search(what, text) is not None and not re.search(ended, text)


def timing(case: CaseFile, approval: Approval, measure: Dated, moment: datetime | None) -> Timing:
    """Before the measure, within 24 hours of it, or later. Where no hour is told the whole next day counts as within."""
    day = approval.day
    if not isinstance(day, Dated):
        return "unread"
    days = (day.value - measure.value).days
    approved = _moment(case, approval.writ, day)
    if approved and moment:
        return "before" if approved <= moment else "within" if approved - moment <= _DAY else "late"
    return "before" if days <= 0 else "within" if days == 1 else "late"


def _moment(case: CaseFile, writ: Writ, day: Dated) -> datetime | None:
    """The last moment of that day which the form tells, the leader's being the last signature."""
    return latest(one.value for one in find_times(case.squeezed(writ).text) if one.value.date() == day.value)


def latest(moments: Iterable[datetime]) -> datetime | None:
    """The latest moment; None of none."""
    return max(moments, default=None)
