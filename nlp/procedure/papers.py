"""All papers of a dossier as running text: the writs, and the pages of no known kind (notices, plans, minutes of the agency).

``voice`` says whose words they are: the agency's own, or somebody's who tells about it (statements, complaints, records of questioning).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.dossier import Writ
from ingest.passage import Passage
from nlp.facts.dates import find_dates
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence

_TOLD = frozenset({"statement_doc", "inquiry_record", "hearing_doc", "case_source", "evidence_material", "party_identity", "appraisal_doc"})
_OFFICIAL = re.compile(r"通知|通告|公告|方案|办法|纪要|责任书|考核|制度|意见|文件|要点|计划")
_HEAD = 120  # characters of a page in which its title stands


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. ``writ`` is None for a page of no known kind."""

    writ: Writ | None
    title: str
    passage: Passage
    voice: Literal["agency", "told"]

    def quote(self, case: CaseFile, label: str, start: int, end: int) -> Evidence:
        """A part of it as evidence."""
        return case.evidence(label, writ=self.writ, spans=self.passage.spans(start, end))

    def day(self, case: CaseFile) -> date | None:
        """Its day; on a page of no known kind the last date."""
        if self.writ is not None:
            day = case.date(self.writ)
            return day.value if isinstance(day, Dated) else None
        found = find_dates(self.passage.text)
        return found[-1].value if found else None


@asked_once
def papers(case: CaseFile) -> tuple[Paper, ...]:
    """Every paper with its text, white space taken out."""
    return (*_writs(case), *_pages(case))


def _writs(case: CaseFile) -> Iterator[Paper]:
    for writ in case.dossier.writs:
        yield Paper(writ, f"《{writ.title}》", case.squeezed(writ), "told" if writ.type in _TOLD else "agency")


def _pages(case: CaseFile) -> Iterator[Paper]:
    for number in case.stray_pages:
        passage = Passage.of([case.dossier.page(number)]).squeezed()
        official = _OFFICIAL.search(passage.text[:_HEAD])
        yield Paper(None, f"第{number}页的文件", passage, "agency" if official else "told")
