"""Where officers were and when (人员的时间、地点), as the records of acts on the spot say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ingest.dossier import Field, Writ
from nlp.facts.dates import find_time_ranges
from nlp.facts.people import find_officers
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.quoting import quoted

RECORDS = ("scene_record", "inquiry_record", "sampling_record", "seizure_doc", "reg_preserve_doc")
_MASKED = re.compile(r"[*＊×某]")
_VAGUE = re.compile(r"[（(].*?[）)]|内$|现场$|门口$|附近$")


@dataclass(frozen=True, slots=True)
class Presence:
    """An officer, by certificate number, at a place for a time. ``page`` is the record's first page."""

    officer: str
    cert_no: str
    place: str
    start: datetime
    end: datetime
    page: int
    evidence: Evidence

    @property
    def when(self) -> str:
        """From when to when, in words."""
        return f"{self.start.year}年{self.start.month}月{self.start.day}日{self.start:%H:%M}至{self.end:%H:%M}"


def presences(case: CaseFile) -> list[Presence]:
    """Every officer with a certificate number in every record that tells its place and times."""
    return [one for writ in case.dossier.writs if writ.type in RECORDS for one in _presences(case, writ)]


def overlap_minutes(a: Presence, b: Presence) -> float:
    """How long two presences overlap; negative where they do not."""
    return (min(a.end, b.end) - max(a.start, b.start)).total_seconds() / 60


def same_place(a: str, b: str) -> bool:
    """Places agree where one names the other, whatever stands before and behind (县、路、号、店内)."""
    a, b = _VAGUE.sub("", a), _VAGUE.sub("", b)
    return a in b or b in a or a[-6:] == b[-6:]


def _presences(case: CaseFile, writ: Writ) -> Iterator[Presence]:
    place = next(("".join(field.text.split()) for field in (*writ.all("place"), *writ.all("address")) if _told(field)), None)
    text = case.squeezed(writ).text
    times = find_time_ranges(text)
    if place is None or not times:
        return
    when = times[0]
    for found in find_officers(text):
        if found.value.cert_no:
            yield Presence(
                found.value.name, found.value.cert_no, place, when.value.start, when.value.end, writ.first_page,
                quoted(case, writ, f"《{writ.title}》{place}", when.start, when.end),
            )  # fmt: skip


def _told(field: Field) -> bool:
    return field.state == "value" and bool(field.text.strip()) and not _MASKED.search(field.text)
