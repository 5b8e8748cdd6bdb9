"""How long the case took (处罚法第六十条)."""

from __future__ import annotations

from nlp.procedure.case import CaseFile
from nlp.procedure.case_time import IN_FORCE, case_time
from nlp.procedure.dating import Dated, zh
from nlp.procedure.deductions import spoken_of
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule


@check("decision.over_90_days")
def over_90_days(case: CaseFile, rule: Rule) -> Outcome:
    """Days from filing to decision, less deductions with papers, against the limit with its approved extensions."""
    if case.procedure == "summary":
        return not_applicable("简易程序案件")
    decision, filed = case.last("penalty_decision") or case.last("no_penalty_decision"), case.filing
    if decision is None:
        return not_applicable("卷内没有处罚决定书或者不予处罚决定书")
    decided = case.date(decision)
    if not isinstance(decided, Dated) or not isinstance(filed, Dated):
        return unknown("；".join(day.reason for day in (filed, decided) if not isinstance(day, Dated)))
    if filed.value < IN_FORCE and case.settled.case_days is None:
        return not_applicable(f"{zh(filed.value)}立案，当时的行政处罚法没有办案期限，本部门规章的期限未配置")
    time = case_time(case, rule.params["case_days"])
    if time is None:
        if (decided.value - filed.value).days <= rule.params["police_days"]:
            return met(f"{filed.text}受案，{decided.text}作出决定，未超过三十日", (filed.evidence, decided.evidence))
        return unknown("公安案件的办案期限另有规定（治安案件三十日等），未作判断", evidence=(filed.evidence, decided.evidence))
    evidence = (
        filed.evidence,
        decided.evidence,
        *(one for period in time.periods for one in period.evidence),
        *(one.evidence for one in time.granted),
    )
    said = (
        f"{zh(filed.value)}立案（第{filed.evidence.page}页），{zh(decided.value)}作出决定（第{decided.evidence.page}页），共{time.days}日"
    )
    if time.deducted:
        said += f"，扣除{'、'.join(dict.fromkeys(period.what for period in time.periods))}{time.deducted}日"
    if decided.value <= time.last:
        return met(f"{said}，未超过{time.limit}日{'（含批准延长）' if time.granted else ''}", evidence)
    if any(one.days is None and one.until is None for one in time.granted) and case.department != "市场监管":
        return unknown("延长审批的期限未能识别", evidence=evidence)
    if not time.granted and not time.deducted:
        if case.gaps:
            return unknown(f"{said}；{'；'.join(case.gaps)}，不能排除有延长、中止审批", evidence=evidence)
        if case.listed("internal_approval"):
            return unknown(f"{said}；目录列有内部审批文书而卷内未见", evidence=evidence)
    if spoken := spoken_of(case):
        return unknown(f"{said}；文书提及经批准延长或者中止，而卷内未见审批文书", evidence=(*evidence, *spoken))
    tail = "卷内未见延长、中止审批" if not time.granted else "批准延长后仍超期"
    note = "" if time.settled else "；本部门规章另有办案期限的，从其规定"
    return breach(
        f"疑似超期：{said}，超过{time.limit}日，{tail}{note}",
        on=decided.value,
        severity="major" if time.settled else "minor",
        evidence=evidence,
    )
