"""A scan killed with SIGKILL and run again: nothing is lost, nothing told twice, one briefing."""

from __future__ import annotations

import sys
import threading
from datetime import date
from typing import Any

import pytest

from index.store_briefings import Briefings
from tests.zhijian.outside import TEXTS, Outside

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")


def told(program: Any) -> list[tuple[int | None, str, list[str]]]:
    """Number, day and titles of the new clues of every briefing, the oldest first."""
    with program.store() as store:
        shelf = Briefings(store.engine)
        briefings = [shelf.get(row.id) for row in reversed(shelf.since("2000-01-01"))]
    return [(one.number, one.day, sorted(item.title for item in one.new)) for one in briefings if one]


def titles(*numbers: int) -> list[str]:
    return sorted(TEXTS[n][0] for n in numbers)


def test_killed_while_it_reads_a_site(program: Any, outside: Outside) -> None:
    outside.articles = [1, 2, 3]
    released = threading.Event()
    outside.before = lambda path: released.wait(60) if path == "/a/3.html" else None
    process = program.start("scan")
    program.kill_when(process, "document", 1)
    released.set()
    assert told(program) == []
    ended = program.run("scan")
    assert ended.code == 0, ended.out + ended.err
    today = date.today().isoformat()
    assert told(program) == [(1, today, titles(1, 2, 3))]
    assert len(outside.messages) == 1
    with program.store() as store:
        assert [run.state for run in store.runs() if run.kind == "scan"] == ["done"]


def test_killed_while_the_briefing_is_sent_it_arrives_and_at_most_twice(program: Any, outside: Outside) -> None:
    released = threading.Event()
    outside.before = lambda path: released.wait(60) if path.startswith("/robot") and outside.messages else None
    process = program.start("scan")
    program.kill_when(process, "delivery WHERE state = 'sending'", 1)
    released.set()
    ended = program.run("scan")
    assert ended.code == 0, ended.out + ended.err
    assert "可能重复一次" in ended.out
    assert told(program) == [(1, date.today().isoformat(), titles(1, 2))]
    assert 1 <= len(outside.messages) <= 2
    assert len(set(outside.messages)) == 1
    outside.articles.append(3)
    assert program.run("scan").code == 0
    assert TEXTS[1][0] not in outside.messages[-1]
    assert TEXTS[3][0] in outside.messages[-1]
