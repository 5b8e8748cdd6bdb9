"""Several writs on one page: receipts pasted under others, slips to be torn off, letters that begin where a form ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.dossier import Dossier, Writ
from ingest.writs.split import split
from tests.ingest.writs.conftest import Form

SplitPdf = Callable[..., tuple[Writ, ...]]


def _receipt(form: Form) -> None:
    form.row("受送达人", "某县清泉采砂有限公司")
    form.row("送达文书", "水行政处罚决定书\n某水罚〔2024〕8号")
    form.row("送达方式", "直接送达")
    form.row("送达日期", "2024年6月6日")


def _voucher(form: Form) -> None:
    form.row("缴款人", "某县清泉采砂有限公司")
    form.row("缴款日期", "2024年6月12日")
    form.row("金额", "20,000.00元")


def _told(writs: tuple[Writ, ...]) -> list[tuple[str, int, int]]:
    return [(writ.type, writ.first_page, writ.last_page) for writ in writs]


def test_a_voucher_under_a_receipt_is_a_writ_with_fields_of_its_own(split_pdf: SplitPdf) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "送达回证")
        _receipt(form)
        form.y -= 40
        form.centred("非税收入一般缴款书", 16)
        _voucher(form)

    receipt, voucher = split_pdf(draw)
    assert (receipt.type, voucher.type) == ("service_doc", "payment_doc")
    assert receipt.place != voucher.place
    assert receipt.end == voucher.start
    assert voucher.get("amount").text == "20,000.00元"
    assert receipt.get("amount").state == "unread"
    assert receipt.get("addressee").text == "某县清泉采砂有限公司"


def test_a_title_on_the_left_in_large_print_under_a_place_for_pasting(split_pdf: SplitPdf) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "文书送达回执")
        _receipt(form)
        form.line("（票据粘贴处）", 260)
        canvas.setFont("STSong-Light", 17)
        form.line("代收罚款收据")
        canvas.setFont("STSong-Light", 11)
        form.y -= 6
        _voucher(form)

    assert _told(split_pdf(draw)) == [("service_doc", 1, 1), ("payment_doc", 1, 1)]


def test_a_slip_below_a_dashed_line(split_pdf: SplitPdf) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "延期缴纳罚款申请书")
        for _ in range(5):
            form.line("我公司资金周转困难，申请延期缴纳罚款。")
        form.line("- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -")
        form.centred("送达回执", 15)
        form.line("受送达人：某县清泉采砂有限公司")
        form.line("送达日期：2024年6月6日")

    assert _told(split_pdf(draw)) == [("payment_doc", 1, 1), ("service_doc", 1, 1)]


def test_the_second_writ_goes_on_with_the_next_page(split_pdf: SplitPdf) -> None:
    def first(canvas: Canvas) -> None:
        form = Form(canvas, "送达回证")
        _receipt(form)
        form.y -= 40
        form.centred("陈述申辩书", 18)
        form.line("某县水务局：")
        form.line("我公司认为拟作出的处罚过重，理由如下。")

    def second(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 11)
        canvas.drawString(72, 780, "以上情况请予考虑。")

    assert _told(split_pdf(first, second)) == [("service_doc", 1, 1), ("statement_doc", 1, 2)]


def test_two_receipts_on_one_page_are_two(split_pdf: SplitPdf) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "送达回证")
        _receipt(form)
        form.y -= 40
        form.centred("送达回证", 20)
        _receipt(form)

    assert _told(split_pdf(draw)) == [("service_doc", 1, 1), ("service_doc", 1, 1)]


def test_headings_and_names_of_writs_inside_a_writ_begin_none(split_pdf: SplitPdf) -> None:
    def report(canvas: Canvas) -> None:
        form = Form(canvas, "案件调查终结报告")
        for _ in range(4):
            form.line("经查，当事人在河道内采砂，执法人员制作现场勘验笔录。")
        form.y -= 30
        form.centred("证据目录", 15)
        form.line("1.现场勘验笔录一份")
        form.line("2.询问笔录一份")
        form.y -= 30
        form.centred("处理意见", 15)
        form.line("建议处罚款二万元。")
        form.line("承办人：李一、王二")

    def receipt(canvas: Canvas) -> None:
        form = Form(canvas, "送达回证")
        form.line("受送达人：某县清泉采砂有限公司")
        form.line("送达地点：某县城关镇河街9号")
        form.line("送达文书：")
        form.centred("水行政处罚决定书", 11)
        form.line("送达方式：直接送达")
        form.line("送达日期：2024年6月6日")

    assert _told(split_pdf(report, receipt)) == [("investigation_report", 1, 1), ("service_doc", 2, 2)]


def test_the_pages_of_a_writ_hold_only_its_own_part(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "送达回证")
        _receipt(form)
        form.y -= 40
        form.centred("罚没收入专用票据", 16)
        _voucher(form)

    document = read_file(make_pdf("案卷.pdf", draw))
    dossier = split(Dossier(key="0" * 64, name="案卷", documents=(document,)))
    (above,), (below,) = (dossier.pages_of(writ) for writ in dossier.writs)
    assert "缴款人" not in above.text
    assert "受送达人" not in below.text
    assert (len(above.tables), len(below.tables)) == (1, 1)
    at = below.text.index("缴款人")
    assert document.pages[0].text[at:].startswith("缴款人")
