"""How goods and places were seized (查封、扣押): decision and list, approval, the procedure on the spot.

行政强制法第十八条、第十九条、第二十四条; 市场监督管理行政处罚程序规定第三十七条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from ingest.dossier import Writ
from nlp.facts.dates import find_time_ranges, find_times
from nlp.procedure.case import CaseFile
from nlp.procedure.credentials import credentials_named, credentials_shown
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.elements import may_give_reason
from nlp.procedure.finding import Evidence
from nlp.procedure.handing_over import handed_over_late, items_named
from nlp.procedure.measure_approval import SEIZURE, Approval, Timing, approvals, approved_by_word, latest, timing
from nlp.procedure.mention import Mention
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.remedy_clause import remedy_clause
from nlp.procedure.rules import Rule
from nlp.procedure.sealing import sealed
from nlp.procedure.seizures import seized_on, seizure_decisions

_OFFICIALS = r"(?:本局|我局|本机关|我机关|本队|我队|执法人员|办案人员|检查人员)"
# what the dossier tells the agency did: not what others did, what may or shall be done, what was ended
_DID = re.compile(
    rf"{_OFFICIALS}(?:(?!公安|法院|海关|检察|移送|移交)[^。；“”]){{0,40}}?(?:依法|当场|予以|实施了?|采取了?|进行了?)[^。；，“”]{{0,6}}?"
    r"(?:查封|扣押|行政强制措施|暂扣(?![^。；，]{0,8}(?:证|执照)))(?!决定|清单|期限|审批|措施的|的)"
)
_NOT_DONE = re.compile(r"拟|建议|可以|应当|有权|申请|解除|是否|如需|必要时|不得|不予|(?:未|没有)(?:对|能|当场|实施|采取|进行|予以)")
_TELLING = ("scene_record", "investigation_report", "penalty_decision")
_DAYS = r"(?<![月\d])(?:\d{1,3}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3})个?(?:自然|工作)?(?:日|天|月)"
_PERIOD = re.compile(
    rf"(?:期限|时限|为期)[^。；]{{0,16}}?{_DAYS}|(?:期限|时限)[^。；]{{0,12}}?至\d{{4}}|自(?:即日|本决定|\d{{4}}|20)[^。；]{{0,24}}?至[^。；]{{1,24}}|{_DAYS}的?(?:查封|扣押)"
    rf"|(?:查封|扣押|暂扣)[^。；，]{{0,8}}?{_DAYS}|\d[日号]?(?:起?至|到|—+|－|-|~|～)(?:\d{{4}}[年.\-/])?\d{{1,2}}[月.\-/]\d{{1,2}}"
)
_REASON = re.compile(r"经查|涉嫌|因|由于|为(?:了)?防止|违反|存在|发现|问题|行为|隐患")
_BASIS = re.compile(r"《[^》]{3,40}》|(?:法|条例|办法)第[一二三四五六七八九十百零〇\d]+条")
_REMEDY = re.compile(r"复议|诉讼|起诉")
_URGENT = r"紧急|当场(?:依法)?(?:实施|采取|查封|扣押|予以|进行)"
_TOLD = (
    r"(?:告知|说明|讲明|讲清|解释|宣布|宣读|释明)[^。：:]{0,30}(?:理由|依据|事由|原因|为什么|为何|缘由)|(?:理由|依据|事由)[^。；]{0,30}(?:告知|说明|宣读)"
    r"|(?:宣读|宣布)[^。；]{0,20}决定书?"
)
_HEARD = (
    r"陈述.{0,6}申辩|申辩.{0,6}陈述|(?:听取|征询|征求|询问)[^。；]{0,12}(?:意见|申辩|陈述|异议)"
    r"|(?:当事人|负责人|经营者|业主|相对人)[^。；]{0,12}(?:无|没有|未提出?|不提出?)[^。；，]{0,4}(?:异议|意见|申辩)"
)
_AWAY = r"(?<!如)(?<!若)(?:当事人|负责人|经营者|货主|车主|被检查人)?[^。；，]{0,6}(?:不在(?:现)?场|未到场|不到场|无人(?:在场|看管))(?!的)"
_SURE = 0.8


@check("coercion.decision_or_list_missing")
def decision_or_list_missing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Where something was seized: a decision with all it must tell, the things it covers, handed over on the spot."""
    decisions = seizure_decisions(case)
    if not decisions:
        return _no_decision(case)
    return [outcome for writ in decisions for outcome in _complete(case, writ)]


