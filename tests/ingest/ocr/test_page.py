"""Recognition of page pictures made by the project: clean, turned, skewed, sealed, ruled, two to a sheet, and without any text."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Page
from ingest.normalise import normalise
from ingest.ocr.page import UNREADABLE, ocr_page
from zhijian.demo.pages import draw_seal, draw_text

WIDTH, HEIGHT = 595.0, 842.0
LINES = (
    "青屿市城市管理综合行政执法局",
    "行政处罚决定书",
    "青综执罚〔2024〕384号",
    "当事人：云泽岚帆机械制造有限公司",
    "统一社会信用代码：91379901QC6818308F",
    "2024年4月9日9时40分，本机关执法人员对当事人的厂房进行检查。",
    "上述行为违反了《中华人民共和国城乡规划法》第四十条第一款的规定。",
    "罚款人民币171600元（大写：壹拾柒万壹仟陆佰元整）。",
)
CLOSING = ("青屿市城市管理综合行政执法局", "2024年6月12日")


def _picture(draw: Callable[[Canvas], None], width: float = WIDTH, height: float = HEIGHT, dpi: int = 200) -> Any:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(buffer.getvalue())
    picture = np.asarray(document[0].render(scale=dpi / 72).to_pil().convert("RGB")).astype(np.float32)
    noise = np.random.default_rng(7).normal(0, 6, picture.shape)
    return np.clip(picture * 0.94 + 8 + noise, 0, 255).astype(np.uint8)


def _writ(canvas: Canvas, *, left: float = 72, sealed: bool = False) -> None:
    for row, line in enumerate(LINES):
        draw_text(canvas, left, 760 - 28 * row, line, 12)
    for row, line in enumerate(CLOSING):
        draw_text(canvas, left + 250, 500 - 24 * row, line, 12)
    if sealed:
        draw_seal(canvas, left + 320, 488, CLOSING[0], Random(3))


def _read(picture: Any, width: float = WIDTH, height: float = HEIGHT) -> Page:
    return ocr_page(picture, number=4, width=width, height=height)


def _plain(text: str) -> list[str]:
    return [normalise(line).text.replace(" ", "") for line in text.split("\n")]


def _turned(picture: Any, degrees: float) -> Any:
    high, wide = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    return cv2.warpAffine(picture, matrix, (wide, high), borderValue=(245, 245, 245))


@pytest.fixture(scope="module")
def clean() -> Any:
    return _picture(_writ)


def test_a_clean_page_is_read_line_by_line(clean: Any) -> None:
    page = _read(clean)
    assert _plain(page.text) == _plain("\n".join(LINES + CLOSING))
    assert (page.number, page.origin, page.problem) == (4, "ocr", None)
    assert page.confidence > 0.95
    assert len(page.lines) == len(LINES + CLOSING)
    for line in page.lines:
        assert len(line.edges) == line.end - line.start + 1


def _mark_of(page: Page, word: str) -> tuple[float, float, float, float]:
    start = page.text.index(word)
    (box,) = page.boxes(start, start + len(word))
    return box.x0, box.top, box.x1, box.bottom


def test_the_box_of_a_word_lies_over_the_word(clean: Any) -> None:
    left, top, right, bottom = _mark_of(_read(clean), "384")
    # 384 begins after 青综执罚〔2024〕 at 12 points a wide character
    assert 600 - 12 < HEIGHT - bottom < 704 + 4 < HEIGHT - top < 704 + 18
    ink = clean[int(top / 72 * 200) : int(bottom / 72 * 200), int(left / 72 * 200) : int(right / 72 * 200)] < 120
    assert ink.mean() > 0.05
    assert 15 < right - left < 30


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_read(clean: Any, turns: int) -> None:
    picture = np.ascontiguousarray(np.rot90(clean, turns))
    page = _read(picture, *((HEIGHT, WIDTH) if turns % 2 else (WIDTH, HEIGHT)))
    assert _plain(page.text) == _plain("\n".join(LINES + CLOSING))
    left, top, right, bottom = (v / 72 * 200 for v in _mark_of(page, LINES[1]))
    assert 0 <= left < right <= picture.shape[1]
    assert (picture[int(top) : int(bottom), int(left) : int(right)] < 120).mean() > 0.05


@pytest.mark.parametrize("degrees", [-3.0, 1.2, 6.0])
def test_a_skewed_page_is_straightened_and_its_boxes_stay_on_the_picture(clean: Any, degrees: float) -> None:
    picture = _turned(clean, degrees)
    page = _read(picture)
    assert _plain(page.text) == _plain("\n".join(LINES + CLOSING))
    left, top, right, bottom = (v / 72 * 200 for v in _mark_of(page, LINES[1]))
    assert (picture[int(top) : int(bottom), int(left) : int(right)] < 120).mean() > 0.04


def test_what_lies_under_a_seal_is_read_and_the_seal_is_found() -> None:
    page = _read(_picture(lambda canvas: _writ(canvas, sealed=True)))
    assert _plain(page.text)[-2:] == _plain("\n".join(CLOSING))
    (seal,) = [found.box for found in page.seals]
    assert abs((seal.x0 + seal.x1) / 2 - 392) < 5
    assert abs((seal.top + seal.bottom) / 2 - (HEIGHT - 488)) < 5
    assert 80 < seal.x1 - seal.x0 < 100


def test_seals_that_overlap_are_told_apart_and_what_lies_under_them_is_read() -> None:
    def sealed(canvas: Canvas) -> None:
        _writ(canvas, sealed=True)
        draw_seal(canvas, 346, 520, "云泽市司法局", Random(5))

    page = _read(_picture(sealed))
    assert _plain(page.text)[-2:] == _plain("\n".join(CLOSING))
    large = [seal.box for seal in page.seals if seal.box.x1 - seal.box.x0 > 60]
    middles = sorted((round((seal.x0 + seal.x1) / 2), round(HEIGHT - (seal.top + seal.bottom) / 2)) for seal in large)
    assert len(middles) == 2
    assert np.allclose(middles, [(346, 520), (392, 488)], atol=5)


def test_red_letters_are_no_seal() -> None:
    def heading(canvas: Canvas) -> None:
        _writ(canvas)
        canvas.setFillColorRGB(0.85, 0.05, 0.05)
        canvas.rect(72, 800, 450, 2, stroke=0, fill=1)
        for x in range(100, 480, 40):
            canvas.rect(x, 806, 22, 22, stroke=0, fill=1)

    # What is no letter is kept as ink in its place, but none of it is as large as a seal.
    assert _read(_picture(heading)).seals == ()


def test_ruled_lines_make_a_table() -> None:
    rows = (("案由", "未取得建设工程规划许可证"), ("立案日期", "2024年4月12日"), ("承办人", "祝青岫、柏景湛"))

    def table(canvas: Canvas) -> None:
        draw_text(canvas, 250, 770, "立案审批表", 16)
        canvas.setLineWidth(0.7)
        for row in range(4):
            canvas.line(72, 740 - 30 * row, 520, 740 - 30 * row)
        for x in (72, 170, 520):
            canvas.line(x, 740, x, 650)
        for row, (label, value) in enumerate(rows):
            draw_text(canvas, 80, 720 - 30 * row, label, 12)
            draw_text(canvas, 180, 720 - 30 * row, value, 12)

    page = _read(_turned(_picture(table), 0.8))
    (cells,) = page.tables
    found = [normalise("".join(page.text[a:b] for a, b in cell.ranges)).text.replace(" ", "") for cell in cells]
    assert found == [normalise(text).text for row in rows for text in row]


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    def sheet(canvas: Canvas) -> None:
        _writ(canvas, left=40)
        _writ(canvas, left=640)

    page = _read(_picture(sheet, 2 * WIDTH, HEIGHT), 2 * WIDTH, HEIGHT)
    assert _plain(page.text) == _plain("\n".join((LINES + CLOSING) * 2))
    assert [page.text[line.start : line.end] for line in page.lines] == page.text.split("\n")


def test_a_long_strip_is_read_from_top_to_bottom() -> None:
    def strip(canvas: Canvas) -> None:
        for place in range(6):
            canvas.saveState()
            canvas.translate(0, place * HEIGHT)
            _writ(canvas)
            canvas.restoreState()

    page = _read(_picture(strip, WIDTH, 6 * HEIGHT), WIDTH, 6 * HEIGHT)
    assert _plain(page.text) == _plain("\n".join((LINES + CLOSING) * 6))
    tops = [line.box.top for line in page.lines]
    assert tops == sorted(tops)
    assert tops[-1] > 5 * HEIGHT


@pytest.mark.parametrize("shape", [(1, 3000, 3), (3000, 1, 3), (5, 5, 3)])
def test_a_sliver_of_a_picture_is_an_unread_page(shape: tuple[int, int, int]) -> None:
    page = _read(np.full(shape, 255, np.uint8), shape[1] * 0.36, shape[0] * 0.36)
    assert (page.origin, page.problem, page.text) == ("none", UNREADABLE, "")


def test_an_uneven_grey_ground_does_not_matter(clean: Any) -> None:
    shade = np.linspace(0.55, 1.0, clean.shape[1])[None, :, None]
    assert _plain(_read((clean * shade).astype(np.uint8)).text) == _plain("\n".join(LINES + CLOSING))


def test_a_rare_character_is_read_by_the_careful_model() -> None:
    page = _read(_picture(lambda canvas: draw_text(canvas, 72, 700, "当事人：祝岫", 14)))
    assert _plain(page.text) == _plain("当事人：祝岫")


def test_a_picture_without_letters_says_that_nothing_was_recognised() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (400, 300, 3)).astype(np.uint8)
    page = _read(cv2.resize(noise, (1654, 2339), interpolation=cv2.INTER_CUBIC))
    assert (page.origin, page.problem, page.unread) == ("none", UNREADABLE, True)
