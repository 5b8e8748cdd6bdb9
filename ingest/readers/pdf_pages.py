"""The pages of a PDF file, each as a pdfplumber page that can also be drawn, from pdfium (fast) or from pdfminer (the peer).

Both give the same words, lines and tables; tests/ingest/readers/test_differential.py says where they differ and who is right.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np
import pdfplumber
import pypdfium2
import pypdfium2.raw
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from ingest.document import Box
from ingest.errors import InputError, RejectedInput, UnreadableInput
from ingest.pdfium import opened, page_count, rewritten
from ingest.readers.engine import Engine
from ingest.readers.pdf_annotations import annotation_boxes, written_in
from ingest.readers.pdfium_page import PdfiumPage
from ingest.render import drawn, drawn_part, page_image
from ingest.typed_text import typed_in


class Sheet(Protocol):
    """One page: ``page`` for pdfplumber's algorithms, and pictures of it."""

    page: Any
    filled: bool
    """Whether form fields are filled in on it, or something is typed or drawn over it."""

    def image(self, width: int) -> Any | None:
        """An RGB picture, ``width`` pixels wide; None where the page cannot be drawn, or is drawn from a repaired copy only."""

    def part(self, box: Box, dpi: float) -> Any | None:
        """What lies in a box, as H×W×3 bytes, RGB; None as above."""

    def stamps(self) -> list[Box]:
        """Where annotations lie: electronic seals are kept as such."""

    def rings(self) -> list[Box]:
        """Around letters that stand in a circle and are no text of the page, as on the ring of a drawn seal."""


class _PdfiumSheet:
    def __init__(self, page: Any, number: int, filled: bool) -> None:
        self._loaded = page
        self.page = PdfiumPage(page.raw, number)
        self.filled = filled

    def image(self, width: int) -> Any | None:
        return drawn(self._loaded, width)

    def part(self, box: Box, dpi: float) -> Any | None:
        return drawn_part(self._loaded, box, dpi=dpi)

    def stamps(self) -> list[Box]:
        return annotation_boxes(self._loaded.raw)

    def rings(self) -> list[Box]:
        return self.page.rings


class _PlumberSheet:
    filled = False  # pdfplumber leaves it out

    def __init__(self, page: PlumberPage, path: Path | None, index: int) -> None:
        self.page = page
        self._path = path
        self._index = index

    def image(self, width: int) -> Any | None:
        with contextlib.suppress(InputError):
            return page_image(self._path, self._index, width=width) if self._path else None
        return None

    def part(self, box: Box, dpi: float) -> Any | None:
        picture = self.image(round(float(self.page.width) / 72 * dpi))
        sides = tuple(round(v / 72 * dpi) for v in (box.x0, box.top, box.x1, box.bottom))
        return None if picture is None else np.asarray(picture.crop(sides))

    def stamps(self) -> list[Box]:
        return [Box(*(float(note[side]) for side in ("x0", "top", "x1", "bottom"))) for note in self.page.annots]

    def rings(self) -> list[Box]:
        return []


@contextlib.contextmanager
def sheets(path: Path, name: str, engine: Engine) -> Iterator[tuple[int, Iterator[Sheet | None]]]:
    """How many pages ``path`` has, and the pages one by one, None for a page that cannot be opened. Each is closed before the next.

    A file that pdfium cannot open is tried with pdfminer, which also knows why it cannot be opened.
    RejectedInput: ``encrypted`` (a password is needed), ``empty`` (no pages), ``xfa`` (a form without pages). UnreadableInput: ``damaged``.
    """
    with contextlib.ExitStack() as stack:
        if engine == "pdfium":
            with contextlib.suppress(pypdfium2.PdfiumError):
                document = stack.enter_context(opened(path))
                if document.get_formtype() == pypdfium2.raw.FORMTYPE_XFA_FULL:
                    raise RejectedInput(f"{name}：文件是动态表单（XFA），无法读取，请用填写它的软件打印成 PDF 后提交", code="xfa")
                if len(document):
                    yield len(document), stack.enter_context(contextlib.closing(_by_pdfium(document)))
                    return
            stack.close()
        stack.enter_context(_quiet_pdfminer())
        stream = stack.enter_context(path.open("rb"))
        pages, count, mended = _opened(path, stream, name)
        yield count, stack.enter_context(contextlib.closing(_by_pdfminer(pages, count, None if mended else path)))


def _by_pdfium(document: Any) -> Generator[Sheet | None]:
    for index in range(len(document)):
        try:
            page = document[index]
            filled = typed_in(document, page)
            if written_in(page.raw):
                filled = True
                page.close()
                page = document[index]
        except pypdfium2.PdfiumError:
            yield None
            continue
        try:
            yield _PdfiumSheet(page, index + 1, filled)
        finally:
            page.close()


def _by_pdfminer(pages: list[PlumberPage | None], count: int, path: Path | None) -> Generator[Sheet | None]:
    for index, page in enumerate(pages):
        if page is None:
            yield None
            continue
        try:
            yield _PlumberSheet(page, path, index)
        finally:
            page.close()  # frees the characters: 200 pages take 45 MB instead of 390
    yield from [None] * (count - len(pages))


def _opened(path: Path, stream: BinaryIO, name: str) -> tuple[list[PlumberPage | None], int, bool]:
    """The pages that open, how many there are, and whether they come from a copy rewritten by pdfium.

    The copy is made where pdfminer fails or sees fewer pages than pdfium does.
    """
    pages: list[PlumberPage | None] = []
    failure: InputError | None = None
    try:
        pages = _pages(stream, name)
    except InputError as error:
        failure = error
    count = page_count(path)
    if len(pages) < count:
        copy = rewritten(path)
        with contextlib.suppress(InputError):
            copied = _pages(copy, name) if copy else []
            if len(copied) > len(pages):
                return copied, count, True
    if pages:
        return pages, max(count, len(pages)), False
    raise failure or _no_pages(path, name)


def _pages(stream: BinaryIO, name: str) -> list[PlumberPage | None]:
    """One by one, since ``PDF.pages`` gives up all pages for one with an impossible box; that one is None here."""
    try:
        pdf = pdfplumber.open(stream)
        return [_plumber_page(pdf, page, number) for number, page in enumerate(PDFPage.create_pages(pdf.doc), 1)]
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise RejectedInput(f"{name}：文件已加密，无法读取，请提供解密后的文件", code="encrypted") from error
        raise _damaged(name) from error
    except Exception as error:  # on broken files pdfminer raises anything from KeyError to RecursionError
        raise _damaged(name) from error


def _plumber_page(pdf: pdfplumber.PDF, page: PDFPage, number: int) -> PlumberPage | None:
    try:
        return PlumberPage(pdf, page, page_number=number)
    except Exception:
        return None


def _damaged(name: str) -> UnreadableInput:
    return UnreadableInput(f"{name}：PDF 已损坏，无法打开，请重新导出或重新扫描后提交", code="damaged")


def _no_pages(path: Path, name: str) -> InputError:
    """A file whose page tree is there and empty has no pages; one without a page tree is damaged."""
    try:
        with path.open("rb") as stream:
            tree = PDFDocument(PDFParser(stream)).catalog.get("Pages")
    except Exception:
        return _damaged(name)
    if tree is None:
        return _damaged(name)
    return RejectedInput(f"{name}：PDF 没有任何页面，请检查文件后重新提交", code="empty")


@contextlib.contextmanager
def _quiet_pdfminer() -> Iterator[None]:
    """Keep pdfminer silent: it warns once per glyph on poor fonts; what matters reaches the user as a page problem."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
