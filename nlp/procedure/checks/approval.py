"""Who decided: the head of the agency, or its heads together (处罚法第五十七条)."""

from __future__ import annotations

import re

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import fine_reaches, heavy_kinds
from nlp.procedure.signing import leader_opinion, leader_signed


@check("decision.approval_missing")
def approval_missing(case: CaseFile, rule: Rule) -> Outcome:
    """An approval of the decision with opinion and signature; a draft signed for issue or a later joint discussion will do."""
    decision = case.last("penalty_decision")
    if case.procedure != "ordinary" or decision is None:
        return not_applicable("不是作出处罚决定的普通程序案件")
    there = case.has("decision_approval")
    mark = [case.evidence(f"《{decision.title}》", writ=decision)]
    on = case.decision_date
    if not there.yes:
        if substitute := _substitute(case):
            return met(substitute)
        if there.unknown:
            return unknown(f"未见处罚决定审批表，但{there.reason}", evidence=mark)
        return breach("疑似处罚决定未经负责人审批：卷内未见行政处罚（处理）决定审批表", on=on, evidence=mark, absent=("decision_approval",))
    signs = [(writ, leader_signed(case, writ), leader_opinion(case, writ)) for writ in case.writs("decision_approval")]
    if any(sign.yes and opinion.yes for _, sign, opinion in signs):
        return met("处罚决定审批表有负责人意见和签名")
    writ, sign, opinion = signs[-1]
    evidence = [case.evidence(f"《{writ.title}》", writ=writ)]
    if sign.no or opinion.no:
        lacking = "签名" if sign.no else "意见"
        return breach(
            f"疑似处罚决定未经负责人审批：《{writ.title}》（第{writ.first_page}页）负责人{lacking}栏空白", on=on, evidence=evidence
        )
    return unknown("；".join(filter(None, (sign.reason, opinion.reason))), evidence=evidence)


@check("decision.collective_discussion_missing")
def collective_discussion_missing(case: CaseFile, rule: Rule) -> Outcome:
    """A joint discussion where the penalty is heavy, the fine reaches the local threshold, or 市场监管 held a hearing."""
    decision = case.last("penalty_decision")
    if case.procedure != "ordinary" or decision is None:
        return not_applicable("不是作出处罚决定的普通程序案件")
    there = case.has("collective_discussion")
    if there.yes:
        return met("卷内有集体讨论记录")
    on = case.decision_date
    mark = case.evidence(f"《{decision.title}》", writ=decision)
    heavy = heavy_kinds(case, decision)
    heard = case.writs("hearing_doc", "record")
    reaches = fine_reaches(case, case.settled.collective_threshold, "集体讨论标准（collective_threshold）")
    grounds = [f"处罚含{'、'.join(dict.fromkeys(kind for kind, _ in heavy))}"] if heavy else []
    if case.department == "市场监管" and heard:
        grounds.append("市场监管案件经过听证")
    if reaches.yes:
        grounds.append("罚款达到本地集体讨论标准")
    evidence = [mark, *(case.cite(kind, hit) for kind, hit in heavy[:1])]
    if (grounds or heard) and there.unknown:
        return unknown(f"未见集体讨论记录，但{there.reason}", evidence=evidence)
    if grounds:
        message = f"疑似重大案件未经集体讨论：{'，'.join(grounds)}（第{evidence[-1].page}页），卷内未见负责人集体讨论记录"
        return breach(message, on=on, evidence=evidence, absent=("collective_discussion",))
    if heard:
        evidence.append(case.evidence(f"《{heard[-1].title}》", writ=heard[-1]))
        message = f"疑似重大案件未经集体讨论：案件经过听证（第{heard[-1].first_page}页），卷内未见负责人集体讨论记录"
        return breach(message, on=on, severity="major", evidence=evidence, absent=("collective_discussion",))
    if reaches.unknown:
        return unknown(reaches.reason, evidence=[mark])
    return not_applicable("未见情节复杂或者重大违法的情形")


def _substitute(case: CaseFile) -> str | None:
    """A draft signed for issue (发文签发稿), an approving column dated after the notice, or a joint discussion after it."""
    days = [day.value for notice in case.notices if isinstance(day := case.date(notice), Dated)]
    told = max(days, default=None)
    for writ in case.writs("collective_discussion"):
        day = case.date(writ)
        if told and isinstance(day, Dated) and day.value >= told and re.search(r"签名|签字", case.squeezed(writ).text):
            return f"告知之后的集体讨论记录（第{writ.first_page}页）载明处罚决定"
    for writ in (*case.writs("internal_approval"), *case.writs("investigation_report")):
        day = case.date(writ)
        draft = re.search(r"签发|发文稿纸|处罚决定", writ.title)
        if (
            (draft or (told and isinstance(day, Dated) and day.value >= told and _on_penalty(case, writ)))
            and leader_signed(case, writ).yes
            and leader_opinion(case, writ).yes
        ):
            return f"《{writ.title}》（第{writ.first_page}页）有负责人审批"
    return None


def _on_penalty(case: CaseFile, writ: Writ) -> bool:
    """Whether a form of approval is about the penalty, not about a measure or a longer period."""
    return bool(re.search(r"罚款|没收|警告|吊销|停产停业|处罚决定|拟处罚|(?:给予|作出).{0,8}处罚", case.squeezed(writ).text))
