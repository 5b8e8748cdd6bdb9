"""Officers: whether they showed their credentials, and whether they are officers at all (处罚法第四十二条、第五十五条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Writ
from nlp.procedure.act_day import act_day
from nlp.procedure.auxiliaries import Auxiliary, acting_auxiliaries
from nlp.procedure.case import CaseFile
from nlp.procedure.credentials import credentials_named, credentials_shown
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Severity
from nlp.procedure.officers import named_officers, numbered_officers
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.questioned import inquiry_records
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_SEIZING = re.compile(r"查封|扣押|暂扣|强制措施")
# records of people who do not meet
_APART = re.compile(r"电话(?:询问|调查|记录)|书面(?:询问|核查|调查)|视频(?:询问|连线)")


@check("invest.id_not_shown")
def id_not_shown(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Each record of an inspection or of questioning says that the officers showed their credentials."""
    records = [*case.writs("scene_record"), *inquiry_records(case)]
    own = [writ for writ in records if not _of_a_seizure(case, writ) and not case.mentions(writ, _APART)]
    if not own:
        return not_applicable("卷内没有现场笔录、询问笔录，或者由强制措施现场笔录的检查项判断")
    return [_shown(case, writ) for writ in own]


def _shown(case: CaseFile, writ: Writ) -> Outcome:
    place = f"《{writ.title}》（第{writ.first_page}页）"
    if found := credentials_shown(case.squeezed(writ).text):
        return met(f"{place}记载出示执法证件", (quoted(case, writ, "出示执法证件", *found),))
    mark = case.evidence(f"《{writ.title}》", writ=writ)
    if not case.readable(writ) or any(writ.first_page <= page <= writ.last_page for page in case.poor_pages):
        return unknown(f"{place}未见出示执法证件的记载，该笔录有未能识别的页", evidence=(mark,))
    if credentials_named(case.squeezed(writ).text):
        return unknown(f"{place}提到执法证件，是否出示请核对", evidence=(mark,))
    return breach(
        f"疑似未出示执法证件：{place}没有执法人员主动出示执法证件的记载",
        on=act_day(case, writ),
        evidence=(mark,),
    )


def _of_a_seizure(case: CaseFile, writ: Writ) -> bool:
    """Whether this is the record of a seizure made that day, which the checks of coercive measures judge."""
    day = case.date(writ)
    seized = [case.date(one) for one in case.writs("seizure_doc", "decision")]
    same = isinstance(day, Dated) and any(isinstance(one, Dated) and one.value == day.value for one in seized)
    return same and writ.type == "scene_record" and bool(case.mentions(writ, _SEIZING))


_ON_THE_SPOT = ("scene_record", "inquiry_record", "inspection_doc", "sampling_record", "summary_decision")
_PARTS = (("seizure_doc", "scene"), ("seizure_doc", "list"), ("reg_preserve_doc", "list"))


@check("officer.auxiliary_enforcing")
def auxiliary_enforcing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Nobody of the auxiliary staff stands among the officers of a record; without them two qualified officers remain."""
    records = [writ for type in _ON_THE_SPOT for writ in case.writs(type) if "通知" not in writ.title]
    records += [writ for type, subtype in _PARTS for writ in case.writs(type, subtype)]
    if not records:
        return not_applicable("卷内没有现场执法文书")
    outcomes = [outcome for writ in records for outcome in _auxiliaries(case, writ)]
    return outcomes or met("各现场文书的执法人员中没有辅助人员")


def _auxiliaries(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    text = case.squeezed(writ).text
    found = [*acting_auxiliaries(text), *_by_number(case, writ, text)]
    if not found or (case.department == "公安" and writ.type == "summary_decision"):
        return
    names = {one.name for one in found}
    officers = {*named_officers(writ), *(one.name for one in numbered_officers(case, writ))} - names
    weight: Severity = "fatal" if len(officers) < 2 else "minor"
    said = "、".join(f"{one.name}（{one.title}）" for one in found)
    left = f"扣除后载明的执法人员只有{len(officers)}人" if weight == "fatal" else "应当单列为协助人员"
    yield breach(
        f"疑似辅助人员充当执法人员：《{writ.title}》（第{writ.first_page}页）的执法人员中有{said}，{left}",
        on=act_day(case, writ),
        severity=weight,
        evidence=tuple(quoted(case, writ, f"{one.title} {one.name}", one.start, one.end) for one in found),
        law=("APL2021", "MOJ_CODE2025", *(("CEL2011",) if writ.type == "seizure_doc" else ())),
        defect=f"officers@{writ.first_page}",
    )


def _by_number(case: CaseFile, writ: Writ, text: str) -> Iterator[Auxiliary]:
    """Officers whose certificate number is of the make that auxiliary staff have."""
    pattern = case.settled.auxiliary_certificate
    for one in numbered_officers(case, writ) if pattern else ():
        at = text.find(one.number)
        if pattern and re.fullmatch(pattern, one.number) and at >= 0:
            yield Auxiliary(one.name, f"辅助人员证号{one.number}", at, at + len(one.number))
