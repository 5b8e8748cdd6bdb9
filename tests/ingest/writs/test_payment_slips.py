"""Slips of payment whose cells of payer and payee are divided: 付款人 | 全称 | …, 账号 | …, 开户银行 | …."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.dossier import Writ

Draw = Callable[[Canvas, type, str], None]
PAYER, PAYEE = "临江市喜盈门商行", "临江市财政局非税收入专户"


def _cells(canvas: Canvas, x: float, top: float, cells: list[tuple[float, float, str]]) -> None:
    """Cells from left to right: width, height, text."""
    for width, height, text in cells:
        canvas.rect(x, top - height, width, height)
        canvas.drawString(x + 3, top - 14, text)
        x += width


def _in_one_row(canvas: Canvas, form: type, label: str) -> None:
    sheet = form(canvas, "非税收入一般缴款书")
    sheet.row("付款人", label, PAYER, "账号：现金", widths=(60, 50, 220, 120))
    sheet.row("收款人", label, PAYEE, "开户银行：农行", widths=(60, 50, 220, 120))
    sheet.row("金额合计", "叁仟元整", "小写", "￥3000.00", widths=(60, 130, 140, 120))


def _side_by_side(canvas: Canvas, form: type, label: str) -> None:
    form(canvas, "非税收入一般缴款书")
    top = 720.0
    _cells(canvas, 60, top, [(45, 60, "付款人")])
    _cells(canvas, 290, top, [(45, 60, "收款人")])
    for i, (name, one, other) in enumerate(((label, PAYER, PAYEE), ("账号", "现金", "950010001"), ("开户银行", "/", "农行临江支行"))):
        _cells(canvas, 105, top - 20 * i, [(55, 20, name), (130, 20, one)])
        _cells(canvas, 335, top - 20 * i, [(55, 20, name), (150, 20, other)])
    canvas.drawString(72, 600, "金额（大写）叁仟元整 （小写）￥3000.00")


def _without_rules(canvas: Canvas, form: type, label: str) -> None:
    sheet = form(canvas, "非税收入一般缴款书")
    sheet.line(f"付款人{label}：{PAYER}")
    sheet.line(f"收款人{label}：{PAYEE}")
    sheet.line("金额合计（大写）：叁仟元整 （小写）：￥3000.00")


@pytest.mark.parametrize("draw", [_in_one_row, _side_by_side, _without_rules])
@pytest.mark.parametrize("label", ["全称", "户名", "名称"])
def test_the_label_inside_is_nobody(split_pdf: Callable[..., tuple[Writ, ...]], form: type, draw: Draw, label: str) -> None:
    (slip,) = split_pdf(lambda canvas: draw(canvas, form, label))
    assert (slip.type, slip.get("payer").text, slip.get("payee").text) == ("payment_doc", PAYER, PAYEE)
