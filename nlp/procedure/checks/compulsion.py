"""Before enforcement: the demand (行政强制法第三十五条、第五十四条) and the time for applying to the court (第五十三条)."""

from __future__ import annotations

import re
from datetime import date

from ingest.dossier import Writ
from nlp.facts.amounts import find_amounts
from nlp.procedure.case import CaseFile
from nlp.procedure.challenges import challenge
from nlp.procedure.dating import Dated, zh
from nlp.procedure.enforcement import SuitEnd, demand_deadline, demands, months_later, orders, states_deadline, suit_end
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.payment_terms import payment_terms
from nlp.procedure.payments import approvals_to_put_off, put_off_until
from nlp.procedure.penalties import imposed
from nlp.procedure.registry import check
from nlp.procedure.remedy_clause import remedy_clause
from nlp.procedure.rules import Rule
from nlp.workdays import roll_to_workday, workdays_between

_AT_ONCE = re.compile(
    r"立即(?:实施|予以|强制|组织)?(?:代履行|执行|强制执行|强制拆除|拆除|清除)|情况紧急|保障公共安全|转移或者?隐匿|隐匿财物"
)
_RIGHTS = re.compile(r"陈述|申辩|(?:提出|表达|反映|说明|听取)[^。；，]{0,10}(?:意见|异议|理由)|(?:如)?有异议")
_WAY = re.compile(r"方式|自行|拆除|恢复|清除|清理|改正|停止|搬|腾|缴|交")
_MONEY = re.compile(r"(?:缴|交)[^。；]{0,40}款|罚款[^。；]{0,40}(?:缴|交)")
_COURT = re.compile(r"第五十[三四]条|申请(?:人民)?法院强制执行")
_PAID = re.compile(
    r"(?:已|均已|全部|按期|如期|当场)[^。；，]{0,10}(?:缴|收缴|履行)|(?:缴纳|履行)完毕|缴清|终结执行|拍卖|抵缴|暂缓|分期|延期缴"
)
# papers that print what may be done, not what was
_TELLING = frozenset({"penalty_decision", "summary_decision", "prior_notice", "hearing_doc", "dossier_binding"})
_LAW = {"court": ("CEL2011:第五十四条", "CEL2011:第六十九条", "SAMR_PROC"), "own": ("CEL2011:第三十五条",)}


