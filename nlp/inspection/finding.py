"""InspectionFinding: one check on the inspections of one enterprise, with verdict, law and the rows it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.inspection import Inspection
from nlp.procedure.dating import zh
from nlp.procedure.finding import LegalBasis, Severity, Verdict

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a check says. ``on`` is the day of the act; ``law`` narrows the citation, see ``Rule.bases``.

    A breach concerns one ``agency``, or several (None). A ``general`` question is the same for every enterprise (a local parameter
    that is not set): it is asked once a run, with the number of rows it concerns.
    """

    verdict: Verdict
    message: str
    rows: tuple[Inspection, ...]
    on: date | None = None
    agency: str | None = None
    severity: Severity | None = None
    law: tuple[str, ...] = ()
    confidence: float = 1.0
    general: bool = False


@dataclass(frozen=True, slots=True)
class InspectionFinding:
    """The outcome of one rule on one enterprise. ``rows`` are the ids of the inspections it rests on, ``count`` how many there are.

    ``agency`` is None where it concerns several; ``enterprise`` and ``key`` are None for a general question.
    """

    rule: str
    verdict: Verdict
    severity: Severity
    message: str
    rows: tuple[str, ...]
    count: int
    agency: str | None = None
    enterprise: str | None = None
    key: str | None = None
    on: date | None = None
    law: tuple[LegalBasis, ...] = ()
    confidence: float = 1.0
    reason: str | None = None


def breach(
    message: str,
    rows: Sequence[Inspection],
    *,
    agency: str | None,
    severity: Severity | None = None,
    law: Sequence[str] = (),
    confidence: float = 1.0,
) -> Judgement:
    """A suspected defect; the day of the act is that of the last row."""
    return Judgement("breach", message, tuple(rows), rows[-1].day, agency, severity, tuple(law), confidence)


def question(message: str, rows: Sequence[Inspection], *, agency: str | None) -> Judgement:
    """Not decidable for this enterprise; the message says why."""
    return Judgement("unknown", message, tuple(rows), rows[-1].day, agency)


def general_question(message: str, rows: Sequence[Inspection]) -> Judgement:
    """Not decidable for any enterprise, for the same reason."""
    return Judgement("unknown", message, tuple(rows), general=True)


def days_of(rows: Sequence[Inspection]) -> str:
    """``2025年3月5日、4月1日等3次``."""
    days = list(dict.fromkeys(row.day for row in rows))
    shown = "、".join(zh(day) for day in days[:_SHOWN])
    return f"{shown}等{len(days)}次" if len(days) > _SHOWN else shown


def places_of(rows: Sequence[Inspection]) -> str:
    """``台账.xlsx“三月”第 5 行、…``, file and sheet named once."""
    files: dict[tuple[str, str], list[int]] = {}
    for row in rows[:_SHOWN]:
        files.setdefault((row.place.file, row.place.sheet), []).append(row.place.row)
    parts = []
    for (file, sheet), numbers in files.items():
        parts.append(f"{file}{f'“{sheet}”' if sheet else ''}第{'、'.join(map(str, numbers))}行")
    return "，".join(parts) + ("等" if len(rows) > _SHOWN else "")
