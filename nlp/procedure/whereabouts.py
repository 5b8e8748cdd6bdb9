"""Where the records of a dossier say that officers were, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Field, Writ
from nlp.facts.dates import find_time_ranges
from nlp.facts.people import find_officers
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.presence import Presence
from nlp.procedure.quoting import quoted

RECORDS = ("scene_record", "inquiry_record", "sampling_record", "seizure_doc", "reg_preserve_doc")
_MASKED = re.compile(r"[*＊×某]")


@asked_once
def presences(case: CaseFile) -> list[Presence]:
    """Every officer with a certificate number in every record that tells its place and times."""
    return [one for writ in case.dossier.writs if writ.type in RECORDS for one in _presences(case, writ)]


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
