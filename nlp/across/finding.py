"""AcrossFinding: what several dossiers or complaints show together, with every side shown and the law in force on the day."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nlp.as_json import AsJson
from nlp.procedure.finding import Evidence, LegalBasis, Severity
from nlp.procedure.rules import Rule

SideKind = Literal["dossier", "complaint"]


@dataclass(frozen=True, slots=True)
class Side:
    """One dossier or complaint of a finding. In a complaint the evidence's span is a range of its text, its page is 1."""

    key: str
    kind: SideKind
    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """A like case that an outlier is measured against. ``value`` is what is compared; ``outlier`` marks the case itself."""

    key: str
    name: str
    decided: date
    value: float
    fine: float
    outlier: bool = False


@dataclass(frozen=True, slots=True)
class AcrossFinding(AsJson):
    """One finding over several sides. ``id`` follows from the rule and the sides alone; ``unit`` says what the peers' values are."""

    id: str
    rule: str
    severity: Severity
    message: str
    on: date | None
    sides: tuple[Side, ...]
    law: tuple[LegalBasis, ...]
    confidence: float = 1.0
    agency: str | None = None
    department: str | None = None
    region: str | None = None
    party: str | None = None
    amount: float | None = None
    peers: tuple[Peer, ...] = ()
    unit: str = ""


def finding_id(rule: str, *parts: str) -> str:
    """The stable id of what a rule says of some sides: the same on every machine, in whatever order they came in."""
    return hashlib.sha256("\n".join((rule, *parts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def law_of(rule: Rule, day: date | None, *, department: str | None, region: str | None, but: Sequence[str] = ()) -> tuple[LegalBasis, ...]:
    """The verified bases that govern an act of ``day``, without the laws in ``but``; nothing where none does: then nothing is reported."""
    found = rule.bases(day, department=department, region=region)
    return tuple(basis.as_finding for basis in found if basis.law_key not in but)
