"""Where the annotations of a page lie: stamps, and the fields that electronic signatures show their seals in."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from ingest.document import Box
from ingest.matrix import at
from ingest.readers.pdfium_frame import frame_of

_MOST = 200  # of a page; reviewers' notes come in hundreds, seals do not


def annotation_boxes(page: Any) -> list[Box]:
    """The boxes of a loaded pdfium page's annotations (a raw handle), in points of the visible page."""
    count = min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)
    if count <= 0:
        return []
    matrix = frame_of(page).matrix
    found = []
    rect = pdfium.FS_RECTF()
    for index in range(count):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if pdfium.FPDFAnnot_GetRect(note, ctypes.byref(rect)):
            (x0, y0), (x1, y1) = at(matrix, rect.left, rect.bottom), at(matrix, rect.right, rect.top)
            found.append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        pdfium.FPDFPage_CloseAnnot(note)
    return found
