"""The list of defects and what one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from zhijian.demo.case import Case, Planted

Apply = Callable[[Case, Random], Planted]
Fits = Callable[[Case], bool]


@dataclass(frozen=True, slots=True)
class Defect:
    """One way to break a case.

    Two defects whose ``touches`` meet are not planted in one dossier. Lower ``order`` goes first: dates move before other facts are read.
    """

    rule: str
    touches: frozenset[str]
    fits: Fits
    apply: Apply
    order: int


DEFECTS: list[Defect] = []


def defect(rule: str, *touches: str, fits: Fits, order: int = 5) -> Callable[[Apply], Apply]:
    """Register a function that breaks a case."""

    def register(apply: Apply) -> Apply:
        DEFECTS.append(Defect(rule, frozenset(touches), fits, apply, order))
        return apply

    return register


def ordinary(case: Case) -> bool:
    """The ordinary procedure."""
    return not case.summary


def having(*features: str, without: tuple[str, ...] = ()) -> Fits:
    """Ordinary cases with all of ``features`` and none of ``without``."""
    return lambda case: not case.summary and case.features >= set(features) and not case.features & set(without)


def lower(case: Case) -> int | None:
    """A lower fine that the clause allows and that stands in a whole number of hundreds."""
    allowed = case.scenario.fine
    less = max(allowed.low, case.fine - max(1000, case.fine // 10 // 100 * 100))
    return less if not allowed.base and 0 < less < case.fine else None
