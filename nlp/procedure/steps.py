"""The eight steps (八个步骤) of a case: when each was taken and on which page, and which required one is proven absent."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Finding
from nlp.procedure.report import STEPS, Step

_TYPES: dict[str, tuple[str, ...]] = {
    "立案": ("filing_approval",),
    "取证": ("scene_record", "inspection_doc", "inquiry_record", "sampling_record", "appraisal_doc", "evidence_material", "av_record"),
    "审核": ("legal_review",),
    "告知": ("prior_notice",),
    "决定": ("penalty_decision", "no_penalty_decision", "summary_decision"),
    "送达": ("service_doc",),
    "执行": ("payment_doc", "enforcement_doc"),
    "结案": ("closing_doc",),
}


def steps(case: CaseFile, findings: Iterable[Finding]) -> tuple[Step, ...]:
    """The steps in order. One is ``missing`` where a check found the absence of its writ to be a breach."""
    absent = {type for finding in findings if finding.verdict == "breach" and finding.severity != "info" for type in finding.absent}
    return tuple(_step(case, name, absent) for name in STEPS)


def _step(case: CaseFile, name: str, absent: set[str]) -> Step:
    if name == "送达":
        return _service(case, absent)
    writs = _writs(case, name)
    if not writs:
        return Step(name, None, None, missing=not absent.isdisjoint(_TYPES[name]))
    days = [day for writ in writs if isinstance(day := case.date(writ), Dated)]
    if not days:
        return Step(name, None, writs[0].first_page)
    day = (max if name in ("告知", "决定", "结案") else min)(days, key=lambda day: day.value)
    return Step(name, day.value, day.evidence.page)


def _writs(case: CaseFile, name: str) -> list[Writ]:
    """The writs of a step; of several kinds of decision or closing paper the one that takes the step."""
    if name == "决定":
        decision = case.decision or case.last("no_penalty_decision")
        return [decision] if decision else []
    if name == "结案":
        return list(case.writs("closing_doc", "approval"))
    return [writ for type in _TYPES[name] for writ in case.writs(type)]


def _service(case: CaseFile, absent: set[str]) -> Step:
    decision = case.decision or case.last("no_penalty_decision")
    if decision is None:
        return Step("送达", None, None)
    service = case.served(decision)
    if service.by == "none":
        return Step("送达", None, None, missing="service_doc" in absent)
    if isinstance(service.day, Dated):
        return Step("送达", service.day.value, service.day.evidence.page)
    return Step("送达", None, service.receipt.writ.first_page if service.receipt else decision.first_page)
