"""Numbers stamped or printed on the pages of a bound dossier (卷内页码), and where they leave out, repeat or go back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Page

_PLACES: Mapping[str, re.Pattern[str]] = {
    "above": re.compile(r"\A\s*(?P<n>\d{1,3})\s*(?:\n|\Z)"),
    "beside": re.compile(r"\A[^\n]*?[^\d\s〔\[（(第][^\n]*?\s(?P<n>\d{1,3})[ \t]*(?:\n|\Z)"),
    "below": re.compile(r"(?:\A|\n)[ \t]*[-—–]?[ \t]*(?P<n>\d{1,3})[ \t]*[-—–]?\s*\Z"),
}
_LEAST, _SHARE = 8, 0.8  # pages that bear a number in one place before it is taken for that of the dossier


@dataclass(frozen=True, slots=True)
class Numbered:
    """A page with its number."""

    page: Page
    number: int


def page_numbers(pages: Sequence[Page]) -> tuple[Numbered, ...]:
    """The numbers of pages that run on through the dossier; none where no place on the pages holds such a series."""
    for pattern in _PLACES.values():
        found = [Numbered(page, int(match["n"])) for page in pages if (match := pattern.search(page.text))]
        if len(found) < _LEAST:
            continue
        span = [page for page in pages if found[0].page.number <= page.number <= found[-1].page.number and not page.blank]
        regular = sum(not _breaks(one, other, pages) for one, other in pairwise(found))
        if len(found) >= _SHARE * len(span) and regular >= _SHARE * (len(found) - 1):
            return tuple(found)
    return ()


def breaks(pages: Sequence[Page]) -> list[tuple[Numbered, Numbered]]:
    """Neighbours whose numbers leave pages out, repeat or go back.

    On recognised pages one number may be misread: the new series must go on for another page.
    """
    found = page_numbers(pages)
    wrong = [at for at in range(1, len(found)) if _breaks(found[at - 1], found[at], pages)]
    sure = []
    for at in wrong:
        if found[at].page.origin == "ocr" or found[at - 1].page.origin == "ocr":
            before = at < 2 or not _breaks(found[at - 2], found[at - 1], pages)
            goes_on = at + 1 < len(found) and not _breaks(found[at], found[at + 1], pages)
            if not (before and goes_on):
                continue
        sure.append((found[at - 1], found[at]))
    return sure


def _breaks(one: Numbered, other: Numbered, pages: Sequence[Page]) -> bool:
    """Whether more is left out than pages stand between, or nothing is added."""
    return not 1 <= other.number - one.number <= other.page.number - one.page.number
