"""The time within which a violation must be found (处罚法第三十六条, 治安管理处罚法, 税收征收管理法第八十六条)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from nlp.procedure.boxes import unticked
from nlp.procedure.case import CaseFile
from nlp.procedure.case_fields import cause_of
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.found_facts import found_facts
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import clauses
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.violation_time import violation_time

_POLICE = "公安"  # 受案 is the day of discovery
_FOUND_IN = ("case_source", "inspection_doc", "scene_record", "sampling_record", "filing_approval")
_FROM_OTHERS = re.compile(r"移送|移交|转办|交办|转来|举报|控告|投诉|信访")


@check("filing.limitation_expired")
def limitation_expired(case: CaseFile, rule: Rule) -> Outcome:
    """The violation ended longer before it was found than the law allows."""
    decision = case.decision
    days = [day for type in _FOUND_IN for writ in case.writs(type) if isinstance(day := case.date(writ), Dated)]
    if decision is None or not days:
        return not_applicable("没有处罚决定书或者没有发现违法行为的日期")
    found = min(days, key=lambda day: day.value)
    time = violation_time(case, found.value)
    if time is None:
        return not_applicable("决定书的事实部分没有识别到违法行为发生的日期")
    months, law = _limit(case, rule)
    said = f"{time.last.text}的违法行为，{found.text}才发现"
    evidence = (time.last.evidence, found.evidence)
    if time.since(_before(found.value, months)):
        return met(f"{time.last.text}的违法行为未超过时效或者处于连续、继续状态", evidence)
    if case.department != _POLICE and not any(case.writs(type) for type in _FOUND_IN[:-1]):
        return unknown(f"{said}，卷内只有立案的日期，发现违法行为之日未知", evidence=evidence)
    if (source := case.has("case_source")).unknown:
        return unknown(f"{said}，未见案件来源材料，但{source.reason}", evidence=evidence)
    if _from_others(case):
        return unknown(f"{said}，案件由举报、移送、交办而来，首次举报或者移送机关发现之日未知", evidence=evidence)
    if law == "APL2021" and (domain := _five_years(case, rule)):
        if not time.since(_before(found.value, rule.params["extended_months"])):
            return _expired(case, said, "五年", evidence, law)
        return unknown(f"{said}，超过二年；{domain}，是否涉及公民生命健康安全、金融安全且有危害后果", evidence=evidence)
    return _expired(case, said, {6: "六个月", 24: "二年", 60: "五年"}[months], evidence, law)


def _from_others(case: CaseFile) -> bool:
    """Whether the source says that others knew before.

    The choices of a form that nobody ticked say nothing, nor does its title (举报（线索）登记表) where it names the channel itself.
    """
    for hit in case.mentions("case_source", _FROM_OTHERS):
        text, title = case.squeezed(hit.writ).text, "".join(hit.writ.title.split())
        titled = hit.writ.get("source_channel").state == "value" and 0 <= hit.start - text.find(title) < len(title)
        if not titled and not unticked(text, hit.start):
            return True
    return False


def _expired(case: CaseFile, said: str, limit: str, evidence: tuple[Evidence, ...], law: str) -> Outcome:
    return breach(f"疑似超过处罚时效：{said}，超过{limit}", on=case.decision_date, evidence=evidence, law=(law,))


def _limit(case: CaseFile, rule: Rule) -> tuple[int, str]:
    """The limit in months and the key of the law that sets it: some laws have their own."""
    for entry in rule.params["own_limits"]:
        if case.department == entry["department"] and case.mentions(case.decision or (), entry["law"], drop_citations=False):
            return entry["months"], entry["law_key"]
    return rule.params["default_months"], "APL2021"


def _five_years(case: CaseFile, rule: Rule) -> str:
    """Why the limit may be five years: the domain of life, health or finance the case belongs to; empty where it is another.

    Only cause, facts, cited laws and the agency's name tell: the bank at which to pay stands in every decision.
    """
    if case.decision is None:
        return ""
    passage = case.squeezed(case.decision)
    facts = found_facts(passage.text)
    laws = [one.value.law for part in clauses(passage) for one in part]
    told = "；".join((cause_of(case) or "", case.agency or "", *laws, passage.text[slice(*facts)] if facts else passage.text))
    word = next((word for word in rule.params["five_year_words"] if word in told), None)
    return f"涉及{word}" if word else "" if case.department else "所属领域未能识别"


def _before(day: date, months: int) -> date:
    """The day so many months earlier."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
