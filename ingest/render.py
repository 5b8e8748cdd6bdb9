"""Page images for people to check evidence on, drawn by pdfium."""

from __future__ import annotations

import io
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw

from ingest.convert import CONVERTIBLE, PAGED, reading_copy
from ingest.document import Box
from ingest.errors import UnreadableInput
from ingest.pdfium import opened
from ingest.sniff import media_type, name_zh
from ingest.typed_text import typed_in

LARGEST_WIDTH = 4000  # pixels; A4 at 480 dpi, and 90 MB of bitmap at most for a long page
_LARGEST_PIXELS = 40_000_000
_HOW = pypdfium2.raw.FPDF_ANNOT | pypdfium2.raw.FPDF_REVERSE_BYTE_ORDER


def page_png(path: Path, index: int, *, width: int) -> bytes:
    """Page ``index`` (0-based within the file) as PNG, ``width`` pixels wide (1 to LARGEST_WIDTH, larger values are cut).

    UnreadableInput: ``not_paged`` for a file without page images, ``no_page``, ``damaged``, ``missing``.
    """
    buffer = io.BytesIO()
    page_image(path, index, width=width).save(buffer, format="PNG")
    return buffer.getvalue()


def page_image(path: Path, index: int, *, width: int) -> Any:
    """The same as a PIL image in RGB."""
    if width < 1:
        raise ValueError(f"width must be at least 1 pixel, not {width}")
    try:
        kind = media_type(path)
    except OSError as error:
        raise UnreadableInput(f"{path.name}：文件不存在或无法读取，不能显示页面图像", code="missing") from error
    if kind not in PAGED:
        raise UnreadableInput(f"{path.name}：{name_zh(kind)}没有页面图像，请查看文字内容", code="not_paged")
    if kind in CONVERTIBLE:
        path = reading_copy(path, kind, name=path.name)
    return _render(path, index, min(width, LARGEST_WIDTH))


def _render(path: Path, index: int, width: int) -> Any:
    try:
        with opened(path) as document:
            if not 0 <= index < len(document):
                raise UnreadableInput(f"{path.name}：没有第 {index + 1} 页（共 {len(document)} 页）", code="no_page")
            page = document[index]
            try:
                typed_in(document, page)
                return drawn(page, width)
            finally:
                page.close()
    except (pypdfium2.PdfiumError, FileNotFoundError) as error:
        raise UnreadableInput(f"{path.name}：第 {index + 1} 页无法绘制，文件已损坏或已加密", code="damaged") from error


def drawn(page: Any, width: int) -> Any:
    """A page that pypdfium2 has loaded, as a PIL image in RGB."""
    across, down = page.get_size()
    scale = min(width / max(across, 1.0), (_LARGEST_PIXELS / max(across * down, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale)
    try:
        return bitmap.to_pil().convert("RGB").copy()  # a copy: the bitmap's memory goes back to pdfium
    finally:
        bitmap.close()


def drawn_part(page: Any, box: Box, *, dpi: float) -> Any:
    """The part of such a page that lies in a box: H×W×3 bytes, RGB, whose upper left corner is that of the box."""
    across, down = page.get_size()
    scale = dpi / 72
    wide, high = ceil(across * scale), ceil(down * scale)
    left, top = ceil(box.x0 * scale), ceil(box.top * scale)
    right, foot = (ceil(max(rest, 0) * scale) for rest in (across - box.x1, down - box.bottom))
    picture = np.full((high - top - foot, wide - left - right, 3), 255, np.uint8)
    size = picture.shape[1], picture.shape[0]
    bitmap = pypdfium2.raw.FPDFBitmap_CreateEx(*size, pypdfium2.raw.FPDFBitmap_BGR, picture.ctypes.data, picture.strides[0])
    try:
        pypdfium2.raw.FPDF_RenderPageBitmap(bitmap, page.raw, -left, -top, wide, high, 0, _HOW)
    finally:
        pypdfium2.raw.FPDFBitmap_Destroy(bitmap)
    return picture
