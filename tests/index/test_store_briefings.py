"""Briefings in the store: numbers, what was told, and deliveries, each in one transaction with what belongs to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from index.briefing import Briefing, Figures
from index.store import Store
from index.store_briefings import Briefings, Delivery, Told

NOON = datetime(2025, 3, 3, 4, tzinfo=UTC)


@pytest.fixture
def shelf(store: Store) -> Briefings:
    return Briefings(store.engine)


def briefing(id: str, *, day: str = "2025-03-03", new: int = 1, change: int = 1, hour: int = 0) -> Briefing:
    """One with so many new clues; those of later hours come later."""
    moment = (NOON + timedelta(hours=hour)).isoformat()
    return Briefing(id, day, day, None, "", moment, change, moment, Figures(new=new))


def test_numbers_count_within_the_year_and_only_those_with_news(shelf: Briefings) -> None:
    days = ("2025-12-30", "2025-12-31", "2025-12-31", "2026-01-01")
    numbers = [shelf.add(briefing(f"b{n}", day=day, new=n % 2 or n // 3, hour=n), [], []).number for n, day in enumerate(days)]
    assert numbers == [None, 1, None, 1]
    assert shelf.get("b1") == replace(briefing("b1", day="2025-12-31", hour=1), number=1)
    assert shelf.get("nobody") is None


def test_one_without_news_takes_the_place_of_the_last_such_of_its_day(shelf: Briefings) -> None:
    for n, (day, new) in enumerate((("2025-03-02", 0), ("2025-03-03", 1), ("2025-03-03", 0), ("2025-03-03", 0))):
        shelf.add(briefing(f"b{n}", day=day, new=new, hour=n), [], [])
    assert [(row.id, row.number, row.new) for row in shelf.of_month("2025-03")] == [("b3", None, 0), ("b1", 1, 1), ("b0", None, 0)]
    assert [row.id for row in shelf.since("2025-03-03")] == ["b3", "b1"]
    assert shelf.months() == ["2025-03"]
    assert shelf.first_day() == "2025-03-02"


def test_the_newest_is_that_which_looked_furthest(shelf: Briefings) -> None:
    assert shelf.last() is None
    assert shelf.first_day() is None
    shelf.add(briefing("b1", change=5, hour=2), [], [])
    shelf.add(briefing("b2", new=0, change=7, hour=1), [], [])
    assert (shelf.last() or briefing("")).id == "b2"
    newest = shelf.last_with_news()
    assert newest is not None
    assert (newest.id, newest.new) == ("b1", 1)


def test_what_was_told_last_counts(shelf: Briefings) -> None:
    shelf.add(briefing("b1"), [Told("event", "a", "1"), Told("event", "b", "1"), Told("source", "a", "x")], [])
    shelf.add(briefing("b2", hour=1), [Told("event", "a", "3")], [])
    assert shelf.told("event", ["a", "b", "c"]) == {"a": "3", "b": "1"}
    assert shelf.told("source", ["a"]) == {"a": "x"}


def test_a_briefing_goes_to_every_channel_and_one_without_news_to_none(shelf: Briefings) -> None:
    shelf.add(briefing("b1"), [], ["邮箱", "督办群"])
    shelf.add(briefing("b2", new=0, hour=1), [], ["邮箱"])
    assert [(one.channel, one.state) for one in shelf.deliveries("b1")] == [("督办群", "pending"), ("邮箱", "pending")]
    assert shelf.deliveries("b2") == []


def test_a_briefing_that_cannot_be_kept_leaves_nothing_behind(shelf: Briefings) -> None:
    shelf.add(briefing("b1"), [Told("event", "a", "1")], [])
    with pytest.raises(IntegrityError):
        shelf.add(briefing("b1", hour=1), [Told("event", "a", "2")], ["邮箱"])
    assert shelf.told("event", ["a"]) == {"a": "1"}
    assert shelf.deliveries("b1") == []


def test_deliveries_stay_open_until_they_end_well_or_nobody_can_tell(shelf: Briefings) -> None:
    for n in range(3):
        shelf.add(briefing(f"b{n}", hour=n), [], ["甲", "乙", "丙"])
    for channel, state in (("甲", "sent"), ("乙", "failed"), ("丙", "unknown")):
        done = shelf.note_delivery(Delivery("b1", channel, "pending", ""), state, "应答")
        assert (done.state, done.message) == (state, "应答")
    assert [(one.briefing, one.channel, one.state) for one in shelf.open_deliveries(after=NOON.isoformat())] == [
        ("b1", "乙", "failed"),
        ("b2", "丙", "pending"),
        ("b2", "乙", "pending"),
        ("b2", "甲", "pending"),
    ]
