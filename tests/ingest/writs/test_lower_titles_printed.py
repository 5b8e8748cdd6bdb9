"""Writs printed one after the other on a sheet without room between them, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.dossier import Dossier, Writ
from ingest.writs.split import split
from tests.ingest.writs.conftest import SIZE, Form

SplitPdf = Callable[..., tuple[Writ, ...]]

ORDER = ("某县清泉采砂有限公司：", "你单位未采取除尘措施。现责令你单位于2024年6月1日前改正。", "签收：李某　2024年5月7日", "2024年5月7日")


def _told(writs: tuple[Writ, ...]) -> list[tuple[str, int, int]]:
    return [(writ.type, writ.first_page, writ.last_page) for writ in writs]


def _lines(form: Form, *texts: str) -> None:
    for text in texts:
        form.line(text)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("执法音像资料说明", "av_record"),
        ("检验委托书", "appraisal_doc"),
        ("案件审核意见", "legal_review"),
        ("行政处罚信息公示情况", "closing_doc"),
    ],
)
def test_a_title_in_the_print_of_the_head_begins_a_writ_of_another_kind(split_pdf: SplitPdf, title: str, kind: str) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "责令改正通知书")
        _lines(form, *ORDER)
        form.centred(title, 20)
        _lines(form, "2024年5月7日14时10分至16时00分，对现场检查的全过程录像。", "制作人：温某。")

    assert _told(split_pdf(draw)) == [("correction_notice", 1, 1), (kind, 1, 1)]


def test_a_writ_begins_with_the_agency_over_its_title(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "案件调查终结报告")
        _lines(
            form, "一、当事人基本情况：某县清泉采砂有限公司。", "二、经查，当事人未采取除尘措施。", "建议罚款二万元。", "承办人：李某　王某"
        )
        form.centred("某县生态环境局", 15)
        form.centred("案件审核表", 17)
        form.centred("某环审〔2024〕5号", SIZE)
        form.row("案件", "未采取除尘措施案")
        form.row("审核意见", "事实清楚，同意。丁某 2024年6月6日")

    document = read_file(make_pdf("案卷.pdf", draw))
    dossier = split(Dossier(key="0" * 64, name="案卷", documents=(document,)))
    report, review = dossier.writs
    assert (report.type, review.type, review.number) == ("investigation_report", "legal_review", "某环审〔2024〕5号")
    (above,), (below,) = (dossier.pages_of(writ) for writ in dossier.writs)
    assert "某县生态环境局" not in above.text
    assert "某县生态环境局" in below.text


def test_a_title_over_two_lines_below_the_end_of_a_writ(split_pdf: SplitPdf) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "责令改正通知书")
        _lines(form, *ORDER)
        form.centred("重大行政执法决定", 20)
        form.centred("法制审核意见书", 20)
        _lines(form, "送审机构：执法大队", "审核意见：事实清楚，同意。", "审核人：丁某")

    assert _told(split_pdf(draw)) == [("correction_notice", 1, 1), ("legal_review", 1, 1)]


def test_the_last_sheet_of_a_dossier_stands_below_the_closing_form(split_pdf: SplitPdf) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "结案审批表")
        for label in ("案由", "当事人", "处罚决定", "执行情况"):
            form.row(label, "见卷内材料")
        form.y -= 8
        form.centred("卷内备考表", 20)
        _lines(form, "本卷文件齐全完整。", "立卷人：温某　检查人：赖某　2024年8月2日")

    note = split_pdf(draw)[-1]
    assert (note.type, note.subtype, note.get("archivist").text) == ("dossier_binding", "note", "温某")


def test_a_page_that_begins_with_the_end_of_a_writ(split_pdf: SplitPdf) -> None:
    def first(canvas: Canvas) -> None:
        form = Form(canvas, "询问笔录")
        _lines(form, *["问：你店何时开业？", "答：去年三月。"] * 6)

    def second(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", SIZE)
        for i, text in enumerate(("问：还有补充吗？", "答：没有。", "以上笔录我看过，一致。", "张某", "2024年5月9日")):
            canvas.drawString(72, 790 - 20 * i, text)
        form = Form.__new__(Form)
        form.canvas, form.y = canvas, 680.0
        form.centred("现场笔录", 20)
        _lines(form, "检查时间：2024年5月9日", "检查地点：某县河街9号", "现场情况：检查时店内有人。", "当事人：张某")

    assert _told(split_pdf(first, second)) == [("inquiry_record", 1, 2), ("scene_record", 2, 2)]


@pytest.mark.parametrize(
    ("heading", "size"), [("法制审核意见", 15), ("现场照片", 15), ("行政处罚决定书", SIZE), ("信息公示情况", 14), ("证据清单", 20)]
)
def test_headings_inside_a_writ_begin_none(split_pdf: SplitPdf, heading: str, size: float) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "案件调查终结报告")
        _lines(
            form, "一、当事人基本情况：某县清泉采砂有限公司。", "二、经查，当事人未采取除尘措施。", "建议罚款二万元。", "承办人：李某、王某"
        )
        if size < 20:
            _lines(form, "2024年6月5日")
        form.centred(heading, size)
        _lines(form, "事实清楚，证据确凿，适用法律正确，程序合法。", "同意承办机构的意见。", "经办人：丁某")

    assert _told(split_pdf(draw)) == [("investigation_report", 1, 1)]


def test_a_list_of_papers_served_begins_none_of_them(split_pdf: SplitPdf) -> None:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "送达公告")
        _lines(form, "某县清泉采砂有限公司：", "因无法直接送达，现公告送达下列文书。", "自公告之日起三十日视为送达。", "2024年6月5日")
        for title in ("行政处罚决定书", "责令改正通知书", "催告书"):
            form.centred(title, SIZE + 1)
        _lines(form, "某县生态环境局", "2024年6月5日")

    assert _told(split_pdf(draw)) == [("service_doc", 1, 1)]
