"""JBIG2 pictures (ITU-T T.88), which scan programs put into OFD: no Python library reads them, pdfium does, within a PDF."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pypdfium2

from ingest.convert.opened_picture import MOST_PIXELS
from ingest.pdfium import opened

MAGIC = b"\x97JB2\r\n\x1a\n"
_PAGE_INFORMATION = 48  # the type of the segment that holds the size


def decoded(data: bytes) -> Any | None:
    """The first page as a PIL image in grey; None where it is damaged, too large or kept in random-access order."""
    if len(data) < 13 or not data.startswith(MAGIC) or not data[8] & 1:
        return None
    stream = data[9 if data[8] & 2 else 13 :]
    wide, high = _size(stream)
    if not 0 < wide * high <= MOST_PIXELS:
        return None
    with tempfile.TemporaryDirectory(prefix="zhijian-jbig2-") as folder:
        place = Path(folder) / "picture.pdf"
        place.write_bytes(_wrapped(stream, wide, high))
        try:
            with opened(place) as document:
                page = document[0]
                bitmap = page.render(scale=1)
                try:
                    return bitmap.to_pil().convert("L").copy()
                finally:
                    bitmap.close()
                    page.close()
        except pypdfium2.PdfiumError:
            return None


def _size(stream: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the page information, which comes first; 0 where something else does."""
    if len(stream) < 19 or stream[4] & 63 != _PAGE_INFORMATION or stream[5] >> 5:
        return 0, 0
    at = 6 + (4 if stream[4] & 64 else 1) + 4
    return int.from_bytes(stream[at : at + 4]), int.from_bytes(stream[at + 4 : at + 8])


def _wrapped(stream: bytes, wide: int, high: int) -> bytes:
    """A PDF of one page, one point a pixel, that shows nothing but the picture."""
    content = b"%d 0 0 %d 0 0 cm /P Do" % (wide, high)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</XObject<</P 4 0 R>>>>/Contents 5 0 R>>" % (wide, high),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode/Length %d>>"
        b"stream\n%b\nendstream" % (wide, high, len(stream), stream),
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
    ]
    found, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return found + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(found))
