"""Planted defects: each breaks one thing in an otherwise lawful case and says so."""

from __future__ import annotations

from collections import Counter
from random import Random

from zhijian.demo.case import Case
from zhijian.demo.defects import (  # noqa: F401  (they register themselves)
    afterwards,
    authority,
    bygone,
    coercion,
    crimes,
    discretion,
    discussion,
    enforcement,
    evidence,
    execution,
    hearing,
    officers,
    paperwork,
    proofs,
    records,
    roles,
    service,
)
from zhijian.demo.defects.catalogue import DEFECTS, Defect
from zhijian.demo.defects.documents import DOCUMENT_DEFECTS
from zhijian.demo.defects.law import LAW_DEFECTS
from zhijian.demo.defects.procedure import PROCEDURE_DEFECTS

MOST = 5  # defects in one dossier
MEAN = 3  # defects in a dossier, over all
# what supervisors find most often: planted first where there are few dossiers
HEADLINE = (
    "decision.over_90_days",
    "notice.decision_before_period",
    "timeline.inversion",
    "review.after_decision_or_failed",
    "service.receipt_missing_or_defect",
    "service.decision_late",
    "notice.decision_mismatch",
    "decision.amount_inconsistent",
    "law.old_penalty_law_article",
    "law.citation_nonexistent",
    "law.citation_not_in_force",
    "decision.remedy_authority_wrong",
    "summary.reconsideration_first_not_told",
    "preserve.overdue_7_working_days",
    "coercion.overdue",
    "doc.party_inconsistent",
    "invest.officer_in_two_places",
    "discretion.no_penalty_not_considered",
    "law.penalty_type_or_range",
)
__all__ = ["DEFECTS", "DOCUMENT_DEFECTS", "LAW_DEFECTS", "PROCEDURE_DEFECTS", "plant", "rules"]


def rules() -> list[str]:
    """Every rule that some defect plants."""
    return sorted({defect.rule for defect in DEFECTS})


def plant(cases: list[Case], rng: Random) -> None:
    """Give the cases defects, ``MEAN`` on average: the usual ones, then every rule once, those that fit few cases first, then any.

    Few cases do not hold them all.
    """
    taken: dict[str, set[str]] = {case.id: set() for case in cases}
    chosen: dict[str, list[Defect]] = {case.id: [] for case in cases}

    def place(defect: Defect, most: int) -> bool:
        open_cases = [
            case
            for case in cases
            if defect.fits(case)
            and not defect.touches & taken[case.id]
            and len(chosen[case.id]) < (most if not case.summary else 3)
            and defect.rule not in {other.rule for other in chosen[case.id]}
        ]
        if not open_cases:
            return False
        fewest = min(len(chosen[case.id]) for case in open_cases)
        case = rng.choice([case for case in open_cases if len(chosen[case.id]) == fewest])
        chosen[case.id].append(defect)
        taken[case.id] |= defect.touches
        return True

    fitting = Counter(
        {rule: sum(any(defect.fits(case) for defect in DEFECTS if defect.rule == rule) for case in cases) for rule in rules()}
    )
    goal = MEAN * len(cases)
    for rule in sorted(rules(), key=lambda rule: (rule not in HEADLINE, fitting[rule], rule)):
        variants = [defect for defect in DEFECTS if defect.rule == rule]
        rng.shuffle(variants)
        goal -= goal > 0 and any(place(defect, MOST) for defect in variants)
    extra = list(DEFECTS)
    rng.shuffle(extra)
    for defect in extra:
        if goal <= 0:
            break
        goal -= place(defect, MOST)
    for case in cases:
        for defect in sorted(chosen[case.id], key=lambda defect: defect.order):
            case.planted.append(defect.apply(case, rng))
