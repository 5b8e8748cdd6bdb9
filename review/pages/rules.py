"""The checks with their law (规则), and the help page."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter, Request
from fastapi.responses import Response

from nlp.opinion.catalogue import signal_kinds
from nlp.procedure.rules import Rule, Stage, rules
from review.rendering import render
from review.services import Desk, SignedIn

router = APIRouter(include_in_schema=False)
_STAGES: tuple[str, ...] = get_args(Stage)


@router.get("/rules")
def rules_page(request: Request, desk: Desk, session: SignedIn) -> Response:
    """Every check by stage, and the risk signals."""
    known = rules().values()
    by_stage: dict[str, list[Rule]] = {stage: [rule for rule in known if rule.stage == stage] for stage in _STAGES}
    return render(
        request,
        "rules.html",
        stages={s: found for s, found in by_stage.items() if found},
        count=len(known),
        signals=list(signal_kinds().values()),
    )


@router.get("/help")
def help_page(request: Request, session: SignedIn) -> Response:
    """Keys, and what the machine does and does not."""
    return render(request, "help.html")
