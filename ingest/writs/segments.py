"""Pieces of lines, those of a page or those of one cell, in which labels and values are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from ingest.document import Box, Line, Page


class Piece(NamedTuple):
    """A piece of a line: ``page.text[start:end]`` in ``box``; None where the text has no layout."""

    start: int
    end: int
    box: Box | None


Segment: TypeAlias = Line | Piece


def segments_of(page: Page, ranges: Sequence[tuple[int, int]]) -> list[Segment]:
    """Ranges of a page's text, each within one line, with their boxes."""
    found: list[Segment] = []
    for a, b in ranges:
        boxes = page.boxes(a, b)
        found.append(Piece(a, b, boxes[0] if boxes else None))
    return found


def near(one: Segment, other: Segment) -> bool:
    """Whether a line follows another without a large gap between them."""
    if one.box is None or other.box is None:
        return True
    return other.box.top - one.box.bottom < 2.6 * max(one.box.bottom - one.box.top, 8.0)


def char_width(one: Segment) -> float:
    """Of a piece, on average, in points; 0 without layout."""
    return (one.box.x1 - one.box.x0) / max(1, one.end - one.start) if one.box else 0.0
