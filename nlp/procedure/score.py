"""The score of a dossier (评查得分): 100 points less those of its breaches, once a check, by the worst finding of each.

A fatal breach vetoes (一票否决). Hints take nothing off.
"""

from __future__ import annotations

from collections.abc import Iterable

from nlp.procedure.finding import Finding
from nlp.procedure.report import Score, ScoreItem

FULL = 100.0
POINTS: dict[str, float] = {"fatal": 40.0, "major": 10.0, "minor": 2.5, "info": 0.0}


def score(findings: Iterable[Finding]) -> Score | None:
    """The score of these findings; verdicts other than breach take nothing off. None where not one check could be decided."""
    given = list(findings)
    if not any(finding.verdict in ("met", "breach") for finding in given):
        return None
    worst: dict[str, Finding] = {}
    for finding in given:
        if finding.verdict != "breach" or not POINTS[finding.severity]:
            continue
        known = worst.get(finding.rule)
        if known is None or POINTS[finding.severity] > POINTS[known.severity]:
            worst[finding.rule] = finding
    items = tuple(
        ScoreItem(finding.rule, finding.severity, POINTS[finding.severity])
        for finding in sorted(worst.values(), key=lambda finding: (-POINTS[finding.severity], finding.rule))
    )
    veto = any(item.severity == "fatal" for item in items)
    return Score(max(0.0, FULL - sum(item.points for item in items)), veto, items)
