"""Passage: text for matching that still knows, character by character, where on which page it stands.

Checks match on cleaned, flowing text; evidence is drawn on the page image. A passage is the bridge.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeAlias

from ingest.cell_order import Pieces, pieces
from ingest.document import Page, Span
from ingest.fill_lines import without_fill_lines
from ingest.normalise import Clean, as_array, normalise

_SHOWN = re.compile(r"\S+")

Places: TypeAlias = "tuple[array[int], array[int]]"  # the page of every character, and its offset in the text of that page


class Passage:
    """``text[i]`` was read on page ``pages[i]`` at offset ``offsets[i]`` of that page's text.

    Where its characters stand is worked out when somebody asks: of most passages only the text is read.
    """

    __slots__ = ("_places", "text")

    def __init__(self, text: str, places: Callable[[], Places]) -> None:
        self.text = text
        self._places: Callable[[], Places] | Places = places

    @property
    def places(self) -> Places:
        """``pages`` and ``offsets``."""
        if callable(self._places):
            self._places = self._places()
        return self._places

    @property
    def pages(self) -> array[int]:
        """The numbers of the pages, ascending."""
        return self.places[0]

    @property
    def offsets(self) -> array[int]:
        """The offsets on them."""
        return self.places[1]

    @classmethod
    def of(cls, pages: Iterable[Page]) -> Passage:
        """The normalised text of some pages, cells of tables read as wholes, a line break between pages."""
        read: list[tuple[int, Pieces | None, Clean]] = []
        for page in pages:
            ordered = pieces(page)
            whole = page.text if ordered is None else "\n".join([page.text[start:end] for start, end in ordered])
            read.append((page.number, ordered, normalise(without_fill_lines(whole))))
        return cls("\n".join([clean.text for _, _, clean in read]), partial(_places_on, read))

    def squeezed(self) -> Passage:
        """The same without any white space: what ``mentions(x, re)`` of the catalogue matches on."""
        return Passage("".join(self.text.split()), self._shown)

    def _shown(self) -> Places:
        """The places of what is no white space."""
        (of_all, at_all), pages, offsets = self.places, array("l"), array("l")
        for match in _SHOWN.finditer(self.text):
            start, end = match.span()
            pages.extend(of_all[start:end])
            offsets.extend(at_all[start:end])
        return pages, offsets

    def kept(self, places: Sequence[int]) -> Passage:
        """The characters at these places only."""
        text, (pages, offsets) = self.text, self.places
        kept = array("l", [pages[i] for i in places]), array("l", [offsets[i] for i in places])
        return Passage("".join([text[i] for i in places]), lambda: kept)

    def without(self, spans: Iterable[Span]) -> Passage:
        """The same without what stands in these spans."""
        gone: set[int] = set()
        dropped: dict[int, set[int]] = {}
        for span in spans:
            dropped.setdefault(span.page, set()).update(range(span.start, span.end))
        for page, on_page in dropped.items():
            first = bisect_left(self.pages, page)  # pages ascend
            last = bisect_right(self.pages, page, first)
            gone.update([i for i, offset in enumerate(self.offsets[first:last], first) if offset in on_page])
        if not gone:
            return self
        parts, pages, offsets, at = [], array("l"), array("l"), 0
        for i in [*sorted(gone), len(self.text)]:
            if at < i:
                parts.append(self.text[at:i])
                pages += self.pages[at:i]
                offsets += self.offsets[at:i]
            at = i + 1
        return Passage("".join(parts), lambda: (pages, offsets))

    def slice(self, start: int, end: int) -> Passage:
        """The part between two offsets."""
        return Passage(self.text[start:end], lambda: (self.pages[start:end], self.offsets[start:end]))

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Where ``text[start:end]`` stands, one span a page."""
        found: list[Span] = []
        while start < end:
            number = self.pages[start]
            stop = bisect_right(self.pages, number, start, end)  # pages ascend
            offsets = self.offsets[start:stop]
            found.append(Span(number, min(offsets), max(offsets) + 1))
            start = stop
        return tuple(found)


def _places_on(read: Sequence[tuple[int, Pieces | None, Clean]]) -> Places:
    """The places of the clean texts of pages, each after the first behind a line break."""
    numbers, offsets = array("l"), array("l")
    for i, (number, ordered, clean) in enumerate(read):
        if i:
            numbers.append(number)
            offsets.append(0)
        own = as_array(clean.offsets)[: len(clean.text)]
        numbers += array("l", [number]) * len(own)
        if ordered is None:
            offsets += own
        else:
            whole = [at for start, end in ordered for at in range(start, end + 1)]
            offsets.extend([whole[at] for at in own])
    return numbers, offsets
