"""The day of an act (行为之日), by which the law in force is chosen."""

from __future__ import annotations

from datetime import date

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated


def act_day(case: CaseFile, writ: Writ) -> date | None:
    """The day of a writ, else that of the decision: the acts before it are not later. Papers of the party bear days of their own."""
    if writ.type == "party_identity" and writ.subtype in ("license", "id_card"):
        return case.decision_date or case.filing_date
    day = case.date(writ)
    return day.value if isinstance(day, Dated) else case.decision_date
