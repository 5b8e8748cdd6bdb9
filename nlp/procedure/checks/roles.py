"""One person in several roles: handling, reviewing and approving a case are parted (处罚法第五十七、五十八条, 市监程序规定第四十九条)."""

from __future__ import annotations

from datetime import date

from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.officials import Official, approvers, handlers, reviewers
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_MARKET, _POLICE, _TOWNSHIP = "市场监管", "公安", "乡镇街道"
_BEGINNERS_SINCE = date(2018, 1, 1)  # 初次从事: who reviewed before needs no 法律职业资格


@check("review.reviewer_conflict_or_unqualified")
def reviewer_conflict_or_unqualified(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The reviewer handled the case, or began to review after 2018 without the qualification that the office's roster would show."""
    writs = case.writs("legal_review")
    if not writs:
        return not_applicable("卷内没有审核文书")
    found = reviewers(case)
    if not found:
        writ = writs[0]
        return unknown(
            f"《{writ.title}》（第{writ.first_page}页）的审核人员未能识别", evidence=(case.evidence(f"《{writ.title}》", writ=writ),)
        )
    handling = handlers(case)
    outcomes = [*_conflicts(case, found, handling), *_unqualified(case, found)]
    if outcomes:
        return outcomes
    if not handling:
        return unknown("办案人员未能识别，不能与审核人员比对", evidence=[found[0].evidence])
    return met(f"审核人员{'、'.join(dict.fromkeys(one.name for one in found))}不是办案人员", [found[0].evidence, handling[0].evidence])


def _conflicts(case: CaseFile, found: tuple[Official, ...], handling: tuple[Official, ...]) -> list[Outcome]:
    outcomes = []
    for reviewer, handler in _both(found, handling):
        said = f"{handler.where}的办案人员与{reviewer.where}的审核人员同为{reviewer.name}"
        if case.department == _POLICE:
            outcomes.append(unknown(f"{said}，请核对其身份", evidence=(handler.evidence, reviewer.evidence)))
            continue
        law = ("SAMR_PROC",) if case.department == _MARKET else ("APL2021:第五十八条",)
        outcomes.append(
            breach(
                f"疑似审核人员即办案人员：{said}",
                on=act_day(case, reviewer.writ),
                evidence=(handler.evidence, reviewer.evidence),
                law=law,
            )
        )
    return outcomes


def _unqualified(case: CaseFile, found: tuple[Official, ...]) -> list[Outcome]:
    roster = case.local.reviewers
    outcomes = []
    for one in found if roster else ():
        entry = roster.get(one.name)
        if "案件审核" in one.writ.title or entry is None or entry.qualified or entry.since < _BEGINNERS_SINCE:
            continue
        since = f"{entry.since.isoformat()}起从事审核、无资格"
        message = f"疑似法制审核人员无法律职业资格：{one.where}的审核人员{one.name}，登记册载明{since}"
        outcomes.append(breach(message, on=act_day(case, one.writ), evidence=(one.evidence,), law=("APL2021:第五十八条",)))
    return outcomes


@check("resp.same_person_multiple_roles")
def same_person_multiple_roles(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The head who approved also handled the case; whoever reviewed and approved is only noted."""
    approving = approvers(case)
    if not approving:
        return not_applicable("审批类文书没有识别到负责人签名")
    small = case.department == _TOWNSHIP
    outcomes = []
    for approver, handler in _both(approving, handlers(case)):
        note = "；乡镇街道人员较少，请核对是否另有负责人审批" if small else "；负责人本人承办的，请核对是否另有负责人审查"
        outcomes.append(
            breach(
                f"疑似承办、审批为同一人：{handler.where}的办案人员与{approver.where}的审批人同为{approver.name}{note}",
                on=act_day(case, approver.writ),
                severity="info" if small else "major",
                evidence=(handler.evidence, approver.evidence),
                law=("APL2021:第五十七条",),
            )
        )
    for approver, reviewer in _both(approving, reviewers(case)) if case.department != _POLICE else ():
        outcomes.append(
            breach(
                f"疑似审核、审批为同一人：{reviewer.where}的审核人员与{approver.where}的审批人同为{approver.name}，法律没有禁止，请核对审核是否流于形式",
                on=act_day(case, approver.writ),
                severity="info",
                evidence=(reviewer.evidence, approver.evidence),
                law=("APL2021:第五十八条",),
            )
        )
    return outcomes or met("承办、审核、审批由不同的人签署", [approving[0].evidence])


def _both(ones: tuple[Official, ...], others: tuple[Official, ...]) -> list[tuple[Official, Official]]:
    """The persons in both roles, each once."""
    found = {one.name: (one, other) for one in reversed(ones) for other in others if one.same_as(other)}
    return list(found.values())
