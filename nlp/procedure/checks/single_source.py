"""Decisions that rest on nothing but what the party said (处罚法第四十条、第四十六条; 治安管理处罚法第一百一十一条)."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.procedure.case import CaseFile
from nlp.procedure.evidence_list import evidence_lists, only_statements
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.questioned import inquiry_records, questioned
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.security_law import by_security_law

_LISTING = ("penalty_decision", "investigation_report")  # writs that list the evidence
# writs that are evidence of another kind than a statement
_OTHER_KINDS = (
    "scene_record",
    "evidence_material",
    "appraisal_doc",
    "sampling_record",
    "reg_preserve_doc",
    "seizure_doc",
    "av_record",
    "inspection_doc",
)


@check("invest.only_party_statement")
def only_party_statement(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The lists of evidence name more than the party's statements, or the dossier holds more."""
    if case.procedure != "ordinary" or not case.writs("penalty_decision"):
        return not_applicable("不是普通程序处罚案件")
    witnesses = tuple(name for writ in inquiry_records(case) if (who := questioned(case, writ)).side == "other" for name in who.names)
    judged = list(_lists(case, witnesses))
    if any(only is False for only, _, _ in judged):
        return met("证据清单列有当事人陈述以外的证据")
    marks = tuple(mark for only, _, mark in judged if only)
    held = [writ for type in _OTHER_KINDS for writ in case.writs(type)]
    if held or witnesses:
        if not marks:
            return met("卷内有当事人陈述以外的证据")
        shown = case.evidence(f"《{held[0].title}》", writ=held[0]) if held else None
        if {mark.writ for mark in marks} == set(_LISTING) and all(whole for _, whole, _ in judged):
            pages = "、".join(str(mark.page) for mark in marks)
            message = f"疑似仅凭当事人陈述定案：决定书和调查报告的证据清单都只列当事人陈述（第{pages}页），卷内的其他证据没有用来认定事实"
            return breach(message, on=case.decision_date, evidence=(*marks, shown) if shown else marks)
        return unknown(
            f"决定书、调查报告的证据清单只列当事人陈述（第{marks[0].page}页），卷内另有其他证据而未列明",
            evidence=(*marks, shown) if shown else marks,
        )
    there = [case.has(type) for type in _OTHER_KINDS]
    records = inquiry_records(case)
    if not marks and not records:
        return not_applicable("卷内没有当事人陈述和证据清单")
    sides = marks or (case.evidence("当事人陈述", writ=records[0]),)
    if gaps := [one.reason for one in there if one.unknown]:
        return unknown(f"未见当事人陈述以外的证据；{'；'.join(dict.fromkeys(gaps))}", evidence=sides)
    return breach(
        f"疑似仅凭当事人陈述定案：证据只有当事人的陈述（第{sides[0].page}页），卷内没有现场笔录、书证物证、检验鉴定等其他证据",
        on=case.decision_date,
        evidence=sides,
        absent=("scene_record", "evidence_material"),
        law=("APL2021", *(("PSAPL2025",) if by_security_law(case, case.decision) else ())),
    )


def _lists(case: CaseFile, witnesses: tuple[str, ...]) -> Iterator[tuple[bool | None, bool, Evidence]]:
    """Whether each list names nothing but statements of the party, and whether it is whole: not 当事人陈述等证据."""
    for writ in (writ for type in _LISTING for writ in case.writs(type)):
        text = case.squeezed(writ).text
        for start, end in evidence_lists(text):
            only = only_statements(text[start:end], witnesses)
            yield only, not text.startswith("等", end), quoted(case, writ, "证据清单", start, min(end, start + 120))
