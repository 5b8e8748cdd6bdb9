"""Page images: drawn from the originals, kept on disk below a bound, addressed by content so that they never grow stale."""

from __future__ import annotations

import os
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from ingest.convert import PAGED
from ingest.errors import UnreadableInput
from ingest.render import page_png
from ingest.sniff import media_type, name_zh
from ingest.vault import Vault
from nlp.procedure.report import FilePart, Report

THUMB = 160
WIDTHS = (THUMB, 900, 1400, 2000)  # pixels: thumbnail, fitted, zoomed, zoomed on a fine screen
_PRUNE_TO = 0.8


@dataclass(frozen=True, slots=True)
class PageImage:
    """Where the image of one page comes from. ``etag`` changes only when file, page or width do."""

    sha256: str
    index: int
    width: int

    @property
    def etag(self) -> str:
        """A strong validator."""
        return f'"{self.sha256[:32]}-{self.index}-{self.width}"'


def file_of(report: Report, number: int) -> tuple[FilePart, int]:
    """The input file that holds dossier page ``number``, and the page's index (0-based) in it. UnreadableInput ``no_page``."""
    for part in report.files:
        if part.first_page and part.first_page <= number < part.first_page + part.pages:
            return part, number - part.first_page
    raise UnreadableInput(f"案卷“{report.name}”没有第 {number} 页（共 {len(report.pages)} 页）", code="no_page")


def snapped(width: int) -> int:
    """The smallest width on offer that is at least ``width``."""
    return next((offered for offered in WIDTHS if offered >= width), WIDTHS[-1])


class PageImages:
    """The cache in ``folder``, at most ``bound`` bytes."""

    def __init__(self, folder: Path, vault: Vault, *, bound: int = 1 << 29) -> None:
        self._folder, self._vault, self._bound = folder, vault, bound
        self._lock = threading.Lock()  # pdfium draws one page at a time, and the size is counted once
        self._size: int | None = None

    def locate(self, report: Report, number: int, *, width: int) -> PageImage:
        """Which image shows dossier page ``number``; UnreadableInput where there is no such page."""
        part, index = file_of(report, number)
        return PageImage(part.sha256, index, snapped(width))

    def problem(self, report: Report, number: int) -> str | None:
        """Why there is no image of a page, in Chinese; None where there should be one."""
        try:
            place = self._vault.path(file_of(report, number)[0].sha256)
            kind = media_type(place)
        except UnreadableInput as error:
            return str(error)
        except OSError as error:
            return f"原件不能读取：{error.strerror}"
        return None if kind in PAGED else f"{name_zh(kind)}没有页面图像"

    def png(self, image: PageImage) -> bytes:
        """The PNG, drawn now or kept from before. UnreadableInput where the original is missing, damaged or not paged."""
        place = self._folder / image.sha256[:2] / f"{image.sha256}-{image.index}-{image.width}.png"
        kept = self._kept(place)
        if kept is not None:
            return kept
        with self._lock:
            kept = self._kept(place)
            if kept is not None:
                return kept
            data = page_png(self._vault.path(image.sha256), image.index, width=image.width)
            self._keep(place, data)
        return data

    @staticmethod
    def _kept(place: Path) -> bytes | None:
        try:
            data = place.read_bytes()
            os.utime(place)  # used last, thrown away last
        except OSError:
            return None
        return data

    def _keep(self, place: Path, data: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as stream:
            stream.write(data)
        Path(stream.name).replace(place)
        self._size = self._measured() if self._size is None else self._size + len(data)
        if self._size > self._bound:
            self._prune()

    def _measured(self) -> int:
        return sum(path.stat().st_size for path in self._folder.rglob("*.png"))

    def _prune(self) -> None:
        stats = sorted(((path.stat().st_mtime, path.stat().st_size, path) for path in self._folder.rglob("*.png")), key=lambda row: row[0])
        size = sum(row[1] for row in stats)
        for _, taken, path in stats:
            if size <= self._bound * _PRUNE_TO:
                break
            path.unlink(missing_ok=True)
            size -= taken
        self._size = size
