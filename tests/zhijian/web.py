"""A web server on this machine that the program asks, as it asks those of others."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Page(BaseHTTPRequestHandler):
    """Answers requests without a log; ``html`` is the content type of all but robots.txt."""

    html = "text/html; charset=utf-8"

    def answer(self, status: int, text: str, *, charset: str = "utf-8") -> None:
        body = text.encode(charset)
        self.send_response(status)
        self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else self.html)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """A running server; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def source_file(home: Path, url: str, **changes: object) -> Path:
    """The source file of the site at an address, in the office's own folder, as JSON, which YAML includes; ``changes``: keys of it."""
    values = {
        "id": "bureau",
        "name": "某局要闻",
        "start_urls": [f"{url}/list.html"],
        "allowed_domains": ["127.0.0.1"],
        "private_network": True,
        "list": {"links": "ul.news a"},
        "article": {"title": "h1", "text": "div.content", "date": "span.date"},
        "healthy": {"min": 1, "max": 100},
        "politeness": {"delay": 0},
    }
    path = home / "sites" / "bureau.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values | changes, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
