"""The time a case took (办案期限): from filing to decision, less deductions, against the limit with its approved extensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.deductions import Extension, Period, deducted_days, deductions, extensions
from nlp.workdays import roll_to_workday

IN_FORCE = date(2021, 7, 15)
_POLICE = "公安"  # their limits are others (治安案件三十日等)
_SECOND_EXTENSION = {"市场监管": 30}  # 程序规定第六十四条: days of an extension that states none


@dataclass(frozen=True, slots=True)
class CaseTime:
    """Days from filing to decision. ``last`` is the last lawful day; ``settled`` where the limit of the department is known.

    ``limit`` is the limit in days before extensions, ``deducted`` the days of ``periods`` that do not count.
    """

    filed: Dated
    decided: Dated
    limit: int
    settled: bool
    periods: tuple[Period, ...]
    deducted: int
    granted: tuple[Extension, ...]
    last: date

    @property
    def days(self) -> int:
        """All calendar days from filing to decision."""
        return (self.decided.value - self.filed.value).days


def case_time(case: CaseFile, limits: Mapping[str, Any]) -> CaseTime | None:
    """The time of an ordinary case; None where a day is not known or no limit applies. ``limits``: department → days, ``default``."""
    filed, decided = case.filing, case.date(case.last("penalty_decision") or case.last("no_penalty_decision"))
    if case.procedure == "summary" or not isinstance(filed, Dated) or not isinstance(decided, Dated):
        return None
    own = case.settled.case_days
    if case.department == _POLICE or (filed.value < IN_FORCE and own is None):
        return None
    limit = own or limits.get(case.department or "") or limits["default"]
    periods = tuple(deductions(case))
    deducted = deducted_days(periods, filed.value, decided.value)
    granted = tuple(extensions(case))
    return CaseTime(
        filed=filed,
        decided=decided,
        limit=limit,
        settled=own is not None or case.department in limits,
        periods=periods,
        deducted=deducted,
        granted=granted,
        last=_last_day(filed.value, limit + deducted, granted, standard=_SECOND_EXTENSION.get(case.department or "", 0)),
    )


def _last_day(filed: date, days: int, granted: Sequence[Extension], *, standard: int) -> date:
    """The last day of the limit: prolonged by every approved extension, moved to a working day (民事诉讼法第八十五条)."""
    last = filed + timedelta(days=days)
    for extension in granted:
        last = max(last, extension.until) if extension.until else last + timedelta(days=extension.days or standard)
    return roll_to_workday(last) or last + timedelta(days=7)
