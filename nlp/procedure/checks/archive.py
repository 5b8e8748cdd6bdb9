"""Writs that a closed dossier must hold (处罚法第四十七条)."""

from __future__ import annotations

import re

from ingest.writs.catalogue import kinds
from nlp.procedure.case import CaseFile
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_CHANNEL = re.compile(
    r"案件?来源(?:类型|方式)?[：:]?(?:[^，。；：案]{0,4})(?:投诉|举报|信访|移送|交办|转办|抽检|抽查检验|网络|媒体)(?![□☐])"
)


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
    return outcomes or met("按程序应有的文书齐全")


def _replaced(case: CaseFile, type: str) -> bool:
    """Writs that do the work of others: records and photos are evidence; the record of an inspection is the source of what it found."""
    if type == "case_source" and _other_channel(case):
        return bool(case.writs("transfer_doc"))
    substitutes = {
        "evidence_material": ("scene_record", "inquiry_record", "sampling_record", "av_record", "appraisal_doc"),
        "case_source": ("inspection_doc", "transfer_doc", "scene_record"),
    }
    return any(case.writs(other) for other in substitutes.get(type, ()))


def _other_channel(case: CaseFile) -> bool:
    """Whether the filing says that the case came by a way that leaves a paper of its own (投诉、移送、抽检 …), not from an inspection."""
    return any(_CHANNEL.search(case.squeezed(writ).text) for writ in case.writs("filing_approval"))
