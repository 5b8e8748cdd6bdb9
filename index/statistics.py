"""Figures over everything in the store, for the statistics page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from index.schema import DOCUMENT, DOSSIER, FINDING


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule had a verdict, at a severity."""

    rule: str
    verdict: str
    severity: str
    dossiers: int


@dataclass(frozen=True, slots=True)
class OfficeCount:
    """What the screening of one agency's dossiers came to. ``agency`` is None where it could not be read."""

    agency: str | None
    department: str | None
    dossiers: int
    breaches: int
    fatal: int
    mean_score: float | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over the whole store. ``documents`` maps kind to (read, giving a clue)."""

    rules: tuple[RuleCount, ...]
    offices: tuple[OfficeCount, ...]
    documents: dict[str, tuple[int, int]]
    pages: int


def statistics(connection: Connection) -> Statistics:
    """All figures, most frequent first."""
    rules = connection.execute(
        select(FINDING.c.rule, FINDING.c.verdict, FINDING.c.severity, func.count(FINDING.c.dossier.distinct()).label("n"))
        .group_by(FINDING.c.rule, FINDING.c.verdict, FINDING.c.severity)
        .order_by(func.count(FINDING.c.dossier.distinct()).desc(), FINDING.c.rule, FINDING.c.verdict, FINDING.c.severity)
    )
    breach = (
        select(
            FINDING.c.dossier, func.count().label("breaches"), func.sum(case((FINDING.c.severity == "fatal", 1), else_=0)).label("fatal")
        )
        .where(FINDING.c.verdict == "breach", FINDING.c.severity != "info")
        .group_by(FINDING.c.dossier)
        .subquery()
    )
    offices = connection.execute(
        select(
            DOSSIER.c.agency,
            func.max(DOSSIER.c.department),
            func.count().label("n"),
            func.coalesce(func.sum(breach.c.breaches), 0),
            func.coalesce(func.sum(breach.c.fatal), 0),
            func.avg(DOSSIER.c.score),
        )
        .select_from(DOSSIER.outerjoin(breach, breach.c.dossier == DOSSIER.c.key))
        .where(DOSSIER.c.status == "done")
        .group_by(DOSSIER.c.agency)
        .order_by(func.count().desc(), DOSSIER.c.agency)
    )
    documents = connection.execute(
        select(DOCUMENT.c.kind, func.count(), func.sum(case((DOCUMENT.c.is_clue, 1), else_=0)))
        .group_by(DOCUMENT.c.kind)
        .order_by(DOCUMENT.c.kind)
    )
    return Statistics(
        rules=tuple(RuleCount(*row) for row in rules),
        offices=tuple(OfficeCount(*row) for row in offices),
        documents={kind: (count, clues) for kind, count, clues in documents},
        pages=connection.execute(select(func.coalesce(func.sum(DOSSIER.c.pages), 0))).scalar_one(),
    )
