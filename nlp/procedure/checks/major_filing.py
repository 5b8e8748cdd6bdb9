"""Weighty penalties are filed with the supervisor (重大行政处罚备案), as local rules ask (处罚法第七十五条)."""

from __future__ import annotations

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.logic import NO, YES, Ternary, undecided
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import imposed
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import fine_reaches, heavy_kinds

_FILED = r"备案(?:报告|回执|函|表|登记)|(?:已|报)[^。；，]{0,20}备案"


@check("record.major_penalty_filing")
def major_penalty_filing(case: CaseFile, rule: Rule) -> Outcome:
    """A penalty that the place calls weighty has its filing on file, within the days of the place."""
    decision = case.last("penalty_decision")
    if decision is None:
        return not_applicable("卷内没有普通程序的处罚决定书")
    weighty, marks = _weighty(case, decision)
    if weighty.no:
        return not_applicable("未达到重大行政处罚的备案标准，或者备案标准（major_filing）未配置")
    decided = case.date(decision)
    if not isinstance(decided, Dated):
        return unknown(decided.reason)
    evidence = [decided.evidence, *marks]
    if papers := case.writs("closing_doc", "major_filing"):
        return _in_time(case, papers, decided)
    if spoken := case.mentions([*case.writs("closing_doc"), *case.writs("dossier_binding")], _FILED, drop_negation=True):
        return met("卷内载有备案", [case.cite("备案", spoken[0])])
    open_ = [reason for reason in (case.has("closing_doc", "major_filing").reason, weighty.reason) if reason]
    if open_:
        return unknown(f"未见重大行政处罚备案文书；{'；'.join(open_)}", evidence=evidence)
    return breach(
        f"疑似重大行政处罚未备案：{decided.text}的处罚决定（{marks[0].label}，第{marks[0].page}页）达到本地备案标准，卷内未见备案报告、备案回执",
        on=decided.value,
        severity="minor",
        evidence=evidence,
        absent=("closing_doc",),
    )


def _weighty(case: CaseFile, decision: Writ) -> tuple[Ternary, list[Evidence]]:
    """By a heavy kind of penalty, or by the fine against the local amount; without local rules a heavy kind leaves it open."""
    settled = case.settled.major_filing
    heavy = [case.cite(kind, hit) for kind, hit in heavy_kinds(case, decision)[:1]]
    if settled.person is None and settled.organisation is None:
        return (undecided("备案标准由地方规定，本地参数（major_filing）未配置") if heavy else NO), heavy
    if heavy:
        return YES, heavy
    done = imposed(decision, case.squeezed(decision))
    fine = done.first("罚款") if done else None
    mark = [quoted(case, decision, f"罚款 {fine.amount}元", fine.start, fine.end)] if fine else []
    return fine_reaches(case, settled, "备案标准（major_filing）"), mark


def _in_time(case: CaseFile, papers: tuple[Writ, ...], decided: Dated) -> Outcome:
    days = [day for writ in papers if isinstance(day := case.date(writ), Dated)]
    allowed = case.settled.major_filing_days
    first = min(days, key=lambda day: day.value, default=None)
    if first is None or allowed is None:
        return met("卷内有备案文书", [case.evidence(f"《{papers[0].title}》", writ=papers[0])])
    used = (first.value - decided.value).days
    said = f"{decided.text}作出处罚决定，{first.text}备案，相隔{used}日"
    if used <= allowed:
        return met(f"{said}，未超过{allowed}日", (decided.evidence, first.evidence))
    return breach(
        f"疑似重大行政处罚逾期备案：{said}，超过本地规定的{allowed}日",
        on=decided.value,
        severity="minor",
        evidence=(decided.evidence, first.evidence),
    )
