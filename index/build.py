"""Making clues of what was found in a text and in the inspections of an enterprise. Pure functions, no clock.

The clue of a dossier: ``index.build_case``; that of an event is made of those of its texts: ``index.build_event``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from index.build_case import clue_id, of_breaches, once
from index.clue import Channel, Clue, Quote
from index.place import host_or_file
from ingest.document import Source
from ingest.inspection import Inspection
from nlp.inspection.review import VisitReview
from nlp.opinion.catalogue import signal_kinds
from nlp.opinion.reading import Reading

ORDER = ("fatal", "major", "minor", "info")
_TITLE_LENGTH = 40
_ROWS_QUOTED = 20
SENTENCE_ENDS = "。！？!?\n；;"


def clue_of_reading(
    document_id: str, kind: Channel, title: str | None, text: str, published: date | None, reading: Reading, source: Source | None
) -> Clue | None:
    """The clue of a text of the public; None where the reading found none. Quotes are offsets in ``text``.

    The score is the reading's, times 100. The name of the site or file that ``source`` names can be searched for.
    """
    if not reading.is_clue:
        return None
    known = signal_kinds()
    signals = sorted(
        reading.signals, key=lambda s: (ORDER.index(known[s.signal].severity) if s.signal in known else 2, -s.confidence, s.start)
    )
    issues = once(signal.signal for signal in signals)
    names = tuple(known[issue].name if issue in known else issue for issue in issues)
    agency = reading.agencies[0] if reading.agencies else None
    return Clue(
        id=clue_id("event", document_id),
        subject="event",
        channel=kind,
        source_id=document_id,
        title=title or _first_words(text),
        summary=f"{agency.text if agency else '执法机关'}：{'、'.join(names) or '疑似执法问题'}。",
        severity=known[issues[0]].severity if issues and issues[0] in known else "minor",
        score=round(100 * reading.score, 2),
        score_parts=tuple((name, round(100 * value, 2)) for name, value in reading.score_parts),
        issues=issues,
        issue_names=names,
        categories=once(known[issue].category for issue in issues if issue in known),
        quotes=once(Quote(signal.quote, None, signal.start, signal.end) for signal in signals),
        agency=agency.text if agency else None,
        agency_type=agency.type if agency else None,
        region=reading.region,
        amount=max(reading.amounts, default=None),
        occurred_on=published,
        body="\n".join(filter(None, (text, host_or_file(source.url, source.path) if source else None))),
    )


def clue_of_visits(review: VisitReview, rows: Mapping[str, Inspection]) -> Clue | None:
    """The clue of an agency's inspections of an enterprise; None where nothing but hints was found. ``rows`` holds the rows by id.

    The score is counted as that of a dossier.
    """
    breaches = [finding for finding in review.breaches if finding.severity != "info"]
    if not breaches:
        return None
    told = [rows[id] for id in once(id for finding in breaches for id in finding.rows) if id in rows]
    return Clue(
        id=clue_id("visits", review.id),
        subject="visits",
        channel="inspection",
        source_id=review.id,
        title=f"{review.agency or '多个机关'}检查{review.enterprise}",
        **of_breaches(breaches),
        quotes=once(Quote(_row_text(row)) for row in told[:_ROWS_QUOTED]),
        agency=review.agency,
        agency_type=review.department,
        region=review.region,
        party=review.enterprise,
        occurred_on=max((row.day for row in told), default=None),
        body="\n".join(once(value for row in told for _, value in row.cells if value)),
    )


def _row_text(row: Inspection) -> str:
    """A row in a line: day, agency, reason, items, and where it stands."""
    said = "，".join(filter(None, (row.day.isoformat(), row.agency, row.reason, row.items)))
    return f"{' '.join(said.split())}（{row.place.text}）"


def _first_words(text: str) -> str:
    text = text.strip()
    end = next((i for i, char in enumerate(text) if char in SENTENCE_ENDS), len(text))
    return text[:end] if end <= _TITLE_LENGTH else f"{text[: _TITLE_LENGTH - 1]}…"
