"""Writs that a closed dossier must hold (处罚法第四十七条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.writs.catalogue import kinds
from nlp.facts.dates import find_dates
from nlp.procedure.boxes import unticked
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.identity_papers import among_the_evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.report_form import form_as_report
from nlp.procedure.rules import Rule

_CHANNEL = re.compile(
    r"案件?来源(?:类型|方式)?[：:]?(?:[^，。；：案]{0,4})(?:投诉|举报|信访|移送|交办|转办|抽检|抽查检验|网络|媒体)(?![□☐])"
)


_CLOSED = re.compile(r"结案(?:日期|时间)[：:]?\d{4}[年.\-]")


@check("archive.required_docs_missing")
def required_docs_missing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The writs that the procedure requires, less those whose absence another rule reports."""
    if case.procedure == "unknown":
        return unknown("未能识别程序类型")
    if case.procedure == "ordinary" and not case.writs("penalty_decision"):
        return not_applicable("没有普通程序的处罚决定书，应有文书按案件结果另定")
    required: tuple[str, ...] = tuple(rule.params[case.procedure])
    outcomes: list[Outcome] = []
    for type in required:
        there = case.has(type)
        name = kinds()[type].name_zh
        if type == "investigation_report" and form_as_report(case):
            continue
        if there.unknown:
            outcomes.append(unknown(f"未见{name}；{there.reason}"))
        elif there.no and not _replaced(case, type):
            outcomes.append(
                breach(
                    f"疑似案卷缺件：全卷第1–{len(case.dossier.pages)}页未见{name}",
                    on=case.decision_date or case.filing_date,
                    severity="major" if type in rule.params["weighty"] else "minor",
                    absent=(type,),
                    defect=f"absent:{type}",
                )
            )
    if case.procedure == "ordinary":
        outcomes.extend(_parts_lacking(case))
    return outcomes or met("按程序应有的文书齐全")


def _parts_lacking(case: CaseFile) -> Iterator[Outcome]:
    """The approval of closing where the cover says that the case is closed; the catalogue of a bound dossier with cover and note."""
    covers, notes = case.writs("dossier_binding", "cover"), case.writs("dossier_binding", "note")
    closed = case.mentions(covers, _CLOSED)
    if closed and case.writs("closing_doc") and case.has("closing_doc", "approval").no:
        yield breach(
            f"疑似案卷缺件：封面（第{closed[0].spans[0].page}页）载明结案日期，全卷第1–{len(case.dossier.pages)}页未见结案审批表（结案报告）",
            on=case.decision_date or case.filing_date,
            severity="minor",
            evidence=(case.cite("结案日期", closed[0]),),
            absent=("closing_doc",),
        )
    if covers and notes and case.has("dossier_binding", "catalog").no:
        yield breach(
            f"疑似案卷缺件：有封面（第{covers[0].first_page}页）和备考表（第{notes[0].first_page}页），未见卷内目录",
            on=case.decision_date or case.filing_date,
            severity="minor",
            evidence=(case.evidence("封面", writ=covers[0]), case.evidence("备考表", writ=notes[0])),
            absent=("dossier_binding",),
        )


def _replaced(case: CaseFile, type: str) -> bool:
    """Writs that do the work of others: records and photos are evidence; the record of an inspection is the source of what it found."""
    if type == "party_identity":
        return among_the_evidence(case)
    if type == "case_source" and (_other_channel(case) or _lead_without_paper(case)):
        return bool(case.writs("transfer_doc"))
    substitutes = {
        "evidence_material": ("scene_record", "inquiry_record", "sampling_record", "av_record", "appraisal_doc"),
        "case_source": ("inspection_doc", "transfer_doc", "scene_record"),
    }
    return any(case.writs(other) for other in substitutes.get(type, ()))


def _other_channel(case: CaseFile) -> bool:
    """Whether the filing says that the case came by a way that leaves a paper of its own (投诉、移送、抽检 …), not from an inspection."""
    texts = [case.squeezed(writ).text for writ in case.writs("filing_approval")]
    return any((way := _CHANNEL.search(text)) and not unticked(text, way.end() - 2) for text in texts)


def _lead_without_paper(case: CaseFile) -> bool:
    """Whether the report dates the source of the case to a day before the first inspection, of which no paper of the dossier is."""
    days = {day.value for writ in case.dossier.writs if isinstance(day := case.date(writ), Dated)}
    records = (writ for type in ("scene_record", "inspection_doc") for writ in case.writs(type))
    inspected = [day.value for writ in records if isinstance(day := case.date(writ), Dated)]
    for report in case.writs("investigation_report"):
        text = case.squeezed(report).text
        heading = _SOURCE_HEADING.search(text)
        lead = next(iter(find_dates(text[heading.end() : heading.end() + _LEAD_NEAR])), None) if heading else None
        if lead and inspected and lead.value < min(inspected) and lead.value not in days and not case.recognised(report):
            return True
    return False


_SOURCE_HEADING = re.compile(r"案件(?:的)?(?:来源|由来)")
_LEAD_NEAR = 40  # characters behind the heading within which the report says when the case came
