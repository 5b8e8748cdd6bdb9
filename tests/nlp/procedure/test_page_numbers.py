"""Numbers on the pages of a dossier: where they run on, and where they do not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.document import Origin, Page
from nlp.procedure.page_numbers import breaks, page_numbers


def _pages(numbers: Sequence[int | None], form: str = "{n}\n南岭县城市管理局\n笔录", origin: Origin = "text") -> list[Page]:
    return [
        Page(at, form.format(n=n) if n else "", origin=origin, blank=n is None)  # a page without a number is a blank one
        for at, n in enumerate(numbers, start=1)
    ]


@pytest.mark.parametrize("form", ["{n}\n南岭县城市管理局", "南岭县城市管理局 {n}\n笔录", "南岭县城市管理局\n— {n} —"])
def test_a_series_is_found_in_each_place(form: str) -> None:
    pages = _pages(range(1, 13), form)
    assert [one.number for one in page_numbers(pages)] == list(range(1, 13))
    assert not breaks(pages)


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ([1, 2, 3, 4, 5, 7, 8, 9, 10, 11], [(5, 7)]),
        ([1, 2, 3, 4, 5, 5, 6, 7, 8, 9], [(5, 5)]),
        ([1, 2, 3, None, 4, 5, 6, 7, 8, 9, 10], []),
        ([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], []),
        ([1, 2, 3, 5], []),
    ],
)
def test_numbers_left_out_or_told_twice(numbers: Sequence[int | None], wrong: list[tuple[int, int]]) -> None:
    assert [(one.number, other.number) for one, other in breaks(_pages(numbers))] == wrong


def test_one_number_of_a_scan_may_be_misread() -> None:
    assert not breaks(_pages([1, 2, 3, 4, 8, 6, 7, 8, 9, 10, 11], origin="ocr"))
    assert len(breaks(_pages([1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12], origin="ocr"))) == 1
