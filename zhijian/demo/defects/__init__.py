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
__all__ = ["DEFECTS", "DOCUMENT_DEFECTS", "LAW_DEFECTS", "PROCEDURE_DEFECTS", "plant", "rules"]


def rules() -> list[str]:
    """Every rule that some defect plants."""
    return sorted({defect.rule for defect in DEFECTS})


def plant(cases: list[Case], rng: Random) -> None:
    """Give every case defects: first each rule once, the ones that fit few cases before the others, then more at random."""
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
    for rule in sorted(rules(), key=lambda rule: (fitting[rule], rule)):
        variants = [defect for defect in DEFECTS if defect.rule == rule]
        rng.shuffle(variants)
        any(place(defect, MOST) for defect in variants)
    extra = list(DEFECTS)
    rng.shuffle(extra)
    goal = max(0, 3 * len(cases) - sum(map(len, chosen.values())))
    for defect in extra:
        if goal <= 0:
            break
        goal -= place(defect, MOST)
    for case in cases:
        for defect in sorted(chosen[case.id], key=lambda defect: defect.order):
            case.planted.append(defect.apply(case, rng))
