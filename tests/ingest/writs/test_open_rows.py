"""Forms whose rows nothing closes on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.dossier import Writ
from ingest.writs.open_rows import closed
from ingest.writs.pairs import pairs_of
from tests.ingest.writs.conftest import LEFT, WIDTH, Form

SplitPdf = Callable[..., tuple[Writ, ...]]
LABELS = 90.0


def _open_row(form: Form, label: str, *values: str, high: int = 1) -> None:
    """A label in a cell of its own, the values on lines beside it between rules that no border closes."""
    height = 17.0 * max(high, len(values)) + 8
    top, foot = form.y + 14, form.y + 14 - height
    form.canvas.rect(LEFT, foot, LABELS, height)
    form.canvas.line(LEFT + LABELS, foot, LEFT + WIDTH, foot)
    form.canvas.line(LEFT + LABELS, top, LEFT + WIDTH, top)
    lines = label.split("\n")
    for i, text in enumerate(lines):
        form.canvas.drawString(LEFT + 6, top - height / 2 - 4 + 8.5 * (len(lines) - 1) - 17 * i, text)
    for i, text in enumerate(values):
        form.canvas.drawString(LEFT + LABELS + 6, form.y - i * 17, text)
    form.y -= height


def test_an_open_place_where_nothing_stands_is_empty(split_pdf: SplitPdf) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "立案登记表")
        _open_row(form, "当事人", "老码头餐饮店")
        _open_row(form, "案由", "擅自占用城市道路")
        _open_row(form, "中队意见", "拟同意立案。　钱某　2025年3月11日")
        _open_row(form, "局领导审批")

    (filing,) = split_pdf(draw)
    assert (filing.get("leader_sign").state, filing.get("approved_date").state) == ("empty", "empty")


def _filing(canvas: Canvas) -> None:
    form = Form(canvas, "立案登记表", "云城管立〔2025〕第76号")
    _open_row(form, "当事人", "老码头餐饮店")
    _open_row(form, "案由", "擅自占用城市道路")
    _open_row(form, "简要案情", "该店在店门外人行道上摆放折叠桌四张、塑料凳十六张", "供食客就餐，未经批准。")
    _open_row(form, "承办人意\n见", "建议立案。沈某　严某 2025年3月11日", high=2)
    _open_row(form, "局领导审批", "同意立案。 冯某某 2025年3月12日")


def test_values_stand_behind_their_labels_though_no_border_closes_them(split_pdf: SplitPdf) -> None:
    (filing,) = split_pdf(_filing)
    found = {name: filing.get(name).text for name in ("party_name", "cause", "approved_date", "handler_opinion")}
    assert found == {
        "party_name": "老码头餐饮店",
        "cause": "擅自占用城市道路",
        "approved_date": "2025年3月12日",
        "handler_opinion": "建议立案。",
    }


def test_values_of_several_lines_are_whole(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> None:
    (page,) = read_file(make_pdf("页.pdf", _filing)).pages
    found = {pair.label: pair.text for pair in pairs_of(page)}
    assert found["简要案情"] == "该店在店门外人行道上摆放折叠桌四张、塑料凳十六张供食客就餐，未经批准。"


def _closed_form(form: Form) -> Sequence[str]:
    form.row("当事人", "老码头餐饮店")
    form.row("案由", "擅自占用城市道路")
    form.row("局领导审批", "同意立案。")
    return ("当事人", "案由", "局领导审批")


def test_closed_tables_and_notes_beside_them_stay_as_they_are(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "立案登记表")
        top = form.y
        labels = _closed_form(form)
        for i, _ in enumerate(labels):
            canvas.drawString(LEFT + WIDTH + 4, top - 25 * i, "注")

    (page,) = read_file(make_pdf("页.pdf", draw)).pages
    assert [closed(page, table) is table for table in page.tables] == [True]
    assert {pair.label: pair.text for pair in pairs_of(page)}["案由"] == "擅自占用城市道路"
