"""The annotations of a page: where they lie (stamps, the fields in which electronic signatures show seals), and what is written in them.

Form fields, typewritten text and strokes of the pen are no content of a page, though whoever looks at it sees them.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from ingest.document import Box
from ingest.matrix import at
from ingest.readers.pdfium_frame import frame_of

_MOST = 200  # of a page; reviewers' notes come in hundreds, seals do not
_WRITTEN = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_INK)


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


def written_in(page: Any) -> bool:
    """Make what is filled in, typed and drawn on a loaded page (a raw handle) its content; True where there is any.

    The page must be loaded anew to show it. All its annotations become content; the file itself stays as it is.
    """
    if not any(_kind(page, index) in _WRITTEN for index in range(pdfium.FPDFPage_GetAnnotCount(page))):
        return False
    return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def _kind(page: Any, index: int) -> int:
    note = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        return int(pdfium.FPDFAnnot_GetSubtype(note))
    finally:
        pdfium.FPDFPage_CloseAnnot(note)
