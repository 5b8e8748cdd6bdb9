"""Orders to correct (责令改正, 处罚法第二十八条第一款) and the re-inspection that some departments require."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.facts.numerals import parse_numeral
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.mention import Mention
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import clauses
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.statutes.library import library

_DO = (
    r"(?:改正|整改|纠正|拆除|停止|停业|停产|停用|恢复|退还|退赔|退款|补办|补缴|补足|补种|补发|缴清|支付|清除|清理|治理|消除|下架|召回|撤除|撤下"
    r"|修复|更换|关闭|搬离|搬迁|办理|取得|安装|标明|公示)"
)
_ORDER = re.compile(
    rf"责令|(?:限期|限于?[^，。；]{{0,16}}(?:日|天|月)[^，。；]{{0,4}}[内前])[^，。；]{{0,20}}?{_DO}|(?:予以|依法)取缔|追缴|限期[^，。；]{{0,8}}(?:缴纳|申报)"
)
_LAW_SAYS = re.compile(r"由[^，。；：“]{2,30}$")  # 由公路管理机构责令改正: the words of a statute
_TOLD = re.compile(r"(?:已经?|当场|现场|依法|同时|并)[^，。；]{0,10}责令")
_SELF = r"(?:(?!告知|通知|提醒|转告)[^，。；：不未没令])"  # what others are told to do is not done
_DONE = re.compile(
    rf"(?:已经?|当场|自行|主动|当天|当日|现已){_SELF}{{0,16}}{_DO}|(?:案发|查获|检查|发现|事)后{_SELF}{{0,12}}{_DO}"
    r"|(?:改正|整改|恢复|拆除)(?:已经?)?(?:完毕|完成|到位)|(?:违法行为|违法状态)(?:已经?|现已)[^，。；不未]{0,6}(?:终止|终了|消除|结束)|已经?(?:注销|歇业)"
)
_IF = re.compile(r"(?:如|若|可以|应当|有权|承诺|逾期|拟|督促|确保|要求|监督)[^，。；]{0,8}$|(?:告知|通知|提醒|转告)(?!书)[^，。；后]{0,8}$")
_FOLLOWED = re.compile(r"复查|整改(?:情况)?(?:报告|完成|完毕|到位)|改正(?:情况)?(?:报告|完成|完毕|到位)|验收合格")
_WITHIN = re.compile(rf"(?P<days>[\d一二三四五六七八九十]{{1,3}})(?:个)?(?P<work>工作)?(?:日|天)(?:之|以)?内[^。；，]{{0,20}}?{_DO}")
_BY = re.compile(r"(?:\d{1,2}[时点](?:\d{1,2}分)?)?(?:之前|以前|前|止)")
# writs that reach the party, in which an order may stand
_ADDRESSED = ("penalty_decision", "prior_notice", "scene_record", "inspection_doc", "inquiry_record", "seizure_doc", "hearing_doc")
_LAW = ("APL2021:第二十八条",)


@check("correction.missing_or_no_recheck")
def missing_or_no_recheck(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """An order to correct in any form, or a word that the act is over; of orders whose time was up before closing the re-inspection."""
    decision = case.last("penalty_decision")
    if decision is None:
        return not_applicable("卷内没有普通程序的处罚决定书")
    orders = [writ for writ in case.writs("correction_notice") if writ.subtype != "recheck"]
    if orders:
        return [
            met(f"有《{orders[0].title}》（第{orders[0].first_page}页）", (case.evidence("责令改正", writ=orders[0]),)),
            *_rechecked(case, orders),
        ]
    if case.writs("correction_notice"):
        return met("有复查记录")
    return _ordered(case, rule, decision)


def _ordered(case: CaseFile, rule: Rule, decision: Writ) -> Outcome:
    """Without a writ of its own the order may stand in another one, or the act may be over."""
    plain = (hit for type in _ADDRESSED for hit in case.mentions(type, _ORDER))
    told = (hit for hit in case.mentions(_others(case), _TOLD))
    if ordered := next((hit for hits in (plain, told) for hit in hits if not _in_law(case, hit)), None):
        return met("载明责令改正", (case.cite("责令改正", ordered),))
    if done := next(_over(case), None):
        return met("载明已经改正或者停止", (case.cite("已经改正", done),))
    if cause := _instant(case, rule):
        return not_applicable(f"“{cause}”一经实施即告终了，没有可以改正的内容")
    if case.has("correction_notice").unknown:
        return unknown(f"未见责令改正，但{case.has('correction_notice').reason}")
    if not all(map(case.readable, (decision, *case.notices))):
        return unknown("处罚决定书或者告知书有未能识别的页")
    if said := [hit for type in _ADDRESSED for hit in case.mentions(type, _ORDER, drop_citations=False)]:
        mark = case.cite("责令改正", said[0])
        return unknown(f"第{mark.page}页只在引用法条处写有“{said[0].text}”，是否向当事人作出责令改正不明", evidence=(mark,))
    decided = case.decided
    day = decided.value if isinstance(decided, Dated) else None
    where = f"《{decision.title}》（第{decision.first_page}页）"
    clause = _clause_that_orders(case, decision, day)
    tail = f"，而所适用的{clause}写明责令改正" if clause else ""
    return breach(
        f"疑似一罚了之：{where}只作处罚{tail}，决定书、告知书和笔录均未责令改正，卷内未见责令改正文书，也未载明违法行为已经改正",
        on=day,
        evidence=(case.evidence("处罚决定书", writ=decision), *(case.evidence("处罚告知书", writ=notice) for notice in case.notices[:1])),
        absent=("correction_notice",),
        law=_LAW,
        confidence=0.9 if clause else 0.7,
    )


def _others(case: CaseFile) -> list[Writ]:
    return [writ for writ in case.dossier.writs if writ.type not in _ADDRESSED and writ.type != "dossier_binding"]


def _in_law(case: CaseFile, hit: Mention) -> bool:
    return _LAW_SAYS.search(case.squeezed(hit.writ).text[max(0, hit.start - 32) : hit.start]) is not None


def _over(case: CaseFile, but: Sequence[Writ] = ()) -> Iterator[Mention]:
    """Where the dossier says that the act is corrected, stopped or over."""
    writs = [writ for writ in case.dossier.writs if writ.type != "dossier_binding" and writ not in but]
    return (hit for hit in case.mentions(writs, _DONE, drop_negation=True) if not _conditional(case, hit))


def _conditional(case: CaseFile, hit: Mention) -> bool:
    """Whether something is to be done, or done on a condition."""
    return _IF.search(case.squeezed(hit.writ).text[max(0, hit.start - 12) : hit.start]) is not None


def _instant(case: CaseFile, rule: Rule) -> str | None:
    """The word of a cause that leaves nothing to correct: those of the office, and those of the rule."""
    words = (*(case.settled.instant_causes or ()), *rule.params["instant_causes"])
    types = ("filing_approval", "penalty_decision", "prior_notice", "investigation_report")
    causes = [field.text for type in types for writ in case.writs(type) for field in writ.all("cause") if field.state == "value"]
    text = "".join("".join(causes).split()) or (case.squeezed(case.decision).text if case.decision else "")
    return next((word for word in words if word in text), None)


def _clause_that_orders(case: CaseFile, decision: Writ, day: date | None) -> str:
    """The clause the decision punishes by, where the library knows that it orders to correct as well; empty where none does."""
    _, punished = clauses(case.squeezed(decision))
    for found in punished:
        cited = found.value
        article = library().article(cited.law, cited.article, day, cited.sub) if cited.article else None
        if article and re.search(r"责令[^。；]{0,12}改正", article.text):
            return found.text
    return ""


def _rechecked(case: CaseFile, orders: list[Writ]) -> list[Outcome]:
    """Orders whose time was up when the case was closed: who looked whether they were obeyed."""
    required = case.settled.recheck_required
    closed = case.date(case.last("closing_doc", "approval"))
    if required is False or not isinstance(closed, Dated) or case.has("correction_notice", "recheck").yes:
        return []
    due = [day for writ in orders if (day := _deadline(case, writ)) and day.value < closed.value]
    others = [writ for writ in case.dossier.writs if writ not in orders]
    followed = [hit for hit in case.mentions(others, _FOLLOWED, drop_negation=True) if not _conditional(case, hit)]
    if not due or followed or next(_over(case, orders), None):
        return []
    last = max(due, key=lambda day: day.value)
    said = f"责令改正的期限至{last.text}，{closed.text}结案，卷内未见复查记录、整改报告，也未载明已经改正"
    evidence = (last.evidence, closed.evidence)
    has = case.has("correction_notice", "recheck")
    if has.unknown:
        return [unknown(f"{said}；{has.reason}", evidence=evidence)]
    tail = "" if required else "；本机关是否要求复查，本地参数（recheck_required）未配置，只作提示"
    return [
        breach(
            f"疑似责令改正后未复查：{said}{tail}",
            on=last.value,
            severity="minor" if required else "info",
            evidence=evidence,
            absent=("correction_notice",),
            law=_LAW,
        )
    ]


def _deadline(case: CaseFile, writ: Writ) -> Dated | None:
    """The last day an order gives: 于某日前, or some days from its own day. Working days count double, so that none is too early."""
    field = case.date(writ, "deadline")
    if isinstance(field, Dated):
        return field
    text = case.squeezed(writ).text
    for one in find_dates(text):
        if _BY.match(text, one.end):
            return Dated(one.value, quoted(case, writ, f"改正期限 {one.value.isoformat()}", one.start, one.end))
    own, match = case.date(writ), _WITHIN.search(text)
    days = parse_numeral(match["days"]) if match else None
    if match is None or days is None or not isinstance(own, Dated):
        return None
    last = own.value + timedelta(days=days * 2 if match["work"] else days)
    return Dated(last, quoted(case, writ, f"改正期限至 {last.isoformat()}", match.start(), match.end()))
