"""Officers: whether they showed their credentials (处罚法第五十五条)."""

from __future__ import annotations

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.credentials import credentials_shown
from nlp.procedure.dating import Dated
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.questioned import inquiry_records
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_SEIZING = r"查封|扣押|暂扣|强制措施"
_APART = r"电话(?:询问|调查|记录)|书面(?:询问|核查|调查)|视频(?:询问|连线)"  # records of people who do not meet


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
    day = case.date(writ)
    return breach(
        f"疑似未出示执法证件：{place}没有执法人员主动出示执法证件的记载",
        on=day.value if isinstance(day, Dated) else case.decision_date,
        evidence=(mark,),
    )


def _of_a_seizure(case: CaseFile, writ: Writ) -> bool:
    """Whether this is the record of a seizure made that day, which the checks of coercive measures judge."""
    day = case.date(writ)
    seized = [case.date(one) for one in case.writs("seizure_doc", "decision")]
    same = isinstance(day, Dated) and any(isinstance(one, Dated) and one.value == day.value for one in seized)
    return same and writ.type == "scene_record" and bool(case.mentions(writ, _SEIZING))
