"""Ruled lines of a picture: those of tables, and not the strokes of letters."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from ingest.ocr.ruling import page_ink, ruled_lines

DPI = 200.0


def _sheet() -> Any:
    return np.full((800, 1000, 3), 245, np.uint8)


def _drawn(*lines: tuple[int, int, int, int], grey: int = 40) -> Any:
    picture = _sheet()
    for x0, y0, x1, y1 in lines:
        cv2.line(picture, (x0, y0), (x1, y1), (grey,) * 3, 2)
    return picture


def _found(picture: Any) -> list[tuple[float, float, float, float]]:
    ink, scale = page_ink(picture, DPI)
    return ruled_lines(ink, scale, DPI)


def _near(found: list[tuple[float, float, float, float]], wanted: tuple[int, int, int, int]) -> bool:
    return any(max(abs(a - b) for a, b in zip(edge, wanted, strict=True)) <= 6 for edge in found)


FRAME = ((100, 100, 900, 100), (100, 170, 900, 170), (100, 100, 100, 170), (900, 100, 900, 170))


@pytest.mark.parametrize("grey", [40, 150])
def test_the_lines_of_a_frame_are_found_also_where_they_are_pale(grey: int) -> None:
    found = _found(_drawn(*FRAME, grey=grey))
    assert len(found) == 4
    assert all(_near(found, line) for line in FRAME)


def test_a_row_may_have_columns_of_its_own_though_it_is_low() -> None:
    own = (400, 100, 400, 170)
    assert _near(_found(_drawn(*FRAME, own)), own)


def test_a_stroke_that_meets_a_line_with_one_end_only_is_none() -> None:
    assert len(_found(_drawn(*FRAME, (400, 100, 400, 150)))) == 4


def test_a_letter_that_stands_on_a_line_does_not_lengthen_what_hangs_from_it() -> None:
    found = _found(_drawn(*FRAME, (400, 100, 400, 170), (400, 70, 400, 98)))
    assert _near(found, (400, 100, 400, 170))


def test_strokes_of_letters_are_no_lines() -> None:
    picture = _sheet()
    for row in range(5):
        cv2.putText(picture, "HEIL TITEL 1714 HHHH", (60, 120 + 120 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (30, 30, 30), 4)
    assert _found(picture) == []


def test_a_broken_line_is_one() -> None:
    pieces = [(100 + 60 * i, 300, 100 + 60 * i + 55, 300) for i in range(13)]
    assert _near(_found(_drawn(*pieces)), (100, 300, 875, 300))


def test_an_empty_sheet_has_none() -> None:
    assert _found(_sheet()) == []
