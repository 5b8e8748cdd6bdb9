"""The gate: nothing is reachable without a session, nothing changes without its token, nothing runs that is not ours."""

import re

import pytest
from starlette.routing import Route
from starlette.websockets import WebSocketDisconnect

from review.gate import OPEN, SMALL_BODY

FILLED = {"{id}": "a" * 32, "{key}": "a" * 64, "{number}": "1", "{ids}": "x"}
PAGES = ("/", "/?q=罚款", "/dossiers", "/upload", "/runs", "/rules", "/help", "/account", "/audit")


def routes(app, method: str) -> list[str]:
    """Every address of the application that takes the method; one added tomorrow is among them."""
    found: set[str] = set()

    def walk(parts, prefix: str = "") -> None:
        for route in parts:
            if isinstance(route, Route):
                if method in (route.methods or ()):
                    found.add(prefix + route.path)
            elif hasattr(route, "original_router"):
                walk(route.original_router.routes, prefix)
            elif hasattr(route, "routes"):
                walk(route.routes or (), prefix + getattr(route, "path", ""))

    walk(app.routes)
    addresses = []
    for path in sorted(found):
        for name, value in FILLED.items():
            path = path.replace(name, value)
        addresses.append(path)
    return addresses


def test_the_routes_are_all_seen(app) -> None:
    assert {"/", "/clues/" + "a" * 32, "/api/search", "/upload"} <= set(routes(app, "GET"))
    assert {"/login", "/logout", "/setup", "/upload", f"/clues/{'a' * 32}/decide", "/account/users"} <= set(routes(app, "POST"))


def test_no_page_answers_without_a_session(app, stranger) -> None:
    for path in routes(app, "GET"):
        if path in OPEN or path.startswith("/static"):
            continue
        answer = stranger.get(path)
        if path.startswith("/api/"):
            assert answer.status_code == 401, path
        else:
            assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/login"), path


@pytest.mark.parametrize("given", [None, "0" * 64])
def test_nothing_changes_without_the_sessions_token(app, client, given: str | None) -> None:
    for path in routes(app, "POST"):
        answer = client.post(path, data={} if given is None else {"csrf": given})
        assert answer.status_code == 403, path


def test_a_token_of_another_session_does_not_serve(client, app, browse, csrf) -> None:
    foreign = csrf(browse(app).get("/login").text)
    assert client.post("/logout", data={"csrf": foreign}).status_code == 403


def test_a_request_from_another_site_is_refused(client, csrf) -> None:
    answer = client.post("/logout", data={"csrf": csrf(client.get("/").text)}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_only_our_own_names_are_answered_to(client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("path", [*PAGES, "/static/app.css", "/no-such-page", "/healthz"])
def test_every_answer_has_the_safe_headers(client, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    if not path.startswith("/static/"):
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_a_script_or_style_of_its_own(client, path: str) -> None:
    page = client.get(path).text
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", page)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


def test_a_body_that_is_too_large_is_refused_in_words(client, csrf) -> None:
    answer = client.post("/logout", data={"csrf": csrf(client.get("/").text), "more": "x" * (SMALL_BODY + 10)})
    assert answer.status_code == 413
    assert "一次提交不能超过" in answer.text


def test_web_sockets_are_closed(client) -> None:
    with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect("/"):
        pytest.fail("the socket was opened")
    assert closed.value.code == 1008
