"""Pages a second and time left, by a clock that the tests turn."""

from __future__ import annotations

from zhijian.commands.run_screen import told
from zhijian.pace import Pace
from zhijian.task import Progress


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def page(pace: Pace, clock: Clock, at: float, key: str, done: int, pages: int, size: int) -> None:
    clock.now = 100.0 + at
    pace.on_page(Progress(key, "1.pdf", done, pages, size))


def test_nothing_is_estimated_before_a_file_was_opened() -> None:
    pace = Pace(1000, Clock())
    pace.on_page(Progress("a", "1.pdf"))
    assert (pace.pages, pace.rate, pace.pages_left, pace.seconds_left) == (0, 0.0, None, None)


def test_one_long_file_is_measured_by_its_own_pages() -> None:
    clock = Clock()
    pace = Pace(9000, clock)
    for done in range(1, 101):
        page(pace, clock, done * 0.5, "a", done, 300, 9000)
    assert (pace.pages, pace.rate, pace.pages_left, pace.seconds_left) == (100, 2.0, 200, 100.0)


def test_files_to_come_hold_as_many_pages_a_byte_as_those_opened() -> None:
    clock = Clock()
    pace = Pace(100_000, clock)
    page(pace, clock, 10, "a", 40, 40, 20_000)
    pace.on_dossier("a", 20_000)
    page(pace, clock, 10, "b", 10, 60, 30_000)
    assert pace.pages == 50
    assert pace.pages_left == 50 + 100  # of b, and 2 pages a kilobyte of the 50 that nobody has opened
    assert pace.seconds_left == 30.0


def test_what_needs_no_reading_is_off_the_list() -> None:
    clock = Clock()
    pace = Pace(50_000, clock)
    page(pace, clock, 1, "a", 10, 10, 10_000)
    pace.on_dossier("a", 10_000)
    pace.on_dossier("known", 30_000)
    assert pace.pages_left == 10
    pace.on_dossier(None, 10_000)
    assert pace.pages_left == 0
    assert Pace(0, clock).pages_left == 0


def test_the_pace_is_that_of_the_last_minute() -> None:
    """After a thousand pages with text, scans: what counts is how fast scans go."""
    clock = Clock()
    pace = Pace(2, clock)
    page(pace, clock, 1, "a", 1000, 1000, 1)
    for second in range(2, 100):
        page(pace, clock, second, "b", second - 1, 1000, 1)
    assert pace.rate == 1.0
    assert pace.seconds_left == 1000 - 98


def test_a_file_that_is_begun_again_does_not_run_backwards() -> None:
    clock = Clock()
    pace = Pace(10, clock)
    page(pace, clock, 1, "a", 9, 10, 10)
    page(pace, clock, 2, "a", 1, 10, 10)
    assert pace.pages == 1
    assert pace.rate >= 0


def test_the_pace_is_told_in_words() -> None:
    clock = Clock()
    pace = Pace(10, clock)
    assert told(pace) == "0 页  0.0 页/秒"
    page(pace, clock, 10, "a", 20, 20_000, 10)
    assert told(pace) == "20 页  2.0 页/秒  剩余约 2:46:30"
