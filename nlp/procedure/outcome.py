"""Outcome: what one check says; the engine turns it into a Finding with law and severity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nlp.procedure.finding import Evidence, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """One judgement of one check.

    ``on`` is the day of the act (行为之日): the engine cites the law in force on it and drops a breach of a law not yet in force.
    ``severity`` where the branch has its own, else the rule's. ``law`` limits the citation to bases with these keys
    (``law_key`` or ``law_key:article number``). ``defect`` names the defect (``review.late@29``): of several findings with the same
    one only the weightiest is kept (一事一报).
    """

    verdict: Verdict
    message: str = ""
    severity: Severity | None = None
    on: date | None = None
    evidence: tuple[Evidence, ...] = ()
    absent: tuple[str, ...] = ()
    reason: str | None = None
    law: tuple[str, ...] = ()
    defect: str | None = None
    confidence: float = 1.0


def met(message: str = "", evidence: Iterable[Evidence] = ()) -> Outcome:
    """The requirement is kept."""
    return Outcome("met", message, evidence=tuple(evidence))


def breach(
    message: str,
    *,
    on: date | None,
    severity: Severity | None = None,
    evidence: Iterable[Evidence] = (),
    absent: Iterable[str] = (),
    law: Iterable[str] = (),
    defect: str | None = None,
    confidence: float = 1.0,
) -> Outcome:
    """A suspected defect. ``on`` may be None only where no law's dates matter."""
    return Outcome(
        "breach",
        message,
        severity,
        on,
        tuple(evidence),
        tuple(absent),
        law=tuple(law),
        defect=defect,
        confidence=confidence,
    )


def unknown(reason: str, *, evidence: Iterable[Evidence] = (), on: date | None = None) -> Outcome:
    """Not decidable; ``reason`` says why, in Chinese. The rule's ``look_at`` is added by the engine."""
    return Outcome("unknown", reason, on=on, evidence=tuple(evidence), reason=reason)


def not_applicable(message: str) -> Outcome:
    """The rule does not apply to this dossier; ``message`` says why."""
    return Outcome("not_applicable", message)
