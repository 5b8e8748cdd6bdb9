"""Passage: text for matching that still knows, character by character, where on which page it stands.

Checks match on cleaned, flowing text; evidence is drawn on the page image. A passage is the bridge.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.cell_order import pieces
from ingest.document import Page, Span
from ingest.fill_lines import without_fill_lines
from ingest.normalise import normalise

_SHOWN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[i]`` was read on page ``pages[i]`` at offset ``offsets[i]`` of that page's text."""

    text: str
    pages: array[int]
    offsets: array[int]

    @classmethod
    def of(cls, pages: Iterable[Page]) -> Passage:
        """The normalised text of some pages, cells of tables read as wholes, a line break between pages."""
        parts: list[str] = []
        numbers, offsets = array("l"), array("l")
        for page in pages:
            ordered = pieces(page)
            whole = page.text if ordered is None else "\n".join([page.text[start:end] for start, end in ordered])
            clean = normalise(without_fill_lines(whole))
            if parts:
                parts.append("\n")
                numbers.append(page.number)
                offsets.append(0)
            parts.append(clean.text)
            numbers.extend(array("l", [page.number]) * len(clean.text))
            if ordered is None:
                offsets.extend(clean.offsets[: len(clean.text)])
            else:
                places = [at for start, end in ordered for at in range(start, end + 1)]
                offsets.extend([places[at] for at in clean.offsets[: len(clean.text)]])
        return cls("".join(parts), numbers, offsets)

    def squeezed(self) -> Passage:
        """The same without any white space: what ``mentions(x, re)`` of the catalogue matches on."""
        pages, offsets = array("l"), array("l")
        for match in _SHOWN.finditer(self.text):
            start, end = match.span()
            pages.extend(self.pages[start:end])
            offsets.extend(self.offsets[start:end])
        return Passage("".join(self.text.split()), pages, offsets)

    def kept(self, places: Sequence[int]) -> Passage:
        """The characters at these places only."""
        text, pages, offsets = self.text, self.pages, self.offsets
        return Passage("".join([text[i] for i in places]), array("l", [pages[i] for i in places]), array("l", [offsets[i] for i in places]))

    def without(self, spans: Iterable[Span]) -> Passage:
        """The same without what stands in these spans."""
        gone: set[int] = set()
        for span in spans:
            first = bisect_left(self.pages, span.page)  # pages ascend
            last = bisect_right(self.pages, span.page, first)
            gone.update(i for i, offset in enumerate(self.offsets[first:last], first) if span.start <= offset < span.end)
        if not gone:
            return self
        parts, pages, offsets, at = [], array("l"), array("l"), 0
        for i in [*sorted(gone), len(self.text)]:
            if at < i:
                parts.append(self.text[at:i])
                pages += self.pages[at:i]
                offsets += self.offsets[at:i]
            at = i + 1
        return Passage("".join(parts), pages, offsets)

    def slice(self, start: int, end: int) -> Passage:
        """The part between two offsets."""
        return Passage(self.text[start:end], self.pages[start:end], self.offsets[start:end])

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
