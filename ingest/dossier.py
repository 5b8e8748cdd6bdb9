"""Dossier (案卷), Writ (文书) and Field (栏目): what splitting makes of documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from ingest.document import Document, Page, Span
from ingest.writs.upright import upright

FieldState = Literal["value", "empty", "unread"]


class Field(Struct, frozen=True, gc=False):
    """One field of a writ, as printed.

    ``value``: something stands there. ``empty``: the field was found on the page and nothing stands in it.
    ``unread``: the field was not found, or the page could not be read. Unread is not empty (catalogue, 缺项判定).
    """

    name: str
    state: FieldState
    text: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Writ:
    """One writ: its type id, the title as printed, its pages and its fields. A field may occur several times.

    Where writs share a page, ``start`` is the offset in the text of the first page at which this one begins, and ``end`` the offset in
    that of the last page before which it ends (None: at the foot).
    """

    type: str
    title: str
    first_page: int
    last_page: int
    subtype: str | None = None
    number: str | None = None
    fields: tuple[Field, ...] = ()
    confidence: float = 1.0
    start: int = 0
    end: int | None = None

    @property
    def place(self) -> tuple[int, int, int, int | None]:
        """Where it stands: writs of one place have the same text."""
        return self.first_page, self.last_page, self.start, self.end

    def get(self, name: str) -> Field:
        """The first field called ``name`` that holds a value, else an empty one, else an unread one."""
        named = self.all(name)
        for state in ("value", "empty"):
            for field in named:
                if field.state == state:
                    return field
        return Field(name, "unread")

    def all(self, name: str) -> tuple[Field, ...]:
        """Every field called ``name``."""
        return tuple([field for field in self.fields if field.name == name])


@dataclass(frozen=True, slots=True)
class Dossier:
    """The documents of one case. ``key`` is the SHA-256 over its files' hashes in name order, so it is stable.

    ``running`` holds the clean lines that head or foot many pages, None as long as the dossier is not split into writs.
    """

    key: str
    name: str
    documents: tuple[Document, ...]
    writs: tuple[Writ, ...] = ()
    running: frozenset[str] | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, numbered from 1 through the dossier."""
        return tuple(page for document in self.documents for page in document.pages)

    def page(self, number: int) -> Page:
        """The page with this dossier page number; IndexError where there is none."""
        for document in self.documents:
            first = document.pages[0].number if document.pages else 0
            if first <= number < first + len(document.pages):
                return document.pages[number - first]
        raise IndexError(f"no page {number} in dossier {self.name}")

    def pages_of(self, writ: Writ) -> tuple[Page, ...]:
        """The pages of one writ, less what other writs have on its first and last page."""
        found = []
        for number in range(writ.first_page, writ.last_page + 1):
            page = self.page(number)
            start, end = writ.start if number == writ.first_page else 0, writ.end if number == writ.last_page else None
            found.append(page if not start and end is None else page.part(start, end, upright(page)))
        return tuple(found)

    def unread_pages(self) -> tuple[int, ...]:
        """Numbers of pages that nobody could read: where one exists, absence elsewhere is not proven."""
        return tuple(page.number for page in self.pages if page.unread)
