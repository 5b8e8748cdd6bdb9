"""Making clues of what was found: in a dossier, in a text, in the inspections of an enterprise. Pure functions, no clock.

The clue of an event is made of those of its texts: ``index.build_event``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from index.clue import Channel, Clue, Quote
from index.place import host_or_file
from ingest.document import Source
from ingest.inspection import Inspection
from nlp.inspection.review import VisitReview
from nlp.opinion.catalogue import signal_kinds
from nlp.opinion.reading import Reading
from nlp.procedure.finding import LegalBasis
from nlp.procedure.report import Report
from nlp.procedure.rules import rules

Item = TypeVar("Item")


class _Weighed(Protocol):
    """A finding as far as a clue tells of it."""

    @property
    def rule(self) -> str: ...

    @property
    def message(self) -> str: ...

    @property
    def law(self) -> Sequence[LegalBasis]: ...

    @property
    def severity(self) -> str: ...

    @property
    def confidence(self) -> float: ...


ORDER = ("fatal", "major", "minor", "info")
# Points of the worst issue, and of every further one. A dossier with one fatal breach ranks above any number of minor ones.
_WORST = {"fatal": 60.0, "major": 40.0, "minor": 20.0}
_FURTHER = {"fatal": 12.0, "major": 6.0, "minor": 2.0}
_FURTHER_MOST = {"fatal": 40.0, "major": 19.0, "minor": 19.0}
_TITLE_LENGTH = 40
_ROWS_QUOTED = 20
SENTENCE_ENDS = "。！？!?\n；;"


def clue_id(subject: str, source_id: str) -> str:
    """The stable id of the clue of a source: the same on every machine."""
    return hashlib.sha256(f"{subject}:{source_id}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def clue_of_report(report: Report) -> Clue | None:
    """The clue of a screened dossier; None where nothing but hints was found.

    The score is the points of the worst breach, times its confidence, plus points of the further ones, up to 100.
    """
    breaches = [finding for finding in report.breaches if finding.severity != "info"]
    if not breaches:
        return None
    fields = report.fields
    return Clue(
        id=clue_id("case", report.key),
        subject="case",
        channel="dossier",
        source_id=report.key,
        title=_case_title(fields) or report.name,
        **_of_breaches(breaches),
        quotes=once(Quote(evidence.quote, evidence.page) for finding in breaches for evidence in finding.evidence if evidence.quote),
        agency=fields.get("agency"),
        agency_type=report.department,
        region=report.region,
        party=fields.get("party"),
        case_no=fields.get("case_no") or fields.get("decision_no"),
        amount=fields.get("fine_amount"),
        occurred_on=_day(fields.get("decision_date")),
        body="\n".join(
            once(
                (
                    report.name,
                    *(writ.title for writ in report.writs),
                    *(writ.number for writ in report.writs if writ.number),
                    *(evidence.label for finding in breaches for evidence in finding.evidence if evidence.label),
                    *(str(fields[name]) for name in ("cause", "decision_no", "legal_representative") if fields.get(name)),
                    *(officer["name"] for officer in fields.get("officers") or () if officer.get("name")),
                )
            )
        ),
    )


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
        **_of_breaches(breaches),
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


def _of_breaches(breaches: Sequence[_Weighed]) -> dict[str, Any]:
    """The fields of a clue that follow from what was found, the worst first."""
    known = rules()
    issues = once(finding.rule for finding in breaches)
    parts = _case_score(breaches)
    return {
        "summary": "；".join(once(finding.message.rstrip("。；") for finding in breaches)) + "。",
        "severity": breaches[0].severity,
        "score": round(sum(value for _, value in parts), 2),
        "score_parts": parts,
        "issues": issues,
        "issue_names": tuple(known[issue].name_zh if issue in known else issue for issue in issues),
        "categories": once(known[issue].category for issue in issues if issue in known),
        "laws": once(f"《{basis.law}》{basis.article}" for finding in breaches for basis in finding.law),
    }


def _case_score(breaches: Sequence[_Weighed]) -> tuple[tuple[str, float], ...]:
    worst = breaches[0].severity
    surest = max((finding for finding in breaches if finding.severity == worst), key=lambda finding: finding.confidence)
    further = sum(_FURTHER[finding.severity] * finding.confidence for finding in breaches if finding is not surest)
    return (
        ("最严重一项", round(_WORST[worst] * surest.confidence, 2)),
        ("其余各项", round(min(further, _FURTHER_MOST[worst]), 2)),
    )


def _case_title(fields: dict[str, Any]) -> str:
    party, cause = fields.get("party") or "", fields.get("cause") or ""
    if party and cause.startswith(party):
        party = ""
    return f"{party}{cause}" if cause else party


def _first_words(text: str) -> str:
    text = text.strip()
    end = next((i for i, char in enumerate(text) if char in SENTENCE_ENDS), len(text))
    return text[:end] if end <= _TITLE_LENGTH else f"{text[: _TITLE_LENGTH - 1]}…"


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def once(items: Iterable[Item]) -> tuple[Item, ...]:
    """Each item once, in the order they came."""
    return tuple(dict.fromkeys(items))
