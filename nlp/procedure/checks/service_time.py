"""Whether the decision reached the party in time (处罚法第六十一条)."""

from __future__ import annotations

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Severity
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.security_law import by_security_law
from nlp.procedure.service import service_begun
from nlp.workdays import workdays_between


@check("service.decision_late")
def decision_late(case: CaseFile, rule: Rule) -> Outcome:
    """Working days from the decision to the first day somebody set about serving it."""
    writ = case.last("penalty_decision")
    if writ is None:
        return not_applicable("卷内没有普通程序的处罚决定书")
    decided = case.date(writ)
    if not isinstance(decided, Dated):
        return unknown(decided.reason)
    service = case.served(writ)
    if service.by == "none":
        return not_applicable("决定书没有任何送达材料，由“送达回证缺失”检查")
    begun = service_begun(case, writ, decided.value)
    if begun is None:
        reason = "" if isinstance(service.day, Dated) else service.day.reason
        return unknown(reason or "送达日期未能识别", evidence=(decided.evidence,))
    if begun < decided.value:
        return met("送达早于决定日期，由“程序时间倒置”检查", (decided.evidence,))
    used = workdays_between(decided.value, begun)
    if used is None:
        return unknown(f"{begun.year}年的法定节假日安排未知，无法计算工作日", evidence=(decided.evidence,))
    security = by_security_law(case, writ)
    allowed = rule.params["治安"] if security else rule.params["working_days"]
    evidence = [decided.evidence]
    if isinstance(service.day, Dated):
        evidence.append(service.day.evidence)
    page = evidence[-1].page
    said = f"{zh(decided.value)}作出处罚决定（第{decided.evidence.page}页），{zh(begun)}送达（第{page}页），相隔{used}个工作日"
    if used <= allowed:
        return met(f"{said}，未超过{allowed}个工作日", evidence)
    severity: Severity = "major" if used > rule.params["service_late_major"] else "minor"
    return breach(f"疑似逾期送达：{said}，超过{allowed}个工作日", on=decided.value, severity=severity, evidence=evidence)
