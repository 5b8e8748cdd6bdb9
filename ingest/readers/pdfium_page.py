"""A pdfplumber page whose objects come from pdfium: the same words, lines and tables at a fraction of the time.

pdfminer needs most of the time that reading a PDF takes. Here it is not asked at all: pdfium supplies characters, lines, rectangles and
images, and pdfplumber's own algorithms run over them.
"""

from __future__ import annotations

from typing import Any

from ingest.page_objects import Object, ObjectPage
from ingest.readers.pdfium_chars import characters
from ingest.readers.pdfium_frame import frame_of
from ingest.readers.pdfium_shapes import shapes


class PdfiumPage(ObjectPage):
    """``handle`` is a page loaded by pdfium (a raw handle), which must stay loaded while the objects are read for the first time."""

    def __init__(self, handle: Any, number: int) -> None:
        self._handle = handle
        self._frame = frame_of(handle)
        super().__init__(number, self._frame.width, self._frame.height)

    def parse_objects(self) -> dict[str, list[Object]]:
        """Characters and shapes of the visible page."""
        found, texts = shapes(self._handle, self._frame)
        found["char"] = characters(self._handle, self._frame, texts)
        return found
