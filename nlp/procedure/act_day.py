"""The day of an act (行为之日), by which the law in force is chosen."""

from __future__ import annotations

from datetime import date

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.case_time import IN_FORCE
from nlp.procedure.dating import Dated, Missing


def act_day(case: CaseFile, writ: Writ) -> date | None:
    """The day of a writ, else that of the decision: the acts before it are not later. Papers of the party bear days of their own."""
    if writ.type == "party_identity" and writ.subtype in ("license", "id_card"):
        return case.decision_date or case.filing_date
    day = case.date(writ)
    return day.value if isinstance(day, Dated) else case.decision_date


def law_day(case: CaseFile, writ: Writ) -> date | Missing:
    """The day of a writ, or another one under the same 处罚法: what it must say does not depend on the day itself.

    A letter whose own day was not read is of the law under which the case was filed, the letter served and the penalty decided; missing
    where no such day is known, or where the law changed between them.
    """
    day = case.date(writ)
    if isinstance(day, Dated):
        return day.value
    known = [one for one in (case.served(writ).date, case.decision_date, case.filing_date) if one]
    return known[0] if day.state == "unread" and len({one >= IN_FORCE for one in known}) == 1 else day
