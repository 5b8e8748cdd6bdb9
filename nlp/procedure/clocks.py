"""The statutory clocks (法定期限) between the steps of a case, with the days used and allowed.

They are counted by the same functions as the checks, so that a clock never contradicts a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.case_time import case_time
from nlp.procedure.dating import Dated
from nlp.procedure.notice_period import NEW_LAW, notice_period, notices_before
from nlp.procedure.report import Clock
from nlp.procedure.rules import rules
from nlp.procedure.service import service_begun
from nlp.workdays import workdays_between


def clocks(case: CaseFile) -> tuple[Clock, ...]:
    """Every clock whose two ends and whose limit are known."""
    return tuple(clock for source in (_case, _notice, _hearing, _service) for clock in source(case))


def _case(case: CaseFile) -> Iterator[Clock]:
    """From filing to decision (第六十条), less what is deducted."""
    time = case_time(case, rules()["decision.over_90_days"].params["case_days"])
    if time is not None and time.days >= 0:
        allowed = (time.last - time.filed.value).days - time.deducted
        yield Clock(
            "办案期限", time.filed.value, time.decided.value, time.days - time.deducted, allowed, working=False, deducted=time.deducted
        )


def _notice(case: CaseFile) -> Iterator[Clock]:
    """From the service of the notice: its period has run out before the day of the decision (第六十四条, 告知书载明的期限)."""
    decided = case.date(case.last("penalty_decision"))
    if not case.notices or not isinstance(decided, Dated):
        return
    for notice in notices_before(case, decided.value):
        yield from _notice_to(case, notice, decided.value)


def _notice_to(case: CaseFile, notice: Writ, decided: date) -> Iterator[Clock]:
    served = case.served(notice).day
    if not isinstance(served, Dated) or served.value > decided:
        return
    period = notice_period(case, notice, served.value, rules()["notice.decision_before_period"].params)
    if period.deadline is None:
        return
    eve = max(served.value, decided - timedelta(days=1))
    used, allowed = _days(served.value, eve, period.working), _days(served.value, period.deadline, period.working)
    if used is not None and allowed is not None:
        yield Clock("告知期限", served.value, decided, used, allowed, working=period.working, least=True)


def _hearing(case: CaseFile) -> Iterator[Clock]:
    """From the notice of the hearing to the hearing (第六十四条第二项)."""
    held = case.date(case.first("hearing_doc", "record"))
    days = [day for notice in case.writs("hearing_doc", "notice") if isinstance(day := case.served(notice).day, Dated)]
    if not isinstance(held, Dated) or not days:
        return
    first = min(day.value for day in days)
    working = first >= NEW_LAW
    used = _days(first, held.value, working)
    if used is not None and used >= 0:
        allowed = rules()["hearing.notice_less_than_7"].params["working_days"]
        yield Clock("听证通知", first, held.value, used, allowed, working=working, least=True)


def _service(case: CaseFile) -> Iterator[Clock]:
    """From the decision to the first day somebody set about serving it (第六十一条), in working days since 2021-07-15."""
    writ = case.last("penalty_decision")
    decided = case.date(writ)
    if writ is None or not isinstance(decided, Dated) or decided.value < NEW_LAW or case.department == "公安":
        return
    begun = service_begun(case, writ, decided.value)
    used = workdays_between(decided.value, begun) if begun else None
    if begun and used is not None and used >= 0:
        yield Clock("送达期限", decided.value, begun, used, rules()["service.decision_late"].params["working_days"], working=True)


def _days(first: date, last: date, working: bool) -> int | None:
    return workdays_between(first, last) if working else (last - first).days