def _no_decision(case: CaseFile) -> Outcome:
    """A paper of a seizure, or a sentence that tells of one, without a decision."""
    named = [writ for writ in case.writs("seizure_doc") if re.search("查封|扣押|强制措施", writ.title)]
    papers = [writ for writ in named if writ.subtype not in ("seal", "decision")]
    told = next(_seized(case), None)
    if not papers and told is None:
        return not_applicable("卷内没有查封、扣押")
    mark = case.cite("实施查封、扣押", told) if told else case.evidence(f"《{papers[0].title}》", writ=papers[0])
    said = f"第{mark.page}页载明“{told.text}”" if told else f"卷内有《{papers[0].title}》（第{mark.page}页）"
    has = case.has("seizure_doc", "decision")
    if has.unknown:
        return unknown(f"{said}，未见查封、扣押决定书，但{has.reason}", evidence=(mark,))
    day = case.date(told.writ if told else papers[0])
    return breach(
        f"疑似查封扣押没有决定书：{said}，卷内未见查封、扣押决定书",
        on=day.value if isinstance(day, Dated) else case.decision_date,
        severity="fatal",
        evidence=(mark,),
        absent=("seizure_doc",),
        law=("CEL2011:第二十四条", "SAMR_PROC"),
    )


def _seized(case: CaseFile) -> Iterator[Mention]:
    for type in _TELLING:
        for hit in case.mentions(type, _DID, drop_negation=True):
            before = case.squeezed(hit.writ).text[max(0, hit.start - 12) : hit.start]
            if not _NOT_DONE.search(before + hit.text):
                yield hit


