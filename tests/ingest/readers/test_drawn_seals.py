"""Seals and signatures on pages with text: as drawings, as pictures, as annotations; and pages that hold none."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Box, Page, Source
from ingest.ocr.ring_text import said
from ingest.readers.engine import Engine
from ingest.readers.pdf import read_pdf
from zhijian.demo.pages import draw_seal, draw_text

HEIGHT = 842.0
AGENCY = "青屿市城市管理综合行政执法局"
LINES = ("行政处罚决定书", "青综执罚〔2024〕384号", "罚款人民币171600元（大写：壹拾柒万壹仟陆佰元整）。", "当事人（签名）：")


def _written(canvas: Canvas) -> None:
    for row, line in enumerate(LINES):
        draw_text(canvas, 72, 760 - 28 * row, line, 12)
    draw_text(canvas, 330, 500, AGENCY, 12)
    draw_text(canvas, 380, 476, "2024年6月12日", 12)


def _file(folder: Path, draw: Callable[[Canvas], None] = lambda canvas: None) -> Path:
    path = folder / "a.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    _written(canvas)
    draw(canvas)
    canvas.save()
    return path


def _read(path: Path, engine: Engine = "pdfium") -> Page:
    (page,) = read_pdf(path, Source("0" * 64, "application/pdf", 1, str(path)), engine=engine).pages
    assert page.origin == "text"
    return page


def _stamp(canvas: Canvas) -> None:
    draw_seal(canvas, 420, 490, AGENCY, Random(3))


def _picture_of_seal() -> Image.Image:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(100, 100))
    draw_seal(canvas, 50, 50, AGENCY, Random(3))
    canvas.save()
    image: Image.Image = pypdfium2.PdfDocument(buffer.getvalue())[0].render(scale=4).to_pil().convert("RGB")
    return image


def _is_the_seal(page: Page) -> bool:
    (seal,) = page.seals
    middle = ((seal.box.x0 + seal.box.x1) / 2, (seal.box.top + seal.box.bottom) / 2)
    return bool(np.allclose(middle, (420, HEIGHT - 490), atol=3)) and said(seal) == AGENCY and 84 < seal.box.x1 - seal.box.x0 < 98


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_drawn_seal_is_found_and_read(tmp_path: Path, engine: Engine) -> None:
    page = _read(_file(tmp_path, _stamp), engine)
    assert _is_the_seal(page)
    assert page.pictures == ()
    assert [page.text[line.start : line.end] for line in page.under(page.seals[0])] == [AGENCY, "2024年6月12日"]


def test_an_embedded_seal_is_a_seal_and_no_other_picture(tmp_path: Path) -> None:
    page = _read(_file(tmp_path, lambda canvas: canvas.drawImage(ImageReader(_picture_of_seal()), 370, 440, 100, 100, mask=None)))
    assert _is_the_seal(page)
    assert page.pictures == ()


def test_a_seal_on_a_turned_and_cut_page_lies_where_it_is_seen(tmp_path: Path) -> None:
    path = _file(tmp_path, _stamp)
    document = pypdfium2.PdfDocument(path)
    document[0].set_cropbox(0, 0, 595, 830)
    document[0].set_rotation(90)
    document.save(tmp_path / "b.pdf")
    (page,) = read_pdf(tmp_path / "b.pdf", Source("0" * 64, "application/pdf", 1, "b.pdf")).pages
    (seal,) = page.seals
    assert np.allclose(((seal.box.x0 + seal.box.x1) / 2, (seal.box.top + seal.box.bottom) / 2), (490, 420), atol=3)


def test_the_seal_of_an_electronic_signature_is_found_in_its_annotation(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(_file(tmp_path))
    page = document[0]
    note = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_STAMP)
    pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(370, 540, 470, 440))
    jpeg = io.BytesIO()
    _picture_of_seal().save(jpeg, "JPEG", quality=95)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(jpeg, inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(100, 100).translate(370, 440))
    assert pdfium.FPDFAnnot_AppendObject(note, image)
    image._detach_finalizer()  # it is the annotation's now
    pdfium.FPDFPage_CloseAnnot(note)
    document.save(tmp_path / "b.pdf")
    assert _is_the_seal(_read(tmp_path / "b.pdf"))


def test_a_black_ring_and_a_photograph_are_no_seals(tmp_path: Path) -> None:
    def drawn(canvas: Canvas) -> None:
        canvas.setLineWidth(2)
        canvas.circle(420, 490, 44)
        photo = Image.effect_noise((200, 200), 60).convert("RGB")
        canvas.drawImage(ImageReader(photo), 100, 300, 110, 110)

    page = _read(_file(tmp_path, drawn))
    assert page.seals == ()
    assert Box(100.0, HEIGHT - 410, 210.0, HEIGHT - 300) in page.pictures


def test_the_strokes_of_a_pen_beside_a_label_are_kept_and_others_are_not(tmp_path: Path) -> None:
    def drawn(canvas: Canvas) -> None:
        for x, y in ((175, 680), (100, 200)):
            canvas.bezier(x, y, x + 10, y + 16, x + 22, y - 14, x + 40, y + 4)

    page = _read(_file(tmp_path, drawn))
    (pen,) = page.pictures
    assert 170 < pen.x0 < 180
    assert pen.meets(Box(170, HEIGHT - 690, 220, HEIGHT - 670))


def test_a_page_without_pictures_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> Any:
        raise AssertionError("the page was drawn")

    monkeypatch.setattr(pypdfium2.PdfPage, "render", refused)
    page = _read(_file(tmp_path))
    assert (page.seals, page.pictures, page.problem) == ((), (), None)
