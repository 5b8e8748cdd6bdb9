"""Group robots: limits, signatures, and what they answer."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from tests.zhijian.delivery.servers import (
    LINK,
    OK,
    SIGNING,
    TOKEN,
    Configured,
    Sent,
    Server,
    briefing,
)
from zhijian.briefing_message import markdown, message_of
from zhijian.office import Office


def test_wecom_gets_at_most_4096_bytes_and_the_count_of_what_is_left_out(server: Server, configured: Configured, sent: Sent) -> None:
    def take(body: dict[str, Any]) -> Any:
        long = len(body["markdown"]["content"].encode()) > 4096
        return {"errcode": 40058, "errmsg": "markdown.content exceed max length 4096"} if long else OK

    server.take = take
    config = configured("wecom", server.url)
    big = briefing(20, rest=1200)
    assert sent(config, message_of(big, link=LINK, office=None)) == ("sent", "已送达")
    assert server.paths == [f"/send?key={TOKEN}"]
    content = json.loads(server.bodies[0])["markdown"]["content"]
    told = content.count("【")
    assert 5 < told < 20
    assert f"另有 {20 - told + 1200 + 3:,} 条见简报全文" in content
    assert content.endswith(f"[打开简报全文]({LINK}/briefings/b1)")


@pytest.mark.parametrize("limit", [600, 1000, 4096, 19_000])
@pytest.mark.parametrize("text", ["扣车" * 900, '"\\"' * 300, "<@all> [假](http://x)" * 40])
def test_no_text_of_the_public_breaks_a_limit_or_calls_on_everybody(limit: int, text: str) -> None:
    made = markdown(briefing(20, text=text, reply=text), LINK, limit)
    assert len(json.dumps(made, ensure_ascii=False).encode()) - 2 <= limit
    assert "<@" not in made
    assert "](http://x)" not in made


def test_one_long_reply_does_not_crowd_out_what_follows() -> None:
    made = markdown(briefing(2, reply="经查，" * 2000), LINK, 4096)
    assert "列表页 404" in made
    assert "另有" not in made


def test_the_clues_that_are_only_counted_stand_under_the_new_ones_and_no_heading_stands_empty() -> None:
    base = briefing(2, rest=30)
    made = markdown(replace(base, grew=(replace(base.new[0], clue="g", before=1, reports=3),)), None, 19_000)
    assert made.index("其余 30 条") < made.index("持续增长")
    for limit in range(200, 2000, 7):
        lines = markdown(base, None, limit).splitlines()[1:]
        assert not any(a.startswith("**") and (not b or b.startswith(("**", "……"))) for a, b in pairwise(lines))


def test_every_part_counts_what_it_does_not_tell_and_what_is_cut_counts_with_it() -> None:
    base = briefing(2, rest=30)
    item = replace(base.new[0], clue="g", before=1, reports=3)
    figures = replace(base.figures, grew=5, answered=4, overdue=3)
    more = replace(base, grew=(item,), figures=figures)
    made = markdown(more, None, 19_000)
    for said in ("其余 30 条风险较低", "其余 4 条未逐条列出", "其余 3 件未逐条列出", "其余 2 件未逐条列出"):
        assert said in made
    assert "另有" not in made
    assert "待办：研判严重线索 32 条；复核增长的线索 5 条；核对答复 4 件" in made
    assert "另有 45 条见简报全文" in markdown(more, None, 600)  # 32, 5, 3, 4 and a source


def test_feishu_gets_a_signed_card_within_20000_bytes(desk: Office, server: Server, configured: Configured, sent: Sent) -> None:
    def take(body: dict[str, Any]) -> Any:
        key = f"{body['timestamp']}\n{SIGNING}".encode()
        right = base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
        late = abs(int(body["timestamp"]) - datetime.now(UTC).timestamp()) > 3600
        if body["sign"] != right or late:
            return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
        return {"code": 0, "msg": "success"} if len(server.bodies[-1]) <= 20_000 else {"code": 9499, "msg": "Bad Request"}

    server.take = take
    config = configured("feishu", server.url, secret={"file": "signing.txt"})
    assert sent(config, message_of(briefing(100, text='"引' * 40), link=LINK, office=None)) == ("sent", "已送达")
    card = json.loads(server.bodies[0])["card"]
    assert card["header"]["title"]["content"].startswith("舆情简报 2026 年第 7 期")
    assert card["elements"][1]["actions"][0]["url"] == f"{LINK}/briefings/b1"
    assert len(server.bodies[0]) > 15_000
    assert SIGNING not in server.bodies[0].decode()
    (desk.settings.home / "signing.txt").write_text("other", encoding="utf-8")
    state, said = sent(config)
    assert (state, "签名不符" in said) == ("failed", True)


def test_dingtalk_gets_a_request_within_20000_bytes(server: Server, configured: Configured, sent: Sent) -> None:
    server.take = lambda body: OK if len(server.bodies[-1]) <= 20_000 else {"errcode": 460101, "errmsg": "message too long"}
    assert sent(configured("dingtalk", server.url), message_of(briefing(100, text='"引' * 40), link=LINK, office=None)) == (
        "sent",
        "已送达",
    )
    assert len(server.bodies[0]) > 15_000
    lines = json.loads(server.bodies[0])["markdown"]["text"].split("\n")
    assert all(line.endswith("  ") for line in lines[:-1])


def test_the_blanks_of_many_short_lines_have_room_in_a_request_to_dingtalk(server: Server, configured: Configured, sent: Sent) -> None:
    server.take = lambda body: OK if len(server.bodies[-1]) <= 20_000 else {"errcode": 460101, "errmsg": "message too long"}
    base = briefing(100, text="扣")
    short = replace(base, new=tuple(replace(item, title="扣", issues=("扣",), agency=None, region=None, place="扣") for item in base.new))
    assert sent(configured("dingtalk", server.url), message_of(short, link=None, office=None)) == ("sent", "已送达")


@pytest.mark.parametrize(
    ("kind", "answer", "told", "tries"),
    [
        ("wecom", {"errcode": 93000, "errmsg": f"invalid webhook url {TOKEN}"}, "机器人地址无效", 1),
        ("wecom", {"errcode": 45009, "errmsg": "freq"}, "发送过快", 4),
        ("wecom", {"errcode": -1, "errmsg": "busy"}, "系统繁忙", 4),
        ("wecom", {"errcode": 81013}, "81013", 1),
        ("wecom", b"<html>please log in</html>", "应答的不是企业微信群机器人", 1),
        ("wecom", ["no", "robot"], "应答的不是企业微信群机器人", 1),
        ("dingtalk", {"errcode": 310000, "errmsg": f"sign not match {SIGNING}"}, "安全设置不符", 1),
        ("feishu", {"code": 19024, "msg": "Key Words Not Found"}, "自定义关键词", 1),
        ("feishu", {"code": 11232, "msg": "frequency limited"}, "发送过快", 4),
        ("feishu", {"StatusCode": 0, "StatusMessage": "success"}, "已送达", 1),
    ],
)
def test_what_a_robot_answers_is_told_and_tried_again_only_where_that_may_help(
    server: Server, configured: Configured, sent: Sent, kind: str, answer: Any, told: str, tries: int
) -> None:
    server.answers = [(200, answer)] * 4
    state, said = sent(configured(kind, server.url))
    assert told in said
    assert state == ("sent" if told == "已送达" else "failed")
    assert len(server.bodies) == tries
