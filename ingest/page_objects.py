"""Objects that pdfplumber's algorithms work on, where they come from elsewhere than pdfminer: characters, shapes, and the page of them.

A run is a character of several letters: letters that follow each other on one level so closely that no algorithm would part them.
pdfplumber makes the same words and lines of runs as of their letters, in a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from operator import itemgetter
from typing import Any

from pdfplumber.page import Page
from pdfplumber.utils.text import DEFAULT_X_TOLERANCE, DEFAULT_Y_TOLERANCE, TextMap, chars_to_textmap

from ingest.clusters import clustered

Object = dict[str, Any]
Point = tuple[float, float]

CLOSE = DEFAULT_X_TOLERANCE  # points from letter to letter, beyond which pdfplumber begins a new word


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


def letters_of(run: Object) -> list[Object]:
    """The characters of a run; what is no run is its own only character."""
    if "lefts" not in run:
        return [run]
    top, bottom, upright = run["top"], run["bottom"], run["upright"]
    return [
        char(letter, left, top, right, bottom, upright=upright)
        for letter, left, right in zip(run["text"], run["lefts"], run["rights"], strict=True)
    ]


def runs_of(page: Any) -> list[Object]:
    """The characters of any pdfplumber page, as runs where it has them."""
    found: list[Object] = page.runs if isinstance(page, ObjectPage) else page.chars
    return found


def glyphs(runs: Iterable[Object]) -> list[str]:
    """The text of every glyph; ``(cid:12)`` and the letters of a ligature are one."""
    found: list[str] = []
    for run in runs:
        found.extend(run["text"] if "lefts" in run else (run["text"],))
    return found


def run(letters: Sequence[str], lefts: list[float], rights: list[float], top: float, bottom: float) -> Object:
    """Letters on one level as a run, a single one as a character. Lefts and rights rise, and no gap is wider than ``CLOSE``."""
    joined = char("".join(letters), lefts[0], top, rights[-1], bottom)
    if len(letters) > 1:
        joined["lefts"], joined["rights"] = lefts, rights
    return joined


def overlapping(in_turn: Sequence[Object]) -> bool:
    """Whether letters of a run on a line, given from left to right, may stand between those of another."""
    last = -inf
    for one in in_turn:
        if last >= one["x0"]:
            return True
        last = one["lefts"][-1] if "lefts" in one else one["x0"]
    return False


def parted(runs: list[Object]) -> list[Object]:
    """The runs, but in letters on lines where runs overlap."""
    lines = clustered(runs, itemgetter("doctop"), DEFAULT_Y_TOLERANCE)
    divided = {id(one) for line in lines if overlapping(sorted(line, key=itemgetter("x0"))) for one in line}
    if not divided:
        return runs
    return [piece for one in runs for piece in (letters_of(one) if id(one) in divided else (one,))]


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
        self.page_number = number
        self.initial_doctop = 0
        self.rotation = 0
        self.bbox = self.mediabox = self.cropbox = (0.0, 0.0, width, height)
        self._textmap: TextMap | None = None

    @property
    def root_page(self) -> ObjectPage:
        """The page that crops come from: itself, which it does not hold, so that it goes as soon as it is done with."""
        return self

    @property
    def runs(self) -> list[Object]:
        """All characters, where possible as runs."""
        found: list[Object] = self.chars
        return found

    def get_textmap(self) -> TextMap:
        """Made once. pdfplumber's own cache would hold the page that holds it."""
        if self._textmap is None:
            self._textmap = chars_to_textmap(parted(self.runs), layout_bbox=self.bbox)
        return self._textmap
