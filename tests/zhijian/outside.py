"""A news site and a group robot on this machine, as a scan finds them, set up in a program's data folder."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.zhijian.web import Page, serving, source_file
from zhijian.delivery.dingtalk import LIMIT

SECRET = "SEC0123456789"
TEXTS = {
    1: (
        "城管扣车不开票据",
        "3月1日，江临市城东区城管局执法人员在解放路暂扣我的三轮车，当场收取罚款200元，不给任何票据，也没有出示执法证。",
    ),
    2: ("饭店被反复检查", "3月2日，江临市市场监管局一个月内到平安街好味饭店检查八次，每次都不出示证件，还要求老板停业，没有任何文书。"),
    3: ("交警乱罚款", "3月3日，江临市交警大队民警在环城南路无故拦下货车，罚款500元，不开罚单，要求微信转账给个人。"),
}


class Outside:
    """A news site and a group robot that checks signature and length, on one server."""

    def __init__(self) -> None:
        self.articles = [1, 2]
        self.gone = False
        self.messages: list[str] = []
        self.before: Callable[[str], object] = lambda path: None  # what happens before a path is answered
        outside = self

        class Handler(Page):
            def do_GET(self) -> None:  # noqa: N802
                outside.before(self.path)
                self.answer(*outside.page(self.path))

            def do_POST(self) -> None:  # noqa: N802
                body = self.rfile.read(int(self.headers["Content-Length"]))
                taken = outside.take(self.path, body)
                outside.before(self.path)
                self.answer(200, json.dumps(taken))

        self.handler = Handler
        self.url = ""

    def page(self, path: str) -> tuple[int, str]:
        if path == "/robots.txt":
            return 200, "User-agent: *\nAllow: /\n"
        if self.gone:
            return 404, "404"
        if path == "/list.html":
            return 200, "".join(f'<ul class=news><li><a href="/a/{n}.html">{TEXTS[n][0]}</a></li></ul>' for n in self.articles)
        title, text = TEXTS[int(path.removeprefix("/a/").removesuffix(".html"))]
        return 200, f"<h1>{title}</h1><span class=date>2025-03-01</span><div class=content><p>{text}</p></div>"

    def take(self, path: str, body: bytes) -> dict[str, Any]:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        said = f"{asked['timestamp']}\n{SECRET}".encode()
        if asked["sign"] != base64.b64encode(hmac.new(SECRET.encode(), said, hashlib.sha256).digest()).decode():
            return {"errcode": 310000, "errmsg": "sign not match"}
        if len(body) > LIMIT:
            return {"errcode": 460101, "errmsg": "message too long"}
        self.messages.append(json.loads(body)["markdown"]["text"])
        return {"errcode": 0, "errmsg": "ok"}


@contextmanager
def outside_of(program: Any) -> Iterator[Outside]:
    """The running server, with the source file of its site and its robot as a channel in the program's data folder."""
    made = Outside()
    with serving(made.handler) as made.url:
        _set_up(program, made)
        yield made


def _set_up(program: Any, made: Outside) -> None:
    source_file(program.home, made.url, kind="post")
    channel = {"kind": "dingtalk", "name": "督办群", "url": {"env": "ROBOT"}, "secret": {"file": "robot.txt"}, "plain_http": True}
    (program.home / "scan.yml").write_text(json.dumps({"channels": [channel]}, ensure_ascii=False), encoding="utf-8")
    (program.home / "robot.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    program.environment["ROBOT"] = f"{made.url}/robot/send?access_token=hidden-token"
