"""Cards: findings and risk signals dressed for people, each with the decisions made about it. Machine and person stay apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, get_args

from index.clue import Clue
from index.decision import Decision, latest
from index.store_documents import StoredDocument
from ingest.inspection import Inspection
from ingest.writs.catalogue import kinds
from nlp.inspection.finding import InspectionFinding
from nlp.inspection.review import VisitReview
from nlp.opinion.catalogue import signal_kinds
from nlp.opinion.reading import Signal
from nlp.procedure.finding import Finding, LegalBasis
from nlp.procedure.report import Report, WritRow
from nlp.procedure.rules import Stage
from review.viewer import Mark, Turn, address, marks_of
from review.wording import issue_name

_STAGES: tuple[str, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True)
class Fact:
    """One side of a finding, and where in the viewer it stands. ``on_page`` is false where no box can be drawn."""

    at: str
    label: str
    quote: str
    turn: Turn
    on_page: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One finding: ``holding`` is the decision that stands, ``earlier`` those it replaced, newest first."""

    number: int
    issue: str
    name: str
    finding: Finding
    facts: tuple[Fact, ...]
    absent: tuple[str, ...]
    laws: tuple[LegalBasis, ...]
    decidable: bool
    holding: Decision | None
    earlier: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class SignalCard:
    """One risk signal with all the places of the text shown first that say it.

    ``elsewhere`` where that text does not: the place of a report on the page, and its words.
    """

    number: int
    issue: str
    name: str
    severity: str
    definition: str
    signals: tuple[Signal, ...]
    elsewhere: tuple[tuple[str, Signal], ...]
    confidence: float
    holding: Decision | None
    earlier: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class VisitCard:
    """One finding on inspections, with the rows of the ledgers it rests on."""

    number: int
    issue: str
    name: str
    finding: InspectionFinding
    rows: tuple[Inspection, ...]
    laws: tuple[LegalBasis, ...]
    decidable: bool
    holding: Decision | None
    earlier: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the list of writs: a writ that is there, or a hole where a required one is missing."""

    name: str
    writ: WritRow | None


def finding_cards(report: Report, *, base: str, clue: Clue | None, decisions: Sequence[Decision]) -> tuple[Card, ...]:
    """The breaches, worst first. Only issues of the clue can be decided on; hints accuse nobody and need no decision."""
    holding = latest(decisions)
    marks = {mark.at: mark for mark in marks_of(report.breaches)}
    located = {row.number for row in report.pages}
    cards = []
    for i, finding in enumerate(report.breaches):
        facts = [_fact(marks[f"{i}.{j}"], base, located) for j in range(len(finding.evidence))]
        cards.append(
            Card(
                number=i,
                issue=finding.rule,
                name=issue_name(finding.rule),
                finding=finding,
                facts=tuple(facts),
                absent=tuple(writ_name(kind) for kind in finding.absent),
                laws=tuple(dict.fromkeys(finding.law)),
                decidable=clue is not None and finding.rule in clue.issues,
                holding=holding.get(finding.rule),
                earlier=_earlier(finding.rule, decisions, holding.get(finding.rule)),
            )
        )
    return tuple(cards)


def signal_cards(
    clue: Clue, document: StoredDocument | None, decisions: Sequence[Decision], *, reports: Sequence[tuple[str, StoredDocument]] = ()
) -> tuple[SignalCard, ...]:
    """The risk signals of a text and of the other ``reports`` of its event (place on the page, text), in the clue's order."""
    holding = latest(decisions)
    found = document.reading.signals if document is not None else ()
    others = [(place, signal) for place, report in reports for signal in report.reading.signals]
    cards = []
    for i, issue in enumerate(clue.issues):
        kind = signal_kinds().get(issue)
        mine = tuple(signal for signal in found if signal.signal == issue)
        elsewhere = () if mine else tuple((place, signal) for place, signal in others if signal.signal == issue)
        cards.append(
            SignalCard(
                number=i,
                issue=issue,
                name=clue.issue_names[i] if i < len(clue.issue_names) else issue_name(issue),
                severity=kind.severity if kind else clue.severity,
                definition=kind.definition if kind else "",
                signals=mine,
                elsewhere=elsewhere,
                confidence=max((signal.confidence for signal in (*mine, *(signal for _, signal in elsewhere))), default=0.0),
                holding=holding.get(issue),
                earlier=_earlier(issue, decisions, holding.get(issue)),
            )
        )
    return tuple(cards)


