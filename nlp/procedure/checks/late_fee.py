"""What was charged on top of a fine paid late (行政处罚法第七十二条、第七十三条; 行政强制法第四十五条)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.facts.shares import in_words
from nlp.procedure.case import CaseFile
from nlp.procedure.challenges import challenge
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Evidence
from nlp.procedure.late_fees import LateFee, Rate, late_fees, rates
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.payments import PAYMENT_DAYS, approvals_to_put_off, due, payments, put_off_until
from nlp.procedure.penalties import Imposed, imposed
from nlp.procedure.quoting import quoted, sentence
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_DECISIONS = ("penalty_decision", "summary_decision")
_STANDARD = re.compile(r"百分之三|3[%％]|每日")
_CONFISCATED = re.compile(r"罚没|没收|违法所得")
_PER_DAY = Decimal("0.03")
_CENT = Decimal("0.01")


@check("exec.late_fee")
def late_fee(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Rate and base as told; what was charged against the fine itself and against three per cent for every day of delay."""
    decision = case.decision
    done = imposed(decision, case.squeezed(decision)) if decision else None
    told = [writ for type in (*_DECISIONS, "enforcement_doc") for writ in case.writs(type)]
    stated = [rate for writ in told for rate in rates(case, writ)]
    outcomes = [wrong for rate in stated if (wrong := _rate(case, rate, done, rule))]
    charged = late_fees(case)
    if not charged:
        return outcomes or not_applicable("没有加处罚款")
    if decision is None or done is None or not done.fine:
        return [*outcomes, unknown("计收了加处罚款，处罚决定的罚款数额未能识别", evidence=[_mark(case, one) for one in charged])]
    item = done.first("罚款")
    fined = quoted(case, decision, f"罚款{done.fine:,}元", item.start, item.end) if item else case.evidence("处罚决定书", writ=decision)
    return [*outcomes, *(_charge(case, one, decision, done.fine, fined, rule) for one in charged), *_standard(case, charged[0], told)]


def _mark(case: CaseFile, one: LateFee) -> Evidence:
    return quoted(case, one.writ, f"加处罚款{one.amount:,}元", one.start, one.end)


def _rate(case: CaseFile, rate: Rate, done: Imposed | None, rule: Rule) -> Outcome | None:
    """A rate above three per cent, or one on a base that takes in money confiscated by the same decision."""
    day = case.date(rate.writ)
    wrong = ""
    if rate.share * 100 > rule.params["daily_percent"]:
        wrong = f"加处罚款的标准为每日{in_words(rate.share)}，超过百分之三"
    elif done is not None and done.confiscated and _CONFISCATED.search(rate.base):
        wrong = f"加处罚款以“{rate.base}”为基数，包含没收款"
    if not wrong or not isinstance(day, Dated):
        return None
    place = quoted(case, rate.writ, "加处罚款的标准", rate.start, rate.end)
    return breach(
        f"疑似加处罚款标准错误：{day.text}的《{rate.writ.title}》（第{place.page}页）{wrong}",
        on=day.value,
        evidence=(place, day.evidence),
        law=("APL2021:第七十二条",),
    )


