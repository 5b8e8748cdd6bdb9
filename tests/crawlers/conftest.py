"""A real web site on this machine, with the faults real ones have; it remembers who asked for what."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Answer = tuple[int, str, bytes]  # status, content type, body


class Site:
    """``pages``: path → answer. ``asked``: how often each path was asked for; ``agents``: the user agents seen."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {"/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /secret/\n")}
        self.redirects: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked[self.path] += 1
                site.agents.add(self.headers.get("User-Agent", ""))
                if self.path in site.redirects:
                    self.send_response(302)
                    self.send_header("Location", site.redirects[self.path])
                    self.end_headers()
                    return
                status, kind, body = site.pages.get(self.path, (404, "text/html", b"<h1>404</h1>"))
                self.send_response(status)
                if kind:
                    self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def html(self, path: str, html: str, *, codec: str = "utf-8", kind: str = "text/html", status: int = 200) -> None:
        self.pages[path] = (status, kind, html.encode(codec))

    def listing(self, path: str, links: list[str], *, after: str = "", codec: str = "utf-8", kind: str = "text/html") -> None:
        items = "".join(f'<li><a href="{link}">标题</a></li>' for link in links)
        self.html(path, f"<html><body><ul class=news>{items}</ul>{after}</body></html>", codec=codec, kind=kind)

    def article(self, path: str, title: str, *, codec: str = "utf-8", kind: str = "text/html", day: str = "2025-03-01") -> None:
        self.html(
            path,
            f"<h1>{title}</h1><span class=date>{day}</span><div class=content><p>{title}：城管执法。</p></div>",
            codec=codec,
            kind=kind,
        )


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()
