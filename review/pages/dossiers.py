"""Dossiers (案卷): the list, one dossier with its steps, clocks and checks, its pages and their images."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from ingest.errors import SettingsError, UnreadableInput
from nlp.procedure.report import Report
from nlp.sheets.catalogue import sheets
from nlp.sheets.fill import fill
from review import across, cards, sheet_files, timeline, viewer
from review.page_images import WIDTHS
from review.rendering import from_htmx, render
from review.services import Desk, Services, SignedIn, note

router = APIRouter(include_in_schema=False)
_LIST = 50
_LONGEST = 200  # characters looked for
_FURTHEST = 1 << 31  # the database counts no further


@router.get("/dossiers")
def dossier_list(request: Request, desk: Desk, session: SignedIn, status: str = "", q: str = "", start: int = 0) -> Response:
    """Dossiers, newest first, or those with the words ``q``."""
    start = min(max(0, start), _FURTHEST)
    words = q[:_LONGEST]
    rows = desk.store.dossiers(status=status or None, words=words, limit=_LIST + 1, offset=start)
    return render(
        request,
        "dossiers.html",
        rows=rows[:_LIST],
        counts=desk.store.dossier_counts(words),
        chosen=status,
        words=words,
        start=start,
        size=_LIST,
        more=len(rows) > _LIST,
        can_upload=desk.submit is not None,
    )


@router.get("/dossiers/{key}")
def dossier_page(request: Request, desk: Desk, session: SignedIn, key: str) -> Response:
    """One dossier: steps, clocks, writs, every check with its verdict, score."""
    report = _report(desk, key)
    note(desk, request, "view_dossier", subject=key, detail=report.name)
    clues = desk.store.clues_of_source(key)
    return render(
        request,
        "dossier.html",
        report=report,
        clue=clues[0] if clues else None,
        across=list(across.links_of(desk, key)),
        clocks=timeline.clocks(report),
        slots=cards.slots(report),
        checks=timeline.checks(report),
        unread=[row.number for row in report.pages if row.origin == "none" and not row.blank],
        base=f"/dossiers/{key}/view",
    )


@router.get("/dossiers/{key}/view")
def dossier_view(request: Request, desk: Desk, session: SignedIn, key: str, page: int | None = None, at: str = "") -> Response:
    """The pages of a dossier, with the boxes of everything found on them."""
    report = _report(desk, key)
    if not from_htmx(request):
        note(desk, request, "view_dossier", subject=key, detail=f"{report.name}，原页")
    marks = viewer.marks_of(report.breaches)
    view = viewer.view(report, marks, base=f"/dossiers/{key}/view", page=1 if page is None and not at else page, at=at)
    return render(
        request,
        "dossier_view.html",
        report=report,
        view=view,
        image_problem=desk.images.problem(report, view.page.number) if view else None,
        slots=cards.slots(report),
        marked_pages={mark.evidence.page for mark in marks},
    )


@router.get("/dossiers/{key}/pages/{number}.png")
def page_image(request: Request, desk: Desk, session: SignedIn, key: str, number: int, w: int = WIDTHS[1]) -> Response:
    """The image of one page, ``w`` pixels wide or the next width on offer."""
    try:
        image = desk.images.locate(_report(desk, key), number, width=w)
        headers = {"ETag": image.etag, "Cache-Control": "private, no-cache"}
        if image.etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(desk.images.png(image), media_type="image/png", headers=headers)
    except UnreadableInput as error:
        raise HTTPException(404, str(error)) from error


@router.get("/dossiers/{key}/sheet.{form}")
def dossier_sheet(request: Request, desk: Desk, session: SignedIn, key: str, form: str, sheet: str = "", kind: str = "") -> Response:
    """The scoring sheet of a dossier as a file: ``xlsx`` to work in, ``docx`` to print and sign."""
    if form not in sheet_files.FORMS:
        raise HTTPException(404, "评查表只有 xlsx 和 docx 两种格式")
    report = _report(desk, key)
    note(desk, request, "view_dossier", subject=key, detail=f"{report.name}，评查表（{form}）")
    try:
        filled = fill(report, sheets(desk.home / "sheets"), sheet=sheet or None, kind=kind or None)
    except SettingsError as error:
        raise HTTPException(404, str(error)) from error
    name = quote(sheet_files.file_name(filled, form))
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return Response(sheet_files.written(filled, form), media_type=sheet_files.FORMS[form], headers=headers)


def _report(desk: Services, key: str) -> Report:
    report = desk.store.report(key)
    if report is None:
        raise HTTPException(404, "没有这份案卷")
    return report
