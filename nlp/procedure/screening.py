"""Screening (案卷评查): from the documents of one case to its report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from ingest.document import Page
from ingest.dossier import Dossier, Writ
from ingest.readers.text_layer import LETTERS_LOST
from ingest.writs.split import split
from nlp.procedure.case import CaseFile
from nlp.procedure.case_fields import case_fields
from nlp.procedure.clocks import clocks
from nlp.procedure.dating import Dated
from nlp.procedure.engine import run_checks
from nlp.procedure.local import LocalParameters
from nlp.procedure.report import FilePart, PageRow, Report, WritRow
from nlp.procedure.score import score
from nlp.procedure.steps import steps


def screen(dossier: Dossier, parts: Sequence[FilePart], *, local: LocalParameters, today: date) -> Report:
    """The report of ``examined`` alone."""
    return examined(dossier, parts, local=local, today=today)[1]


def examined(dossier: Dossier, parts: Sequence[FilePart], *, local: LocalParameters, today: date) -> tuple[CaseFile, Report]:
    """Split a dossier into its writs, run every check, and put together what was found; the case comes with its report.

    ``parts`` are its input files; those that could not be read make absence unprovable.
    """
    lost = [part for part in parts if part.status != "done"]
    divided = split(dossier)
    hidden = [PurePath(part.path).name for part in lost if part.carries_pages]
    case = CaseFile(divided, local=local, today=today, lost_files=hidden)
    findings = run_checks(case)
    report = Report(
        key=dossier.key,
        name=dossier.name,
        status="done",
        error="；".join(dict.fromkeys(part.reason for part in lost if part.reason)) or None,
        files=tuple(parts),
        pages=tuple(_page(case, page) for page in divided.pages),
        procedure=case.procedure,
        department=case.department,
        region=case.region,
        writs=tuple(_writ(case, writ) for writ in divided.writs),
        fields=case_fields(case),
        findings=findings,
        steps=steps(case, findings),
        clocks=clocks(case),
        score=score(findings),
    )
    return case, report


def _page(case: CaseFile, page: Page) -> PageRow:
    lost = LETTERS_LOST if page.origin == "text" and page.number in case.poor_pages else None
    return PageRow(page.number, page.width, page.height, page.origin, page.problem or lost, page.blank)


def _writ(case: CaseFile, writ: Writ) -> WritRow:
    day = case.date(writ)
    return WritRow(
        type=writ.type,
        title=writ.title,
        first_page=writ.first_page,
        last_page=writ.last_page,
        subtype=writ.subtype,
        number=writ.number,
        dated=day.value if isinstance(day, Dated) else None,
        confidence=writ.confidence,
    )
