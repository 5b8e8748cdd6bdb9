from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Box, Document
from ingest.errors import UnreadableInput
from ingest.render import LARGEST_WIDTH, page_png


def _draw(canvas: Canvas) -> None:
    canvas.drawString(100, 700, "行政处罚决定书")


def _open(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def _ink_share(image: Image.Image, box: Box, scale: float) -> float:
    """Which share of all dark pixels lies in the box; 3 points of grace, for the substitute of a font that is not embedded."""
    edges = (box.x0 - 3, box.top - 3, box.x1 + 3, box.bottom + 3)
    all_ink = sum(image.histogram()[:128])
    assert all_ink > 200
    return sum(image.crop(tuple(round(edge * scale) for edge in edges)).histogram()[:128]) / all_ink


def test_a_page_comes_in_the_width_asked_for(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf("a.pdf", _draw, _draw)
    image = _open(page_png(path, 1, width=600))
    assert image.width == 600
    assert image.height == pytest.approx(600 * 841.89 / 595.28, abs=2)
    assert _open(page_png(path, 0, width=10**6)).width == LARGEST_WIDTH


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_ink_lies_where_the_boxes_say(make_pdf: Callable[..., Path], read_file: Callable[..., Document], rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        canvas.translate(200, 500)
        canvas.rotate(rotation)  # written upright for the rotated page, as scanners and office programs do
        canvas.drawString(0, 0, "国国国国国国")

    path = make_pdf(f"r{rotation}.pdf", draw)
    (page,) = read_file(path).pages
    assert page.text == "国国国国国国"
    image = _open(page_png(path, 0, width=1200)).convert("L")
    scale = image.width / page.width
    (box,) = page.boxes(0, 6)
    assert _ink_share(image, box, scale) >= 0.98


def test_ink_lies_where_the_boxes_say_on_a_cropped_page(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((50, 100, 450, 700))
        canvas.drawString(100, 600, "国国国国")
        canvas.drawString(100, 800, "裁掉")

    path = make_pdf("crop.pdf", draw)
    (page,) = read_file(path).pages
    assert (page.text, page.width, page.height) == ("国国国国", 400, 600)
    image = _open(page_png(path, 0, width=800)).convert("L")
    (box,) = page.boxes(0, 4)
    assert _ink_share(image, box, 2) >= 0.98


def test_threads_may_draw_at_the_same_time(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf("a.pdf", *[_draw] * 4)
    with ThreadPoolExecutor(8) as pool:
        images = list(pool.map(lambda i: page_png(path, i % 4, width=300), range(40)))
    assert len({images[i] for i in range(0, 40, 4)}) == 1


def test_what_cannot_be_drawn_says_why(make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    path = make_pdf("a.pdf", _draw)
    text = tmp_path / "说明.txt"
    text.write_text("文字", encoding="utf-8")
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.4\nnothing")
    for target, index, code, words in [
        (path, 1, "no_page", "没有第 2 页（共 1 页）"),
        (path, -1, "no_page", "没有第 0 页"),
        (text, 0, "not_paged", "纯文本没有页面图像"),
        (broken, 0, "damaged", "无法绘制"),
        (tmp_path / "没有.pdf", 0, "missing", "不存在"),
    ]:
        with pytest.raises(UnreadableInput, match=words) as error:
            page_png(target, index, width=100)
        assert error.value.code == code
    with pytest.raises(ValueError, match="at least 1"):
        page_png(path, 0, width=0)
