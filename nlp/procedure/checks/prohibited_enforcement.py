"""How enforcement must not be carried out (行政强制法第四十三条、第四十四条)."""

from __future__ import annotations

import re

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.enforcement import suit_end
from nlp.procedure.enforcement_acts import EnforcementAct, enforcement_acts
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.quoting import sentence
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.workdays import is_public_holiday

_URGENT = re.compile(r"紧急(?!联系)|险情|抢险|危及|立即代履行|即时代履行|突发")
_UTILITIES = re.compile(r"(?:停止?|断|切断|中断)(?:供)?(?:水|电|气|暖|热|燃气)+")
_FORBIDS = re.compile(r"(?:不得|不准|不能|未|没有|严禁|禁止|避免|不采取)[^。；，]{0,16}$")
_HOME = re.compile(r"居民|住户|住宅|住房|家庭|生活用|小区")
_FORCE = re.compile(r"迫使|促使|督促|倒逼|直至|直到|否则|拒不|配合|不(?:搬|签|拆|缴|交|履行)")
_COURT = re.compile(r"准予(?:强制)?执行|行政裁定书|(?<!申请)(?<!申请人民)法院[^。；，申]{0,16}(?:裁定|组织|强制执行)")
_ANNOUNCED = re.compile(r"(?:发布|张贴|予以|作出|刊登|发出)[^。；，]{0,16}公告|公告期")
_PLANNING = "城乡规划法"
_TELLING = frozenset({"prior_notice", "penalty_decision", "summary_decision", "dossier_binding"})


@check("exec.prohibited_enforcement")
def prohibited_enforcement(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Acts at night or on public holidays, demolition without announcement or before the time for suing, cutting off homes."""
    acts = enforcement_acts(case)
    outcomes = [outcome for act in acts for outcome in (_when(case, act, rule), _demolished(case, act)) if outcome]
    outcomes += _cut_off(case)
    return outcomes or not_applicable("卷内没有行政机关实施强制执行的记载")


def _when(case: CaseFile, act: EnforcementAct, rule: Rule) -> Outcome:
    start, end = rule.params["night_from"], rule.params["night_until"]
    night = act.hour is not None and (act.hour >= start or act.hour < end)
    holiday = is_public_holiday(act.day)
    said = f"《{act.writ.title}》（第{act.evidence.page}页）记载{zh(act.day)}{'' if act.hour is None else f'{act.hour}时'}实施强制执行"
    if not night and holiday is False:
        return met(said, (act.evidence,))
    if urgent := case.mentions([act.writ, *case.writs("enforcement_doc")], _URGENT, drop_negation=True):
        return met(f"{said}，文书载明情况紧急（第{urgent[0].spans[0].page}页）", (act.evidence, case.cite("情况紧急", urgent[0])))
    if not night and holiday is None:
        return unknown(f"{said}，当日是放假调休日，是否属于法定节假日请人工核对", evidence=(act.evidence,))
    what = "夜间" if night else "法定节假日"
    return breach(
        f"疑似在{what}实施行政强制执行：{said}，未见情况紧急的记载",
        on=act.day,
        evidence=(act.evidence,),
        law=("CEL2011:第四十三条",),
    )


def _demolished(case: CaseFile, act: EnforcementAct) -> Outcome | None:
    """A demolition by the agency: announced before, and after the time for suing the decision had run out."""
    if not act.demolition or case.mentions(case.dossier.writs, _COURT):
        return None
    said = f"{zh(act.day)}实施强制拆除（第{act.evidence.page}页）"
    decision = _ordered(case)
    outcomes = [one for one in (_unannounced(case, act, said), _early(case, act, decision, said) if decision else None) if one]
    if not outcomes:
        return met(f"{said}，有公告", (act.evidence,))
    planning = [writ for writ in case.dossier.writs if _PLANNING in case.squeezed(writ).text]
    if planning and outcomes[0].verdict == "breach":
        return unknown(f"{outcomes[0].message}；依城乡规划法拆除违法建设另有规定（第六十八条），请人工核对", evidence=outcomes[0].evidence)
    return outcomes[0]


def _ordered(case: CaseFile) -> Writ | None:
    """The decision that ordered the demolition."""
    ordered = [
        writ for type in ("penalty_decision", "correction_notice") for writ in case.writs(type) if "拆除" in case.squeezed(writ).text
    ]
    return ordered[-1] if ordered else None


def _unannounced(case: CaseFile, act: EnforcementAct, said: str) -> Outcome | None:
    if case.writs("enforcement_doc", "announcement"):
        return None
    others = [writ for writ in case.dossier.writs if writ.type not in _TELLING]
    if told := case.mentions(others, _ANNOUNCED, drop_negation=True):
        return unknown(
            f"{said}，文书称已经公告（第{told[0].spans[0].page}页），卷内未见公告", evidence=(act.evidence, case.cite("公告", told[0]))
        )
    has = case.has("enforcement_doc", "announcement")
    if not has.no or case.writs("service_doc", "announcement"):
        return unknown(f"{said}，未见限期拆除的公告；{has.reason or '卷内有送达公告，请核对其内容'}", evidence=(act.evidence,))
    return breach(
        f"疑似未经公告强制拆除：{said}，卷内未见限期自行拆除的公告",
        on=act.day,
        evidence=(act.evidence,),
        absent=("enforcement_doc",),
        law=("CEL2011:第四十四条",),
    )


def _early(case: CaseFile, act: EnforcementAct, decision: Writ, said: str) -> Outcome | None:
    served, decided = case.served(decision).day, case.date(decision)
    if not isinstance(served, Dated) or not isinstance(decided, Dated):
        return None
    end = suit_end(case, decision, served.value, decided.value)
    if act.day > end.earliest:
        return None
    whole = f"{served.text}送达《{decision.title}》，{said}，起诉期限至{zh(end.earliest)}尚未届满"
    if end.unheld:
        return unknown(f"{whole}；所引《{end.unheld}》是否另有起诉期限未能核对", evidence=(served.evidence, act.evidence))
    return breach(
        f"疑似在起诉期限届满前强制拆除：{whole}", on=act.day, evidence=(served.evidence, act.evidence), law=("CEL2011:第四十四条",)
    )


def _cut_off(case: CaseFile) -> list[Outcome]:
    """Water, power, gas or heat of homes stopped to force a party: a person has to judge."""
    writs = [writ for writ in case.dossier.writs if writ.type not in _TELLING]
    for mention in case.mentions(writs, _UTILITIES):
        text = case.squeezed(mention.writ).text
        begin, end = sentence(text, mention.start, mention.end)
        said = text[begin:end]
        if _HOME.search(said) and _FORCE.search(said) and not _FORBIDS.search(text[begin : mention.start]):
            place = case.cite("停水停电", mention)
            return [unknown(f"第{place.page}页提及对居民{mention.text}，是否用来迫使当事人履行决定，请人工核对", evidence=(place,))]
    return []
