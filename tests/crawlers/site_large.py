"""A web site of many pages with the faults real ones have: charsets, broken HTML, redirects, errors; it notes who asked what and when."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PER_LIST = 100
_CODECS = ("utf-8", "gbk", "big5")


class LargeSite:
    """``articles`` articles on lists of 100. By number: every 50th breaks its HTML, and some fail, forbid themselves or lead elsewhere.

    ``asked``: requests a path that were answered with a body; ``same``: with a 304; ``times``: when each request came.
    """

    def __init__(self, articles: int) -> None:
        self.articles = articles
        self.changed: set[int] = set()
        self.pause = 0.0
        self.asked: Counter[str] = Counter()
        self.same: Counter[str] = Counter()
        self.times: list[float] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.times.append(time.monotonic())
                time.sleep(site.pause)
                status, kind, body, headers = site.answer(self.path)
                etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"' if status == 200 else None
                if etag and self.headers.get("If-None-Match") == etag:
                    site.same[self.path] += 1
                    status, body = 304, b""
                else:
                    site.asked[self.path] += 1
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if etag:
                    self.send_header("ETag", etag)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def path(self, number: int) -> str:
        """``secret`` is forbidden by robots.txt, ``gone`` is not there, ``round`` leads in a circle, ``away`` to the private network."""
        kinds = {7: "gone", 107: "secret", 207: "round", 307: "away", 407: "broken"}
        return f"/{kinds.get(number % 500, 'a')}/{number}.html"

    def readable(self) -> set[int]:
        return {n for n in range(self.articles) if self.path(n).startswith("/a/")}

    def answer(self, path: str) -> tuple[int, str, bytes, dict[str, str]]:
        if path == "/robots.txt":
            return 200, "text/plain", b"User-agent: *\nDisallow: /secret/\n", {}
        _, folder, name = path.partition("?")[0].split("/")
        number = int(name.removesuffix(".html"))
        if folder == "list":
            return self._list(number)
        if folder in ("round", "away"):
            target = f"/round/{number}.html?again" if folder == "round" else "http://169.254.169.254/latest"
            return 302, "text/html", b"", {"Location": target}
        if folder in ("gone", "broken"):
            return (404 if folder == "gone" else 500), "text/html", b"<h1>error</h1>", {}
        codec = _CODECS[number % 3]
        words = "市民反映執法人員扣車" if codec == "big5" else "市民反映执法人员扣车"
        edit = "（更正）" if number in self.changed else ""
        html = f"<h1>第{number}期</h1><div class=content><p>{words}，第{number}辆三轮车{edit}。<b>没有单据"
        html = html.replace("辆", "輛").replace("轮", "輪").replace("车", "車").replace("没", "沒").replace("单", "單").replace("据", "據")
        html = html if codec == "big5" else f"<h1>第{number}期</h1><div class=content><p>{words}，第{number}辆三轮车{edit}。<b>没有单据"
        return 200, f"text/html; charset={'gbk' if number % 6 == 2 else codec}", (html + "</p></div>" * (number % 50 > 0)).encode(codec), {}

    def _list(self, page: int) -> tuple[int, str, bytes, dict[str, str]]:
        numbers = range(page * PER_LIST, min((page + 1) * PER_LIST, self.articles))
        if not numbers:
            return 404, "text/html", b"", {}
        links = "".join(f'<li><a href="{self.path(n)}?utm_source=list#top">第{n}期</a>' for n in numbers)
        return 200, "text/html; charset=utf-8", f"<ul class=news>{links}</ul>".encode(), {}
