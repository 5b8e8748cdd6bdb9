"""A web site of many pages with the faults real ones have: charsets, broken HTML, redirects, errors; it notes who asked what and when."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PER_LIST = 50
_CODECS = ("utf-8", "gbk", "big5")
_TRADITIONAL = str.maketrans("辆轮车没单据", "輛輪車沒單據")
_FAULTS = {
    7: "gone",  # 404
    27: "secret",  # robots.txt forbids it
    47: "round",  # leads in a circle
    67: "away",  # leads into the private network
    87: "broken",  # 500
    107: "moved",  # leads to where the article is now
    127: "slow",  # never answers
}


class LargeSite:
    """``articles`` articles on lists of 50. Every 50th breaks its HTML; in each tenth of the site one has each of the faults.

    ``changed``: numbers of articles that say something else now; ``recovered``: what was broken or slow answers.
    ``asked``: requests a path that were answered with a body, or not at all; ``same``: with a 304; ``together``: most at a time.
    """

    def __init__(self, articles: int) -> None:
        self.articles = articles
        self.changed: set[int] = set()
        self.recovered = False
        self.pause = 0.0
        self.asked: Counter[str] = Counter()
        self.same: Counter[str] = Counter()
        self.together = 0
        self._now = 0
        self._counting = threading.Lock()
        self._every = max(200, articles // 10)
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # an answer in one piece: the kernel would wait 40 ms before the second

            def do_GET(self) -> None:
                path = self.path.removesuffix("?utm_source=list")
                if path.startswith("/slow/") and not site.recovered:
                    site.asked[path] += 1
                    self.rfile.read(1)  # until the crawler hangs up
                    self.close_connection = True
                    return
                site.asking(1)
                time.sleep(site.pause)
                status, kind, body, headers = site.answer(path)
                etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"' if status == 200 else None
                if etag and self.headers.get("If-None-Match") == etag:
                    site.same[path] += 1
                    status, body = 304, b""
                else:
                    site.asked[path] += 1
                site.asking(-1)
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

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A crawler that hangs up is no mistake of the site."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def asking(self, more: int) -> None:
        """A request began, or is about to be answered."""
        with self._counting:
            self._now += more
            self.together = max(self.together, self._now)

    def path(self, number: int) -> str:
        """Where the lists say that an article is; the folder names its fault."""
        return f"/{_FAULTS.get(number % self._every, 'a')}/{number}.html"

    def of_fault(self, *faults: str) -> set[int]:
        return {n for n in range(self.articles) if self.path(n).split("/")[1] in faults}

    def answer(self, path: str) -> tuple[int, str, bytes, dict[str, str]]:
        if path == "/robots.txt":
            return 200, "text/plain", b"User-agent: *\nDisallow: /secret/\n", {}
        _, folder, name = path.partition("?")[0].split("/")
        number = int(name.removesuffix(".html"))
        if folder == "list":
            return self._list(number)
        leads = {"round": f"/round/{number}.html?again", "away": "http://169.254.169.254/latest", "moved": f"/new/{number}.html"}
        if folder in leads:
            return 301 if folder == "moved" else 302, "text/html", b"", {"Location": leads[folder]}
        if folder == "gone" or (folder == "broken" and not self.recovered):
            return (404 if folder == "gone" else 500), "text/html", b"<h1>error</h1>", {}
        return self._article(number)

    def _article(self, number: int) -> tuple[int, str, bytes, dict[str, str]]:
        """One in six says that it is in another charset than it is."""
        codec = _CODECS[number % 3]
        words = f"市民反映执法人员扣车，第{number}辆三轮车{'（更正）' * (number in self.changed)}。<b>没有单据"
        words = words.replace("执", "執").replace("员", "員").translate(_TRADITIONAL) if codec == "big5" else words
        html = f"<h1>第{number}期</h1><div class=content><p>{words}" + "</b></p></div>" * (number % 50 > 0)
        return 200, f"text/html; charset={'gbk' if number % 6 == 2 else codec}", html.encode(codec), {}

    def _list(self, page: int) -> tuple[int, str, bytes, dict[str, str]]:
        numbers = range(page * PER_LIST, min((page + 1) * PER_LIST, self.articles))
        if not numbers:
            return 404, "text/html", b"", {}
        links = "".join(f'<li><a href="{self.path(n)}?utm_source=list#top">第{n}期</a>' for n in numbers)
        return 200, "text/html; charset=utf-8", f"<ul class=news>{links}</ul>".encode(), {}
