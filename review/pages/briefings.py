"""Briefings (每日舆情简报): by month, one of them, its DOCX, and the button that starts a scan."""

from __future__ import annotations

import calendar
import re
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from index.briefing import Briefing
from index.masking import hiding, masked_clue
from index.store_briefings import Briefings, Summary
from nlp.procedure.local import LocalParameters
from review import briefing_wording as wording
from review.briefing_docx import document, file_name
from review.rendering import render
from review.services import Desk, Services, SignedIn, note

router = APIRouter(include_in_schema=False)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LISTED = 50


@router.get("/briefings")
def briefing_list(request: Request, desk: Desk, session: SignedIn, month: str = "") -> Response:
    """The briefings of a month as a calendar and a list, and how the daily scan stands."""
    shelf = Briefings(desk.store.engine)
    months = shelf.months()
    chosen = month if _MONTH.fullmatch(month) else months[0] if months else date.today().isoformat()[:7]
    rows = shelf.of_month(chosen)
    by_day: dict[str, list[Summary]] = {}
    for row in rows:
        by_day.setdefault(row.day, []).append(row)
    year, number = (int(part) for part in chosen.split("-"))
    return render(
        request,
        "briefings.html",
        chosen=chosen,
        months=months,
        weeks=calendar.Calendar().monthdatescalendar(year, number),
        by_day=by_day,
        rows=rows,
        deliveries={row.id: shelf.deliveries(row.id) for row in rows},
        scan=desk.scan.status() if desk.scan else None,
    )


@router.post("/briefings/scan")
def start_scan(request: Request, desk: Desk, session: SignedIn) -> Response:
    """Start a scan now."""
    if desk.scan is None:
        raise HTTPException(404, "这个服务不能启动扫描，请在命令行运行 zhijian scan")
    if desk.scan.start(user=session.user.name):
        note(desk, request, "scan")
    return RedirectResponse("/briefings", status_code=303)


@router.get("/briefings/{id}")
def briefing_page(request: Request, desk: Desk, session: SignedIn, id: str) -> Response:
    """One briefing, as it was told."""
    shelf = Briefings(desk.store.engine)
    briefing = _found(shelf, id)
    month = shelf.of_month(briefing.day[:7])
    at = next((n for n, row in enumerate(month) if row.id == id), 0)
    return render(
        request,
        "briefing.html",
        briefing=briefing,
        wording=wording,
        office=_office(desk),
        deliveries=shelf.deliveries(id),
        later=month[at - 1] if at > 0 else None,
        earlier=month[at + 1] if at + 1 < len(month) else None,
    )


@router.get("/briefings/{id}/clues")
def briefing_clues(request: Request, desk: Desk, session: SignedIn, id: str, start: int = 0, field: str = "", region: str = "") -> Response:
    """All clues that were new in a briefing, those it only counted among them; narrowed to a field or a place."""
    shelf = Briefings(desk.store.engine)
    briefing = _found(shelf, id)
    asked = (("agency_type", field), ("region", region))
    found = shelf.new_clues(id, {name: None if value == wording.UNKNOWN else value for name, value in asked if value})
    start = max(0, start)
    return render(
        request,
        "briefing_clues.html",
        briefing=briefing,
        clues=[masked_clue(clue, hiding(desk.store, clue)) for key in found[start : start + _LISTED] if (clue := desk.store.clue(key))],
        count=len(found),
        start=start,
        size=_LISTED,
        field=field,
        region=region,
    )


@router.get("/briefings/{id}/briefing.docx")
def briefing_docx(request: Request, desk: Desk, session: SignedIn, id: str) -> Response:
    """The briefing as a document, to be signed and passed on."""
    briefing = _found(Briefings(desk.store.engine), id)
    note(desk, request, "export", subject=id, detail=f"舆情简报 {briefing.title}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file_name(briefing))}", "Cache-Control": "no-store"}
    return Response(document(briefing, _office(desk)), media_type=_DOCX, headers=headers)


def _found(shelf: Briefings, id: str) -> Briefing:
    briefing = shelf.get(id)
    if briefing is None:
        raise HTTPException(404, "没有这份简报")
    return briefing


def _office(desk: Services) -> str:
    return LocalParameters.load(desk.home / "local.yml").office or ""
