"""Numbers of writs (文号) under their titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.dossier import Writ


def _decision(form: type, number: str, *lines: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "行政处罚决定书", number)
        for line in (*lines, "经查，你单位未取得营业执照从事经营活动。"):
            sheet.line(line)
        sheet.right("临江市交通运输局")
        sheet.right("2024年3月1日")

    return draw


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("临市监罚〔2024〕12号", "临市监罚〔2024〕12号"),
        ("（临）应急罚〔2024〕12号", "（临）应急罚〔2024〕12号"),
        ("文号：临环罚字[2024]第012号", "临环罚字[2024]第012号"),
        ("临城管罚决字（2024）1-001号", "临城管罚决字（2024）1-001号"),
        ("临农（种子）罚〔2024〕3号", "临农（种子）罚〔2024〕3号"),
        ("临交罚〔2023〕非0156号", "临交罚〔2023〕非0156号"),
        ("编号：No.20240012", "No.20240012"),
        ("编号：JC20240012", "JC20240012"),
        ("案号：临市监立〔2024〕12号", None),
        ("案号：临市监罚立字〔2024〕12号", None),
        ("案号：临交〔2024〕12号", None),
        ("案号：临交罚〔2024〕0126号", "临交罚〔2024〕0126号"),
        ("案号：临交运罚字（2024）第126号", "临交运罚字（2024）第126号"),
        ("案号：临水处〔2024〕126号", "临水处〔2024〕126号"),
        ("第一联 存档", None),
    ],
)
def test_numbers_under_the_title(split_pdf: Callable[..., tuple[Writ, ...]], form: type, printed: str, number: str | None) -> None:
    (one,) = split_pdf(_decision(form, printed, "临江市好味餐馆："))
    assert one.number == number


def test_a_number_of_its_own_comes_before_that_of_the_case(split_pdf: Callable[..., tuple[Writ, ...]], form: type) -> None:
    (one,) = split_pdf(_decision(form, "案号：临交罚〔2024〕9号", "临交罚〔2024〕12号"))
    assert one.number == "临交罚〔2024〕12号"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("送达文书　行政处罚决定书 云城管罚决〔2025〕第76号", None),
        ("文书名称及文号　责令改正通知书云城管责改〔2025〕第76号", None),
        ("云城管送〔2025〕第76号", "云城管送〔2025〕第76号"),
    ],
)
def test_a_receipt_does_not_bear_the_number_of_what_was_served(
    split_pdf: Callable[..., tuple[Writ, ...]], form: type, line: str, number: str | None
) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "送达回证")
        sheet.line(line)
        sheet.line("受送达人　老码头餐饮店")
        sheet.line("收到日期　2025年4月8日")

    (one,) = split_pdf(draw)
    assert one.number == number


@pytest.mark.parametrize("lower", [0, 5])
def test_the_number_stands_beside_the_title(split_pdf: Callable[..., tuple[Writ, ...]], lower: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 20)
        canvas.drawString(72, 780 - lower, "行政处罚决定书")
        canvas.setFont("STSong-Light", 11)
        canvas.drawRightString(540, 780, "清人社监罚字〔2024〕第5号")
        for i, text in enumerate(
            ("临江市好味餐馆：", "经查，你单位未取得营业执照从事经营活动。", "决定罚款二万元。", "临江市人社局", "2024年3月1日")
        ):
            canvas.drawString(72, 740 - 20 * i, text)

    (one,) = split_pdf(draw)
    assert (one.title, one.number, one.get("party_name").text) == ("行政处罚决定书", "清人社监罚字〔2024〕第5号", "临江市好味餐馆")
