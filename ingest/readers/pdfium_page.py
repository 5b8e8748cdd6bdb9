"""A pdfplumber page whose objects come from pdfium: the same words, lines and tables at a fraction of the time.

pdfminer needs most of the time that reading a PDF takes. Here it is not asked at all: pdfium supplies characters, lines, rectangles and
images, and pdfplumber's own algorithms run over them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pdfplumber.page import Page

from ingest.readers.pdfium_chars import characters
from ingest.readers.pdfium_frame import frame_of
from ingest.readers.pdfium_shapes import shapes


class PdfiumPage(Page):  # type: ignore[misc]  # pdfplumber has no types
    """``handle`` is a page loaded by pdfium (a raw handle), which must stay loaded while the objects are read for the first time."""

    def __init__(self, handle: Any, number: int) -> None:
        # Not super().__init__, which wants pdfminer's objects; these are all the attributes that the algorithms use.
        frame = frame_of(handle)
        self._handle = handle
        self._frame = frame
        self.pdf = None
        self.page_obj = None
        self.root_page = self
        self.page_number = number
        self.initial_doctop = 0
        self.rotation = 0
        self.bbox = self.mediabox = self.cropbox = (0.0, 0.0, frame.width, frame.height)
        self.get_textmap = lru_cache()(self._get_textmap)

    def parse_objects(self) -> dict[str, list[dict[str, Any]]]:
        """Characters and shapes of the visible page."""
        found, texts = shapes(self._handle, self._frame)
        found["char"] = characters(self._handle, self._frame, texts)
        return found
