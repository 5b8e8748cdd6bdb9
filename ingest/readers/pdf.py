"""PDF: text with the box of every character, ruled tables, and an honest word about pages that cannot be read.

pdfplumber is the reader of record. The page text is exactly its ``extract_text()``; lines, edges and table cells refer to it.
Boxes are relative to the visible page (crop box, rotation applied), so they scale with the rendered page image.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pdfplumber
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from ingest.document import Box, Document, Page, Source
from ingest.errors import InputError, RejectedInput, UnreadableInput
from ingest.pdfium import page_count, rewritten
from ingest.readers.page_image import looks_blank
from ingest.readers.page_layout import page_lines, page_tables
from ingest.readers.text_layer import text_layer_problem

Progress = Callable[[int, int], None]

IMAGE_ONLY = "本页为图像，没有文字层，尚未识别"
IMAGE_WITH_MARK = "本页为图像，文字层只有页码、水印一类的少量文字，图像内容尚未识别"
LOST = "本页无法读取：文件的页面结构已损坏，请重新导出后提交"
NOTHING_FOUND = "本页没有文字层，内容为图形或已损坏，尚未识别"

_FEW_CHARS = 30  # a scan program's stamp or a page number; the shortest real writ pages measured hold more than 60
_COVERS = 0.6  # share of the page an image must cover to be the page


def read_pdf(path: Path, source: Source, *, first_page: int = 1, progress: Progress | None = None) -> Document:
    """Read a PDF. ``progress(done, total)`` is called after every page.

    RejectedInput: ``encrypted`` (a password is needed), ``empty`` (no pages). UnreadableInput: ``damaged``.
    A single page that fails keeps its place with ``origin="none"`` and a problem.
    """
    name = Path(source.path).name if source.path else path.name
    pages = []
    with path.open("rb") as stream, _quiet_pdfminer():
        plumbed, count, mended = _opened(path, stream, name)
        for index, page in enumerate(plumbed):
            number = first_page + index
            if page is None:
                pages.append(Page(number, "", origin="none", problem=LOST))
                continue
            pages.append(_read_page(page, number, None if mended else path, index))
            page.close()  # frees the characters: 200 pages take 45 MB instead of 390
            if progress:
                progress(index + 1, count)
    pages.extend(Page(first_page + index, "", origin="none", problem=LOST) for index in range(len(pages), count))
    return Document(source=source, kind="dossier", title=Path(name).stem, pages=tuple(pages))


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


def _read_page(page: PlumberPage, number: int, path: Path | None, index: int) -> Page:
    try:
        return _page(page, number, path, index)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:
        return Page(number, "", origin="none", problem=f"本页内容已损坏，无法读取（{type(error).__name__}）")


def _page(page: PlumberPage, number: int, path: Path | None, index: int) -> Page:
    visible = _visible(page)
    x, y = float(visible.bbox[0]), float(visible.bbox[1])
    width, height = float(visible.width), float(visible.height)
    chars = visible.chars
    marks = sum(1 for char in chars if not char["text"].isspace())
    images = visible.images
    covered = any(_area(image) >= _COVERS * width * height for image in images)
    if not marks:
        # Drawn even where nothing was found, since pdfminer passes over content it cannot parse; a mended page proves nothing.
        if path and looks_blank(path, index):
            return Page(number, "", width=width, height=height, origin="none", blank=True)
        return Page(number, "", width=width, height=height, origin="none", problem=IMAGE_ONLY if images else NOTHING_FOUND)
    problem = text_layer_problem(chars)
    if problem:
        return Page(number, "", width=width, height=height, origin="none", problem=problem)
    text, lines, placed = page_lines(visible, x, y)
    if covered and marks < _FEW_CHARS:
        return Page(number, text, lines, width, height, origin="none", problem=IMAGE_WITH_MARK)
    pictures = tuple(_box(image, x, y) for image in images)
    return Page(number, text, lines, width, height, tables=page_tables(visible, lines, placed, x, y), pictures=pictures)


def _visible(page: PlumberPage) -> Any:
    """The page cut to its crop box, which is what every viewer and our page images show."""
    crop, full = page.cropbox, page.bbox
    if all(abs(a - b) < 0.5 for a, b in zip(crop, full, strict=True)):
        return page
    box = (max(crop[0], full[0]), max(crop[1], full[1]), min(crop[2], full[2]), min(crop[3], full[3]))
    if box[2] - box[0] < 1 or box[3] - box[1] < 1:
        return page
    return page.crop(box)


def _box(image: dict[str, Any], dx: float, dy: float) -> Box:
    return Box(*(round(float(image[side]) - d, 2) for side, d in (("x0", dx), ("top", dy), ("x1", dx), ("bottom", dy))))


def _area(image: dict[str, Any]) -> float:
    return float((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]))


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
