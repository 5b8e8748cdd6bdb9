"""Decision (研判): what a person decided about a clue or one of its findings. Decisions are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

DecisionVerdict = Literal["confirm", "dismiss", "doubt"]
VERDICTS: tuple[DecisionVerdict, ...] = get_args(DecisionVerdict)
DECISION_ZH: dict[str, str] = {"confirm": "确认", "dismiss": "排除", "doubt": "存疑"}
OPEN, IN_HAND = "待研判", "研判中"
STATUS_OF: dict[str, str] = {"confirm": "已确认", "dismiss": "已排除", "doubt": "存疑"}
STATUSES = (OPEN, IN_HAND, *STATUS_OF.values())


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``rule`` is the rule or signal it is about, None for the clue as a whole."""

    id: int
    clue: str
    rule: str | None
    verdict: DecisionVerdict
    reason: str
    user: str
    at: datetime


def latest(decisions: Iterable[Decision]) -> dict[str | None, Decision]:
    """The decision that holds for each issue (and, under None, for the clue as a whole): the last one made."""
    return {decision.rule: decision for decision in sorted(decisions, key=lambda decision: decision.id)}


def status_of(issues: Sequence[str], decisions: Iterable[Decision]) -> str:
    """The status (研判状态) of a clue with these issues.

    A decision on the clue as a whole settles it. Otherwise: confirmed as soon as one issue is, doubtful or dismissed
    when every issue was decided and none confirmed, 研判中 while some are open.
    """
    holding = latest(decisions)
    if None in holding:
        return STATUS_OF[holding[None].verdict]
    if not any(issue in holding for issue in issues):
        return OPEN
    verdicts = {holding[issue].verdict if issue in holding else None for issue in issues}
    if "confirm" in verdicts:
        return STATUS_OF["confirm"]
    if None in verdicts:
        return IN_HAND
    return STATUS_OF["doubt" if "doubt" in verdicts else "dismiss"]
