"""A form for the decision (案件处理呈批表) that carries the facts, the evidence and the proposal, and so does the work of a report."""

from __future__ import annotations

import re

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile

_FORM = re.compile(r"呈批|处理(?:意见|审批)|调查")
_WHOLE = (r"(?:违法)?事实|查明|经查", r"证据|证明", r"建议|拟处理意见|处理意见|承办人意见")


def form_as_report(case: CaseFile) -> Writ | None:
    """The first such form; None in cases of market regulation, whose procedure asks for a report of its own (市监第四十八条)."""
    if case.department == "市场监管":
        return None
    forms = (writ for writ in case.writs("decision_approval") if _FORM.search(writ.title))
    return next((writ for writ in forms if all(case.mentions(writ, part) for part in _WHOLE)), None)
