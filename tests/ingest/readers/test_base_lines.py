"""Text that people see on one line is read on one line; letters around a seal are not read between the words under it."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.fonts import FONT_PATH

MakePdf = Callable[..., Path]
ReadFile = Callable[..., Document]
_NAME = "云湖县农业农村局"


def _other_font(canvas: Canvas, size: float) -> None:
    pdfmetrics.registerFont(TTFont("Other", str(FONT_PATH)))
    canvas.setFont("Other", size)


def _ring(canvas: Canvas, x: float, y: float, radius: float = 50, left_out: str = "") -> None:
    for number, letter in enumerate(_NAME):
        if letter in left_out:
            continue
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(100 - number * 200 / (len(_NAME) - 1))
        canvas.drawCentredString(0, radius, letter)
        canvas.restoreState()
    canvas.drawCentredString(x, y - 5, "★")


def test_a_second_font_in_a_title_does_not_part_it(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 30)
        canvas.drawString(100, 700, "消")
        _other_font(canvas, 30)
        canvas.drawString(150, 700, "防处")
        canvas.setFont("STSong-Light", 30)
        canvas.drawString(240, 700, "罚")

    assert read_file(make_pdf("题名.pdf", draw)).pages[0].text.replace(" ", "") == "消防处罚"


def test_a_larger_script_stands_beside_its_label(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "签名：")
        canvas.setFontSize(19)
        canvas.drawString(137, 700, "褚秋实")
        canvas.setFontSize(12)
        canvas.drawString(250, 700, "2024年4月10日")

    assert read_file(make_pdf("签名.pdf", draw)).pages[0].text == "签名：褚秋实 2024年4月10日"


def test_a_letterhead_in_much_larger_letters_keeps_its_line(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(400, 700, "第1页")
        canvas.setFontSize(30)
        canvas.drawString(100, 700, "云湖县农业农村局")

    assert sorted(read_file(make_pdf("信头.pdf", draw)).pages[0].text.split("\n")) == ["云湖县农业农村局", "第1页"]


def test_names_written_aslant_stand_where_they_are_written(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "执法人员签名：")
        for left, degrees, name in ((185, 4, "谌立夏"), (250, -5, "门学勤")):
            canvas.saveState()
            canvas.translate(left, 699)
            canvas.rotate(degrees)
            canvas.skew(0, -8)
            canvas.setFontSize(16)
            canvas.drawString(0, 0, name)
            canvas.restoreState()
        canvas.drawString(100, 600, "第1页（共1页）")

    (page,) = read_file(make_pdf("斜签.pdf", draw)).pages
    assert page.text == "执法人员签名：谌立夏 门学勤\n第1页（共1页）"
    (name,) = page.boxes(page.text.index("门"), page.text.index("门") + 3)
    assert abs(name.x0 - 250) < 4


def test_text_on_its_side_stays_apart(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "正文")
        canvas.rotate(90)
        canvas.drawString(400, -300, "骑缝")

    assert read_file(make_pdf("骑缝.pdf", draw)).pages[0].text.split("\n")[0] == "正文"


def test_a_page_turned_on_its_side_keeps_its_lines(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(500, 100)
        canvas.rotate(90)
        canvas.drawString(0, 100, "第一行")
        canvas.drawString(0, 60, "第二行")

    assert read_file(make_pdf("横页.pdf", draw)).pages[0].text == "第一行\n第二行"


def test_letters_around_a_seal_are_no_text_but_a_seal(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(310, 300, _NAME)
        canvas.drawString(330, 280, "2024年5月9日")
        _ring(canvas, 360, 290)

    (page,) = read_file(make_pdf("印章.pdf", draw)).pages
    assert page.text == f"{_NAME}\n2024年5月9日"
    (seal,) = page.seals
    assert math.isclose((seal.box.x0 + seal.box.x1) / 2, 360, abs_tol=4)
    assert page.under(seal)


def test_a_ring_of_which_few_letters_are_read_is_known_by_its_star(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(310, 300, _NAME)
        canvas.drawString(330, 280, "2024年5月9日")
        _ring(canvas, 360, 290, left_out="县农业局")

    (page,) = read_file(make_pdf("残章.pdf", draw)).pages
    assert page.text == f"{_NAME}\n2024年5月9日"
    assert len(page.seals) == 1


def test_a_seal_that_the_rim_of_the_page_cuts_is_one(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 500, "本决定书自送达之日起生效。")
        _ring(canvas, 360, 10)

    (page,) = read_file(make_pdf("半章.pdf", draw)).pages
    assert page.text == "本决定书自送达之日起生效。"
    assert [seal.box.bottom for seal in page.seals] == [round(page.height, 2)]


def test_a_few_turned_letters_are_no_ring(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 500, "正文")
        for number, letter in enumerate("水印样张"):
            canvas.saveState()
            canvas.translate(100 + 60 * number, 300)
            canvas.rotate(45 + number)
            canvas.drawString(0, 0, letter)
            canvas.restoreState()

    (page,) = read_file(make_pdf("水印.pdf", draw)).pages
    assert page.seals == ()
    assert set("水印样张") <= set(page.text)
