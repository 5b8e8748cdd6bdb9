"""Whether a decision tells the right remedies: the reconsideration body, the court, the periods, and reconsideration first.

行政复议法 (2017 and 2023), 行政诉讼法第十四条、第十五条、第四十六条.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Severity
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.reconsideration import Issuer, issuer_of
from nlp.procedure.registry import check
from nlp.procedure.remedy_clause import Period, RemedyClause, remedy_clause
from nlp.procedure.rules import Rule
from nlp.procedure.suing_periods import own_periods

_NEW_LAW = date(2024, 1, 1)
_HALF_YEAR = date(2015, 5, 1)
_DECISIONS = ("penalty_decision", "summary_decision")
_FIRST = re.compile(r"先[^。；]{0,40}复议|复议前置")
_EITHER = re.compile(r"复议[^。]{0,40}?(?:也可以?|或者?|亦可|可以直接)[^。]{0,60}?(?:起诉|诉讼)")


@check("decision.remedy_authority_wrong")
def authority_wrong(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Each body named for reconsideration, and the court, against the kind and place of the agency that decided."""
    return [_authority(case, writ) for type in _DECISIONS for writ in case.writs(type)] or not_applicable("卷内没有处罚决定书")


def _authority(case: CaseFile, writ: Writ) -> Outcome:
    clause, decided = remedy_clause(case, writ), case.date(writ)
    if clause is None:
        return not_applicable("决定书没有告知救济途径，由“决定书要素缺失”检查")
    if not isinstance(decided, Dated):
        return unknown(decided.reason, evidence=(clause.whole("告知的救济途径"),))
    if case.agency is None:
        return unknown("作出决定的机关未能识别", evidence=(clause.whole("告知的救济途径"),))
    issuer = issuer_of(case.agency, case.agency_kind, case.region, case.local.vertical_agencies)
    evidence = [decided.evidence]
    said = f"{zh(decided.value)}作出的《{writ.title}》（第{writ.first_page}页）告知"
    bodies = clause.bodies()
    for name, start, end in bodies:
        wrong = issuer.wrong_body(name, new=decided.value >= _NEW_LAW)
        if wrong:
            place = clause.quote(f"告知的复议机关：{name}", start, end, bare=True)
            return breach(
                f"疑似复议机关告知错误：{said}向{name}申请行政复议（第{place.page}页）；{wrong.why}",
                on=decided.value,
                severity=wrong.severity,
                evidence=[place, *evidence],
                law=wrong.law,
            )
    if court := _wrong_court(clause, issuer):
        name, start, end = court
        place = clause.quote(f"告知的法院：{name}", start, end, bare=True)
        return breach(
            f"疑似起诉法院告知错误：{said}向{name}起诉（第{place.page}页）；不服{issuer.name}的决定，第一审由基层人民法院管辖",
            on=decided.value,
            severity="minor",
            evidence=[place, *evidence],
            law=("ALITL2017",),
        )
    if not bodies and "复议" in clause.text:
        return unknown("决定书没有写明向哪个机关申请行政复议，或者写法未能识别", evidence=(clause.whole("告知的救济途径"),))
    if not bodies:
        return not_applicable("决定书没有告知行政复议，由“决定书要素缺失”检查")
    if not issuer.decidable:
        return unknown(f"{issuer.name}的复议机关按其领导体制确定，未作判断", evidence=(clause.whole("告知的救济途径"),))
    return met(f"{said}的复议机关与{issuer.name}相符", (clause.whole("告知的救济途径"), *evidence))


def _wrong_court(clause: RemedyClause, issuer: Issuer) -> tuple[str, int, int] | None:
    """A court above the basic level named alone; where one of several courts is basic, the other is read as the exception."""
    courts = clause.courts()
    high = [court for court in courts if re.search(r"(?:中级|高级|最高)人民法院$", court[0])]
    return high[0] if high and len(high) == len(courts) and issuer.basic_court else None


