"""Papers of enforcement (强制执行): demands with their last day, the agency's own orders, and when the time for suing had run out."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.facts.numerals import parse_numeral
from nlp.procedure.case import CaseFile
from nlp.procedure.suing_periods import own_periods
from nlp.workdays import nth_workday, roll_to_workday

SUIT_MONTHS = 6  # 行政诉讼法第四十六条
RECONSIDERATION_DAYS = 60  # 行政复议法第二十条
_RECONSIDERATION_FIRST = date(2024, 1, 1)
_WITHIN = re.compile(
    r"(?:起|后|限你|请你|限|应当?|[于在])[^。；，]{0,10}?(?P<n>[〇零一二三四五六七八九十百\d]{1,4})(?P<unit>个?工作日|日|天)(?:之内|以内|内)"
)
_RIGHTS = re.compile(r"[^。；，]{0,30}(?:陈述|申辩)")
_BY = re.compile(r"(?:以?前|之前|止)")
_SHORT = 10  # days: up to so many are working days (行政强制法第六十九条)


@dataclass(frozen=True, slots=True)
class SuitEnd:
    """When the time for suing a decision had run out, at the earliest and at the latest; ``unheld`` names a cited law not at hand."""

    earliest: date
    latest: date
    unheld: str | None


def demands(case: CaseFile) -> tuple[Writ, ...]:
    """The written demands (催告书)."""
    return case.writs("enforcement_doc", "demand")


def orders(case: CaseFile) -> list[Writ]:
    """The agency's own decisions to enforce: 强制执行决定书、强制拆除决定书、代履行决定书."""
    return [writ for writ in case.writs("enforcement_doc") if writ.subtype is None and "决定" in writ.title]


def demand_deadline(case: CaseFile, demand: Writ, served: date | None) -> date | None:
    """The last day for performing that a demand sets; periods of up to ten days are working days."""
    text = case.squeezed(demand).text
    for one in find_dates(text):
        if _BY.match(text, one.end) and not _RIGHTS.match(text, one.end):
            return one.value
    for match in _WITHIN.finditer(text):
        days = parse_numeral(match["n"])
        if days and served and not _RIGHTS.match(text, match.end()):
            if "工作" in match["unit"] or days <= _SHORT:
                return nth_workday(served, days)
            last = served + timedelta(days=days)
            return roll_to_workday(last) or last
    return None


def states_deadline(case: CaseFile, demand: Writ) -> bool:
    """Whether a demand says until when to perform."""
    text = case.squeezed(demand).text
    return (
        demand.get("deadline").state == "value"
        or demand_deadline(case, demand, date(2024, 1, 2)) is not None
        or bool(re.search(r"立即(?:履行|缴纳|将)|期限(?:为|是|：)", text))
    )


def suit_end(case: CaseFile, writ: Writ, served: date, decided: date) -> SuitEnd:
    """When the time for suing ended: six months from service, the laws' own periods, sixty days where reconsideration must come first."""
    if writ.type == "summary_decision" and decided >= _RECONSIDERATION_FIRST:
        last = served + timedelta(days=RECONSIDERATION_DAYS)
        return SuitEnd(last, last, None)
    own, unheld = own_periods(case, writ, decided)
    ends = [months_later(served, n) if unit == "月" else served + timedelta(days=n) for unit, n in own]
    usual = months_later(served, SUIT_MONTHS)
    return SuitEnd(min([usual, *ends]), max([usual, *ends]), unheld)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, the last day of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
