"""Objects that pdfplumber's algorithms work on, where they come from elsewhere than pdfminer: characters, shapes, and the page of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pdfplumber.page import Page

Object = dict[str, Any]
Point = tuple[float, float]


def char(text: str, x0: float, top: float, x1: float, bottom: float, *, upright: bool = True) -> Object:
    """A character with the keys that words, lines, tables and crops use; points, origin at the top left."""
    return {
        "text": text,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
        "upright": upright,
    }


def shape(kind: str, points: list[Point], page_height: float) -> Object:
    """A ``line``, ``rect``, ``curve`` or ``image`` through some points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    return {
        "object_type": kind,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "y0": page_height - bottom,
        "y1": page_height - top,
        "width": x1 - x0,
        "height": bottom - top,
        "pts": points,
    }


class ObjectPage(Page):  # type: ignore[misc]  # pdfplumber has no types
    """A pdfplumber page of ``width`` × ``height`` points without pdfminer; who derives from it says in ``parse_objects`` what is on it."""

    def __init__(self, number: int, width: float, height: float) -> None:
        # Not super().__init__, which wants pdfminer's objects; these are all the attributes that the algorithms use.
        self.pdf = None
        self.page_obj = None
        self.root_page = self
        self.page_number = number
        self.initial_doctop = 0
        self.rotation = 0
        self.bbox = self.mediabox = self.cropbox = (0.0, 0.0, width, height)
        self.get_textmap = lru_cache()(self._get_textmap)
