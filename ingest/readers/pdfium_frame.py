"""From the user space of a PDF page to the page people see: crop box cut, page rotation applied, origin at the top left, in points."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from ingest.matrix import Matrix


@dataclass(frozen=True, slots=True)
class Frame:
    """``matrix`` takes a point of user space to the visible page, y downwards; ``width`` and ``height`` are those of the visible page."""

    matrix: Matrix
    width: float
    height: float

    @property
    def turned(self) -> bool:
        """Whether the page is shown rotated."""
        return self.matrix[:4] != (1.0, 0.0, 0.0, -1.0)


def frame_of(page: Any) -> Frame:
    """The frame of a loaded pdfium page (a raw handle)."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
    wide, high = x1 - x0, y1 - y0
    match pdfium.FPDFPage_GetRotation(page):
        case 1:
            return Frame((0.0, 1.0, 1.0, 0.0, -y0, -x0), high, wide)
        case 2:
            return Frame((-1.0, 0.0, 0.0, 1.0, x1, -y0), wide, high)
        case 3:
            return Frame((0.0, -1.0, -1.0, 0.0, y1, x1), high, wide)
        case _:
            return Frame((1.0, 0.0, 0.0, -1.0, -x0, y1), wide, high)
