"""Filed: what the store keeps of a screened dossier, as rows that are ready to be written.

They are made where the dossier was screened, in a worker: the one process that writes has nothing left to make of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.clue import Clue
from nlp.across.profile import Profile
from nlp.procedure.report import Report

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filed:
    """The rows of one dossier by the names of their columns, without those that depend on the moment of writing.

    ``findings`` are in the order of ``FINDING_COLUMNS``. No ``clue`` or ``profile``: one of an earlier screening is withdrawn.
    ``keys`` are those of the profile.
    """

    key: str
    dossier: Row
    findings: Sequence[tuple[Any, ...]]
    clue: Row | None = None
    profile: Row | None = None
    keys: tuple[str, ...] = ()


FINDING_COLUMNS = ("dossier", "position", "rule", "verdict", "severity", "confidence", "message")


def filed(report: Report, clue: Clue | None = None, profile: Profile | None = None) -> Filed:
    """The rows of a report, its clue and its profile."""
    return Filed(
        report.key,
        _dossier_row(report),
        [(report.key, at, f.rule, f.verdict, f.severity, f.confidence, f.message) for at, f in enumerate(report.findings)],
        clue_row(clue) if clue else None,
        profile_row(profile) if profile else None,
        tuple(dict.fromkeys(profile.keys())) if profile else (),
    )


def clue_row(clue: Clue) -> Row:
    """A clue; when it was found and its number of change are for the store to say."""
    return {
        "id": clue.id,
        "subject": clue.subject,
        "channel": clue.channel,
        "source_id": clue.source_id,
        "title": clue.title,
        "summary": clue.summary,
        "severity": clue.severity,
        "score": clue.score,
        "score_parts": [list(part) for part in clue.score_parts],
        "issues": list(clue.issues),
        "issue_names": list(clue.issue_names),
        "categories": list(clue.categories),
        "quotes": [[quote.text, quote.page, quote.start, quote.end, quote.document] for quote in clue.quotes],
        "laws": list(clue.laws),
        "agency": clue.agency,
        "agency_type": clue.agency_type,
        "region": clue.region,
        "party": clue.party,
        "case_no": clue.case_no,
        "amount": clue.amount,
        "occurred_on": clue.occurred_on.isoformat() if clue.occurred_on else None,
        "body": clue.body,
    }


def profile_row(profile: Profile) -> Row:
    """A profile, still to be compared."""
    body = profile.to_json()
    return {
        "id": profile.dossier,
        "kind": "dossier",
        "name": profile.name,
        "agency": profile.agency,
        "peers": profile.peers,
        "decided": profile.decided.isoformat() if profile.decided else None,
        "fine": profile.fine,
        "value": profile.value,
        "elsewhere": profile.elsewhere,
        "unanswered": False,
        "body": body,
        "stamp": stamp(body),
        "pending": True,
    }


def stamp(body: str) -> str:
    """What tells one profile from another in few letters."""
    return hashlib.blake2b(body.encode(), digest_size=16).hexdigest()


def _dossier_row(report: Report) -> Row:
    fields = report.fields
    return {
        "key": report.key,
        "name": report.name,
        "status": report.status,
        "error": report.error,
        "procedure": report.procedure,
        "department": report.department,
        "region": report.region,
        "agency": fields.get("agency"),
        "party": fields.get("party"),
        "case_no": fields.get("case_no"),
        "decision_date": fields.get("decision_date"),
        "pages": len(report.pages),
        "score": report.score.total if report.score else None,
        "veto": report.score.veto if report.score else None,
        "report": report.to_json(),
    }
