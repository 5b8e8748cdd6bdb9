"""How the fine is to be paid, and how it was (行政处罚法第六十六条、第六十七条; 罚缴分离实施办法第七条)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.parties import parties
from nlp.procedure.payment_terms import Term, payment_terms
from nlp.procedure.payments import (
    PAYMENT_DAYS,
    Payment,
    applications_to_put_off,
    approvals_to_put_off,
    due,
    not_put_off,
    payments,
    spoken_of_putting_off,
)
from nlp.procedure.penalties import imposed
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_DECISIONS = ("penalty_decision", "summary_decision")


@check("exec.payment_terms")
def payment_terms_wrong(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The payment clause of each decision with a fine, and payment in parts or late without application and approval."""
    decisions = [writ for type in _DECISIONS for writ in case.writs(type)]
    fined = [(writ, done.fine) for writ in decisions if (done := imposed(writ, case.squeezed(writ))) and done.fine]
    if not fined:
        return not_applicable("决定书没有罚款")
    outcomes = [_clause(case, writ) for writ, _ in fined]
    if len(fined) == 1:
        outcomes.append(_paid(case, *fined[0]))
    return outcomes


def _clause(case: CaseFile, writ: Writ) -> Outcome:
    day = case.date(writ)
    if not isinstance(day, Dated):
        return unknown(day.reason)
    terms = payment_terms(case, writ)
    marks = [day.evidence]
    said: list[str] = []
    law: list[str] = []
    if terms.periods and not any(_right(term) for term in terms.periods):
        term = terms.periods[0]
        marks.insert(0, quoted(case, writ, f"告知的缴款期限：{term.text}", term.start, term.end))
        said.append(f"告知的缴款期限为{term.text}，应为收到决定书之日起十五日")
        law.append("APL2021:第六十七条")
    elif not terms.periods and terms.until and (served := case.served(writ).date) and (terms.until[0] - served).days < PAYMENT_DAYS:
        last, start, end = terms.until
        marks.insert(0, quoted(case, writ, f"告知的缴款期限：{last} 前", start, end))
        said.append(f"要求在{last.isoformat()}前缴款，自{served.isoformat()}收到决定书起不满十五日")
        law.append("APL2021:第六十七条")
    if writ.type == "penalty_decision" and not terms.on_the_spot and terms.pays and case.readable(writ):
        told = (
            ("未载明缴款期限", terms.periods or terms.until or terms.performed),
            ("未载明代收银行或者电子支付渠道", terms.channel),
            ("未明确逾期缴纳是否加处罚款", terms.consequence),
        )
        lacking = [what for what, there in told if not there]
        said += lacking
        law += ["FINESEP1997"] if lacking else []
    if said:
        return breach(
            f"疑似缴款条款有误：{day.text}的《{writ.title}》（第{marks[0].page}页）{'；'.join(said)}",
            on=day.value,
            severity="minor",
            evidence=marks,
            law=law,
        )
    if not terms.pays:
        return not_applicable("决定书没有缴款条款，由“决定书要素缺失”检查")
    return met(f"《{writ.title}》（第{writ.first_page}页）写明缴款期限和方式", marks)


def _right(term: Term) -> bool:
    return (term.n, term.unit) == (PAYMENT_DAYS, "日")


def _paid(case: CaseFile, decision: Writ, fine: Decimal) -> Outcome:
    """Payment in parts, or after the last day where the dossier speaks of putting it off, needs application and approval."""
    parts = next((parts for own in _by_payer(case) if (parts := _parts(own, fine))), [])
    spoken = spoken_of_putting_off(case)
    late = _late(case, decision) if spoken and not parts else None
    if not (parts or late or spoken):
        return not_applicable("卷内没有延期、分期缴纳罚款的情形")
    approvals, applications = approvals_to_put_off(case), applications_to_put_off(case)
    marks = [case.evidence("缴款凭证", writ=one.writ) for one in parts] or [mark for mark in (spoken, late and late.evidence) if mark]
    if approvals and applications:
        return met(f"延期、分期缴纳有申请和批准（第{approvals[0].first_page}页）", marks)
    if (parts or late) and (blank := not_put_off(case)):
        return _not_approved(case, blank[0], marks)
    lacking = "、".join(name for name, found in (("当事人的申请", applications), ("批准文书", approvals)) if not found)
    if not parts and not late:
        return unknown(f"文书提及延期、分期缴纳罚款（第{marks[0].page}页），未见{lacking}", evidence=marks)
    pages = "、".join(str(one.writ.first_page) for one in parts)
    said = f"同一罚款分{len(parts)}次缴纳（第{pages}页）"
    if late:
        said = f"文书称延期、分期缴纳（第{marks[0].page}页），缴款期满后{late.text}才缴清"
    doubts = [case.has("payment_doc", part).reason for part in ("instalment_application", "instalment_approval")]
    if case.gaps or any(doubts):
        return unknown(f"{said}，未见{lacking}；{'；'.join(dict.fromkeys([*case.gaps, *filter(None, doubts)]))}", evidence=marks)
    days = [one.day.value for one in parts if isinstance(one.day, Dated)] or ([late.value] if late else [])
    return breach(
        f"疑似延期、分期缴纳罚款未经批准：{said}，卷内未见{lacking}",
        on=min(days),
        evidence=marks,
        absent=("payment_doc",),
        law=("APL2021:第六十六条",),
    )


def _not_approved(case: CaseFile, form: Writ, marks: list[Evidence]) -> Outcome:
    """The form for the approval is there, and the head left it blank or refused."""
    opinion = "".join(form.get("leader_opinion").text.split())
    said = f"《{form.title}》（第{form.first_page}页）负责人意见{f'为“{opinion[:20]}”' if opinion else '和签名空白'}"
    mark = case.evidence("负责人意见", field=form.get("leader_opinion"), writ=form)
    days = [day for day in (case.date(form, "unit_date"), case.date(form, "handler_date"), case.decided) if isinstance(day, Dated)]
    if case.recognised(form):
        return unknown(f"{said}，是扫描件，请核对", evidence=[mark, *marks])
    return breach(
        f"疑似延期、分期缴纳罚款未经批准：{said}",
        on=days[0].value if days else None,
        evidence=[mark, *marks],
        law=("APL2021:第六十六条",),
    )


def _by_payer(case: CaseFile) -> Iterable[list[Payment]]:
    """The vouchers of each party where there are several: two who pay their own fines pay nothing in parts."""
    found: dict[frozenset[str], list[Payment]] = defaultdict(list)
    for one in payments(case):
        payer = one.writ.get("payer").text or case.squeezed(one.writ).text
        found[frozenset(party for party in parties(case) if party in "".join(payer.split()))].append(one)
    return found.values()


def _parts(found: list[Payment], fine: Decimal) -> list[Payment]:
    """The vouchers that each pay a part of the fine on a day of their own, together no more than the fine."""
    small = {one.day.value: one for one in found if isinstance(one.day, Dated) and one.amount is not None and one.amount < fine}
    parts = list(small.values())
    total = sum((one.amount for one in parts if one.amount is not None), Decimal(0))
    return parts if len(parts) >= 2 and total <= fine else []


def _late(case: CaseFile, decision: Writ) -> Dated | None:
    """The day of the last payment where it lies after the last day for paying."""
    last, days = due(case, decision), [one.day for one in payments(case) if isinstance(one.day, Dated)]
    if not isinstance(last, Dated) or not days:
        return None
    paid = max(days, key=lambda one: one.value)
    return paid if paid.value > last.value else None
