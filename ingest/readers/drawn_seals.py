"""Seals and signatures on pages with text: embedded pictures, drawings and annotations of a seal's size are drawn and looked at.

Most pages hold nothing of the kind and cost nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from ingest.document import Box, Page, Seal
from ingest.ocr.page import seal_fact
from ingest.ocr.seals import LARGEST, SMALLEST, find_seals
from ingest.readers.pdf_pages import Sheet

_DPI = 200.0
_MILLIMETRE = 72 / 25.4  # points
_ROUND = 1.15  # width over height, or height over width, of what may be one seal
_AROUND = 3.0  # points
# where people sign and seal
_PLACE = re.compile(
    r"签[名字章收批发]|盖章|印章|公章|年.{0,12}月|意见|确认|审批|批准|负责人|领导|(?:人|人员|单位)\s*(?:[（(][^（）()]{1,8}[）)])?\s*(?:[：:]|$)"
)
_ABOVE, _BELOW = 3.0, 6.0  # heights of a line: a label stands amid its cell, or at the head of a column
_LETTERS = 0.9  # how sure letters on a ring are a seal
_TALLEST, _WIDEST = 60.0, 260.0  # points of a stroke of the pen
_LEAST = 2.0  # points
_MOST = 400  # strokes of a page that are looked at; more are a drawing


def with_seals(page: Page, sheet: Sheet, curves: Sequence[Box], rings: Sequence[Box]) -> Page:
    """A page with text and the seals that are drawn on it. ``curves`` are its drawn lines that are not straight, ``pictures`` its images.

    Letters on a ring are a seal's, also where no more of it is found: the rim of the page cuts it, or only its letters are drawn.
    Curves where people sign are counted among the pictures; what is a seal is taken from them.
    """
    stamps = sheet.stamps()
    if not (page.pictures or curves or stamps or rings):
        return page
    places = [line.box for line in page.lines if _PLACE.search(page.text[line.start : line.end])]
    highs = [box.bottom - box.top for box in places]
    places = [
        structs.replace(box, top=box.top - _ABOVE * high, x1=page.width, bottom=box.bottom + _BELOW * high)
        for box, high in zip(places, highs, strict=True)
    ]
    likely = [box for box in (*page.pictures, *curves, *stamps) if _as_a_seal(box)]
    likely += [box for box in page.pictures if _larger(box) and any(box.meets(place) for place in places)]
    seals: list[Seal] = []
    for box in _together(likely):
        seals += (seal for seal in _seals_in(sheet, page, box) if not any(_same(seal.box, other.box) for other in seals))
    cut = [_cut(ring, page) for ring in rings if not any(ring.meets(seal.box) for seal in seals)]
    seals += (Seal(box, _LETTERS) for box in cut if box.x0 < box.x1 and box.top < box.bottom)
    pens = [box for box in curves if _as_of_a_pen(box) and any(box.meets(place) for place in places)]
    free = [box for box in (*page.pictures, *(pens if len(pens) <= _MOST else ())) if not any(_within(box, seal.box) for seal in seals)]
    return replace(page, pictures=tuple(free), seals=tuple(seals))


def _seals_in(sheet: Sheet, page: Page, box: Box) -> list[Seal]:
    """The seals that are drawn in a box."""
    part = _cut(Box(box.x0 - _AROUND, box.top - _AROUND, box.x1 + _AROUND, box.bottom + _AROUND), page)
    if min(part.x1 - part.x0, part.bottom - part.top) < SMALLEST * _MILLIMETRE - 1:
        return []  # the rim of the page leaves too little of it
    picture = sheet.part(part, _DPI)
    if picture is None:
        return []
    found = [seal_fact(picture, mark, 72 / _DPI) for mark in find_seals(picture, _DPI)]
    return [replace(seal, box=_moved(seal.box, part)) for seal in found]


def _cut(box: Box, page: Page) -> Box:
    return Box(*(round(v, 2) for v in (max(box.x0, 0), max(box.top, 0), min(box.x1, page.width), min(box.bottom, page.height))))


def _together(boxes: list[Box]) -> list[Box]:
    """Boxes around those that meet: a ring is often drawn twice, and the star in it once more."""
    found: list[Box] = []
    for box in boxes:
        met = [other for other in found if other.meets(box)]
        found = [other for other in found if not other.meets(box)]
        sides = [(one.x0, one.top, one.x1, one.bottom) for one in (*met, box)]
        x0, top, x1, bottom = zip(*sides, strict=True)
        found.append(Box(min(x0), min(top), max(x1), max(bottom)))
    return found


def _moved(box: Box, by: Box) -> Box:
    return Box(*(round(v, 2) for v in (box.x0 + by.x0, box.top + by.top, box.x1 + by.x0, box.bottom + by.top)))


def _as_a_seal(box: Box) -> bool:
    wide, high = box.x1 - box.x0, box.bottom - box.top
    small, large = min(wide, high), max(wide, high)
    return small >= SMALLEST * _MILLIMETRE and large <= LARGEST * _MILLIMETRE and large <= _ROUND * small


def _larger(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) >= SMALLEST * _MILLIMETRE and not _as_a_seal(box)


def _as_of_a_pen(box: Box) -> bool:
    wide, high = box.x1 - box.x0, box.bottom - box.top
    return max(wide, high) >= _LEAST and high <= _TALLEST and wide <= _WIDEST


def _same(one: Box, other: Box) -> bool:
    return _within(one, other) or _within(other, one)


def _within(box: Box, seal: Box) -> bool:
    """Whether the middle of a box lies in a seal, and the box does not reach far beyond it."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    room = 0.2 * (seal.x1 - seal.x0)
    inside = seal.x0 < x < seal.x1 and seal.top < y < seal.bottom
    return inside and box.x0 > seal.x0 - room and box.x1 < seal.x1 + room and box.top > seal.top - room and box.bottom < seal.bottom + room
