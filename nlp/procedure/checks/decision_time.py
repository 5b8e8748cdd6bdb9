"""How long the case took (处罚法第六十条)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.deductions import Extension, deducted_days, deductions, extensions, spoken_of
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.workdays import roll_to_workday

_IN_FORCE = date(2021, 7, 15)


@check("decision.over_90_days")
def over_90_days(case: CaseFile, rule: Rule) -> Outcome:
    """Days from filing to decision, less deductions with papers, against the limit with its approved extensions."""
    if case.procedure == "summary":
        return not_applicable("简易程序案件")
    decided = case.date(case.last("penalty_decision") or case.last("no_penalty_decision"))
    if not isinstance(decided, Dated) or not isinstance(case.filing, Dated):
        missing = [day.reason for day in (case.filing, decided) if not isinstance(day, Dated)]
        return unknown("；".join(missing))
    filed = case.filing
    own = case.settled.case_days
    if filed.value < _IN_FORCE and own is None:
        return not_applicable(f"{zh(filed.value)}立案，当时的行政处罚法没有办案期限，本部门规章的期限未配置")
    if case.department == "公安":
        return unknown("公安案件的办案期限另有规定（治安案件三十日等），未作判断", evidence=(filed.evidence, decided.evidence))
    limit = own or rule.params["case_days"].get(case.department) or rule.params["case_days"]["default"]
    settled = own is not None or case.department in rule.params["case_days"]
    used = (decided.value - filed.value).days
    periods = deductions(case)
    deducted = deducted_days(periods, filed.value, decided.value)
    granted = extensions(case)
    evidence = (
        filed.evidence,
        decided.evidence,
        *(one for period in periods for one in period.evidence),
        *(one.evidence for one in granted),
    )
    said = f"{zh(filed.value)}立案（第{filed.evidence.page}页），{zh(decided.value)}作出决定（第{decided.evidence.page}页），共{used}日"
    if deducted:
        said += f"，扣除{'、'.join(dict.fromkeys(period.what for period in periods))}{deducted}日"
    open_ended = [one for one in granted if one.days is None and one.until is None]
    last = _last_day(filed.value, limit + deducted, granted, standard=30 if case.department == "市场监管" else 0)
    if decided.value <= last:
        return met(f"{said}，未超过{limit}日{'（含批准延长）' if granted else ''}", evidence)
    if open_ended and case.department != "市场监管":
        return unknown("延长审批的期限未能识别", evidence=evidence)
    if not granted and not deducted:
        if case.gaps:
            return unknown(f"{said}；{'；'.join(case.gaps)}，不能排除有延长、中止审批", evidence=evidence)
        if case.listed("internal_approval"):
            return unknown(f"{said}；目录列有内部审批文书而卷内未见", evidence=evidence)
    if spoken := spoken_of(case):
        return unknown(f"{said}；文书提及经批准延长或者中止，而卷内未见审批文书", evidence=(*evidence, *spoken))
    tail = "卷内未见延长、中止审批" if not granted else "批准延长后仍超期"
    note = "" if settled else "；本部门规章另有办案期限的，从其规定"
    return breach(
        f"疑似超期：{said}，超过{limit}日，{tail}{note}",
        on=decided.value,
        severity="major" if settled else "minor",
        evidence=evidence,
    )


def _last_day(filed: date, days: int, granted: Sequence[Extension], *, standard: int) -> date:
    """The last day of the limit: prolonged by every approved extension, moved to a working day (民事诉讼法第八十五条)."""
    last = filed + timedelta(days=days)
    for extension in granted:
        last = max(last, extension.until) if extension.until else last + timedelta(days=extension.days or standard)
    return roll_to_workday(last) or last + timedelta(days=7)
