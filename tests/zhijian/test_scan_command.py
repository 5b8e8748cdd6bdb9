"""``zhijian scan``: a real site and a real group robot, over three scans."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from index.store_briefings import Briefings
from tests.zhijian.web import Page, serving
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
        outside = self

        class Handler(Page):
            def do_GET(self) -> None:  # noqa: N802
                self.answer(*outside.page(self.path))

            def do_POST(self) -> None:  # noqa: N802
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.answer(200, json.dumps(outside.take(self.path, body)))

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


@pytest.fixture
def outside(program: Any) -> Iterator[Outside]:
    """The server, the source file of its site, and its robot as a channel."""
    made = Outside()
    with serving(made.handler) as made.url:
        _set_up(program, made)
        yield made


def _set_up(program: Any, made: Outside) -> None:
    source = {
        "id": "bureau",
        "name": "某局要闻",
        "kind": "post",
        "start_urls": [f"{made.url}/list.html"],
        "allowed_domains": ["127.0.0.1"],
        "private_network": True,
        "list": {"links": "ul.news a"},
        "article": {"title": "h1", "text": "div.content", "date": "span.date"},
        "healthy": {"min": 1, "max": 100},
        "politeness": {"delay": 0},
    }
    (program.home / "sites").mkdir(parents=True)
    (program.home / "sites" / "bureau.yml").write_text(json.dumps(source, ensure_ascii=False), encoding="utf-8")
    channel = {"kind": "dingtalk", "name": "督办群", "url": {"env": "ROBOT"}, "secret": {"file": "robot.txt"}, "plain_http": True}
    (program.home / "scan.yml").write_text(json.dumps({"channels": [channel]}, ensure_ascii=False), encoding="utf-8")
    (program.home / "robot.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    program.environment["ROBOT"] = f"{made.url}/robot/send?access_token=hidden-token"


def test_each_scan_tells_only_what_is_new_and_one_without_news_sends_nothing(program: Any, outside: Outside) -> None:
    ended = program.run("scan")
    assert ended.code == 0, ended.out + ended.err
    assert "第 1 期：新增 2" in ended.out
    assert "督办群 已送达" in ended.out
    assert TEXTS[1][0] in outside.messages[0]
    outside.articles.append(3)
    assert program.run("scan").code == 0
    assert len(outside.messages) == 2
    assert TEXTS[3][0] in outside.messages[1]
    assert TEXTS[1][0] not in outside.messages[1]
    ended = program.run("scan")
    assert "无新增，不推送" in ended.out
    assert len(outside.messages) == 2
    assert "hidden-token" not in ended.out + ended.err
    with program.store() as store:
        shelf = Briefings(store.engine)
        newest = shelf.last_with_news()
        last = shelf.get(newest.id) if newest else None
        assert last is not None
        assert (last.number, last.figures.new, [item.title for item in last.new]) == (2, 1, [TEXTS[3][0]])


def test_a_source_that_fails_is_told_once_until_it_changes(program: Any, outside: Outside) -> None:
    program.run("scan")
    outside.gone = True
    ended = program.run("scan", "--all")
    assert ended.code == 1
    assert "某局要闻" in outside.messages[1]
    assert program.run("scan", "--all").code == 1
    assert len(outside.messages) == 2
    outside.gone = False
    assert program.run("scan").code == 0
    assert "已恢复正常" in outside.messages[2]


def test_a_test_message_says_what_is_wrong_with_a_channel(program: Any, outside: Outside) -> None:
    assert "督办群（钉钉）：已送达" in program.run("scan", "--test-delivery").out
    (program.home / "robot.txt").write_text("SECwrong", encoding="utf-8")
    ended = program.run("scan", "--test-delivery")
    assert ended.code == 1
    assert "安全设置不符。请核对 secret" in ended.out
    assert "SECwrong" not in ended.out + ended.err
