"""Closing of a case (结案): not before the penalty is paid (处罚法第六十六条; 市场监督管理行政处罚程序规定第七十七条)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ingest.dossier import Writ
from nlp.facts.amounts import find_amounts
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.payments import approvals_to_put_off, put_off_until
from nlp.procedure.penalties import Imposed, imposed
from nlp.procedure.quoting import quoted, sentence
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.vouchers import Voucher, total, vouchers
from nlp.workdays import workdays_between

_MARKET = "市场监管"
# other ways to a lawful closing than full payment
_OTHER_END = (
    r"终结[^。；]{0,6}执行|申请[^。；]{0,10}强制执行|不予执行|分期|分[两二三四五六\d]期|延期缴|暂缓缴|折抵|抵缴|抵扣|免予|免除|减免|终止调查"
    r"|(?:撤销|变更)[^。；]{0,10}(?:处罚|决定)|(?:处罚|决定书?)[^。；]{0,10}(?:撤销|变更)"
)
_PUT_OFF = re.compile(r"分.*期|延期|暂缓")
_UNPAID = re.compile(
    r"(?:尚未|仍未|未能?|没有|拒不|拒绝)(?:全部|足额|完全|按期|按时|如期)?(?:缴纳|缴清|交纳|缴款|履行|缴(?=罚|[，。；]))(?!逾期)|余款|尚欠|仅(?:缴纳|履行|缴)|部分(?:缴纳|履行)"
)
_ALL_PAID = re.compile(r"全部(?:履行|缴纳|缴清|执行)|缴纳全部|(?:缴清|履行完毕|执行完毕|已缴纳|已缴款|足额缴)")


@check("exec.unpaid_but_closed")
def unpaid_but_closed(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """What was paid covers what was imposed, on a day no later than the closing; market regulators close in fifteen working days."""
    decisions = [*case.writs("penalty_decision"), *case.writs("summary_decision")]
    decision = case.decision
    done = imposed(decision, case.squeezed(decision)) if decision else None
    due = sum((*done.fine_readings[:1], done.confiscated or Decimal(0)), Decimal(0)) if done else Decimal(0)
    if decision is None or done is None or not due or len(decisions) > 1:
        return not_applicable("没有罚没款，或者有几份决定书")
    approval = case.last("closing_doc", "approval")
    paid = vouchers(case)
    if approval is None:
        return _not_closed(case, rule, due, paid)
    closed = case.date(approval)
    if not isinstance(closed, Dated):
        return unknown(closed.reason) if paid else not_applicable("结案日期未能识别")
    if other := _other_end(case, approval, closed.value):
        return met("有申请强制执行、分期延期、变更撤销等情形", [other])
    late = [one.day for one in paid if isinstance(one.day, Dated) and one.day.value > closed.value]
    if late:
        last = max(late, key=lambda day: day.value)
        return breach(
            f"疑似结案早于执行完毕：{closed.text}批准结案，{last.text}才缴款",
            on=closed.value,
            severity="major",
            evidence=(closed.evidence, last.evidence),
        )
    return _paid(case, done, due, paid, approval, closed)


def _other_end(case: CaseFile, approval: Writ, closed: date) -> Evidence | None:
    """What else may end a case; time that was granted for paying does not where it had run out."""
    until = put_off_until(case)
    over = until is not None and until < closed
    papers = [*case.writs("enforcement_doc", "court_application"), *([] if over else approvals_to_put_off(case))]
    if papers:
        return case.evidence(f"《{papers[0].title}》", writ=papers[0])
    hits = [hit for hit in case.mentions(approval, _OTHER_END) if not (over and _PUT_OFF.search(hit.text))]
    return case.cite("结案的其他理由", hits[0]) if hits else None


def _paid(case: CaseFile, done: Imposed, due: Decimal, paid: Sequence[Voucher], approval: Writ, closed: Dated) -> Outcome:
    """Whether the vouchers reach what is due; without any, what the closing paper itself says."""
    text = case.squeezed(approval).text
    unpaid = next((hit for hit in _UNPAID.finditer(text) if not _ALL_PAID.search(text[hit.end() : sentence(text, *hit.span())[1]])), None)
    told = quoted(case, approval, "结案审批表所载执行情况", unpaid.start(), unpaid.end()) if unpaid else None
    money = [item for item in done.items if item.amount is not None]
    marks = [quoted(case, done.writ, f"决定的{item.kind} {item.amount}元", item.start, item.end) for item in money]
    page = marks[0].page if marks else done.writ.first_page
    said = f"决定罚没款{due}元（第{page}页），{closed.text}批准结案"
    if not paid:
        if told:
            message = f"疑似未缴清即结案：{said}，结案审批表载明“{told.quote}”（第{told.page}页）"
            return breach(message, on=closed.value, severity="major", evidence=[*marks, told, closed.evidence])
        if not case.has("payment_doc").no:
            return not_applicable("缴款凭证可能在未识别的页上或者漏扫")
        return unknown(f"{said}，卷内未见缴款凭证，不能核对是否缴清", evidence=[*marks, closed.evidence])
    sums = [case.evidence(f"缴款 {one.amount}元", field=one.field, writ=one.writ) for one in paid]
    whole = total(paid)
    if whole is None:
        return met("缴款凭证的金额未能识别，结案在缴款之后", sums)
    if whole >= due:
        return met(f"缴款合计{whole}元，结案在缴清之后", [*sums, closed.evidence])
    pages = "、".join(dict.fromkeys(str(one.writ.first_page) for one in paid))
    said = f"{said}，缴款凭证（第{pages}页）合计{whole}元"
    evidence = [*marks, *sums, *([told] if told else []), closed.evidence]
    doubtful = case.recognised(done.writ, *(one.writ for one in paid)) and not (_twice(done) and all(one.twice for one in paid))
    if not told and (case.gaps or (doubtful and _ALL_PAID.search(text))):
        reasons = [*case.gaps, *(["金额取自扫描件，结案审批表载明已全部履行，可能是识读有误"] if doubtful else [])]
        return unknown(f"{said}；{'；'.join(reasons)}", evidence=evidence)
    return breach(f"疑似未缴清即结案：{said}，少{due - whole}元", on=closed.value, severity="major", evidence=evidence)


def _twice(done: Imposed) -> bool:
    """Whether the decision states each sum twice, in figures and in capitals, so that none can be misread."""
    stated = [one.value for one in find_amounts(done.passage.text[done.start : done.end])]
    return all(stated.count(item.amount) > 1 for item in done.items if item.amount is not None)


def _not_closed(case: CaseFile, rule: Rule, due: Decimal, paid: Sequence[Voucher]) -> Outcome:
    """Market regulators ask for the closing within fifteen working days; a dossier without any closing paper is reported as incomplete."""
    days: list[Dated | Missing] = [one.day for one in paid]
    dated = [day for day in days if isinstance(day, Dated)]
    whole = total(paid)
    if case.department != _MARKET or case.procedure != "ordinary" or not case.writs("closing_doc") or not dated or len(dated) < len(days):
        return not_applicable("未见结案审批表，或者缴款日期未能识别")
    disposals = [day for writ in case.writs("closing_doc", "property_disposal") if isinstance(day := case.date(writ), Dated)]
    last = max([*dated, *disposals], key=lambda day: day.value)
    waited = workdays_between(last.value, case.today)
    if whole is None or whole < due or waited is None or waited <= rule.params["closing_working_days"]:
        return not_applicable("未缴清，或者十五个工作日未满")
    there = case.has("closing_doc", "approval")
    if there.unknown:
        return not_applicable(f"未见结案审批表，但{there.reason}")
    return breach(
        f"疑似执行完毕后未结案：{last.text}执行完毕，至今超过十五个工作日，卷内未见结案审批表",
        on=last.value,
        severity="minor",
        evidence=(last.evidence,),
        absent=("closing_doc",),
        law=("SAMR_PROC",),
    )
