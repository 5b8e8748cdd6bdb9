"""One's own account; for the administrator, everybody's."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response

from review.accounts import AccountProblem
from review.rendering import render
from review.services import Desk, Services, SignedIn, note

router = APIRouter(include_in_schema=False)


@router.get("/account")
def account_page(request: Request, desk: Desk, session: SignedIn) -> Response:
    """Password; accounts."""
    return _page(request, desk)


@router.post("/account/password")
def change_password(
    request: Request,
    desk: Desk,
    session: SignedIn,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """A new password ends all other sessions of the user."""
    try:
        if new != again:
            raise AccountProblem("两次输入的新密码不一致")
        desk.accounts.change_password(session.user, old=old, new=new)
    except AccountProblem as error:
        return _page(request, desk, status=422, problems=error.problems)
    desk.sessions.close_others(session)
    note(desk, request, "password")
    return _page(request, desk, done="密码已修改，其他设备上的登录已退出。")


@router.post("/account/users")
def add_user(
    request: Request,
    desk: Desk,
    session: SignedIn,
    name: Annotated[str, Form()] = "",
    display: Annotated[str, Form()] = "",
    office: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """A new account, made by the administrator."""
    if not session.user.admin:
        raise HTTPException(403, "只有管理员可以新增用户")
    try:
        user = desk.accounts.add(name=name, display=display, office=office, password=password)
    except AccountProblem as error:
        return _page(request, desk, status=422, user_problems=error.problems, given={"name": name, "display": display, "office": office})
    note(desk, request, "user_added", subject=user.name, detail=user.display)
    return _page(request, desk, user_done=f"已新增用户“{user.name}”（{user.display}）。请把初始密码当面告知本人，并请其登录后修改。")


def _page(
    request: Request,
    desk: Services,
    *,
    status: int = 200,
    problems: tuple[str, ...] = (),
    done: str = "",
    user_problems: tuple[str, ...] = (),
    user_done: str = "",
    given: dict[str, str] | None = None,
) -> Response:
    return render(
        request,
        "account.html",
        status=status,
        problems=problems,
        done=done,
        user_problems=user_problems,
        user_done=user_done,
        given=given or {},
        users=desk.accounts.all() if request.state.session.user.admin else [],
    )
