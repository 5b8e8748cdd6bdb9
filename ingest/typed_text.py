"""Text typed over a page of a PDF that its maker gave no appearance: every viewer draws it, pdfium does not."""

from __future__ import annotations

import ctypes
import io
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_MOST = 200  # of a page
_NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_LONGEST = 10_000  # characters
_SIZE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s+Tf\b")
_USUAL, _LEAST, _LARGEST = 12.0, 2.0, 144.0  # points; no size given, or 0, leaves it to the viewer
_LEADING = 1.2  # of the size
_ROOM = 2.0  # points within the box
_RISE = 0.88  # of the size: the base line under the top of a line


@dataclass(frozen=True, slots=True)
class _Typed:
    """Words in a box of the page's own space, y upwards, all in points; ``place`` is 0 at the left, 1 amid, 2 at the right."""

    words: str
    size: float
    place: int
    left: float
    foot: float
    right: float
    top: float


def typed_in(document: Any, page: Any) -> bool:
    """Write what is typed over a page of a pypdfium2 document into its content; True where there is any. The file stays as it is."""
    found = _typed(page.raw)
    if not found:
        return False
    left, foot, right, top = page.get_bbox()
    with io.BytesIO(_sheet(found, left, foot, right, top)) as data, pypdfium2.PdfDocument(data) as sheet:
        words = sheet.page_as_xobject(0, document).as_pageobject()
    words.transform(pypdfium2.PdfMatrix().translate(left, foot))
    page.insert_obj(words)
    page.gen_content()
    return True


def _typed(page: Any) -> list[_Typed]:
    found = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_FREETEXT and (one := _one(note)):
                found.append(one)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
    return found


def _one(note: Any) -> _Typed | None:
    """A note that shows words and has no picture of them."""
    if pdfium.FPDFAnnot_HasKey(note, b"AP") or pdfium.FPDFAnnot_GetFlags(note) & _NOT_SHOWN:
        return None
    words = _string(note, b"Contents").strip()[:_LONGEST]
    box, place = pdfium.FS_RECTF(), ctypes.c_float()
    if not words or not pdfium.FPDFAnnot_GetRect(note, ctypes.byref(box)):
        return None
    pdfium.FPDFAnnot_GetNumberValue(note, b"Q", ctypes.byref(place))
    given = _SIZE.search(_string(note, b"DA"))
    size = float(given[1]) if given else 0.0
    return _Typed(words, min(size if size >= _LEAST else _USUAL, _LARGEST), int(place.value), box.left, box.bottom, box.right, box.top)


def _string(note: Any, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    held = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(note, key, held, size)
    return bytes(held)[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _sheet(found: list[_Typed], left: float, foot: float, right: float, top: float) -> bytes:
    """A PDF of one page as large as the box, on which the words stand."""
    from reportlab.pdfgen.canvas import Canvas  # slow to import; few pages need it

    from ingest.convert import pen
    from ingest.convert.lines import broken

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(right - left, top - foot))
    for one in found:
        room, leading = one.right - one.left - 2 * _ROOM, _LEADING * one.size
        single = one.top - one.foot < 2 * leading  # no room for a second line: it stands amid the box, as the label beside it does
        paragraphs = one.words.splitlines()
        lines = paragraphs if single else [line for paragraph in paragraphs for line in broken(paragraph, one.size, room)]
        y = (one.top + one.foot + one.size) / 2 if single else one.top - _ROOM
        y -= foot + _RISE * one.size
        for line in lines:
            free = max(room - pen.width(line, one.size), 0.0)
            pen.draw(canvas, one.left - left + _ROOM + free * one.place / 2, y, line, one.size)
            y -= leading
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
