"""The clue page (线索): what was found, the law, the evidence on the very page, and a person's decision."""

from __future__ import annotations

import contextlib
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from index.clue import Clue
from index.decision import DECISION_ZH, VERDICTS
from index.masking import hiding
from ingest.errors import SearchUnavailable
from nlp.procedure.rules import rules
from review import across, cards, viewer
from review.event_view import event_view
from review.handling import Limits, handling_of
from review.rendering import from_htmx, render
from review.services import Desk, Services, SignedIn, note

router = APIRouter(include_in_schema=False)
_LONGEST_REASON = 1000


@router.get("/clues/{id}")
def clue_page(request: Request, desk: Desk, session: SignedIn, id: str, page: int | None = None, at: str = "") -> Response:
    """One clue; ``page`` and ``at`` say where the viewer is open."""
    clue = _clue(desk, id)
    if not from_htmx(request):
        note(desk, request, "view_clue", subject=clue.id, detail=hiding(desk.store, clue)(clue.title))
    if clue.subject == "case":
        return _dossier_clue(request, desk, clue, page, at)
    if clue.subject == "across":
        return _across_clue(request, desk, clue)
    return _visits_clue(request, desk, clue) if clue.subject == "visits" else _text_clue(request, desk, clue)


@router.post("/clues/{id}/decide")
def decide(
    request: Request,
    desk: Desk,
    session: SignedIn,
    id: str,
    verdict: Annotated[str, Form()],
    rule: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Add a decision on the clue (no ``rule``) or one of its issues. Dismissing needs a reason."""
    clue = _clue(desk, id)
    reason = reason.strip()
    shown = _shown(desk, clue)
    chosen = next((known for known in VERDICTS if known == verdict), None)
    if chosen is None or (rule and rule not in clue.issues):
        raise HTTPException(422, "研判意见无效：请在线索页上选择确认、排除或存疑")
    if chosen == "dismiss" and not reason:
        raise HTTPException(422, "排除一项疑似问题须写明原因，意见尚未保存。请返回上一页填写原因后再提交")
    if len(reason) > _LONGEST_REASON:
        raise HTTPException(422, f"说明有 {len(reason):,} 字，最多 {_LONGEST_REASON:,} 字，意见尚未保存。请返回上一页缩短后再提交")
    desk.store.decide(clue.id, chosen, user=session.user.display, reason=reason, rule=rule or None)
    note(desk, request, "decide", subject=clue.id, detail=f"{rule or '整条线索'}：{DECISION_ZH[chosen]}{' ' + reason if reason else ''}")
    changed = desk.store.clue(clue.id)
    if changed is not None:
        with contextlib.suppress(SearchUnavailable):  # the decision is kept; the index catches up from the store's changes
            desk.engine.add([changed])
    anchor = f"#issue-{shown.index(rule)}" if rule in shown else "#whole"
    return RedirectResponse(f"/clues/{clue.id}{_place(back)}{anchor}", status_code=303)


@router.post("/clues/{id}/apart")
def take_out(
    request: Request, desk: Desk, session: SignedIn, id: str, document: Annotated[str, Form()], reason: Annotated[str, Form()] = ""
) -> Response:
    """Take a report out of the event (不是同一事件). Needs a reason."""
    clue, reason = _clue(desk, id), reason.strip()
    if not reason or len(reason) > _LONGEST_REASON:
        raise HTTPException(422, f"移出一条来源须写明理由（最多 {_LONGEST_REASON:,} 字），尚未移出。请返回上一页填写后再提交")
    event = desk.store.event(clue.id)
    if event is None or document == event.founded_by or all(report.document != document for report in event.reports):
        raise HTTPException(422, "这条来源不在本事件中，或本事件由它建立，不能移出。请返回线索页查看")
    now = desk.store.take_out(document, user=session.user.display, reason=reason)
    note(desk, request, "decide", subject=clue.id, detail=f"不是同一事件，移出来源 {document}：{reason}")
    with contextlib.suppress(SearchUnavailable):  # the index catches up from the store's changes
        desk.engine.add([changed for one in (clue.id, now) if one and (changed := desk.store.clue(one)) is not None])
    return RedirectResponse(f"/clues/{clue.id}#event", status_code=303)


def _clue(desk: Services, id: str) -> Clue:
    clue = desk.store.clue(id)
    if clue is None:
        raise HTTPException(404, "没有这条线索：它可能已随案卷重新评查而撤回")
    return clue


def _shown(desk: Services, clue: Clue) -> list[str]:
    """The issues in the order of their cards."""
    if clue.subject == "visits":
        review = desk.store.visit_review(clue.source_id)
        return [finding.rule for finding in review.breaches] if review is not None else list(clue.issues)
    report = desk.store.report(clue.source_id) if clue.subject == "case" else None
    return [finding.rule for finding in report.breaches] if report is not None else list(clue.issues)


def _place(back: str) -> str:
    """The viewer's place (``?page=…&at=…``) to come back to; anything else is dropped."""
    return back if back.startswith("?page=") and all(c.isalnum() or c in "?=&.%" for c in back) else ""


def _dossier_clue(request: Request, desk: Services, clue: Clue, page: int | None, at: str) -> Response:
    report = desk.store.report(clue.source_id)
    if report is None:
        raise HTTPException(404, "这条线索所指的案卷已不在库中")
    base = f"/clues/{clue.id}"
    decisions = desk.store.decisions(clue.id)
    marks = viewer.marks_of(report.breaches)
    view = viewer.view(report, marks, base=base, page=page, at=at)
    whole, earlier = cards.on_whole(decisions)
    return render(
        request,
        "clue.html",
        clue=clue,
        report=report,
        cards=cards.finding_cards(report, base=base, clue=clue, decisions=decisions),
        across=list(across.links_of(desk, clue.source_id)),
        undecided=[finding for finding in report.findings if finding.verdict == "unknown"],
        whole=whole,
        earlier=earlier,
        view=view,
        image_problem=desk.images.problem(report, view.page.number) if view else None,
        slots=cards.slots(report),
        marked_pages={mark.evidence.page for mark in marks},
        unread=[row.number for row in report.pages if row.origin == "none" and not row.blank],
        back=f"?page={view.page.number}&at={view.at}" if view else "",
        decision_zh=DECISION_ZH,
    )


def _visits_clue(request: Request, desk: Services, clue: Clue) -> Response:
    review = desk.store.visit_review(clue.source_id)
    if review is None:
        raise HTTPException(404, "这条线索所指的检查记录已不在库中")
    rows = desk.store.inspections(review.rows)
    decisions = desk.store.decisions(clue.id)
    whole, earlier = cards.on_whole(decisions)
    return render(
        request,
        "clue_visits.html",
        clue=clue,
        review=review,
        cards=cards.visit_cards(review, rows, clue=clue, decisions=decisions),
        undecided=[finding for finding in review.findings if finding.verdict == "unknown"],
        rows=sorted(rows.values(), key=lambda row: (row.day, row.place.file, row.place.row)),
        headings=list(dict.fromkeys(name for row in rows.values() for name, _ in row.cells)),
        whole=whole,
        earlier=earlier,
        back="",
        decision_zh=DECISION_ZH,
    )


def _across_clue(request: Request, desk: Services, clue: Clue) -> Response:
    finding = desk.store.across(clue.source_id)
    if finding is None:
        raise HTTPException(404, "这条线索所依据的比对结果已不在库中")
    decisions = desk.store.decisions(clue.id)
    holding, earlier = cards.on_issue(finding.rule, decisions)
    known = rules().get(finding.rule)
    return render(
        request,
        "clue_across.html",
        clue=clue,
        finding=finding,
        sides=across.side_views(desk, finding),
        plot=across.plot(finding.peers),
        figure=across.figure,
        look_at=known.look_at if known else "",
        holding=holding,
        earlier=earlier,
        back="",
        decision_zh=DECISION_ZH,
    )


def _text_clue(request: Request, desk: Services, clue: Clue) -> Response:
    lead = next((quote.document for quote in clue.quotes if quote.document), clue.source_id)  # the most telling report
    document = desk.store.document(lead)
    limits = Limits.of(desk)
    event = event_view(desk, clue, limits)
    documents = [report.document for report in event.event.reports] if event else [clue.source_id]
    reports = [(f"text-{i}", one.document) for i, one in enumerate(event.reports, 1)] if event else []
    decisions = desk.store.decisions(clue.id)
    whole, earlier = cards.on_whole(decisions)
    return render(
        request,
        "clue_text.html",
        event=event,
        clue=clue,
        document=document,
        handling=handling_of(desk, document, limits) if document else None,
        limits_problem=limits.problem,
        cards=cards.signal_cards(clue, document, decisions, reports=reports),
        pieces=cards.pieces(document.text, document.reading.signals) if document else [],
        title=cards.title_pieces(document.title or clue.title, document.reading.signals) if document else [],
        across=list(across.links_of(desk, *documents)),
        whole=whole,
        earlier=earlier,
        back="",
        decision_zh=DECISION_ZH,
    )
