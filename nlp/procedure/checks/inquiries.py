"""Questioning: a record of each (处罚法第五十五条), one person at a time (市场监督管理行政处罚程序规定第二十九条)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from ingest.dossier import Writ
from nlp.facts.dates import find_time_ranges
from nlp.facts.parties import is_person_name
from nlp.procedure.act_day import act_day
from nlp.procedure.asked import party_asked, people_asked
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.officers import numbered_officers
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.parties import parties
from nlp.procedure.questioned import inquiry_records, questioned
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.same_name import same_name

_ACT = re.compile(r"现场检查|现场勘验|进行勘验|进行了?检查|询问了|进行了?询问")
_INSPECTED = re.compile(
    r"(?:执法人员|办案人员|本机关|本局|我局)[^。；]{0,30}?(?:进行了?|开展了?|实施了?)?(?<!复)(?<!监督)(?:现场)?(?:检查|勘验)(?:时|发现|中发现|了|并|。|，(?:发现|当事人))"
)
_INSTEAD = re.compile(
    r"自(?:行|书)书?写?材料|书面(?:核查|陈述)|录音录像|快速办理|移送(?:的)?(?:机关|案卷|材料)|拒不(?:到场|配合|接受)|拒绝(?:到场|接受(?:调查|询问))|无法(?:联系|通知)"
)
_ELSEWHERE = ("scene_record", "statement_doc", "evidence_material", "hearing_doc", "case_source", "sampling_record", "inspection_doc")
_WRITTEN = re.compile(r"(?:询问|调查|谈话)(?:[（(](?:询问|调查)[）)])?笔录|自(?:行)?书写?|情况说明|(?:陈述|自书|书面)材料")
_RECORD_ROW = re.compile(r"(?:询问|调查|谈话)(?:[（(](?:询问|调查)[）)])?笔录")
_ESCORT = re.compile(r"监护人|翻译|法定代理人|陪同|在场")
_OTHER_LABEL = re.compile(r"询问人|记录|性别|职务|执法|翻译")  # the next column was read into the name's
_LAW_SAYS = ("市场监管", "公安")


@check("invest.inquiry_record_missing")
def inquiry_record_missing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Whoever is said to have been questioned has a record; an inspection or questioning has one at all."""
    if case.procedure != "ordinary":
        return not_applicable("不是普通程序案件")
    told = [*case.writs("investigation_report"), *case.writs("penalty_decision")]
    if not told:
        return not_applicable("卷内没有调查终结报告、处罚决定书")
    outcomes = [*(list(_no_record(case, told)) or _no_inspection_record(case, told)), *_no_record_of(case, told)]
    return outcomes or list(_no_record_of_party(case, told)) or met("调查报告、决定书提及的询问、检查均有笔录")


def _no_record(case: CaseFile, told: Sequence[Writ]) -> Iterator[Outcome]:
    """Neither a record nor a recording of what the report tells."""
    kinds = ("inquiry_record", "scene_record", "av_record", "inspection_doc", "sampling_record")
    there = [case.has(kind) for kind in kinds]
    if any(one.yes for one in there) or case.writs("seizure_doc", "scene"):
        return
    acts = case.mentions(told, _ACT, drop_negation=True)
    if not acts or case.mentions(told, _INSTEAD) or _monitored(case):
        return
    mark = case.cite(acts[0].text, acts[0])
    said = f"《{acts[0].writ.title}》（第{mark.page}页）记载{acts[0].text}"
    if open_ := [one.reason for one in there if one.unknown]:
        yield unknown(f"{said}，未见笔录；{'；'.join(dict.fromkeys(open_))}", evidence=(mark,))
        return
    yield breach(
        f"疑似询问、检查未制作笔录：{said}，卷内没有询问笔录、现场笔录，也没有音像记录",
        on=case.decision_date,
        evidence=(mark,),
        absent=("inquiry_record", "scene_record"),
    )


def _no_inspection_record(case: CaseFile, told: Sequence[Writ]) -> Iterator[Outcome]:
    """People were questioned with a record, but the inspection that the report tells of has none."""
    held = any(case.writs(kind) for kind in ("scene_record", "inspection_doc", "summary_decision"))
    if held or case.writs("seizure_doc", "scene") or (case.department == "公安" and case.writs("av_record")):
        return
    acts = case.mentions(told, _INSPECTED, drop_negation=True)
    if not acts or case.mentions(told, _INSTEAD) or _monitored(case):
        return
    mark = case.cite("检查", acts[0])
    said = f"《{acts[0].writ.title}》（第{mark.page}页）记载“{acts[0].text}”"
    there = [case.has("scene_record"), case.has("inspection_doc")]
    if open_ := [one.reason for one in there if one.unknown]:
        yield unknown(f"{said}，未见现场笔录；{'；'.join(dict.fromkeys(open_))}", evidence=(mark,))
        return
    yield breach(
        f"疑似检查未制作笔录：{said}，卷内没有现场检查（勘验）笔录", on=case.decision_date, evidence=(mark,), absent=("scene_record",)
    )


