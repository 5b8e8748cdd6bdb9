"""The gate every request passes: known host, body within bounds, a session unless the page is open to all, safe headers.

Written as plain ASGI so that nothing, not even a route added tomorrow, is reachable without passing it.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from urllib.parse import quote, urlsplit

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from review.accounts import Accounts
from review.accounts_sessions import COOKIE, VISIT_COOKIE, Session, Sessions, csrf_of, new_token

OPEN = ("/login", "/setup", "/healthz")
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
SMALL_BODY = 1 << 20
SAFE_HEADERS = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class BodyTooLarge(HTTPException):
    """More bytes came than the page takes. ``limit`` in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"body over {limit} bytes")
        self.limit = limit


class Gate:
    """ASGI middleware; see the module's docstring. ``upload_limit`` in bytes holds for /upload, SMALL_BODY elsewhere."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        accounts: Accounts,
        sessions: Sessions,
        hosts: Sequence[str],
        upload_limit: int,
        too_large: Callable[[Request, int], Response],
    ) -> None:
        self.app, self.accounts, self.sessions = app, accounts, sessions
        self.hosts, self.upload_limit, self.too_large = frozenset(hosts), upload_limit, too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it here."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers, path = Headers(scope=scope), str(scope["path"])
        visit = None
        state = scope.setdefault("state", {})
        state["session"], state["csrf"] = None, ""
        guarded = self._with_headers(send, private=not path.startswith("/static/"))
        if not self._known_host(headers.get("host", "")):
            answer = PlainTextResponse("访问地址不在允许之列。请用 http://127.0.0.1:端口 打开本系统。", status_code=400)
            await answer(scope, receive, guarded)
            return
        if not path.startswith("/static/"):
            cookies = Request(scope).cookies
            if token := cookies.get(COOKIE):
                state["session"] = await run_in_threadpool(self.sessions.find, token)
            if state["session"] is not None:
                state["csrf"] = state["session"].csrf
            else:
                visit = cookies.get(VISIT_COOKIE) or new_token()
                state["csrf"] = csrf_of(visit)
                if VISIT_COOKIE not in cookies:
                    guarded = _with_cookie(guarded, visit, secure=scope.get("scheme") == "https")
            refusal = await self._refusal(scope, headers, path, state["session"])
            if refusal is not None:
                await refusal(scope, receive, guarded)
                return
        await self._bounded(scope, receive, guarded, headers, self.upload_limit if path == "/upload" else SMALL_BODY)

    def _known_host(self, host: str) -> bool:
        name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
        return name.lower() in self.hosts

    async def _refusal(self, scope: Scope, headers: Headers, path: str, session: Session | None) -> Response | None:
        if path in OPEN or session is not None:
            return None
        first = not await run_in_threadpool(self.accounts.has_users)
        target = "/setup" if first else "/login"
        if path.startswith("/api/"):
            return JSONResponse({"error": "sign_in_required", "message": "请先登录"}, status_code=401)
        if scope["method"] == "GET" and not first and path != "/":
            wanted = path + (f"?{scope['query_string'].decode('latin-1')}" if scope.get("query_string") else "")
            target += f"?next={quote(wanted, safe='/')}"
        if headers.get("hx-request"):
            return Response(status_code=401, headers={"HX-Redirect": "/setup" if first else "/login"})
        return RedirectResponse(target, status_code=303)

    async def _bounded(self, scope: Scope, receive: Receive, send: Send, headers: Headers, limit: int) -> None:
        """Refuse bodies over the limit. The rest is read and thrown away: a browser that is still sending sees no answer."""
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > limit:
            await _drain(receive)
            await self.too_large(Request(scope), limit)(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b"")) if message["type"] == "http.request" else 0
            if taken > limit:
                raise BodyTooLarge(limit)
            return message

        await self.app(scope, counted, send)

    @staticmethod
    def _with_headers(send: Send, *, private: bool) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store" if private else "public, max-age=3600")
            await send(message)

        return guarded


def _with_cookie(send: Send, visit: str, *, secure: bool) -> Send:
    async def with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            value = f"{VISIT_COOKIE}={visit}; Path=/; HttpOnly; SameSite=Lax" + ("; Secure" if secure else "")
            MutableHeaders(scope=message).append("set-cookie", value)
        await send(message)

    return with_cookie


async def _drain(receive: Receive) -> None:
    while True:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body", False):
            return


async def check_csrf(request: Request) -> None:
    """Dependency of every route: a request that changes something carries the session's token, and comes from our own pages."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "请求来自其他网站，已拒绝")
    given = request.headers.get("x-csrf-token")
    if given is None and request.headers.get("content-type", "").startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        field = (await request.form()).get("csrf")
        given = field if isinstance(field, str) else None
    if given is None or not hmac.compare_digest(given.encode(), request.state.csrf.encode()):
        raise HTTPException(403, "页面已过期或登录状态已变化。请返回上一页刷新后再提交一次")


def safe_next(target: str | None) -> str:
    """Where to go after sign-in: a path of ours, or the start page. Never another site."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or any(c in target for c in "\\\r\n\t"):
        return "/"
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc and parts.path not in ("/login", "/logout", "/setup") else "/"
