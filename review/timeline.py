"""The time line (办案时间轴) of a dossier: where its statutory clocks stand between the eight steps, and its checks in groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nlp.procedure.finding import Finding
from nlp.procedure.report import STEPS, Clock, Report
from review.wording import issue_name

GROUPS = ("breach", "unknown", "met", "not_applicable")


@dataclass(frozen=True, slots=True)
class ClockBar:
    """One clock under the line, from the column of one step to that of another (1 to 8).

    ``used`` and ``deducted`` are shares of the longer of used and allowed, in percent; ``limit`` is where the allowance ends.
    """

    clock: Clock
    first: int
    last: int
    used: float
    deducted: float
    limit: float
    over: bool


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check with its name; ``position`` finds its evidence in the viewer (None: nothing to turn to)."""

    finding: Finding
    name: str
    position: int | None


def clocks(report: Report) -> tuple[ClockBar, ...]:
    """The clocks in order of their beginning."""
    dated = [(step.dated, STEPS.index(step.name) + 1) for step in report.steps if step.dated is not None and step.name in STEPS]
    bars = []
    for clock in sorted(report.clocks, key=lambda clock: (clock.first, clock.last)):
        first = _column(dated, clock.first, latest=False)
        whole = max(clock.used + clock.deducted, clock.allowed, 1)
        bars.append(
            ClockBar(
                clock=clock,
                first=first,
                last=max(first + 1, _column(dated, clock.last, latest=True)),
                used=round(100 * min(clock.used, whole) / whole, 2),
                deducted=round(100 * clock.deducted / whole, 2),
                limit=round(100 * clock.allowed / whole, 2),
                over=clock.broken,
            )
        )
    return tuple(bars)


def checks(report: Report) -> dict[str, list[CheckRow]]:
    """Every check by verdict, breaches worst first.

    Of the open ones apart: ``unset`` wait for a local parameter, ``unseen`` for a writ that may stand on pages nobody could read.
    """
    found = {verdict: [CheckRow(f, issue_name(f.rule), None) for f in report.findings if f.verdict == verdict] for verdict in GROUPS}
    found |= {"unset": [], "unseen": []}
    found["breach"] = [CheckRow(finding, issue_name(finding.rule), i) for i, finding in enumerate(report.breaches)]
    rows, found["unknown"] = found["unknown"], []
    for row in rows:
        found[_openness(row.finding)].append(row)
    return found


def _openness(finding: Finding) -> str:
    """Why a check is open: a question to a person, a parameter that lacks, pages that were not read."""
    if "未配置" in (finding.reason or ""):
        return "unset"
    return "unseen" if finding.message.startswith("未见") and not finding.evidence else "unknown"


def _column(dated: list[tuple[date, int]], day: date, *, latest: bool) -> int:
    """The step of that day; where none bears the date, the last step before it. Several on one day: first or last of them."""
    same = [column for when, column in dated if when == day]
    if same:
        return max(same) if latest else min(same)
    before = [column for when, column in dated if when < day]
    return max(before, default=1)