@check("exec.demand_notice")
def demand_notice(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A demand served in time before each application to the court and each order of the agency, with its elements."""
    outcomes = [_before_court(case, writ, rule.params["working_days"]) for writ in case.writs("enforcement_doc", "court_application")]
    outcomes += [_before_order(case, writ) for writ in orders(case)]
    outcomes += [_elements(case, writ) for writ in demands(case)]
    return outcomes or not_applicable("卷内没有催告、强制执行文书")


def _undemanded(case: CaseFile, act: Writ, day: Dated, law: tuple[str, ...]) -> Outcome:
    """No demand in the dossier before an application or an order."""
    has, mark = case.has("enforcement_doc", "demand"), case.evidence(f"《{act.title}》", writ=act)
    said = f"{day.text}的《{act.title}》之前未见催告书"
    pressed = next((writ for writ in case.writs("payment_doc") if "催" in writ.title), None)
    if pressed:
        return unknown(f"{said}，有《{pressed.title}》（第{pressed.first_page}页）", evidence=(mark, case.evidence("催缴", writ=pressed)))
    if hit := case.mentions(act, _AT_ONCE):
        return unknown(f"{said}，文书称立即执行或者情况紧急", evidence=(mark, case.cite("立即执行", hit[0])))
    if not has.no:
        return unknown(f"{said}；{has.reason}", evidence=(mark,))
    return breach(f"疑似强制执行前未催告：{said}", on=day.value, evidence=(mark, day.evidence), absent=("enforcement_doc",), law=law)


def _unserved(case: CaseFile, act: Writ, day: Dated, found: tuple[Writ, ...], law: tuple[str, ...]) -> Outcome | None:
    """Demands of which none was served; None where one was."""
    served = [case.served(writ).served for writ in found]
    if any(one.yes for one in served):
        return None
    marks = [case.evidence(f"《{writ.title}》", writ=writ) for writ in found]
    said = f"《{found[0].title}》（第{found[0].first_page}页）未见送达回证或者当事人签收，即有{day.text}的《{act.title}》"
    if any(one.unknown for one in served):
        return unknown("；".join([said, *(one.reason for one in served if one.unknown)]), evidence=marks)
    return breach(f"疑似催告书未送达：{said}", on=day.value, evidence=[*marks, day.evidence], absent=("service_doc",), law=law)


def _before_court(case: CaseFile, act: Writ, allowed: int) -> Outcome:
    day, found = case.date(act), demands(case)
    if not isinstance(day, Dated):
        return unknown(day.reason, evidence=(case.evidence(f"《{act.title}》", writ=act),))
    if not found:
        return _undemanded(case, act, day, _LAW["court"])
    if outcome := _unserved(case, act, day, found, _LAW["court"]):
        return outcome
    services = [case.served(writ).day for writ in found]
    dated = [one for one in services if isinstance(one, Dated)]
    counted = [(workdays_between(one.value, day.value), one) for one in dated]
    known = [(days, one) for days, one in counted if days is not None]
    if not known or len(known) < len(services):
        reasons = [one.reason for one in services if not isinstance(one, Dated)] or ["该年的法定节假日安排未知，无法计算工作日"]
        if not any(days > allowed for days, _ in known):
            return unknown("；".join(reasons), evidence=(day.evidence,))
    days, served = max(known, key=lambda pair: pair[0])
    evidence = (served.evidence, day.evidence)
    said = f"{served.text}送达催告书，{day.text}申请人民法院强制执行，相隔{days}个工作日"
    if days < 0:
        said = f"{day.text}申请人民法院强制执行，{served.text}才送达催告书"
    if days > allowed:
        return met(f"{said}，已满{allowed}个工作日", evidence)
    if hit := case.mentions(act, _AT_ONCE):
        return unknown(f"{said}；文书称立即执行或者情况紧急", evidence=(*evidence, case.cite("立即执行", hit[0])))
    if days == allowed:
        return breach(
            f"疑似催告期限刚满即申请：{said}，恰在第{allowed}个工作日，各地对是否届满有不同理解",
            on=day.value,
            severity="info",
            evidence=evidence,
            law=_LAW["court"],
        )
    return breach(f"疑似催告未满十个工作日：{said}，不满{allowed}个工作日", on=day.value, evidence=evidence, law=_LAW["court"])


def _before_order(case: CaseFile, act: Writ) -> Outcome:
    day, found = case.date(act), demands(case)
    if not isinstance(day, Dated):
        return unknown(day.reason, evidence=(case.evidence(f"《{act.title}》", writ=act),))
    if "立即" in act.title:
        return not_applicable(f"《{act.title}》立即实施，不以催告为前提")
    if not found:
        return _undemanded(case, act, day, _LAW["own"])
    if outcome := _unserved(case, act, day, found, _LAW["own"]):
        return outcome
    if "代履行" in act.title:
        return met(f"《{act.title}》（第{act.first_page}页）有催告（第{found[0].first_page}页）")
    demand, last = found[0], day.value
    for demand in found:
        served = case.served(demand).day
        until = demand_deadline(case, demand, served.value if isinstance(served, Dated) else None)
        if until is None:
            return unknown(f"《{demand.title}》（第{demand.first_page}页）的履行期限或者送达日期未能识别", evidence=(day.evidence,))
        if until < day.value:
            return met(f"催告书载明的期限{zh(until)}届满后，{day.text}作出强制执行决定", (day.evidence,))
        last = until
    said = f"《{demand.title}》（第{demand.first_page}页）要求履行的期限至{zh(last)}，{day.text}即作出《{act.title}》"
    evidence = (case.evidence(f"《{demand.title}》", writ=demand), day.evidence)
    if hit := case.mentions(act, _AT_ONCE):
        return unknown(f"{said}；文书称立即执行或者情况紧急", evidence=(*evidence, case.cite("立即执行", hit[0])))
    return breach(f"疑似催告期限未满即决定强制执行：{said}", on=day.value, evidence=evidence, law=("CEL2011:第三十七条",))


def _elements(case: CaseFile, demand: Writ) -> Outcome:
    """The four things that a demand must say; before an application to the court the rights are asked for with a hint only."""
    day = case.date(demand)
    if not isinstance(day, Dated) or not case.readable(demand):
        return not_applicable(f"《{demand.title}》的日期或者内容未能完整识别")
    text = case.squeezed(demand).text
    money = bool(_MONEY.search(text))
    terms = payment_terms(case, demand)
    lacking = [
        name
        for name, told in (
            ("履行期限", states_deadline(case, demand) or bool(terms.periods)),
            ("履行方式", bool(_WAY.search(text))),
            (
                "给付方式",
                not money
                or terms.channel
                or bool(
                    re.search(
                        r"(?:缴|交|汇|转|存)(?:款|付|纳)?(?:至|到|往|入)|(?:(?<![收接达])到|持|凭|通过)[^，。；]{2,30}(?:缴|交)", text
                    )
                ),
            ),
            ("明确的金额", not money or bool(find_amounts(text))),
            ("陈述权和申辩权", bool(_RIGHTS.search(text))),
        )
        if not told
    ]
    if not lacking:
        return met(f"《{demand.title}》（第{demand.first_page}页）载明期限、方式和权利")
    hint = lacking == ["陈述权和申辩权"] and _COURT.search(text)
    return breach(
        f"疑似催告书要素缺失：{day.text}的《{demand.title}》未载明{'、'.join(lacking)}",
        on=day.value,
        severity="info" if hint else "minor",
        evidence=(case.evidence(f"《{demand.title}》", writ=demand), day.evidence),
        law=_LAW["own"],
    )


@check("exec.court_application_window")
def court_application_window(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """An application to the court lies in the three months after the time for suing; none at all, and the fine unpaid, lets it lapse."""
    decision, decided = case.decision, case.decided
    applications = case.writs("enforcement_doc", "court_application")
    if decision is None or case.department in rule.params["own_power"]:
        return not_applicable("没有处罚决定书，或者行政机关有强制执行权")
    served = case.served(decision).day
    if not isinstance(served, Dated) or not isinstance(decided, Dated):
        reasons = [one.reason for one in (served, decided) if not isinstance(one, Dated)]
        return unknown("；".join(reasons)) if applications else not_applicable("送达日期未知，没有申请强制执行")
    if not applications and not _nothing_came(case, decision):
        return not_applicable("没有申请强制执行")
    end = suit_end(case, decision, served.value, decided.value)
    if not applications:
        return _lapsed(case, decision, served, end, rule)
    return [_applied(case, writ, decision, served, end, rule) for writ in applications]


def _applied(case: CaseFile, act: Writ, decision: Writ, served: Dated, end: SuitEnd, rule: Rule) -> Outcome:
    day = case.date(act)
    if not isinstance(day, Dated):
        return unknown(day.reason, evidence=(case.evidence(f"《{act.title}》", writ=act),))
    granted = put_off_until(case)
    first = min(end.earliest, granted) if granted else end.earliest
    last = _last_day(max(end.latest, granted) if granted else end.latest, rule.params["months"])
    evidence = (served.evidence, day.evidence)
    said = f"{served.text}送达《{decision.title}》，{day.text}申请人民法院强制执行"
    if first <= day.value <= last:
        return met(f"{said}，在起诉期限届满后三个月内", evidence)
    early = day.value < first
    if doubt := _doubt(case, act, decision, end, early=early):
        return unknown(f"{said}；{doubt}", evidence=evidence)
    if early:
        return breach(f"疑似申请强制执行过早：{said}，起诉期限至{zh(first)}尚未届满", on=day.value, evidence=evidence, law=_window(case))
    return breach(f"疑似申请强制执行逾期：{said}，应当在{zh(last)}以前申请", on=day.value, evidence=evidence, law=_window(case))


def _window(case: CaseFile) -> tuple[str, ...]:
    put_off = ("APL2021:第七十二条",) if approvals_to_put_off(case) else ()
    return ("CEL2011:第五十三条", "ALITL2017", *put_off)


def _doubt(case: CaseFile, act: Writ, decision: Writ, end: SuitEnd, *, early: bool) -> str:
    """Why an application outside the usual window may be in time; empty where nothing speaks for that."""
    if brought := challenge(case):
        return f"卷内提及复议、诉讼（第{brought.spans[0].page}页），申请执行的期限另行起算"
    if approvals_to_put_off(case) and put_off_until(case) is None:
        return "批准延期、分期缴纳的期限未能识别"
    if early and (hit := case.mentions(act, _AT_ONCE)):
        return f"申请书称{hit[0].text}，可以申请立即执行"
    if end.unheld:
        return f"决定书所引《{end.unheld}》是否另有起诉期限未能核对"
    clause = remedy_clause(case, decision)
    if clause is None or (clause.suit and not clause.suit_periods()):
        return "决定书未告知起诉期限的，起诉期限延长，请人工核对"
    return ""


def _nothing_came(case: CaseFile, decision: Writ) -> bool:
    """Whether nothing in a whole dossier says that the fine was paid, put off or challenged, or the case closed."""
    needed = (case.has("payment_doc"), case.has("closing_doc", "approval"), case.has("enforcement_doc", "court_application"))
    if not all(one.no for one in needed) or payment_terms(case, decision).on_the_spot or challenge(case):
        return False
    return not case.mentions([writ for writ in case.dossier.writs if writ.type not in _TELLING], _PAID, drop_negation=True)


def _lapsed(case: CaseFile, decision: Writ, served: Dated, end: SuitEnd, rule: Rule) -> Outcome:
    """Neither paid nor closed nor brought to court when the three months had run out."""
    done = imposed(decision, case.squeezed(decision))
    last = _last_day(end.latest, rule.params["months"])
    if done is None or not done.fine or case.today <= last or end.unheld:
        return not_applicable("没有申请强制执行")
    return breach(
        f"疑似逾期未申请强制执行：{served.text}送达《{decision.title}》，罚款{done.fine:,}元未见缴纳，应当在{zh(last)}以前申请人民法院强制执行，卷内未见申请",
        on=last,
        severity="minor",
        evidence=(served.evidence, case.evidence(f"《{decision.title}》", writ=decision)),
        absent=("payment_doc", "enforcement_doc"),
        law=_window(case),
    )


def _last_day(start: date, months: int) -> date:
    """Three months after the end of the time for suing; both ends move to working days."""
    last = months_later(roll_to_workday(start) or start, months)
    return roll_to_workday(last) or last
