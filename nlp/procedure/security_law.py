"""Whether 治安管理处罚法 governs a decision: the police punish by the law of road traffic and by others as well."""

from __future__ import annotations

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile


def by_security_law(case: CaseFile, decision: Writ | None) -> bool:
    """True for a decision of the police that names 治安管理处罚法."""
    return case.department == "公安" and decision is not None and bool(case.mentions(decision, "治安管理处罚法", drop_citations=False))
