"""A label and the place of its value, and the helpers that turn places into text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from ingest.document import Box, Page
from ingest.fill_lines import without_fill_lines
from ingest.normalise import normalise, squeezed_text

BLANKS = " \t\u3000\u00a0_＿—-"
_GAP = re.compile(r"[ \t\u3000\u00a0]+")
# what a form prints where a day, a period or a count goes: 年 月 日 时 分至 …
_SCAFFOLD = re.compile(r"(?:[\s年月日时分秒午上下至自到起止第次共页号元份件、，,。.：:；;/／—_＿\-（）()〔〕\[\]【】《》]|次询问)*")


class Pair(Struct, frozen=True, gc=False):
    """A label (clean) and its value: ranges of the page's text, none where nothing stands there. ``area`` is where it would stand."""

    label: str
    page: Page
    ranges: tuple[tuple[int, int], ...]
    area: tuple[Box, ...] = ()

    @property
    def text(self) -> str:
        """The value, clean, line breaks inside it removed."""
        return join_lines(clean(self.page, a, b) for a, b in self.ranges)

    @property
    def lines(self) -> list[str]:
        """The value line by line with its blanks, which part names from each other."""
        return [spaced(without_fill_lines(self.page.text)[a:b]).strip(BLANKS) for a, b in self.ranges]

    @property
    def drawn(self) -> bool:
        """Whether a picture stands in the place of the value: a signature by hand, a seal."""
        return any(_meet(box, picture) for box in self.area for picture in self.page.ink)


def clean(page: Page, start: int, end: int) -> str:
    """A piece of a page's text, normalised, without blanks and fill-in lines around it."""
    text = page.text[start:end]
    if (filled := without_fill_lines(page.text)) is not page.text:
        text = "".join([char for char, read in zip(text, filled[start:end], strict=True) if char == read])
    return normalise(text).text.strip(BLANKS)


def spaced(text: str) -> str:
    """Clean, with the blanks between Chinese characters kept as one each: they part names."""
    return " ".join([normalise(part).text for part in _GAP.split(text)])


def squeezed(page: Page, start: int, end: int) -> str:
    """A piece of a page's text, normalised, without any white space."""
    return squeezed_text(page.text[start:end])


def join_lines(lines: Iterable[str]) -> str:
    """Lines of one value as one text: Chinese joins without a blank, Latin words with one."""
    text = ""
    for line in lines:
        if text and line:
            text += " " if text[-1].isascii() and line[0].isascii() and text[-1].isalpha() else ""
        text += line
    return text


def is_scaffold(text: str) -> bool:
    """Whether a text is only what the blank form prints (年 月 日)."""
    return _SCAFFOLD.fullmatch(text) is not None


def trimmed(page: Page, ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges without the blanks and fill-in lines at their ends; ranges of nothing else dropped."""
    found = []
    for a, b in ranges:
        while a < b and page.text[a] in BLANKS:
            a += 1
        while b > a and page.text[b - 1] in BLANKS:
            b -= 1
        if a < b:
            found.append((a, b))
    return tuple(found)


def _meet(one: Box, other: Box) -> bool:
    """Whether a good part of a picture lies in a box, or the picture lies under all of it as a scanned page does."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    if width <= 0 or height <= 0:
        return False
    smaller = min((box.x1 - box.x0) * (box.bottom - box.top) for box in (one, other))
    return width * height >= 0.3 * smaller
