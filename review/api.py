"""The JSON API: the same answers the pages show. Described at /api/openapi.json."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.encoders import jsonable_encoder

from index.masking import hiding, masked_hits
from index.query import FACETS, Sort
from review.searching import Asked
from review.services import Desk, SignedIn, note

router = APIRouter(prefix="/api", tags=["zhijian"])


@router.get("/search")
def search(
    request: Request,
    desk: Desk,
    session: SignedIn,
    q: Annotated[str, Query(description="检索词；-词 表示排除，“…” 表示词组")] = "",
    sort: Annotated[Sort | None, Query(description="缺省：有检索词时 relevance，否则 score")] = None,
    size: Annotated[int, Query(ge=1, le=200)] = 20,
    cursor: Annotated[str | None, Query(description="上一页的 next")] = None,
) -> dict[str, Any]:
    """Search clues; personal data is masked. Every facet (severity, channel, agency, …) is a parameter that may be repeated."""
    page = desk.engine.search(Asked.of(request.query_params).query(size=size))
    hits = masked_hits(desk.store, page.hits, desk.store.some_clues([hit.clue for hit in page.hits]))
    return {
        "total": page.total,
        "hits": [
            {
                "clue": hit.clue,
                "title": hit.title.text,
                "score": hit.score,
                "score_parts": dict(hit.score_parts),
                "quotes": [
                    {"text": quote.text, "highlights": [list(pair) for pair in quote.ranges], "page": quote.page} for quote in hit.quotes
                ],
            }
            for hit in hits
        ],
        "facets": {name: dict(page.facets.get(name, {})) for name in FACETS},
        "next": page.next,
    }


@router.get("/clues/{id}")
def clue(request: Request, desk: Desk, session: SignedIn, id: str) -> dict[str, Any]:
    """One clue and the decisions people made about it, oldest first."""
    found = desk.store.clue(id)
    if found is None:
        raise HTTPException(404, "没有这条线索")
    note(desk, request, "view_clue", subject=found.id, detail=hiding(desk.store, found)(found.title))
    encoded: dict[str, Any] = jsonable_encoder(found)
    return {**encoded, "decisions": jsonable_encoder(desk.store.decisions(id))}


@router.get("/dossiers/{key}")
def dossier(request: Request, desk: Desk, session: SignedIn, key: str, all_verdicts: bool = False) -> dict[str, Any]:
    """The line of ``zhijian screen --json`` for one dossier; ``all_verdicts`` adds what is met, unknown and not applicable."""
    report = desk.store.report(key)
    if report is None:
        raise HTTPException(404, "没有这份案卷")
    note(desk, request, "view_dossier", subject=key, detail=report.name)
    return report.contract_row(all_verdicts=all_verdicts)