@check("decision.remedy_period_wrong")
def period_wrong(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Sixty days for reconsideration, six months for a direct suit, unless a law says otherwise."""
    writs = [*(writ for type in _DECISIONS for writ in case.writs(type)), *_seizures(case)]
    outcomes = [outcome for writ in writs for outcome in _periods(case, writ, rule)]
    return outcomes or not_applicable("卷内没有应当告知救济期限的决定书")


def _seizures(case: CaseFile) -> Iterable[Writ]:
    return (writ for writ in case.writs("seizure_doc", "decision") if "处理" not in writ.title)


def _periods(case: CaseFile, writ: Writ, rule: Rule) -> list[Outcome]:
    clause, decided = remedy_clause(case, writ), case.date(writ)
    if clause is None:
        return [not_applicable(f"《{writ.title}》没有告知救济途径，由“决定书要素缺失”检查")]
    if not isinstance(decided, Dated):
        return [unknown(decided.reason, evidence=(clause.whole("告知的救济途径"),))]
    whole = clause.whole("告知的救济期限")
    first = _reconsideration_first(writ, decided.value, clause)
    found: list[Outcome] = []
    told = clause.reconsider_periods()
    for period in told:
        if (period.unit, period.n) != ("日", rule.params["reconsider_days"]):
            found.append(
                _wrong(
                    clause, decided, period, "申请行政复议", f"{rule.params['reconsider_days']}日", "minor" if _near(period) else "major"
                )
            )
    if clause.reconsideration and not told:
        found.append(_lacking(case, clause, decided, "申请行政复议的期限"))
    if not first and decided.value >= _HALF_YEAR:
        suits = clause.suit_periods()
        own, unheld = own_periods(case, writ, decided.value)
        for period in suits:
            if (period.unit, period.n) == ("月", rule.params["suit_months"]) or (period.unit, period.n) in own:
                continue
            if unheld and (period.unit, period.n) != ("月", 3):
                found.append(
                    unknown(f"告知的起诉期限为{period.text}，所引《{unheld}》是否另有规定未能核对", evidence=(whole, decided.evidence))
                )
            else:
                right = f"{rule.params['suit_months']}个月"
                found.append(_wrong(clause, decided, period, "起诉", right, "minor" if (period.unit, period.n) == ("日", 180) else "major"))
        if clause.suit and not suits:
            found.append(_lacking(case, clause, decided, "提起行政诉讼的期限"))
    return found or [met(f"《{writ.title}》（第{writ.first_page}页）告知的救济期限无误", (whole, decided.evidence))]


def _reconsideration_first(writ: Writ, day: date, clause: RemedyClause) -> bool:
    """Where reconsideration must come first (行政复议法第二十三条) or is told so, there is no period for a direct suit to tell."""
    return (writ.type == "summary_decision" and day >= _NEW_LAW) or bool(_FIRST.search(clause.text))


def _near(period: Period) -> bool:
    """Longer for the party, or a slip that costs it little: 60 working days, two months."""
    return (period.unit, period.n) in {("工作日", 60), ("月", 2)}


def _wrong(clause: RemedyClause, decided: Dated, period: Period, what: str, right: str, severity: Severity) -> Outcome:
    place = clause.quote(f"告知的期限：{period.text}", period.start, period.end)
    return breach(
        f"疑似救济期限告知错误：{zh(decided.value)}作出的《{clause.writ.title}》（第{place.page}页）告知{what}的期限为{period.text}，应为{right}",
        on=decided.value,
        severity=severity,
        evidence=(place, decided.evidence),
        law=("ALITL2017",) if what == "起诉" else ("ARL2023", "ARL2017"),
    )


def _lacking(case: CaseFile, clause: RemedyClause, decided: Dated, what: str) -> Outcome:
    whole = clause.whole("告知的救济途径")
    if not case.readable(clause.writ):
        return unknown(f"《{clause.writ.title}》有未能识别的页，未见{what}", evidence=(whole,))
    law = {"summary_decision": "APL2021:第五十二条", "seizure_doc": "CEL2011"}.get(clause.writ.type, "APL2021:第五十九条")
    return breach(
        f"疑似救济期限缺失：{zh(decided.value)}作出的《{clause.writ.title}》（第{whole.page}页）未载明{what}",
        on=decided.value,
        evidence=(whole, decided.evidence),
        law=(law,),
    )


@check("summary.reconsideration_first_not_told")
def reconsideration_first_not_told(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A penalty on the spot from 2024 on must tell the party to ask for reconsideration first."""
    return [_told_first(case, writ) for writ in case.writs("summary_decision")] or not_applicable("卷内没有当场处罚决定书")


def _told_first(case: CaseFile, writ: Writ) -> Outcome:
    clause, decided = remedy_clause(case, writ), case.date(writ)
    if clause is None:
        return not_applicable("当场处罚决定书没有告知救济途径，由简易程序检查项检查")
    whole = clause.whole("告知的救济途径")
    if not isinstance(decided, Dated):
        return unknown(decided.reason, evidence=(whole,))
    if decided.value < _NEW_LAW:
        return not_applicable(f"{zh(decided.value)}作出的当场处罚不适用复议前置")
    if not case.readable(writ):
        return unknown(f"《{writ.title}》有未能识别的页", evidence=(whole,))
    either = clause.suit and clause.reconsideration and _EITHER.search(clause.text)
    if _FIRST.search(clause.text) and not (either and clause.suit_periods()):
        return met(f"当场处罚决定书（第{whole.page}页）告知先申请行政复议", (whole, decided.evidence))
    said = f"{zh(decided.value)}作出的《{writ.title}》（第{whole.page}页）"
    if clause.suit:
        return breach(
            f"疑似未告知复议前置：{said}告知可以直接提起行政诉讼，未告知应当先申请行政复议",
            on=decided.value,
            evidence=(whole, decided.evidence),
        )
    if clause.any_suit:
        return met(f"{said}告知申请行政复议，对复议决定不服的再起诉", (whole, decided.evidence))
    return breach(
        f"疑似未告知复议前置：{said}只告知可以申请行政复议，未告知应当先行复议",
        on=decided.value,
        severity="minor",
        evidence=(whole, decided.evidence),
    )