def _charge(case: CaseFile, one: LateFee, decision: Writ, fine: Decimal, fined: Evidence, rule: Rule) -> Outcome:
    mark, day = _mark(case, one), case.date(one.writ)
    evidence = [mark, fined]
    if not isinstance(day, Dated):
        return unknown(day.reason, evidence=evidence)
    said = f"{day.text}的《{one.writ.title}》计收加处罚款{one.amount:,}元（第{mark.page}页），罚款{fine:,}元（第{fined.page}页）"
    if one.amount > fine * rule.params["cap_ratio"]:
        return breach(
            f"疑似加处罚款超过罚款本金：{said}", on=day.value, evidence=evidence, law=("CEL2011:第四十五条", "APL2021:第七十二条")
        )
    last = due(case, decision)
    if not isinstance(last, Dated):
        return unknown(f"{said}；{last.reason}，不能核算逾期日数", evidence=evidence)
    granted = put_off_until(case)
    if granted is None and (approvals := approvals_to_put_off(case)):
        return unknown(f"{said}；《{approvals[0].title}》批准延期、分期的期限未能识别，不能核算逾期日数", evidence=evidence)
    begin = max(last.value, granted) if granted else last.value
    paid = [pay.day.value for pay in payments(case) if isinstance(pay.day, Dated) and pay.amount == fine]
    until = min([day.value, *paid])
    days = max(0, (until - begin).days)
    most = min(fine, fine * _PER_DAY * days)
    evidence += [last.evidence, day.evidence]
    said += f"，缴款期满{zh(begin)}（送达见第{last.evidence.page}页），至{zh(until)}逾期{days}日，按每日百分之三为{most:,.2f}元"
    if one.amount > fine * _PER_DAY * days + _CENT:
        return breach(f"疑似加处罚款多计：{said}", on=day.value, evidence=evidence, law=("APL2021:第七十二条",))
    return _while_challenged(case, one, fine, (begin, until), said, evidence) or met(f"{said}，未超过", evidence)


def _while_challenged(
    case: CaseFile, one: LateFee, fine: Decimal, late: tuple[date, date], said: str, evidence: list[Evidence]
) -> Outcome | None:
    """The days of reconsideration and suit do not count (第七十三条第三款): less than all days of delay is judged by the dates given."""
    brought = challenge(case)
    if not brought:
        return None
    begin, until = late
    place = case.cite("复议、诉讼", brought)
    text = case.squeezed(brought.writ).text
    own = case.date(brought.writ)
    written = own.value if isinstance(own, Dated) else None
    said_there = find_dates(text[slice(*sentence(text, brought.start, brought.end))])
    when = sorted(found.value for found in said_there if found.value != written)
    days = (until - begin).days
    most = min(fine, fine * _PER_DAY * days)
    counts_all = one.amount < fine and one.amount > most - fine * _PER_DAY
    if len(when) > 1:
        off = max(0, (min(until, when[-1]) - max(begin, when[0])).days)
        counts_all = off > 0 and one.amount > min(fine, fine * _PER_DAY * (days - off)) + _CENT
    if not counts_all:
        return None
    if any(begin - timedelta(days=PAYMENT_DAYS) <= one_day < until for one_day in when):
        day = case.date(one.writ)
        return breach(
            f"疑似复议、诉讼期间仍计算加处罚款：{said}，未扣除复议、诉讼期间（第{place.page}页）",
            on=day.value if isinstance(day, Dated) else until,
            evidence=[*evidence, place],
            law=("APL2021:第七十三条",),
        )
    return unknown(f"{said}；卷内提及复议、诉讼（第{place.page}页），请核对是否扣除该期间", evidence=[*evidence, place])


def _standard(case: CaseFile, one: LateFee, told: list[Writ]) -> list[Outcome]:
    """The standard of the additional fine must have been told by decision, demand or its own decision."""
    day = case.date(one.writ)
    heard = [writ for writ in told if writ.subtype != "court_application"]
    if not isinstance(day, Dated) or case.gaps or not all(case.readable(writ) for writ in heard):
        return []
    if any(case.mentions(writ, _STANDARD, drop_citations=False) for writ in heard):
        return []
    unsaid = [case.evidence(f"《{writ.title}》未写明标准", writ=writ) for writ in heard if writ is not one.writ]
    return [
        breach(
            f"疑似未告知加处罚款的标准：{day.text}的《{one.writ.title}》计收加处罚款，决定书、催告书、加处罚款决定书均未写明标准",
            on=day.value,
            severity="minor",
            evidence=[_mark(case, one), *unsaid],
            law=("CEL2011:第四十五条",),
        )
    ]
