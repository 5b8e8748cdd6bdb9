"""A sheet filled from a dossier's report: what the checks say to each item, and what is left to the reviewer.

The machine proposes: an item whose check was broken loses its points, one whose checks were all kept gets them, every other is open.
A reviewer confirms or changes each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.procedure.finding import Finding
from nlp.procedure.report import Report
from nlp.sheets.catalogue import Group, Item, Kind, Sheet, Veto, sheet_for, sheet_named

_WEIGHT = {"fatal": 3, "major": 2, "minor": 1, "info": 0}
State = Literal["broken", "kept", "open", "skipped"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the checks say: ``findings`` are the breaches, or where it is ``open`` what could not be decided."""

    state: State
    findings: tuple[Finding, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """Dossier pages to look at, in order."""
        return tuple(sorted({page for finding in self.findings for page in finding.pages}))


@dataclass(frozen=True, slots=True)
class FilledVeto:
    """A veto: ``broken`` where the dossier seems to have that grave defect."""

    veto: Veto
    answer: Answer


@dataclass(frozen=True, slots=True)
class FilledItem:
    """An item with the points proposed; None where the reviewer has to give them. Under deductions: the points taken off."""

    item: Item
    answer: Answer
    points: float | None


@dataclass(frozen=True, slots=True)
class FilledGroup:
    """The items of a writ; ``reviewed`` is False where it does not count. ``pages`` are where its writs begin."""

    group: Group
    reviewed: bool
    pages: tuple[int, ...]
    items: tuple[FilledItem, ...]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A dossier's sheet. ``least`` and ``most`` are the score if all open items got nothing, or everything."""

    sheet: Sheet
    kind: Kind
    report: Report
    vetoes: tuple[FilledVeto, ...]
    deductions: tuple[tuple[str, tuple[FilledItem, ...]], ...]
    groups: tuple[FilledGroup, ...]

    @property
    def vetoed(self) -> bool:
        """Whether a grave defect is suspected."""
        return any(veto.answer.state == "broken" for veto in self.vetoes)

    @property
    def least(self) -> float:
        """The score if every open item got nothing."""
        return self._score(opened=0.0)

    @property
    def most(self) -> float:
        """The score if every open item got all its points."""
        return self._score(opened=1.0)

    def _score(self, *, opened: float) -> float:
        if self.vetoed:
            return 0.0
        full = sum(group.group.points for group in self.groups if group.reviewed)
        got = sum(_points(item, opened) for group in self.groups if group.reviewed for item in group.items)
        taken = [item for _, items in self.deductions for item in items]
        lost = sum((1 - opened) * item.item.points if item.points is None else item.points for item in taken)
        formula = self.sheet.formula
        return max(0.0, formula.base + formula.scale * (got / full if full else 0.0) - lost)


def fill(report: Report, known: Sequence[Sheet], *, sheet: str | None = None, kind: str | None = None) -> FilledSheet:
    """The sheet of a dossier: the one named, else the one for its department; of the kind named, else the one that fits its writs.

    Raises SettingsError where there is no such sheet or kind.
    """
    chosen = sheet_named(sheet, known) if sheet else sheet_for(report.department, known)
    wanted = chosen.kind_named(kind) if kind else chosen.kind_for((writ.type, writ.subtype) for writ in report.writs)
    return _filled(chosen, wanted, report)


def _filled(sheet: Sheet, kind: Kind, report: Report) -> FilledSheet:
    findings: dict[str, list[Finding]] = {}
    for finding in report.findings:
        findings.setdefault(finding.rule, []).append(finding)
    return FilledSheet(
        sheet,
        kind,
        report,
        tuple(FilledVeto(veto, _grave(veto, findings)) for veto in sheet.vetoes),
        tuple((one.name, tuple(_taken_off(item, _answer(item.rules, findings)) for item in one.items)) for one in sheet.deductions),
        tuple(_group(group, report, findings) for group in kind.groups),
    )


def _group(group: Group, report: Report, findings: dict[str, list[Finding]]) -> FilledGroup:
    pages = tuple(writ.first_page for writ in report.writs if {writ.type, f"{writ.type}/{writ.subtype}"} & set(group.writs))
    if group.writs and not pages:
        unread = any(page.origin == "none" and not page.blank for page in report.pages)
        state: State = "open" if unread else "skipped" if group.absent == "skip" else "broken"
        items = tuple(FilledItem(item, Answer(state), 0.0 if state == "broken" else None) for item in group.items)
        return FilledGroup(group, state != "skipped", (), items)
    return FilledGroup(group, True, pages, tuple(_got(item, _answer(item.rules, findings)) for item in group.items))


def _answer(ids: Iterable[str], findings: dict[str, list[Finding]]) -> Answer:
    """Broken where a check is, open where none speaks or one could not be decided, else kept."""
    said = [finding for id in ids for finding in findings.get(id, ())]
    if broken := tuple(finding for finding in said if finding.verdict == "breach"):
        return Answer("broken", broken)
    if undecided := tuple(finding for finding in said if finding.verdict == "unknown"):
        return Answer("open", undecided)
    return Answer("kept" if any(finding.verdict == "met" for finding in said) else "open")


def _grave(veto: Veto, findings: dict[str, list[Finding]]) -> Answer:
    """A veto is broken only by a breach that is heavy enough; a lighter one is shown to the reviewer."""
    answer = _answer(veto.rules, findings)
    if answer.state == "broken" and all(_WEIGHT[finding.severity] < _WEIGHT[veto.least] for finding in answer.findings):
        return Answer("open", answer.findings)
    return answer


def _got(item: Item, answer: Answer) -> FilledItem:
    return FilledItem(item, answer, {"broken": 0.0, "kept": item.points}.get(answer.state))


def _taken_off(item: Item, answer: Answer) -> FilledItem:
    return FilledItem(item, answer, {"broken": item.points, "kept": 0.0}.get(answer.state))


def _points(item: FilledItem, opened: float) -> float:
    return item.points if item.points is not None else opened * item.item.points