def _no_record_of(case: CaseFile, told: Sequence[Writ]) -> Iterator[Outcome]:
    """People named as questioned of whom no record is in the dossier."""
    records = inquiry_records(case)
    names = {name for writ in records for name in questioned(case, writ).names}
    texts = [case.squeezed(writ).text for writ in (*records, *(writ for type in _ELSEWHERE for writ in case.writs(type)))]
    written = [text for text in texts if _WRITTEN.search(text)]
    done = set()
    for writ in told:
        text = case.squeezed(writ).text
        for one in people_asked(text):
            recorded = any(same_name(one.name, name) or name in one.phrase for name in names)
            # where a record of this person is named, what others of the scene or a hearing say of him is none
            elsewhere = written if _RECORD_ROW.search(text, one.start, one.end) else texts
            if one.name in done or recorded or any(one.name in said for said in elsewhere):
                continue
            done.add(one.name)
            mark = quoted(case, writ, f"询问{one.name}", one.start, one.end)
            said = f"《{writ.title}》（第{mark.page}页）记载对{one.name}进行了询问"
            doubts = _doubts(case, writ)
            if doubts:
                yield unknown(f"{said}，未见其询问笔录；{'；'.join(doubts)}", evidence=(mark,))
            else:
                message = f"疑似询问未制作笔录：{said}，卷内没有{one.name}的询问笔录"
                yield breach(message, on=case.decision_date, evidence=(mark,), absent=("inquiry_record",))


def _no_record_of_party(case: CaseFile, told: Sequence[Writ]) -> Iterator[Outcome]:
    """A natural person whose record is listed by role (当事人的询问笔录), while others were questioned or nobody."""
    party = case.party
    if party is None or not is_person_name(party) or parties(case):
        return
    asked = [questioned(case, writ) for writ in inquiry_records(case)]
    if any(one.side == "party" or any(same_name(party, name) for name in one.names) for one in asked):
        return
    texts = [case.squeezed(writ).text for type in _ELSEWHERE for writ in case.writs(type)]
    if any(party in text and _WRITTEN.search(text) for text in texts) or case.mentions(told, _INSTEAD):
        return
    for writ in told:
        if place := party_asked(case.squeezed(writ).text):
            mark = quoted(case, writ, "当事人的询问笔录", *place)
            said = f"《{writ.title}》（第{mark.page}页）列有当事人的询问笔录，卷内没有{party}的询问笔录"
            if doubts := _doubts(case, writ):
                yield unknown(f"{said}；{'；'.join(doubts)}", evidence=(mark,))
            else:
                message = f"疑似询问未制作笔录：{said}"
                yield breach(message, on=case.decision_date, evidence=(mark,), absent=("inquiry_record",))
            return


def _doubts(case: CaseFile, writ: Writ) -> list[str]:
    """Why a record that a writ tells of may be there after all."""
    records = inquiry_records(case)
    listed = sum(len(_RECORD_ROW.findall(case.squeezed(one).text)) for one in case.writs("dossier_binding", "catalog"))
    doubts = [*case.gaps]
    if listed > len(records):
        doubts.append("卷内目录所列询问笔录多于卷内所见")
    doubts += [f"第{record.first_page}页笔录的被询问人未能识别" for record in records if not questioned(case, record).names]
    if case.recognised(writ, *records):
        doubts.append("姓名识别自扫描件")
    return doubts


def _monitored(case: CaseFile) -> bool:
    return bool(case.mentions("evidence_material", r"电子(?:技术)?监控|不停车|自动抓拍|在线监测|监测系统|检测系统"))


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One questioning: whom, from when to when, by which certificate numbers, where."""

    writ: Writ
    name: str
    start: datetime
    end: datetime
    numbers: frozenset[str]
    place: str
    evidence: Evidence


@check("invest.inquiry_not_individual")
def inquiry_not_individual(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """One record, one person; no officer questions two people at one time."""
    records = inquiry_records(case)
    if not records:
        return not_applicable("卷内没有询问笔录")
    weight: Severity = "major" if case.department in _LAW_SAYS else "info"
    outcomes = [outcome for writ in records for outcome in _together(case, writ, weight)]
    sittings = [one for writ in records for one in _sittings(case, writ)]
    for one, other in combinations(sittings, 2):
        minutes = (min(one.end, other.end) - max(one.start, other.start)).total_seconds() / 60
        apart = one.place and other.place and one.place not in other.place and other.place not in one.place
        if minutes < rule.params["minutes"] or same_name(one.name, other.name) or not one.numbers & other.numbers or apart:
            continue  # in two places at once is a defect of another kind
        message = (
            f"疑似询问未个别进行：同一执法人员同时询问{one.name}（第{one.writ.first_page}页，{one.start:%H:%M}至{one.end:%H:%M}）"
            f"和{other.name}（第{other.writ.first_page}页，{other.start:%H:%M}至{other.end:%H:%M}），重叠{minutes:.0f}分钟"
        )
        outcomes.append(breach(message, on=one.start.date(), severity=weight, evidence=(one.evidence, other.evidence)))
    return outcomes or met("询问个别进行")


def _together(case: CaseFile, writ: Writ, weight: Severity) -> Iterator[Outcome]:
    """Two people named as questioned in one record."""
    who = questioned(case, writ)
    if len(who.names) < 2 or _ESCORT.search(who.field.text) or _ESCORT.search(who.role) or _OTHER_LABEL.search(who.field.text):
        return
    mark = case.evidence("被询问人", field=who.field, writ=writ)
    message = f"疑似询问未个别进行：《{writ.title}》（第{writ.first_page}页）的被询问人有{'、'.join(who.names)}{len(who.names)}人"
    yield breach(message, on=act_day(case, writ), severity=weight, evidence=(mark,))


def _sittings(case: CaseFile, writ: Writ) -> Iterator[_Sitting]:
    times = find_time_ranges(case.squeezed(writ).text)
    who = questioned(case, writ)
    if not times or not who.name:
        return
    when = times[0]
    place = "".join(writ.get("place").text.split())
    numbers = frozenset(one.number for one in numbered_officers(case, writ))
    mark = quoted(case, writ, f"询问{who.name}的时间", when.start, when.end)
    yield _Sitting(writ, who.name, when.value.start, when.value.end, numbers, place, mark)
