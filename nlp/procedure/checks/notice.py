"""Whether the party was told before the decision, and given time to answer (处罚法第四十四、四十五、六十二、六十四条)."""

from __future__ import annotations

from ingest.dossier import Writ
from nlp.procedure.announced import untold
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.notice_period import notice_period, notices_before
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.service import open_receipts
from nlp.procedure.waiver import waived


@check("notice.prior_notice_missing")
def prior_notice_missing(case: CaseFile, rule: Rule) -> Outcome:
    """A notice that reached the party no later than the day of the decision."""
    decision = case.last("penalty_decision")
    if case.procedure != "ordinary" or decision is None:
        return not_applicable("不是作出处罚决定的普通程序案件")
    if _fast_track(case):
        return not_applicable("公安快速办理案件，可以口头告知")
    decided = case.date(decision)
    on = decided.value if isinstance(decided, Dated) else None
    mark = [case.evidence(f"《{decision.title}》", writ=decision)]
    there = case.has("prior_notice")
    if there.unknown:
        return unknown(f"未见行政处罚告知书，但{there.reason}", evidence=mark)
    if there.no:
        return breach("疑似未经告知作出处罚决定：卷内未见行政处罚告知书或者告知笔录", on=on, evidence=mark, absent=("prior_notice",))
    if whom := "、".join(sorted(untold(case, decision))):
        notice = case.notices[-1]
        said = f"卷内告知书（第{'、'.join(str(one.first_page) for one in case.notices)}页）没有写给{whom}的"
        mark.insert(0, case.evidence(f"《{notice.title}》", writ=notice))
        if case.gaps:
            return unknown(f"{said}，但{'；'.join(case.gaps)}", evidence=mark)
        return breach(f"疑似未经告知作出处罚决定：决定处罚{whom}，{said}", on=on, evidence=mark)
    services = [(notice, case.served(notice)) for notice in case.notices]
    answered = case.writs("statement_doc") or case.writs("hearing_doc", "request")
    if not any(service.served.yes for _, service in services):
        notice = services[-1][0]
        if answered:
            return met("当事人已陈述申辩、放弃或者申请听证，说明已收到告知书；送达材料由“送达回证缺失”检查")
        reasons = [service.served.reason for _, service in services if service.served.unknown]
        if reasons:
            return unknown(f"未见《{notice.title}》（第{notice.first_page}页）的送达材料，但{reasons[0]}", evidence=mark)
        if receipt := next(iter(open_receipts(case)), None):
            return unknown(
                f"未见《{notice.title}》（第{notice.first_page}页）的送达材料，但《{receipt.writ.title}》（第{receipt.writ.first_page}页）送达的是哪份文书未能识别",
                evidence=[case.evidence(f"《{receipt.writ.title}》", writ=receipt.writ), *mark],
            )
        return breach(
            f"疑似告知书未送达：《{notice.title}》（第{notice.first_page}页）未见送达回证、签收、公告，卷内也没有当事人的陈述申辩或者听证申请",
            on=on,
            evidence=[case.evidence(f"《{notice.title}》", writ=notice), *mark],
            absent=("service_doc",),
        )
    days = [service.day for _, service in services if isinstance(service.day, Dated)]
    if not isinstance(decided, Dated) or not days:
        return unknown("告知书的送达日期或者决定日期未能识别", evidence=mark)
    first = min(days, key=lambda day: day.value)
    if first.value > decided.value:
        return breach(
            f"疑似先决定后告知：{zh(decided.value)}作出处罚决定（第{decided.evidence.page}页），{zh(first.value)}才送达告知书（第{first.evidence.page}页）",
            on=on,
            evidence=(decided.evidence, first.evidence),
        )
    return met(f"{zh(first.value)}送达告知书（第{first.evidence.page}页）", (first.evidence, decided.evidence))


@check("notice.decision_before_period")
def decision_before_period(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The decision day against the last day of the periods of law and of each party's notice itself, not against a count of days."""
    decision = case.last("penalty_decision")
    decided = case.date(decision)
    if case.procedure != "ordinary" or decision is None or not case.notices or _fast_track(case):
        return not_applicable("没有告知书或者处罚决定书，或者不是普通程序")
    if not isinstance(decided, Dated):
        return unknown(decided.reason)
    return [_before_period(case, rule, decided, notice) for notice in notices_before(case, decided.value)]


def _before_period(case: CaseFile, rule: Rule, decided: Dated, notice: Writ) -> Outcome:
    service = case.served(notice)
    if not isinstance(service.day, Dated):
        if service.by == "none":
            return not_applicable("告知书没有送达材料，由“未告知”“送达回证缺失”检查")
        return unknown(service.day.reason, evidence=(decided.evidence,))
    served = service.day
    if decided.value < served.value:
        return not_applicable("决定早于告知书送达，由“决定前未告知”检查")
    period = notice_period(case, notice, served.value, rule.params)
    day, hearing, deadline = period.told, period.hearing, period.deadline
    evidence = (served.evidence, decided.evidence)
    said = f"{zh(served.value)}送达告知书（第{served.evidence.page}页），{zh(decided.value)}作出处罚决定（第{decided.evidence.page}页）"
    if deadline is None and period.counted:
        return unknown(f"{served.value.year}年的法定节假日安排未知，无法计算工作日", evidence=evidence)
    if deadline is None:
        if not case.readable(notice):
            return unknown(f"《{notice.title}》（第{notice.first_page}页）未能完整识别", evidence=evidence)
        if decided.value == served.value and not waived(case, notice, served.value):
            return breach(
                f"疑似当日告知当日决定：{said}，告知书未载明陈述申辩期限", on=day, severity="info", evidence=evidence, law=("APL2021",)
            )
        return met(f"{said}；法律没有规定等待期限，告知书也未载明", evidence)
    if decided.value > deadline:
        return met(f"{said}，期限至{zh(deadline)}届满", evidence)
    if waiver := waived(case, notice, served.value):
        return met(f"{said}，当事人已明确放弃（第{waiver.page}页）", (*evidence, waiver))
    heard = _heard(case, hearing)
    severity: Severity = "minor" if heard else "fatal"
    law = ("APL2021", "SAMR_PROC", "APL2017") if hearing or case.department == "市场监管" else ("APL2021:第六十二条", "APL2021:第八十五条")
    note = "，意见已提出并复核" if heard else "，未见当事人明确放弃"
    return breach(
        f"疑似期限未满即作出决定：{said}，{period.why}至{zh(deadline)}届满{note}",
        on=day,
        severity=severity,
        evidence=[*evidence, *heard],
        law=law,
    )


def _heard(case: CaseFile, hearing: bool) -> list[Evidence]:
    """Evidence that statements (and a hearing, where there is a right to one) were made and weighed before the decision."""
    statements = [writ for writ in case.writs("statement_doc") if writ.subtype != "waiver"]
    weighed = case.writs("statement_doc", "review_opinion") or case.mentions("penalty_decision", r"(不予|予以|未予|部分)采纳|复核")
    if not statements or not weighed or (hearing and not case.writs("hearing_doc", "record")):
        return []
    return [case.evidence(f"《{statements[0].title}》", writ=statements[0])]


def _fast_track(case: CaseFile) -> bool:
    return case.department == "公安" and bool(case.mentions(case.dossier.writs, "快速办理"))
