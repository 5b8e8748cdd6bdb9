"""The types that flow out of reading: Source, Document, Page, Line, Seal, Box, Span.

Units: boxes are in page points (1/72 inch), origin at the top left, so that a box scales with the rendered page image.
Offsets are Python string offsets into ``Page.text``, the text exactly as read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from math import inf
from operator import attrgetter
from typing import Literal

from msgspec import Struct

Kind = Literal["dossier", "news", "complaint", "post"]
Origin = Literal["text", "ocr", "none"]
_START = attrgetter("start")
_WIDE = 1.2  # width over height from which a sheet may bear two pages side by side
_GUTTER = 0.02  # of the width, between them: what a sheet lies askew moves lines a little
_LEAST_OF_A_PAGE = 3  # lines
_SHOWN = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes came from. ``sha256`` addresses them in the vault; ``path`` or ``url`` says where they were found."""

    sha256: str
    media_type: str
    size: int
    path: str | None = None
    url: str | None = None
    fetched_at: datetime | None = None


class Box(Struct, frozen=True, gc=False):
    """A rectangle in page points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a piece of the page in common."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.top < other.bottom and other.top < self.bottom


class Line(Struct, frozen=True, gc=False):
    """One text line: ``page.text[start:end]`` inside ``box``.

    ``edges`` holds the left x of every character and the right x of the last: ``len(edges) == end - start + 1``.
    """

    start: int
    end: int
    box: Box
    edges: tuple[float, ...]


class Cell(Struct, frozen=True, gc=False):
    """One cell of a ruled table: its box and the character range that lies in it (a cell may hold several lines)."""

    row: int
    column: int
    box: Box
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """A red seal on a page: its box, and how sure it is one (``confidence``, the share of its outline that was found, 0 to 1).

    ``ring`` is a picture of its ring, to be read where it matters (``ingest.ocr.ring_text.said``); ``text`` is what it says where that is
    known without reading.
    """

    box: Box
    confidence: float
    text: str | None = None
    ring: bytes = b""


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``number`` counts from 1 through the whole dossier. ``origin`` is ``none`` where nothing could be read.

    ``lines`` stand in the order of the text. ``tables`` holds the ruled tables of the page, each a tuple of cells in reading order.
    ``problem`` says in Chinese why a page could not be read. ``pictures`` are the images that stand in it and strokes that are no print,
    such as signatures by hand; red seals are in ``seals`` instead.
    """

    number: int
    text: str
    lines: tuple[Line, ...] = ()
    width: float = 0.0
    height: float = 0.0
    origin: Origin = "text"
    confidence: float = 1.0
    tables: tuple[tuple[Cell, ...], ...] = ()
    problem: str | None = None
    blank: bool = False
    pictures: tuple[Box, ...] = ()
    seals: tuple[Seal, ...] = ()

    @property
    def ink(self) -> tuple[Box, ...]:
        """The boxes of pictures and seals: where something stands that is no text."""
        return (*self.pictures, *(seal.box for seal in self.seals))

    @property
    def unread(self) -> bool:
        """True where the page carries marks that nobody has read: absence of words proves nothing there."""
        return self.origin == "none" and not self.blank

    def under(self, seal: Seal) -> tuple[Line, ...]:
        """The lines that a seal lies over: it reaches as far as the middle of their height."""
        near = [line for line in self.lines if seal.box.meets(line.box)]
        return tuple(line for line in near if seal.box.top < (line.box.top + line.box.bottom) / 2 < seal.box.bottom)

    @property
    def fold(self) -> int | None:
        """Of a sheet with two pages side by side, the left one first, the offset at which the right one begins; None of other pages."""
        if self.width < _WIDE * self.height:
            return None
        middle, gutter = self.width / 2, _GUTTER * self.width
        on_right = [line.box.x0 + line.box.x1 >= self.width for line in self.lines]
        left = on_right.count(False)
        crossed = any(line.box.x0 < middle - gutter and line.box.x1 > middle + gutter for line in self.lines)
        if crossed or min(left, len(on_right) - left) < _LEAST_OF_A_PAGE or any(on_right[:left]):
            return None
        return self.lines[left].start

    def part(self, start: int, end: int | None, upright: Page | None = None) -> Page:
        """The piece of the page from one line to before another, by their offsets (None: to its foot). Offsets stay as they are.

        ``upright``: the same page with its boxes turned upright, where this one has them as it was scanned.
        """
        seen = upright or self
        first = next((line for line in seen.lines if start <= line.start), None) if start else None
        below = next((line for line in seen.lines if end is not None and line.start >= end), None)
        fold = seen.fold
        middle = inf if fold is None else seen.width / 2
        top = _begins(first, middle, fold) if first else (False, -inf)
        foot = _begins(below, middle, fold) if below else (True, inf)

        def stands(box: Box) -> bool:
            return top <= (box.x0 + box.x1 >= 2 * middle, (box.top + box.bottom) / 2) < foot

        pairs = [zip(own, table, strict=True) for own, table in zip(self.tables, seen.tables, strict=True)]
        tables = [tuple(cell for cell, one in table if stands(one.box)) for table in pairs]
        stop = len(self.text) if end is None else end
        return replace(
            self,
            text=_SHOWN.sub(" ", self.text[:start]) + self.text[start:stop] + _SHOWN.sub(" ", self.text[stop:]),
            lines=tuple([line for line in self.lines if start <= line.start and (end is None or line.end <= end)]),
            tables=tuple(table for table in tables if table),
            pictures=tuple(box for box, one in zip(self.pictures, seen.pictures, strict=True) if stands(one)),
            seals=tuple(seal for seal, one in zip(self.seals, seen.seals, strict=True) if stands(one.box)),
        )

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes that cover ``text[start:end]``, one a line."""
        found = []
        for line in self.lines[max(bisect_right(self.lines, start, key=_START) - 1, 0) :]:
            if line.start >= end:
                break
            a, b = max(start, line.start), min(end, line.end)
            if a < b:
                found.append(Box(line.edges[a - line.start], line.box.top, line.edges[b - line.start], line.box.bottom))
        return tuple(found)


def _begins(line: Line, middle: float, fold: int | None) -> tuple[bool, float]:
    """From where on what stands beside or below a line belongs to it: the half of the sheet, and how far down in it."""
    return (True, -inf) if line.start == fold else (line.box.x0 + line.box.x1 >= 2 * middle, line.box.top)


class Span(Struct, frozen=True, gc=False):
    """A piece of evidence: ``page.text[start:end]`` on page ``page`` (dossier page number)."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read. ``first_page`` is the dossier page number of its first page."""

    source: Source
    kind: Kind
    title: str | None
    pages: tuple[Page, ...]
    published_at: date | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of all pages, one blank line between pages."""
        return "\n\n".join(page.text for page in self.pages)
