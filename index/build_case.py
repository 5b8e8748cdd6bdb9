"""Making the clue of a screened dossier, and what those of other reviews share with it. Pure functions, no clock.

Apart from ``index.build``: the workers that screen make these clues, and need nothing of what is said by the public.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from index.clue import Clue, Quote
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


# Points of the worst issue, and of every further one. A dossier with one fatal breach ranks above any number of minor ones.
_WORST = {"fatal": 60.0, "major": 40.0, "minor": 20.0}
_FURTHER = {"fatal": 12.0, "major": 6.0, "minor": 2.0}
_FURTHER_MOST = {"fatal": 40.0, "major": 19.0, "minor": 19.0}


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
        title=_title(fields) or report.name,
        **of_breaches(breaches),
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


def of_breaches(breaches: Sequence[_Weighed]) -> dict[str, Any]:
    """The fields of a clue that follow from what was found, the worst first."""
    known = rules()
    issues = once(finding.rule for finding in breaches)
    parts = _score(breaches)
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


def _score(breaches: Sequence[_Weighed]) -> tuple[tuple[str, float], ...]:
    worst = breaches[0].severity
    surest = max((finding for finding in breaches if finding.severity == worst), key=lambda finding: finding.confidence)
    further = sum(_FURTHER[finding.severity] * finding.confidence for finding in breaches if finding is not surest)
    return (
        ("最严重一项", round(_WORST[worst] * surest.confidence, 2)),
        ("其余各项", round(min(further, _FURTHER_MOST[worst]), 2)),
    )


def _title(fields: dict[str, Any]) -> str:
    party, cause = fields.get("party") or "", fields.get("cause") or ""
    if party and cause.startswith(party):
        party = ""
    return f"{party}{cause}" if cause else party


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def once(items: Iterable[Item]) -> tuple[Item, ...]:
    """Each item once, in the order they came."""
    return tuple(dict.fromkeys(items))
