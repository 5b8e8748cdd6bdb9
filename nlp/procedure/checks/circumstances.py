"""Nobody is punished more heavily for having spoken up or asked for a hearing (处罚法第四十五条第二款)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ingest.dossier import Writ
from nlp.procedure.announced import Announced, announced
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.parties import last_notices
from nlp.procedure.quoting import penalty_shown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.security_law import by_security_law
from nlp.procedure.statements import statements

# how heavy a kind of penalty is (处罚法第九条的次序)
_WEIGHT = {
    "警告": 1,
    "通报批评": 1,
    "罚款": 2,
    "没收违法所得": 2,
    "没收非法财物": 2,
    "暂扣许可证件": 3,
    "降低资质等级": 4,
    "限制从业": 5,
    "责令停产停业": 5,
    "吊销许可证件": 6,
    "行政拘留": 7,
}


@check("statement.aggravated_penalty")
def aggravated_penalty(case: CaseFile, rule: Rule) -> Outcome:
    """The decision against the last notice before the party spoke up or asked for a hearing."""
    decision = case.last("penalty_decision")
    if decision is None or not case.notices:
        return not_applicable("没有处罚决定书或者告知书，无从比较")
    raised = _raised(case)
    if not raised:
        return not_applicable("当事人没有陈述申辩，也没有要求听证")
    decided = case.date(decision)
    if not isinstance(decided, Dated):
        return unknown(decided.reason)
    spoken, writ = raised[0]
    dated = [(day, notice) for notice in case.notices if isinstance(day := case.date(notice), Dated)]
    if spoken is None and len(case.notices) > 1:
        return unknown(f"《{writ.title}》（第{writ.first_page}页）的日期未能识别，不能判断应与哪一份告知书比较")
    before = [(day, notice) for day, notice in dated if spoken is None or day.value <= spoken.value]
    if not before:
        return not_applicable("告知书的日期未能识别，或者在当事人提出意见之后")
    if spoken and any(spoken.value < day.value <= decided.value for day, _ in dated):
        return not_applicable("听取意见后又重新告知，决定与最后一次告知比较")
    notices = last_notices(case, until=spoken.value if spoken else None, decision=decision)
    compared = announced(case, notices, decision)
    if isinstance(compared, Writ):
        return unknown(f"《{compared.title}》（第{compared.first_page}页）的处罚内容未能识别，不能比较告知与决定")
    told_day = max((day for day, notice in before if notice in notices), key=lambda day: day.value)
    when = spoken.text if spoken else f"告知（{told_day.text}）之后"
    said = f"{when}当事人提出陈述申辩或者要求听证（《{writ.title}》，第{writ.first_page}页）"
    evidence = [told_day.evidence, spoken.evidence if spoken else case.evidence(f"《{writ.title}》", writ=writ)]
    outcomes = [_heavier(case, decision, decided, one, said, evidence) for one in compared]
    return max(outcomes, key=lambda one: _GRAVEST.index(one.verdict))


_GRAVEST = ("met", "unknown", "breach")


def _heavier(case: CaseFile, decision: Writ, decided: Dated, one: Announced, said: str, evidence: list[Evidence]) -> Outcome:
    done, law = one.done, ("APL2021", "SAMR_PROC", *(("PSAPL2025",) if by_security_law(case, decision) else ()))
    pages = "、".join(str(told.writ.first_page) for told in one.told)
    where = f"（告知书第{pages}页，决定书第{decision.first_page}页），其间未见补充调查后重新告知"
    if kinds := _heavier_kinds(one):
        told = one.told[0]
        return breach(
            f"疑似因陈述申辩加重处罚：{said}，{zh(decided.value)}的决定增加{'、'.join(kinds)}，告知的是{'、'.join(sorted(one.kinds))}{where}",
            on=decided.value,
            evidence=(penalty_shown(case, done, kinds[0]), penalty_shown(case, told, told.items[0].kind), *evidence),
            law=law,
            defect="notice.heavier",
        )
    if one.fined_more:
        return breach(
            f"疑似因陈述申辩加重处罚：{said}，{zh(decided.value)}决定罚款{done.fine:,}元，告知的是{one.fine:,}元{where}",
            on=decided.value,
            evidence=(penalty_shown(case, done, "罚款"), penalty_shown(case, one.by("罚款"), "罚款"), *evidence),
            law=law,
            defect="notice.heavier",
        )
    if done.fine is not None and one.fine is None and "罚款" in one.kinds:
        return unknown(f"{said}，告知书（第{pages}页）没有写明罚款的数额，不能与决定的{done.fine:,}元比较", evidence=evidence)
    return met(f"听取意见后，决定没有重于告知书（第{pages}页）", evidence)


def _raised(case: CaseFile) -> list[tuple[Dated | None, Writ]]:
    """When the party spoke up or asked for a hearing, and in which writ; the earliest first, those without a known day last."""
    writs: Iterable[Writ] = (*statements(case), *case.writs("hearing_doc", "request"), *case.writs("hearing_doc", "record"))
    found = [(day if isinstance(day := case.date(writ), Dated) else None, writ) for writ in writs]
    return sorted(found, key=lambda pair: (pair[0] is None, pair[0].value if pair[0] else date.min))


def _heavier_kinds(one: Announced) -> list[str]:
    """Kinds that the notice did not name, unless they stand in for one at least as heavy."""
    added, dropped = one.done.kinds - one.kinds, one.kinds - one.done.kinds
    heaviest = max((_WEIGHT[kind] for kind in dropped), default=0)
    return sorted(kind for kind in added if _WEIGHT[kind] > heaviest)
