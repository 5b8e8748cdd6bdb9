"""pdfium, the second opinion: it draws pages and opens files that pdfminer gives up on. One thread at a time."""

from __future__ import annotations

import contextlib
import io
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw

logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # it warns of XFA forms, which have plain fields beside
_LOCK = threading.Lock()  # pdfium is not thread-safe, not even across documents


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Any]:
    """A pypdfium2 document, with the lock held; PdfiumError where it cannot be opened without a password."""
    with _LOCK:
        document = pypdfium2.PdfDocument(path)
        try:
            document.init_forms()  # fields without a picture of what is filled in are given one
            yield document
        finally:
            document.close()


def page_count(path: Path) -> int:
    """How many pages pdfium sees; 0 where it cannot open the file."""
    try:
        with opened(path) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def rewritten(path: Path) -> io.BytesIO | None:
    """The file written anew, its structure repaired and a restriction without password lifted; None where pdfium fails as well."""
    buffer = io.BytesIO()
    try:
        with opened(path) as document:
            if not len(document):
                return None
            document.save(buffer, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
    except pypdfium2.PdfiumError:
        return None
    buffer.seek(0)
    return buffer
