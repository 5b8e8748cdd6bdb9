"""The audit (审计), for the administrator."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from review.audit import ACTION_ZH
from review.rendering import render
from review.services import Desk, SignedIn

router = APIRouter(include_in_schema=False)
_LIST = 500


@router.get("/audit")
def audit_page(request: Request, desk: Desk, session: SignedIn, action: str = "") -> Response:
    """The newest acts, narrowed to one kind where asked."""
    if not session.user.admin:
        raise HTTPException(403, "只有管理员可以查看审计记录")
    chosen = action if action in ACTION_ZH else ""
    return render(
        request, "audit.html", entries=desk.audit.latest(limit=_LIST, action=chosen or None), actions=ACTION_ZH, action=chosen, most=_LIST
    )
