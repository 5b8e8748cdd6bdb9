"""Where the records of a dossier say that officers were, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Field, Writ
from nlp.fact import Found
from nlp.facts.dates import TimeRange, find_time_ranges
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.officers import numbers_in
from nlp.procedure.presence import Presence
from nlp.procedure.quoting import quoted

RECORDS = ("scene_record", "inquiry_record", "sampling_record", "seizure_doc", "reg_preserve_doc")
_MASKED = re.compile(r"[*＊×某]")


@asked_once
def presences(case: CaseFile) -> list[Presence]:
    """Every officer with a certificate number in every record that tells its place and times.

    The record of a routine inspection (监督检查记录) stands in where there is no other record of the scene.
    """
    records = [writ for writ in case.dossier.writs if writ.type in RECORDS]
    if not any(writ.type == "scene_record" for writ in records):
        records += case.writs("inspection_doc", "record")
    return [one for writ in records for one in _presences(case, writ)]


def _presences(case: CaseFile, writ: Writ) -> Iterator[Presence]:
    place = next(("".join(field.text.split()) for field in (*writ.all("place"), *writ.all("address")) if _told(field)), None)
    when = _times(case, writ, place) if place is not None else None
    if place is None or when is None:
        return
    span, evidence = when
    for name, number in numbers_in(case, writ):
        yield Presence(name, number, place, span.start, span.end, writ.first_page, evidence)


def _times(case: CaseFile, writ: Writ, place: str) -> tuple[TimeRange, Evidence] | None:
    """From when to when: by the text, else by the field, where a cell breaks the line between the day and the hours."""
    label = f"《{writ.title}》{place}"
    found: list[Found[TimeRange]] = find_time_ranges(case.squeezed(writ).text)
    if found:
        return found[0].value, quoted(case, writ, label, found[0].start, found[0].end)
    for field in (*writ.all("start"), *writ.all("date")):
        if field.state == "value" and (ranges := find_time_ranges("".join(field.text.split()))):
            return ranges[0].value, case.evidence(label, field=field, writ=writ)
    return None


def _told(field: Field) -> bool:
    return field.state == "value" and bool(field.text.strip()) and not _MASKED.search(field.text)
