"""The compiled loops of reading a PDF page (sweep.c), where they were built; without them the same is done in Python, more slowly."""

from __future__ import annotations

import importlib
from typing import Any

import pypdfium2.raw as pdfium

from ingest.readers.pdfium_calls import address_of_function

_FORM = 3  # of what the module takes and gives; an older or newer one that lies about is not used

_FUNCTIONS = (  # in the order of sweep.c
    pdfium.FPDFText_GetTextObject,
    pdfium.FPDFText_GetLooseCharBox,
    pdfium.FPDFText_GetCharBox,
    pdfium.FPDFText_GetCharOrigin,
    pdfium.FPDFText_GetFontSize,
    pdfium.FPDFText_GetMatrix,
    pdfium.FPDFTextObj_GetFont,
    pdfium.FPDFFont_GetDescent,
    pdfium.FPDFText_IsGenerated,
    pdfium.FPDFPage_CountObjects,
    pdfium.FPDFPage_GetObject,
    pdfium.FPDFPageObj_GetType,
    pdfium.FPDFPath_CountSegments,
    pdfium.FPDFPath_GetPathSegment,
    pdfium.FPDFPathSegment_GetType,
    pdfium.FPDFPathSegment_GetPoint,
    pdfium.FPDFPathSegment_GetClose,
    pdfium.FPDFPageObj_GetMatrix,
)


def _loaded() -> Any | None:
    try:
        found = importlib.import_module("zhijian_sweep")
    except ImportError:
        return None
    if getattr(found, "FORM", None) != _FORM:
        return None
    found.bind(tuple(address_of_function(function) for function in _FUNCTIONS))
    return found


sweep: Any | None = _loaded()
"""``characters``, ``objects`` and ``subpaths`` of sweep.c; None where it was not built."""
