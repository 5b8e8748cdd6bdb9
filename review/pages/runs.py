"""Runs (批次): what was read when, and what became of every file."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from ingest.ledger import STATUSES
from review.rendering import render
from review.services import Desk, SignedIn
from review.wording import ENTRY_ZH

router = APIRouter(include_in_schema=False)
_LIST = 200


@router.get("/runs")
def run_list(request: Request, desk: Desk, session: SignedIn) -> Response:
    """Every run with its counts."""
    return render(request, "runs.html", runs=desk.store.runs(), statuses=ENTRY_ZH, can_upload=desk.submit is not None)


@router.get("/runs/{id}")
def run_page(request: Request, desk: Desk, session: SignedIn, id: str, status: str = "", start: int = 0) -> Response:
    """The ledger of a run, narrowed to one status where asked; it follows a run that is going on."""
    run = desk.store.run(id)
    if run is None:
        raise HTTPException(404, "没有这个批次")
    entries = desk.store.entries(run, status if status in STATUSES else None)
    start = max(0, start)
    return render(
        request,
        "run.html",
        run=run,
        chosen=status,
        statuses=ENTRY_ZH,
        entries=entries[start : start + _LIST],
        count=len(entries),
        start=start,
        size=_LIST,
        seconds=(run.finished_at - run.started_at).total_seconds() if run.finished_at else None,
        pages=sum(entry.pages for entry in entries),
        figures=desk.store.figures_of(run) if run.kind == "screen" and run.state != "running" and not status else None,
    )
