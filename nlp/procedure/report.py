"""Report: everything one screening found in one dossier; what the store keeps and the pages show.

``contract_row`` is the line of ``zhijian screen --json`` that other programs rely on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from nlp.as_json import AsJson
from nlp.procedure.finding import Finding

Status = Literal["done", "rejected", "failed"]
STEPS = ("立案", "取证", "审核", "告知", "决定", "送达", "执行", "结案")


@dataclass(frozen=True, slots=True)
class FilePart:
    """One input file of a dossier. ``first_page`` is 0 where no page could be taken from it; ``reason`` then says why.

    ``carries_pages`` is False for a file that cannot hold a writ whatever stands in it (JSON beside the scans): it hides nothing.
    """

    path: str
    sha256: str
    first_page: int
    pages: int
    status: Status = "done"
    reason: str | None = None
    carries_pages: bool = True


@dataclass(frozen=True, slots=True)
class WritRow:
    """One writ of the dossier, for the time line and the contract. ``dated`` is its date where it was read."""

    type: str
    title: str
    first_page: int
    last_page: int
    subtype: str | None = None
    number: str | None = None
    dated: date | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class PageRow:
    """What the viewer needs of a page: its size in points, how it was read, why it could not be."""

    number: int
    width: float
    height: float
    origin: Literal["text", "ocr", "none"]
    problem: str | None = None
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One of the eight steps with its date and page; ``missing`` where the writ of a required step is absent."""

    name: str
    dated: date | None
    page: int | None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A statutory clock between two steps: days used of days allowed. ``working`` days or calendar days.

    ``least``: the days must at least have passed (five working days between notice and decision), else they are a limit.
    """

    name: str
    first: date
    last: date
    used: int
    allowed: int
    working: bool
    deducted: int = 0
    least: bool = False

    @property
    def broken(self) -> bool:
        """Whether the limit was overrun, or the least period not kept."""
        return self.used < self.allowed if self.least else self.used > self.allowed


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """Points taken off by one finding."""

    rule: str
    severity: str
    points: float


@dataclass(frozen=True, slots=True)
class Score:
    """100 less the points of breaches, never below 0; ``veto`` where a fatal breach stands."""

    total: float
    veto: bool
    items: tuple[ScoreItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Report(AsJson):
    """The result of screening one dossier. ``findings`` hold all four verdicts."""

    key: str
    name: str
    status: Status
    error: str | None
    files: tuple[FilePart, ...]
    pages: tuple[PageRow, ...] = ()
    procedure: Literal["ordinary", "summary", "unknown"] = "unknown"
    department: str | None = None
    region: str | None = None
    writs: tuple[WritRow, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    steps: tuple[Step, ...] = ()
    clocks: tuple[Clock, ...] = ()
    score: Score | None = None

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """Findings that say something is wrong, hints included, worst first."""
        order = {"fatal": 0, "major": 1, "minor": 2, "info": 3}
        return tuple(sorted((f for f in self.findings if f.verdict == "breach"), key=lambda f: (order[f.severity], f.pages[:1], f.rule)))

    def contract_row(self, *, all_verdicts: bool = False) -> dict[str, Any]:
        """One line of ``zhijian screen --json``."""
        undecided = [f for f in self.findings if f.verdict == "unknown"]
        shown = self.findings if all_verdicts else self.breaches
        score = self.score
        return {
            "dossier": self.name,
            "paths": [f.path for f in self.files],
            "sha256": [f.sha256 for f in self.files],
            "files": [
                {"path": f.path, "first_page": f.first_page, "pages": f.pages, "status": f.status, "reason": f.reason} for f in self.files
            ],
            "pages": len(self.pages),
            "unread_pages": [p.number for p in self.pages if p.origin == "none" and not p.blank],
            "status": self.status,
            "error": self.error,
            "procedure": self.procedure,
            "department": self.department,
            "region": self.region,
            "writs": [
                {
                    "type": w.type,
                    "subtype": w.subtype,
                    "title": w.title,
                    "number": w.number,
                    "date": w.dated.isoformat() if w.dated else None,
                    "first_page": w.first_page,
                    "last_page": w.last_page,
                    "confidence": round(w.confidence, 3),
                }
                for w in self.writs
            ],
            "fields": self.fields,
            "steps": [
                {"name": s.name, "date": s.dated.isoformat() if s.dated else None, "page": s.page, "missing": s.missing} for s in self.steps
            ],
            "clocks": [_clock_row(c) for c in self.clocks],
            "findings": [_finding_row(f) for f in shown],
            "unknown": [f.rule for f in undecided],
            "unknown_reasons": {f.rule: f.reason or f.message for f in undecided},
            "score": None
            if score is None
            else {
                "total": score.total,
                "veto": score.veto,
                "items": [{"rule": i.rule, "severity": i.severity, "points": i.points} for i in score.items],
            },
        }


def _clock_row(c: Clock) -> dict[str, Any]:
    return {
        "name": c.name,
        "first": c.first.isoformat(),
        "last": c.last.isoformat(),
        "used": c.used,
        "allowed": c.allowed,
        "working": c.working,
        "deducted": c.deducted,
        "least": c.least,
        "broken": c.broken,
    }


def _finding_row(f: Finding) -> dict[str, Any]:
    return {
        "rule": f.rule,
        "verdict": f.verdict,
        "severity": f.severity,
        "confidence": round(f.confidence, 3),
        "pages": list(f.pages),
        "quotes": [e.quote for e in f.evidence],
        "evidence": [
            {"label": e.label, "quote": e.quote, "page": e.page, "boxes": [[b.x0, b.top, b.x1, b.bottom] for b in e.boxes]}
            for e in f.evidence
        ],
        "absent": list(f.absent),
        "law": [{"law": b.law, "article": b.article, "quote": b.quote, "verified": b.verified} for b in f.law],
        "message": f.message,
        "reason": f.reason,
    }