def visit_cards(review: VisitReview, rows: Mapping[str, Inspection], *, clue: Clue, decisions: Sequence[Decision]) -> tuple[VisitCard, ...]:
    """The breaches in inspections of an enterprise, worst first, each with the rows it rests on."""
    holding = latest(decisions)
    return tuple(
        VisitCard(
            number=i,
            issue=finding.rule,
            name=issue_name(finding.rule),
            finding=finding,
            rows=tuple(rows[id] for id in finding.rows if id in rows),
            laws=tuple(dict.fromkeys(finding.law)),
            decidable=finding.rule in clue.issues,
            holding=holding.get(finding.rule),
            earlier=_earlier(finding.rule, decisions, holding.get(finding.rule)),
        )
        for i, finding in enumerate(review.breaches)
    )


def on_whole(decisions: Sequence[Decision]) -> tuple[Decision | None, tuple[Decision, ...]]:
    """The decision that stands on the clue as a whole, and those it replaced."""
    return on_issue(None, decisions)


def on_issue(issue: str | None, decisions: Sequence[Decision]) -> tuple[Decision | None, tuple[Decision, ...]]:
    """The decision that stands on one issue (None: on the clue as a whole), and those it replaced."""
    holding = latest(decisions).get(issue)
    return holding, _earlier(issue, decisions, holding)


def writ_name(kind: str) -> str:
    """The Chinese name of a kind of writ; subtypes are written ``kind/subtype``."""
    known: Any = kinds().get(kind) or kinds().get(kind.partition("/")[0])
    return known.name_zh if known else kind


def slots(report: Report) -> tuple[Slot, ...]:
    """The writs in page order, and a hole for each kind that a finding says is missing, where its step belongs."""
    holes = dict.fromkeys(kind for finding in report.breaches for kind in finding.absent)
    found = [
        Slot(writ.title or writ_name(writ.type), writ) for writ in sorted(report.writs, key=lambda writ: (writ.first_page, writ.last_page))
    ]
    ranks = [_rank(slot.writ.type) if slot.writ is not None else None for slot in found]
    for kind in holes:
        rank = _rank(kind)
        place = _place(ranks, rank)
        found.insert(place, Slot(writ_name(kind), None))
        ranks.insert(place, rank)
    return tuple(found)


def _rank(kind: str) -> tuple[int, int] | None:
    """Where a kind of writ stands in the course of a case; None for a kind that is not known."""
    known = list(kinds().values())
    found = next(((i, writ) for i, writ in enumerate(known) if writ.id == kind.partition("/")[0]), None)
    return None if found is None or found[1].stage not in _STAGES else (_STAGES.index(found[1].stage), found[0])


def _place(ranks: Sequence[tuple[int, int] | None], rank: tuple[int, int] | None) -> int:
    """Where the fewest writs stand on the wrong side: dossiers are often bound with the decision, or the evidence, out of turn."""
    if rank is None:
        return len(ranks)

    def wrong(place: int) -> int:
        return sum(other is not None and (other > rank if i < place else other < rank) for i, other in enumerate(ranks))

    return min(range(len(ranks) + 1), key=wrong)


def pieces(text: str, signals: Sequence[Signal]) -> list[tuple[str, str]]:
    """The text cut into (piece, signal ids joined by a blank): what is marked and why. Overlaps carry both ids."""
    cuts = sorted({0, len(text), *(at for signal in signals for at in (signal.start, signal.end) if 0 <= at <= len(text))})
    return [
        (text[a:b], " ".join(dict.fromkeys(signal.signal for signal in signals if signal.start <= a and b <= signal.end)))
        for a, b in pairwise(cuts)
    ]


def title_pieces(title: str, signals: Sequence[Signal]) -> list[tuple[str, str]]:
    """The same for a title: signals read in it carry no offsets of the text, only their words."""
    here = [
        replace(signal, start=at, end=at + len(signal.quote))
        for signal in signals
        if (at := title.find(signal.quote)) >= 0 and not signal.end
    ]
    return pieces(title, here)


def _fact(mark: Mark, base: str, located: set[int]) -> Fact:
    evidence = mark.evidence
    turn = Turn(evidence.page, mark.at, address(base, evidence.page, mark.at))
    return Fact(mark.at, evidence.label, evidence.quote, turn, evidence.page in located and bool(evidence.boxes))


def _earlier(issue: str | None, decisions: Sequence[Decision], holding: Decision | None) -> tuple[Decision, ...]:
    return tuple(decision for decision in reversed(decisions) if decision.rule == issue and decision is not holding)
