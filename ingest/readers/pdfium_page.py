"""A pdfplumber page whose objects come from pdfium: the same words, lines and tables at a fraction of the time.

pdfminer needs most of the time that reading a PDF takes. Here it is not asked at all: pdfium supplies characters, lines, rectangles and
images, and pdfplumber's own algorithms run over them.
"""

from __future__ import annotations

from typing import Any

from ingest.document import Box
from ingest.page_objects import Object, ObjectPage, letters_of
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
        """Shapes of the visible page, and its characters."""
        found, texts = shapes(self._handle, self._frame)
        self._runs, self._rings = characters(self._handle, self._frame, texts)
        return found

    @property
    def runs(self) -> list[Object]:
        """The characters as runs."""
        if not hasattr(self, "_objects"):
            self._objects = self.parse_objects()
        return self._runs

    @property
    def rings(self) -> list[Box]:
        """Around letters that stand in a circle, as on the ring of a drawn seal."""
        if not hasattr(self, "_objects"):
            self._objects = self.parse_objects()
        return self._rings

    @property
    def chars(self) -> list[Object]:
        """The characters one by one."""
        if "char" not in self.objects:
            self.objects["char"] = [letter for run in self.runs for letter in letters_of(run)]
        found: list[Object] = self.objects["char"]
        return found

    def crop(self, box: tuple[float, float, float, float], **how: bool) -> Any:
        """The page cut to a box, down to single characters."""
        assert self.chars is not None  # a crop takes its objects from those of this page
        return super().crop(box, **how)
