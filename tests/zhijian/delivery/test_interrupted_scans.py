"""A scan broken off between two steps and done again, the same day or the next: one briefing of each thing, sent once."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from index.briefing import Briefing
from index.store_briefings import Briefings
from tests.index.briefing_office import CART, BriefingOffice
from tests.zhijian.delivery.servers import Configured, Server
from zhijian.office import Office, office
from zhijian.scan import Scan, ScanWatcher, Wanted
from zhijian.scan_config import ScanConfig

STAGES = ("跨案卷比对", "编写简报", "推送简报")


@pytest.fixture
def config(server: Server, configured: Configured) -> ScanConfig:
    return configured("webhook", server.url)


def broken_off(config: ScanConfig, stage: str, now: datetime) -> None:
    """A program whose scan ends, as Ctrl-C ends it, when it comes to a stage."""

    def stop(at: str) -> None:
        if at == stage:
            raise KeyboardInterrupt

    with office() as program, pytest.raises(KeyboardInterrupt):
        Scan(program, config, Wanted(), ScanWatcher(on_stage=stop)).run(now=now)


def briefings(desk: Office) -> list[Briefing]:
    """All, the oldest first."""
    shelf = Briefings(desk.store.engine)
    return [found for row in reversed(shelf.since("2000-01-01")) if (found := shelf.get(row.id))]


@pytest.mark.parametrize("stage", STAGES)
def test_done_again_on_the_same_day_it_goes_on_where_it_was(desk: Office, server: Server, config: ScanConfig, stage: str) -> None:
    now = datetime.now().astimezone()
    clue = BriefingOffice(desk.store).say("a", CART)
    broken_off(config, stage, now)
    assert server.bodies == []
    done = Scan(desk, config).run(now=now)
    assert [(one.number, [item.clue for item in one.new]) for one in briefings(desk)] == [(1, [clue])]
    assert [one.state for one in done.deliveries] == ["sent"]
    assert len(server.bodies) == 1
    assert json.loads(server.bodies[0])["briefing"]["new"][0]["clue"] == clue
    assert [run.state for run in desk.store.runs() if run.kind == "scan"] == ["done"]


@pytest.mark.parametrize("stage", STAGES)
def test_left_until_the_next_day_nothing_is_lost_or_told_twice(desk: Office, server: Server, config: ScanConfig, stage: str) -> None:
    now = datetime.now().astimezone()
    clue = BriefingOffice(desk.store).say("a", CART)
    broken_off(config, stage, now - timedelta(days=1))
    Scan(desk, config).run(now=now)
    assert [clue for one in briefings(desk) for item in one.new] == [clue]
    assert len(server.bodies) == 1
    Scan(desk, config).run(now=now)
    assert len(server.bodies) == 1


def test_a_day_with_something_a_day_with_more_and_a_day_with_nothing(desk: Office, server: Server, config: ScanConfig) -> None:
    incoming = BriefingOffice(desk.store)
    told = []
    for text in ("a", "b", None):
        if text:
            told.append(incoming.say(text, CART if text == "a" else "夜里十一点云水路工地还在打桩，城管都说正在处理，一直没有人到现场来。"))
        Scan(desk, config).run()
    assert [[item["clue"] for item in json.loads(body)["briefing"]["new"]] for body in server.bodies] == [[told[0]], [told[1]]]
    assert [one.number for one in briefings(desk)] == [1, 2, None]
