"""Setting up, signing in and out: the only pages open to everybody."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from review.accounts import AccountProblem
from review.accounts_sessions import COOKIE, Session
from review.gate import safe_next
from review.rendering import render
from review.services import Desk, address_of

router = APIRouter(include_in_schema=False)
_SETUP = "#setup"  # throttled like a user name nobody can have


@router.get("/healthz")
def health() -> PlainTextResponse:
    """Whether the application answers, for monitoring."""
    return PlainTextResponse("ok")


@router.get("/setup")
def setup_page(request: Request, desk: Desk) -> Response:
    """The form that makes the administrator, while there is nobody."""
    if desk.accounts.has_users():
        return RedirectResponse("/login", status_code=303)
    return render(request, "setup.html", problems=(), given={})


@router.post("/setup")
def set_up(
    request: Request,
    desk: Desk,
    code: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    display: Annotated[str, Form()] = "",
    office: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Make the administrator and sign in. The setup code serves once: afterwards there is a user and this page is closed."""
    if desk.accounts.has_users():
        return RedirectResponse("/login", status_code=303)
    given = {"name": name, "display": display, "office": office}
    where = address_of(request)
    if wait := desk.accounts.wait(_SETUP, where):
        return render(request, "setup.html", status=429, problems=(f"安装口令输错次数过多，请 {wait} 分钟后再试",), given=given)
    if not secrets.compare_digest(code.strip().encode(), request.app.state.setup_code.encode()):
        desk.accounts.failed(_SETUP, where)
        return render(request, "setup.html", status=403, problems=("安装口令不正确，请照抄启动程序的终端窗口里显示的口令",), given=given)
    try:
        if password != again:
            raise AccountProblem("两次输入的密码不一致")
        user = desk.accounts.create_first(name=name, display=display, office=office, password=password)
    except AccountProblem as error:
        return render(request, "setup.html", status=422, problems=error.problems, given=given)
    desk.audit.note(user.name, "setup", address=where)
    return _signed_in(request, desk, desk.sessions.open(user), "/")


@router.get("/login")
def sign_in_page(request: Request, desk: Desk, next: str = "") -> Response:
    """The sign-in form; who is signed in goes on."""
    if not desk.accounts.has_users():
        return RedirectResponse("/setup", status_code=303)
    if request.state.session is not None:
        return RedirectResponse(safe_next(next), status_code=303)
    return render(request, "login.html", problems=(), name="", next=next)


@router.post("/login")
def sign_in(
    request: Request,
    desk: Desk,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",
) -> Response:
    """Check the password and open a new session; an old one of this browser ends."""
    where = address_of(request)
    wait = desk.accounts.wait(name.strip(), where)
    try:
        user = desk.accounts.sign_in(name, password[:1024], address=where)
    except AccountProblem as error:
        desk.audit.note(name.strip(), "sign_in_failed", detail=str(error), address=where)
        return render(request, "login.html", status=429 if wait else 403, problems=error.problems, name=name, next=next)
    if request.state.session is not None:
        desk.sessions.close(request.state.session.token)
    return _signed_in(request, desk, desk.sessions.open(user), safe_next(next))


@router.post("/logout")
def sign_out(request: Request, desk: Desk) -> Response:
    """End the session."""
    session = request.state.session
    if session is not None:
        desk.sessions.close(session.token)
        desk.audit.note(session.user.name, "sign_out", address=address_of(request))
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _signed_in(request: Request, desk: Desk, session: Session, target: str) -> Response:
    where = address_of(request)
    desk.audit.note(session.user.name, "sign_in", address=where)
    answer = RedirectResponse(target, status_code=303)
    answer.set_cookie(COOKIE, session.token, httponly=True, samesite="lax", secure=request.url.scheme == "https", path="/")
    return answer
