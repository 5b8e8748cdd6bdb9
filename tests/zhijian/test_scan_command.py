"""``zhijian scan``: a real site and a real group robot, over three scans."""

from __future__ import annotations

from typing import Any

from index.store_briefings import Briefings
from tests.zhijian.outside import TEXTS, Outside


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
