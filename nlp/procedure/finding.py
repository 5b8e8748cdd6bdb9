"""Finding: one check on one dossier, with verdict, law and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.document import Box, Span

Verdict = Literal["met", "breach", "unknown", "not_applicable"]
Severity = Literal["fatal", "major", "minor", "info"]

SEVERITY_ZH: dict[str, str] = {"fatal": "致命", "major": "严重", "minor": "一般", "info": "提示"}
VERDICT_ZH: dict[str, str] = {"met": "符合", "breach": "命中", "unknown": "待人工", "not_applicable": "不适用"}


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """An article a rule rests on. ``verified`` is true where ``quote`` was string-matched against the full text."""

    law: str
    article: str
    quote: str
    effective_from: str | None = None
    effective_to: str | None = None
    verified: bool = False
    law_key: str | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One side of a finding: ``label`` names the fact (立案日期 2024-03-01), ``quote`` the words, ``boxes`` where to draw."""

    label: str
    quote: str
    page: int
    span: Span | None = None
    boxes: tuple[Box, ...] = ()
    writ: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one rule on one dossier.

    ``absent`` names the writ types whose absence is the finding (an absence is proven only when every page was read);
    ``reason`` says for ``unknown`` what could not be decided and what a person should look at.
    """

    rule: str
    verdict: Verdict
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...] = ()
    law: tuple[LegalBasis, ...] = ()
    confidence: float = 1.0
    absent: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def pages(self) -> tuple[int, ...]:
        """Dossier pages of the evidence, in order, each once."""
        return tuple(sorted({e.page for e in self.evidence}))
