"""Splitting a dossier into its writs: a title begins one, pages without a title go on with it.

A page that nobody could read ends the writ before it: what stands there may be the start of another, so the pages behind it
belong to nothing until the next title. Checks know such pages as gaps and prove no absence by them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from statistics import median

from ingest.document import Page
from ingest.dossier import Dossier, Writ
from ingest.normalise import squeezed_text
from ingest.writs.catalogue import kinds
from ingest.writs.fields import read_fields
from ingest.writs.lower_titles import titles_below
from ingest.writs.pair import squeezed
from ingest.writs.spreads import sides_of
from ingest.writs.titles import Title, find_title, kind_of_title, large, plain_line
from ingest.writs.unknown_titles import unknown_title
from ingest.writs.untitled import untitled_paper
from ingest.writs.upright import upright

_HEADS = 3  # lines at the top and bottom of a page that may be running heads
_RUNNING_SHARE = 0.2
_TITLE_SHARE = 0.6
_SET_OFF = 0.85  # confidence that only centred or large titles reach
_FOOTER = re.compile(r"第(\d+)页|(?<![\d/])(\d{1,2})/\d{1,2}(?![\d/])")  # 2/3, no 2025/02/13
_CONTINUED = re.compile(r"续页?[）)]?$|[（(]续|（背面）$")


@dataclass(slots=True)
class _Open:
    """A writ being collected. ``start`` and ``end``: see ``Writ``."""

    title: Title
    pages: list[Page]
    start: int = 0
    end: int | None = None


def split(dossier: Dossier) -> Dossier:
    """The same dossier with its writs and their fields, in page order."""
    sheets = [[sides_of(upright(page)) for page in document.pages] for document in dossier.documents]
    running = _running([side.page for sides in chain.from_iterable(sheets) for side in sides])
    held: list[_Open] = []
    current: _Open | None = None

    def close(before: int = 0) -> None:
        """``before``: the offset on its last page before which the writ ends, if it does not go on to the foot."""
        nonlocal current
        if current is not None:
            current.end = before or None
            held.append(current)
        current = None

    for document, pages in zip(dossier.documents, sheets, strict=True):
        close()  # a writ never runs on into another file
        for raw, sides in zip(document.pages, pages, strict=True):
            if raw.unread:
                close()
                continue
            for page, begins in sides:
                title, below = _titles(page, running)
                whole = page.part(0, below[0].start) if below else page
                if title is not None and not (current and _goes_on(current, title, page)):
                    close(begins)
                    current = _Open(title, [whole], begins)
                elif title is None and unknown_title(page, running):
                    close(begins)  # a paper of its own, of a kind we do not know
                elif current is not None:
                    current.pages.append(whole)
                if current is not None and current.title.kind == "dossier_binding":
                    current.pages[-1] = page  # covers and lists name other writs
                    continue
                for i, one in enumerate(below):
                    stop = below[i + 1].start if i + 1 < len(below) else None
                    close(one.start)
                    current = _Open(one, [page.part(one.start, stop)], one.start)
        close()
    titles = [one.title for one in held]
    return replace(dossier, writs=tuple(_writ(one, running, titles) for one in held), running=running)


def _titles(page: Page, running: frozenset[str]) -> tuple[Title | None, list[Title]]:
    """The title of a page, and of the writs that begin below on it."""
    if page.blank:
        return None, []
    title = find_title(page, running)
    if title is None or title.subtype == "id_card":  # the back of a card is headed as the card
        title = untitled_paper(page, running) or title
    below = titles_below(page, running, title)
    if title and any(one.end == title.end for one in below) and "。" in page.text[: title.start]:
        title = None  # the page begins with the end of a writ
    return title, [one for one in below if title is None or one.start >= title.end]


def running_heads(pages: Sequence[Page]) -> frozenset[str]:
    """Clean lines, less their page numbers, that head or foot many pages: agency names, 文书 series, system banners."""
    return _running([side.page for page in pages for side in sides_of(upright(page))])


def _running(pages: Sequence[Page]) -> frozenset[str]:
    found: dict[str, list[Page]] = {}
    for page in pages:
        lines = page.text.split("\n")
        heads = islice((line for line in lines if line and not line.isspace()), _HEADS)
        foot = islice((line for line in reversed(lines) if line and not line.isspace()), 1)
        for line in {*heads, *foot}:
            found.setdefault(plain_line(squeezed_text(line)), []).append(page)
    least, most = max(3, len(pages) * _RUNNING_SHARE), max(3, len(pages) * _TITLE_SHARE)

    def runs(line: str, where: Sequence[Page]) -> bool:
        if len(where) < least or not line:
            return False
        # a title in large print may well stand on every fifth page (送达回证)
        return kind_of_title(line) is None or sum(line not in _large_lines(page) for page in where) >= most

    return frozenset(line for line, where in found.items() if runs(line, where))


def _large_lines(page: Page) -> frozenset[str]:
    """The clean lines that are larger than the text of the page."""
    if not page.lines:
        return frozenset()
    size = median([line.box.bottom - line.box.top for line in page.lines])
    larger = [line for line in page.lines if large(line, size)]
    return frozenset(plain_line(squeezed(page, line.start, line.end)) for line in larger)


def _goes_on(current: _Open, title: Title, page: Page) -> bool:
    """A page that repeats the title of the writ before it, and says it is not its first, goes on with it.

    On the second page of a list of contents (卷内目录) a line that is not set off as titles are is a line of the list.
    """
    if current.title.subtype == "catalog" and title.confidence < _SET_OFF:
        return True
    if title.kind != current.title.kind:
        return False
    if _CONTINUED.search(title.text) and title.subtype == current.title.subtype:
        return True
    return title.text == current.title.text and _own_number(page) == len(current.pages) + 1 and _own_number(current.pages[0]) == 1


def _own_number(page: Page) -> int | None:
    """The number a page gives itself at its head or foot (第2页，共3页)."""
    lines = [line for line in page.text.split("\n") if line.strip()]
    for line in [*lines[-2:], *lines[:2]]:
        bare = squeezed_text(line)
        match = _FOOTER.search(bare)
        if match and len(bare) <= 40:
            return int(match.group(1) or match.group(2))
    return None


def _writ(held: _Open, running: frozenset[str], titles: Sequence[Title]) -> Writ:
    pages = list(held.pages)
    title = _turned(held.title, pages, titles)
    fields, number = read_fields(title, pages, running)
    return Writ(
        type=title.kind,
        title=title.text,
        first_page=pages[0].number,
        last_page=pages[-1].number,
        subtype=title.subtype,
        number=number,
        fields=fields,
        confidence=round(title.confidence, 3),
        start=held.start,
        end=held.end,
    )


def _turned(title: Title, pages: Sequence[Page], titles: Sequence[Title]) -> Title:
    """The title under the kind its text and the other titles make it: advice that orders to correct is an order (监督意见书)."""
    for turn in kinds()[title.kind].turns:
        beside = turn.beside is None or any(one.kind == title.kind and re.search(turn.beside, one.text) for one in titles)
        if beside and re.search(turn.title, title.text) and any(re.search(turn.text, squeezed_text(page.text)) for page in pages):
            return replace(title, kind=turn.into, subtype=kinds()[turn.into].subtype(title.text))
    return title
