"""The search desk (线索检索), and the export of what was found."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from index.clue import CHANNEL_ZH, Clue
from index.masking import hiding, masked_clue
from index.store import Store
from index.store_briefings import Briefings
from ingest.errors import SearchUnavailable
from nlp.procedure.finding import SEVERITY_ZH
from review.rendering import from_htmx, render
from review.searching import Asked, search
from review.services import Desk, Services, SignedIn, note
from review.wording import SORT_ZH

router = APIRouter(include_in_schema=False)
_MOST_EXPORTED = 5000
_COLUMNS = (
    "线索",
    "严重程度",
    "来源",
    "标题",
    "问题",
    "执法机关",
    "执法领域",
    "地区",
    "当事人",
    "案号",
    "金额（元）",
    "日期",
    "风险分",
    "状态",
    "证据",
)


@router.get("/")
def search_desk(request: Request, desk: Desk, session: SignedIn) -> Response:
    """The desk; the whole state is in the address."""
    asked = Asked.of(request.query_params)
    answer, unavailable = None, None
    try:
        answer = search(asked, engine=desk.engine, store=desk.store)
    except SearchUnavailable as error:
        unavailable = str(error)
    return render(
        request,
        "desk.html",
        status=503 if unavailable and not from_htmx(request) else 200,
        asked=asked,
        answer=answer,
        unavailable=unavailable,
        sorts=SORT_ZH,
        held=desk.store.clue_count(),
        can_upload=desk.submit is not None,
        briefing=Briefings(desk.store.engine).last_with_news(),
    )


@router.get("/export.csv")
def export(request: Request, desk: Desk, session: SignedIn, id: Annotated[list[str] | None, Query()] = None) -> Response:
    """The chosen clues (``id``), else all that the search finds, as CSV for Excel, personal data masked; at most 5,000."""
    asked = Asked.of(request.query_params)
    clues = _chosen(desk, id[:_MOST_EXPORTED]) if id else _found(desk, asked)
    first = next(clues, None)  # an unreachable search server is told of now, not in the middle of the file
    note(desk, request, "export", detail=f"{len(id)} 条所选线索" if id else asked.address())
    rows = _csv(desk.store, first, clues)
    return StreamingResponse(rows, media_type="text/csv; charset=utf-8", headers={"Content-Disposition": "attachment; filename=clues.csv"})


def _chosen(desk: Services, ids: list[str]) -> Iterator[Clue]:
    return (clue for id in ids if (clue := desk.store.clue(id)) is not None)


def _found(desk: Services, asked: Asked) -> Iterator[Clue]:
    query, sent = replace(asked.query(size=200), cursor=None), 0
    while sent < _MOST_EXPORTED:
        page = desk.engine.search(query)
        yield from _chosen(desk, [hit.clue for hit in page.hits])
        sent += len(page.hits)
        if not page.next:
            return
        query = replace(query, cursor=page.next)


def _csv(store: Store, first: Clue | None, clues: Iterator[Clue]) -> Iterator[str]:
    yield "\ufeff" + _line(_COLUMNS)  # without the mark Excel takes UTF-8 for GBK
    if first is not None:
        yield _row(store, first)
    for clue in clues:
        yield _row(store, clue)


def _row(store: Store, clue: Clue) -> str:
    clue = masked_clue(clue, hiding(store, clue))
    quotes = "；".join(f"{quote.text}（第 {quote.page} 页）" if quote.page else quote.text for quote in clue.quotes)
    values = (
        clue.id,
        SEVERITY_ZH.get(clue.severity, clue.severity),
        CHANNEL_ZH.get(clue.channel, clue.channel),
        clue.title,
        "、".join(clue.issue_names),
        clue.agency,
        clue.agency_type,
        clue.region,
        clue.party,
        clue.case_no,
        clue.amount,
        clue.occurred_on,
        clue.score,
        clue.status,
        quotes,
    )
    return _line(values)


def _line(values: tuple[object, ...]) -> str:
    """One line. A text that a spreadsheet would take for a formula is made text: dossiers come from outside."""
    buffer = io.StringIO()
    texts = ["" if value is None else str(value) for value in values]
    csv.writer(buffer).writerow([f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text for text in texts])
    return buffer.getvalue()
