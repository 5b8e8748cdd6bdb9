"""Whether the case was filed, and by whom (处罚法第五十四条第二款)."""

from __future__ import annotations

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.signing import leader_signed, name_behind_opinion


@check("filing.approval_missing")
def approval_missing(case: CaseFile, rule: Rule) -> Outcome:
    """An approval of filing with the leader's signature and day; the police have their own register (受案登记表)."""
    if case.procedure != "ordinary":
        return not_applicable("不是普通程序案件")
    there = case.has("filing_approval")
    if case.department == "公安":
        traffic = "交" in (case.agency or "")
        if there.yes or traffic:
            return met("公安案件以受案登记表为准") if there.yes else not_applicable("交通警察一般程序不要求立案审批表")
        if there.unknown:
            return unknown(there.reason)
        return breach("疑似缺受案登记表：卷内未见受案登记表", on=case.decision_date, severity="info", absent=("filing_approval",))
    if there.unknown:
        return unknown(f"未见立案审批表，但{there.reason}")
    if there.no:
        evidence = [case.evidence(f"《{case.decision.title}》", writ=case.decision)] if case.decision else []
        return breach("疑似未经立案：普通程序案卷中未见立案审批表", on=case.decision_date, evidence=evidence, absent=("filing_approval",))
    writs = case.writs("filing_approval")
    judged = [leader_signed(case, writ) for writ in writs]
    days = [case.date(writ, "approved_date") if writ.get("approved_date").state == "empty" else case.date(writ) for writ in writs]
    undated = [_undated(case, writ) for writ in writs]
    if any(sign.yes and isinstance(day, Dated) and not bare for sign, day, bare in zip(judged, days, undated, strict=True)):
        return met("立案审批表有负责人签名和批准日期", [day.evidence for day in days if isinstance(day, Dated)])
    writ, sign, day = writs[0], judged[0], days[0]
    evidence = [case.evidence(f"《{writ.title}》", writ=writ)]
    if sign.no:
        return breach(
            f"疑似立案未经负责人批准：《{writ.title}》（第{writ.first_page}页）负责人签名栏空白",
            on=case.filing_date or case.decision_date,
            evidence=evidence,
        )
    if undated[0] or (not isinstance(day, Dated) and day.state == "empty"):
        return breach(
            f"疑似立案批准日期空白：《{writ.title}》（第{writ.first_page}页）未写批准日期", on=case.decision_date, evidence=evidence
        )
    return unknown("；".join(filter(None, [sign.reason, "" if isinstance(day, Dated) else day.reason])), evidence=evidence)


def _undated(case: CaseFile, writ: Writ) -> bool:
    """Whether the head signed without a day on a typed form whose other opinions all bear one."""
    dated = [writ.get(name).state for name in ("leader_date", "approved_date", "date")]
    others = [writ.get(name).state for name in ("handler_date", "unit_date")]
    signed = writ.get("leader_sign").state == "value" or name_behind_opinion(case, writ) is not None
    return not case.recognised(writ) and signed and set(others) == {"value"} and "value" not in dated
