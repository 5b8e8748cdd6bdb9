"""A real web site on this machine, with the faults real ones have; it remembers who asked for what, and when."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.crawlers.office import Office

Answer = tuple[int, str, bytes] | tuple[int, str, bytes, Mapping[str, str]]  # status, content type, body, further headers


@dataclass(frozen=True)
class Asked:
    """One request: when it came (monotonic clock), and with what."""

    at: float
    method: str
    path: str
    headers: Message
    body: bytes


class Site:
    """``pages``: path → answer, or what gives one to a request. ``requests``: all that came; ``asked``: how often for each path."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[Asked], Answer]] = {
            "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /secret/\n")
        }
        self.redirects: dict[str, str] = {}
        self.requests: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            wbufsize = -1  # an answer in one piece

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked = Asked(time.monotonic(), self.command, self.path, self.headers, body)
                site.requests.append(asked)
                status, kind, body, *more = site.answer(asked)
                self.send_response(status)
                for name, value in (more[0] if more else {}).items():
                    self.send_header(name, value)
                if kind:
                    self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A crawler that hangs up is no mistake of the site."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, asked: Asked) -> Answer:
        if asked.path in self.redirects:
            return 302, "", b"", {"Location": self.redirects[asked.path]}
        found = self.pages.get(asked.path, (404, "text/html", b"<h1>404</h1>"))
        return found(asked) if callable(found) else found

    @property
    def asked(self) -> Counter[str]:
        return Counter(request.path for request in self.requests)

    @property
    def agents(self) -> set[str]:
        return {request.headers.get("User-Agent", "") for request in self.requests}

    def times(self, path: str) -> list[float]:
        """When a path was asked for."""
        return [request.at for request in self.requests if request.path == path]

    def html(self, path: str, html: str, *, codec: str = "utf-8", kind: str = "text/html", status: int = 200) -> None:
        self.pages[path] = (status, kind, html.encode(codec))

    def listing(self, path: str, links: list[str], *, after: str = "", codec: str = "utf-8", kind: str = "text/html") -> None:
        items = "".join(f'<li><a href="{link}">标题</a></li>' for link in links)
        self.html(path, f"<html><body><ul class=news>{items}</ul>{after}</body></html>", codec=codec, kind=kind)

    def article(self, path: str, title: str, *, codec: str = "utf-8", kind: str = "text/html", day: str = "2025-03-01") -> None:
        self.html(path, article(title, day=day), codec=codec, kind=kind)


def article(title: str, *, day: str = "2025-03-01", head: str = "") -> str:
    """An article page."""
    return f"{head}<h1>{title}</h1><span class=date>{day}</span><div class=content><p>{title}：城管执法。</p></div>"


@contextmanager
def serving() -> Iterator[Site]:
    """A running site."""
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)
