"""VisitReview: what was found in one agency's inspections of one enterprise, as a supervisor works it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.as_json import AsJson
from nlp.inspection.finding import InspectionFinding
from nlp.inspection.setting import Setting, region_of
from nlp.inspection.visits import Visits
from nlp.procedure.department import department_of

_WEIGHT = {"fatal": 3, "major": 2, "minor": 1, "info": 0}


@dataclass(frozen=True, slots=True)
class VisitReview(AsJson):
    """Findings on the inspections of one ``enterprise`` by one ``agency``, or by several together (None), worst first.

    ``id`` is the same on every machine; ``key`` tells the enterprise from all others.
    """

    id: str
    key: str
    enterprise: str
    agency: str | None
    department: str | None
    region: str | None
    findings: tuple[InspectionFinding, ...]

    @property
    def breaches(self) -> tuple[InspectionFinding, ...]:
        """Suspected defects, worst first."""
        return tuple(finding for finding in self.findings if finding.verdict == "breach")

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids of the inspections that anything rests on, each once."""
        return tuple(dict.fromkeys(id for finding in self.findings for id in finding.rows))


def reviews_of(visits: Visits, findings: Sequence[InspectionFinding], setting: Setting, *, identity: str) -> list[VisitReview]:
    """One review for each agency that something accuses; hints and open questions alone accuse nobody.

    ``identity`` makes the ids: it should stay the same when more becomes known of the enterprise, for people decide on them.
    """
    agencies = dict.fromkeys(one.agency for one in findings if one.verdict == "breach" and one.severity != "info")
    return [_review(visits, agency, [one for one in findings if one.agency == agency], setting, identity) for agency in agencies]


def _review(visits: Visits, agency: str | None, findings: Iterable[InspectionFinding], setting: Setting, identity: str) -> VisitReview:
    ordered = sorted(findings, key=lambda one: (one.verdict != "breach", -_WEIGHT[one.severity], one.rule))
    return VisitReview(
        id=hashlib.sha256(f"{identity}\n{agency or ''}".encode()).hexdigest(),
        key=visits.key,
        enterprise=visits.name,
        agency=agency,
        department=department_of(agency) if agency else None,
        region=region_of(agency, setting),
        findings=tuple(ordered),
    )
