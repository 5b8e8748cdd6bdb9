"""The engine of the checks on inspections: every check on every enterprise, with the law in force on the day (版本门槛)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from nlp.inspection.checks.abuse import benefit_or_interference, disguised_or_target
from nlp.inspection.checks.entry import no_approval_or_notice, no_scan_or_quiet_day
from nlp.inspection.checks.frequency import frequency_cap
from nlp.inspection.checks.inspectors import subject_unqualified
from nlp.inspection.checks.repeated import duplicate_or_multi_agency
from nlp.inspection.finding import InspectionFinding, Judgement
from nlp.inspection.setting import Setting, region_of
from nlp.inspection.visits import Visits
from nlp.procedure.department import department_of
from nlp.procedure.rules import Basis, Rule, rules

LOG = logging.getLogger(__name__)
InspectionCheck = Callable[[Visits, Rule, Setting], Iterable[Judgement]]
CHECKS: Mapping[str, InspectionCheck] = {
    "inspect.subject_unqualified": subject_unqualified,
    "inspect.no_approval_or_notice": no_approval_or_notice,
    "inspect.frequency_cap": frequency_cap,
    "inspect.duplicate_or_multi_agency": duplicate_or_multi_agency,
    "inspect.no_scan_or_quiet_day": no_scan_or_quiet_day,
    "inspect.disguised_or_target": disguised_or_target,
    "inspect.benefit_or_interference": benefit_or_interference,
}
_SHOWN = 20  # rows that a general question names


class Checking:
    """One run over enterprises. General questions are gathered and asked once, at the end."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._general: dict[tuple[str, str], tuple[list[str], int]] = {}

    def judge(self, visits: Visits) -> list[InspectionFinding]:
        """What all checks find in the inspections of one enterprise: breaches and open questions, in the order of the rules."""
        known = rules()
        return [
            finding
            for key, check in CHECKS.items()
            for judgement in _judged(known[key], check, visits, self._setting)
            if (finding := self._finding(known[key], judgement, visits)) is not None
        ]

    def general(self) -> list[InspectionFinding]:
        """The questions that concern all enterprises alike."""
        known = rules()
        return [
            InspectionFinding(rule, "unknown", known[rule].severity, message, tuple(ids), count, reason=f"{message}。{known[rule].look_at}")
            for (rule, message), (ids, count) in self._general.items()
        ]

    def _finding(self, rule: Rule, judgement: Judgement, visits: Visits) -> InspectionFinding | None:
        ids = tuple(row.id for row in judgement.rows)
        if judgement.general:
            kept, count = self._general.get((rule.id, judgement.message), ([], 0))
            self._general[rule.id, judgement.message] = (
                [*kept, *ids[: _SHOWN - len(kept)]] if len(kept) < _SHOWN else kept,
                count + len(ids),
            )
            return None
        law = _bases(rule, judgement, visits, self._setting)
        if judgement.verdict == "breach" and not law:
            if not _policy(rule, judgement.on):
                return None  # on that day nothing asked for it
            judgement = replace(judgement, verdict="unknown", message=f"线索，待核：{judgement.message}（所列依据未经核对全文）")
        reason = f"{judgement.message}。{rule.look_at}" if judgement.verdict == "unknown" else None
        return InspectionFinding(
            rule=rule.id,
            verdict=judgement.verdict,
            severity=judgement.severity or rule.severity,
            message=judgement.message,
            rows=ids,
            count=len(ids),
            agency=judgement.agency,
            enterprise=visits.name,
            key=visits.key,
            on=judgement.on,
            law=tuple(basis.as_finding for basis in law),
            confidence=judgement.confidence,
            reason=reason,
        )


def check_inspections(enterprises: Iterable[Visits], setting: Setting) -> Iterator[InspectionFinding]:
    """Everything found in the inspections of some enterprises, the general questions last."""
    checking = Checking(setting)
    for visits in enterprises:
        yield from checking.judge(visits)
    yield from checking.general()


def _judged(rule: Rule, check: InspectionCheck, visits: Visits, setting: Setting) -> list[Judgement]:
    try:
        return list(check(visits, rule, setting))
    except Exception as error:
        LOG.exception("check %s failed on %s", rule.id, visits.key)
        reason = f"检查程序出错（{type(error).__name__}：{error}），请报告给开发人员，并人工核查本项"
        return [Judgement("unknown", reason, visits.rows)]


def _bases(rule: Rule, judgement: Judgement, visits: Visits, setting: Setting) -> tuple[Basis, ...]:
    """The verified bases in force on the day; the law on private enterprises only for those that may be private."""
    agency = judgement.agency
    found = rule.bases(judgement.on, judgement.law, department=department_of(agency or ""), region=region_of(agency, setting))
    return tuple(basis for basis in found if basis.law_key != "PEPL2025" or visits.private)


def _policy(rule: Rule, day: date | None) -> bool:
    """Whether a text that could not be matched against its source asks for it on that day."""
    return day is not None and any(not basis.verified and basis.in_force(day) for basis in rule.legal_basis)
