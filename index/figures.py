"""What a screening run came to: breaches by rule and by agency."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from index.schema import DOSSIER, FINDING, LEDGER


@dataclass(frozen=True, slots=True)
class RuleCount:
    """In how many dossiers a rule was breached, at a severity."""

    rule: str
    severity: str
    dossiers: int


@dataclass(frozen=True, slots=True)
class OfficeCount:
    """What the screening of one agency's dossiers came to. ``agency`` is None where it could not be read."""

    agency: str | None
    dossiers: int
    breaches: int
    fatal: int
    mean_score: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The dossiers of one run that could be screened; hints are no breaches. Most frequent first."""

    rules: tuple[RuleCount, ...]
    offices: tuple[OfficeCount, ...]


def figures_of(connection: Connection, run: str) -> Figures:
    """Count over the dossiers that stand as done in the ledger of a run, as they were screened last."""
    screened = select(LEDGER.c.dossier).where(LEDGER.c.run == run, LEDGER.c.status == "done").distinct()
    accusing = (FINDING.c.verdict == "breach") & (FINDING.c.severity != "info")
    count = func.count(FINDING.c.dossier.distinct())
    rules = connection.execute(
        select(FINDING.c.rule, FINDING.c.severity, count)
        .where(accusing, FINDING.c.dossier.in_(screened))
        .group_by(FINDING.c.rule, FINDING.c.severity)
        .order_by(count.desc(), FINDING.c.rule, FINDING.c.severity)
    )
    breach = (
        select(FINDING.c.dossier, func.count().label("all"), func.sum(case((FINDING.c.severity == "fatal", 1), else_=0)).label("fatal"))
        .where(accusing)
        .group_by(FINDING.c.dossier)
        .subquery()
    )
    breaches = func.coalesce(func.sum(breach.c.all), 0)
    offices = connection.execute(
        select(DOSSIER.c.agency, func.count(), breaches, func.coalesce(func.sum(breach.c.fatal), 0), func.avg(DOSSIER.c.score))
        .select_from(DOSSIER.outerjoin(breach, breach.c.dossier == DOSSIER.c.key))
        .where(DOSSIER.c.status == "done", DOSSIER.c.key.in_(screened))
        .group_by(DOSSIER.c.agency)
        .order_by(breaches.desc(), func.count().desc(), DOSSIER.c.agency)
    )
    return Figures(tuple(RuleCount(*row) for row in rules), tuple(OfficeCount(*row) for row in offices))
