"""Pages read before, so that a change of rules or a run that was killed does not cost reading them again.

An entry belongs to the content of a file (its SHA-256) and to a version of the readers. While a file is being read, its
pages come in as parts of some pages each; once it is read, one file replaces them:

    root/<version>/ab/abcdef…            all pages of the file
    root/<version>/ab/abcdef….00017      pages from 17 on, of a file of which not all is read

Every file is written whole or not at all, so that processes may share the folder. What cannot be read or written here
costs time, never a result: damaged entries count as absent, a full disk as no cache.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ingest.document import Page
from ingest.page_rows import packed, unpacked

_ENTRY = re.compile(r"[0-9A-Za-z.]+/[0-9a-f]{2}/[0-9a-f]{64}(\.\d{5,})?")
_PART = 64  # pages with text, or 8 recognised ones: at most some seconds of reading, which is what a killed run may lose
_RECOGNISED = 8  # pages with text that one without counts for
_ROOM = 0.9  # of the limit is left after making room, so that it is not made for every file


class PageCache:
    """Kept pages below ``root``; the folder is made when the first page comes in."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, sha256: str, version: str) -> KeptPages:
        """What is kept of a file, to read from and to add to."""
        return KeptPages(self.root / version / sha256[:2] / sha256)

    def exported(self, hashes: Iterable[str] | None = None) -> dict[str, bytes]:
        """What is kept of these files, of all where None: path below the folder → bytes, for the cache of another machine."""
        patterns = ["*/*/*"] if hashes is None else [f"*/{sha256[:2]}/{sha256}*" for sha256 in hashes]
        found = {}
        for place in (place for pattern in patterns for place in self.root.glob(pattern)):
            name = place.relative_to(self.root).as_posix()
            if _ENTRY.fullmatch(name):
                with contextlib.suppress(OSError):
                    found[name] = place.read_bytes()
        return found

    def imported(self, entries: Mapping[str, bytes]) -> None:
        """Take over what the cache of another machine has exported."""
        for name, data in entries.items():
            if _ENTRY.fullmatch(name):
                _write(self.root / name, data)

    def trim(self, limit: int) -> None:
        """Delete what was not used for the longest time where more than ``limit`` bytes are kept."""
        found = []
        for place in self.root.glob("*/*/*"):
            with contextlib.suppress(OSError):  # another process makes room too
                stat = place.stat()
                found.append((stat.st_mtime_ns, stat.st_size, place))
        kept = sum(size for _, size, _ in found)
        if kept <= limit:
            return
        for _, size, place in sorted(found):
            if kept <= limit * _ROOM:
                return
            with contextlib.suppress(OSError):
                place.unlink()
            kept -= size


class KeptPages:
    """The kept pages of one file, by page number in the file from 1. ``whole`` where these are all its pages."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._pages: dict[int, Page] = {}
        self._new: list[Page] = []
        self._effort = 0
        self.whole = self._take(place)
        if not self.whole:
            for part in self._parts():
                self._take(part)

    @property
    def count(self) -> int:
        """How many pages are kept."""
        return len(self._pages)

    def page(self, number: int, *, as_number: int) -> Page | None:
        """Page ``number`` of the file, numbered as its place in the dossier demands; None where it is not kept."""
        page = self._pages.get(number)
        return page and _numbered(page, as_number)

    def pages(self, *, first_page: int) -> tuple[Page, ...]:
        """All pages that are kept, numbered from ``first_page``."""
        return tuple(_numbered(page, first_page + n - 1) for n, page in sorted(self._pages.items()))

    def add(self, number: int, page: Page) -> None:
        """Keep page ``number`` of the file, as it has just been read."""
        self._new.append(_numbered(page, number))
        self._effort += 1 if page.origin == "text" else _RECOGNISED
        if self._effort >= _PART:
            _write(self._place.with_name(f"{self._place.name}.{self._new[0].number:05d}"), packed(self._new))
            self._pages.update((page.number, page) for page in self._new)
            self._new, self._effort = [], 0

    def complete(self, pages: tuple[Page, ...]) -> None:
        """The file has been read to its end: ``pages`` are all its pages."""
        _write(self._place, packed(_numbered(page, n) for n, page in enumerate(pages, 1)))
        for part in self._parts():
            with contextlib.suppress(OSError):
                part.unlink()

    def _parts(self) -> Iterator[Path]:
        return self._place.parent.glob(f"{self._place.name}.*")

    def _take(self, place: Path) -> bool:
        try:
            self._pages.update((page.number, page) for page in unpacked(place.read_bytes()))
            os.utime(place)  # used now: the last to make room
        except (OSError, ValueError):
            return False
        return True


def _numbered(page: Page, number: int) -> Page:
    return page if page.number == number else replace(page, number=number)


def _write(place: Path, data: bytes) -> None:
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".incoming-", delete=False) as stream:
            try:
                stream.write(data)
                stream.close()
                Path(stream.name).replace(place)
            except BaseException:
                stream.close()
                Path(stream.name).unlink(missing_ok=True)
                raise