def _complete(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """What article 24 lists for the decision; remedies told in part or wrongly are judged by their own rules."""
    day, named = case.date(writ), f"《{writ.title}》（第{writ.first_page}页）"
    on = day.value if isinstance(day, Dated) else case.decision_date
    mark = case.evidence(f"《{writ.title}》", writ=writ)
    lacking = list(_lacking(case, writ))
    if lacking:
        yield breach(
            f"疑似查封扣押决定书要素不全：{named}{'、'.join(lacking)}",
            on=on,
            severity="major",
            evidence=(mark,),
            law=("CEL2011:第二十四条",),
            confidence=_SURE,
        )
    yield from _listed(case, writ, named, mark)
    if isinstance(day, Dated) and (late := handed_over_late(case, writ, day)):
        yield breach(
            f"疑似查封扣押决定书未当场交付：{named}{day.text}作出，{late.text}才送达",
            on=day.value,
            severity="major",
            evidence=(day.evidence, late.evidence),
            law=("CEL2011:第二十四条", "SAMR_PROC"),
        )
    if not lacking:
        yield met(f"{named}要素齐全", (mark,))


def _lacking(case: CaseFile, writ: Writ) -> Iterator[str]:
    """The elements whose place is empty, or of which a page that was read in full says nothing."""
    if writ.get("party_name").state == "empty":
        yield "当事人栏空白"
    if writ.get("date").state == "empty":
        yield "日期空白"
    if not case.readable(writ) or any(writ.first_page <= page <= writ.last_page for page in case.poor_pages):
        return
    text = case.squeezed(writ).text
    if writ.get("reason").state != "value" and not _REASON.search(text) and not may_give_reason(text):
        yield "未载明理由"
    if not _BASIS.search(text):
        yield "未载明依据"
    if writ.get("period").state != "value" and not _PERIOD.search(text):
        yield "未载明期限"
    if remedy_clause(case, writ) is None and not _REMEDY.search(text):
        yield "未告知申请复议、提起诉讼的途径和期限"
    if sealed(case, writ).no:
        yield "未见印章"


def _listed(case: CaseFile, writ: Writ, named: str, mark: Evidence) -> Iterator[Outcome]:
    if case.writs("seizure_doc", "list") or not case.readable(writ) or items_named(case.squeezed(writ).text):
        return
    has, day = case.has("seizure_doc", "list"), case.date(writ)
    said = f"{named}未列明物品名称、数量或者写明另附清单，卷内未见清单"
    if has.unknown:
        yield unknown(f"{said}，但{has.reason}", evidence=(mark,))
        return
    yield breach(
        f"疑似查封扣押没有清单：{said}",
        on=day.value if isinstance(day, Dated) else case.decision_date,
        severity="major",
        evidence=(mark,),
        absent=("seizure_doc",),
        law=("CEL2011:第二十四条", "SAMR_PROC"),
    )


@check("coercion.approval_24h")
def approval_24h(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Every seizure: approved before, or within 24 hours where it was urgent."""
    outcomes = []
    for writ in seizure_decisions(case):
        start = seized_on(case, writ)
        outcomes.append(_approved(case, writ, start) if isinstance(start, Dated) else unknown(start.reason))
    return outcomes or not_applicable("卷内没有查封、扣押决定书")


def _approved(case: CaseFile, writ: Writ, start: Dated) -> Outcome:
    said = f"{start.text}查封、扣押"
    found = approvals(case, SEIZURE)
    if not found:
        has = case.has("internal_approval", "coercion")
        if has.unknown:
            return unknown(f"{said}，未见负责人批准的审批表，但{has.reason}", evidence=(start.evidence,))
        if told := approved_by_word(case):
            return unknown(f"{said}，未见审批表，笔录（第{told.page}页）载明“{told.quote}”，请核对", evidence=(start.evidence, told))
        return breach(
            f"疑似查封扣押未经批准：{said}，卷内未见机关负责人批准的审批表",
            on=start.value,
            evidence=(start.evidence,),
            absent=("internal_approval",),
            law=("CEL2011:第十八条",),
        )
    when: dict[Timing, Approval] = {timing(case, one, start, _seized_at(case, start)): one for one in reversed(found)}
    if "before" in when and not when["before"].blank:
        return met(f"{said}，事前经负责人批准")
    if blank := next((one for one in found if one.blank), None):
        mark = case.evidence("负责人意见空白", writ=blank.writ)
        return breach(
            f"疑似查封扣押未经批准：{said}，《{blank.writ.title}》（第{mark.page}页）的负责人意见和签名空白",
            on=start.value,
            evidence=(start.evidence, mark),
            law=("CEL2011:第十八条",),
        )
    return _afterwards(case, said, start, when, found[0])


def _afterwards(case: CaseFile, said: str, start: Dated, when: dict[Timing, Approval], first: Approval) -> Outcome:
    """Approved later: in time where it was urgent."""
    late, within = when.get("late"), when.get("within")
    if within and isinstance(within.day, Dated):
        writs = [writ for type in ("internal_approval", "scene_record", "seizure_doc") for writ in case.writs(type)]
        if case.mentions(writs, _URGENT, drop_citations=False) or case.department == "公安":
            return met(f"{said}，{within.day.text}补办批准", (start.evidence, within.day.evidence))
        if told := approved_by_word(case):
            marks = (start.evidence, told, within.day.evidence)
            return met(f"{said}，笔录（第{told.page}页）载明“{told.quote}”，{within.day.text}补办书面批准", marks)
        return breach(
            f"疑似非紧急情况事后补办批准：{said}，{within.day.text}才批准，文书未载明情况紧急",
            on=start.value,
            severity="info",
            evidence=(start.evidence, within.day.evidence),
            law=("CEL2011:第十九条",),
        )
    elsewhere = late is not None and not late.own and not case.has("internal_approval", "coercion").no  # its own form may be lost
    if late is None or elsewhere or not isinstance(late.day, Dated):
        mark = case.evidence("审批", writ=first.writ)
        return unknown(f"{said}，《{first.writ.title}》（第{mark.page}页）的批准日期未能识别", evidence=(start.evidence, mark))
    return breach(
        f"疑似查封扣押未及时补办批准：{said}，{late.day.text}才批准，超过二十四小时",
        on=start.value,
        severity="info" if case.department == "公安" else "major",
        evidence=(start.evidence, late.day.evidence),
        law=("CEL2011:第十九条",),
    )


def _seized_at(case: CaseFile, start: Dated) -> datetime | None:
    """The last moment of the records of that day: the seizure was no later, so that 24 hours are counted in favour."""
    ends = [one.value.end for writ in _records(case, start) for one in find_time_ranges(case.squeezed(writ).text)]
    ends += [one.value for writ in _records(case, start) for one in find_times(case.squeezed(writ).text)]
    return latest(moment for moment in ends if moment.date() == start.value)


@check("coercion.scene_procedure")
def scene_procedure(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A record of the day of each seizure, which tells that the party was told, was heard, and saw the officers' credentials."""
    outcomes = []
    for writ in seizure_decisions(case):
        start = seized_on(case, writ)
        outcomes.append(_on_the_spot(case, writ, start) if isinstance(start, Dated) else unknown(start.reason))
    return outcomes or not_applicable("卷内没有查封、扣押决定书")


def _records(case: CaseFile, start: Dated) -> list[Writ]:
    """The records of that day; one that began the evening before runs into it."""
    writs = [*case.writs("scene_record"), *case.writs("seizure_doc", "scene"), *case.writs("inspection_doc")]
    days = (start.value, start.value - timedelta(days=1))
    return [writ for writ in writs if isinstance(day := case.date(writ), Dated) and day.value in days]


def _on_the_spot(case: CaseFile, decision: Writ, start: Dated) -> Outcome:
    said, records, own = f"{start.text}查封、扣押", _records(case, start), case.date(decision)
    if not records:
        return unknown(own.reason) if isinstance(own, Missing) else _no_record(case, said, start)
    marks = tuple(case.evidence(f"《{writ.title}》", writ=writ) for writ in records)
    where = "、".join(f"《{writ.title}》（第{writ.first_page}页）" for writ in records)
    if case.mentions(records, _AWAY):
        return met(f"{where}载明当事人不在场，不查当场告知", marks)
    lacking = []
    served = case.served(decision).date
    in_decision = served is not None and served <= start.value and bool(_REASON.search(case.squeezed(decision).text))
    if not in_decision and not case.mentions(records, _TOLD, drop_citations=False):
        lacking.append("告知理由和依据")
    if not case.mentions([*records, decision], _HEARD, drop_citations=False):
        lacking.append("听取陈述申辩")
    texts = [case.squeezed(writ).text for writ in records]
    if not any(credentials_shown(text) or credentials_named(text) for text in texts):
        lacking.append("出示执法证件")
    if not lacking:
        return met(f"{where}载明现场程序", marks)
    if not all(map(case.readable, records)) or any(mark.page in case.poor_pages for mark in marks):
        return unknown(f"{said}，{where}未见{'、'.join(lacking)}的记载，该笔录有未能识别的页", evidence=(start.evidence, *marks))
    return breach(
        f"疑似强制措施现场程序缺失：{said}，{where}没有{'、'.join(lacking)}的记载",
        on=start.value,
        evidence=(start.evidence, *marks),
        law=("CEL2011",),
        confidence=_SURE,
    )


def _no_record(case: CaseFile, said: str, start: Dated) -> Outcome:
    if case.department == "公安" and case.writs("av_record"):
        return met(f"{said}，有全程录音录像")
    undated = [day.reason for writ in case.writs("scene_record") if isinstance(day := case.date(writ), Missing)]
    reasons = [*case.gaps, *undated]
    has = case.has("scene_record")
    if reasons or has.unknown:
        return unknown(f"{said}，未见同日的现场笔录；{'；'.join(reasons) or has.reason}", evidence=(start.evidence,))
    others = tuple(case.evidence(f"《{writ.title}》日期不同", writ=writ) for writ in case.writs("scene_record"))
    return breach(
        f"疑似强制措施没有现场笔录：{said}，卷内未见同日的现场笔录{'（另有其他日期的笔录）' if others else ''}",
        on=start.value,
        evidence=(start.evidence, *others),
        absent=() if others else ("scene_record",),
        law=("CEL2011",),
    )
