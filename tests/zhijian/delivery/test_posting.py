"""Webhooks, what goes wrong on the way to any of them, and what the store keeps of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from index.briefing import Briefing
from index.store_briefings import Briefings
from tests.zhijian.delivery.servers import (
    LINK,
    OK,
    SECRETS,
    SIGNING,
    TOKEN,
    Configured,
    Sent,
    Server,
    briefing,
    free_port,
)
from zhijian.briefing_message import message_of
from zhijian.deliver import Deliveries, send
from zhijian.office import Office


def test_a_webhook_gets_the_whole_briefing_as_json_with_its_token(server: Server, configured: Configured, sent: Sent) -> None:
    server.answers = [(204, b"")]
    whole = briefing(40, rest=9)
    config = configured("webhook", server.url, token={"file": "signing.txt"})
    assert sent(config, message_of(whole, link=LINK, office=None)) == ("sent", "已送达")
    assert server.headers[0]["Authorization"] == f"Bearer {SIGNING}"
    assert server.headers[0]["Content-Type"] == "application/json; charset=utf-8"
    body = json.loads(server.bodies[0])
    assert (body["kind"], body["link"]) == ("zhijian.briefing", f"{LINK}/briefings/b1")
    assert Briefing.from_json(json.dumps(body["briefing"])) == whole


def test_a_server_error_is_tried_again_after_each_pause_until_it_is_taken(desk: Office, server: Server, configured: Configured) -> None:
    server.answers = [(500, b""), (429, b""), (200, OK)]
    channel = configured("wecom", server.url).channels[0]
    began = datetime.now(UTC)
    assert send(channel, message_of(briefing(), link=None, office=None), desk, (0.1, 0.2, 9.0)) == ("sent", "已送达")
    assert 0.3 <= (datetime.now(UTC) - began).total_seconds() < 5
    assert len(server.bodies) == 3


@pytest.mark.parametrize(
    ("status", "told", "tries"),
    [(500, "对方出错（500）", 4), (404, "地址不存在", 1), (403, "对方拒绝（403）", 1), (302, "没有跟随", 1), (400, "对方出错（400）", 1)],
)
def test_an_http_error_is_told_with_its_remedy(
    server: Server, configured: Configured, sent: Sent, status: int, told: str, tries: int
) -> None:
    server.answers = [(status, TOKEN.encode())] * 4
    state, said = sent(configured("webhook", server.url))
    assert (state, told in said, len(server.bodies)) == ("failed", True, tries)
    assert ("试了 4 次" in said) == (tries == 4)


def test_what_was_handed_over_without_an_answer_is_in_doubt_and_not_sent_again(server: Server, configured: Configured, sent: Sent) -> None:
    server.answers = [(0, b"")] * 4
    state, said = sent(configured("webhook", server.url))
    assert (state, "可能已送达" in said, len(server.bodies)) == ("unknown", True, 1)


@pytest.mark.parametrize(
    "address", ["127.0.0.1/send", "https://a b/", "https://机器人.cn/", "https://host:99999/", "https://[::1/", "ftp://a/"]
)
def test_an_address_that_is_none_is_told_and_nothing_is_in_doubt(configured: Configured, sent: Sent, address: str) -> None:
    state, said = sent(configured("webhook", address))
    assert (state, "url 不是网址" in said) == ("failed", True)


def test_a_refused_connection_plain_http_and_missing_secrets_are_told(
    desk: Office, configured: Configured, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = f"http://127.0.0.1:{free_port()}"
    state, said = sent(configured("wecom", closed))
    assert (state, "无法连接" in said, "试了 4 次" in said) == ("failed", True, True)
    plain = configured("wecom", closed).channels[0].model_copy(update={"plain_http": False})
    assert "plain_http: true" in send(plain, message_of(briefing(), link=None, office=None), desk, ())[1]
    config = configured("webhook", closed, token={"file": "signing.txt"})
    for content, told in (("秘密", "token 含有汉字"), ("one\ntwo", "有多行"), (" \n", "是空的")):
        (desk.settings.home / "signing.txt").write_text(content, encoding="utf-8")
        assert told in sent(config)[1]
    (desk.settings.home / "signing.txt").unlink()
    assert "不能读取" in sent(config)[1]
    monkeypatch.delenv("ROBOT")
    assert "环境变量 ROBOT 没有设置" in sent(config)[1]


def test_outcomes_are_stored_without_secrets_and_failures_are_sent_by_the_next_scan(
    desk: Office, server: Server, configured: Configured
) -> None:
    config = configured("wecom", server.url)
    shelf = Briefings(desk.store.engine)
    shelf.add(briefing(), (), ("督办群", "已删除的群"))
    server.answers = [(500, f"error in {TOKEN}".encode())] * 2
    deliveries = Deliveries(desk, config, shelf, pauses=(0.0,))
    deliveries.all()
    assert {one.channel: one.state for one in shelf.deliveries("b1")} == {"督办群": "failed", "已删除的群": "unknown"}
    deliveries.all()
    assert {one.channel: (one.state, one.message) for one in shelf.deliveries("b1")}["督办群"] == ("sent", "已送达")
    assert deliveries.all() == []
    assert len(server.bodies) == 3
    stored = b"".join(path.read_bytes() for path in desk.settings.home.glob("zhijian.db*"))
    assert "督办群".encode() in stored
    assert not any(secret.encode() in stored for secret in SECRETS)


def test_a_delivery_cut_short_is_sent_once_more_and_then_let_be(desk: Office, server: Server, configured: Configured) -> None:
    config = configured("wecom", server.url)
    shelf = Briefings(desk.store.engine)
    shelf.add(briefing(), (), ("督办群",))
    deliveries = Deliveries(desk, config, shelf, pauses=())
    (pending,) = shelf.deliveries("b1")
    shelf.note_delivery(pending, "sending")
    (ended,) = deliveries.all()
    assert (ended.state, "可能重复一次" in ended.message, len(server.bodies)) == ("sent", True, 1)
    shelf.note_delivery(pending, "resending")
    (ended,) = deliveries.all()
    assert (ended.state, len(server.bodies)) == ("unknown", 1)
