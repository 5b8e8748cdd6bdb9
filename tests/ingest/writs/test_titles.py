from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Box, Document, Line, Page
from ingest.writs.titles import Title, find_title, furniture, kind_of_title

FindIn = Callable[..., Title | None]


@pytest.fixture
def title_of(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> FindIn:
    def run(draw: Callable[[Canvas], None], *, running: frozenset[str] = frozenset()) -> Title | None:
        (page,) = read_file(make_pdf("页.pdf", draw)).pages
        return find_title(page, running)

    return run


def _body(canvas: Canvas, top: float = 660) -> None:
    canvas.setFont("STSong-Light", 12)
    for i in range(6):
        canvas.drawString(72, top - i * 20, "经查，当事人在店内从事经营活动，执法人员依法进行检查并制作笔录。"[: 30 + i])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("江宁区城市管理局行政处罚决定书", "penalty_decision"),
        ("行政处罚决定书（副本）", "penalty_decision"),
        ("行政处罚决定书（单位）", "penalty_decision"),
        ("行政处罚决定书（简易程序）", "summary_decision"),
        ("行政（当场）处罚决定书", "summary_decision"),
        ("不予行政处罚决定书", "no_penalty_decision"),
        ("查封（扣押）决定书", "seizure_doc"),
        ("查封、扣押决定书", "seizure_doc"),
        ("先行登记保存证据审批表", "internal_approval"),
        ("现场检查（勘验）笔录", "scene_record"),
        ("行政强制执行事先催告书", "enforcement_doc"),
        ("行政案件卷宗", "dossier_binding"),
        ("受案回执", "case_source"),
        ("巡查发现登记表", "case_source"),
        ("执法巡查记录表", "case_source"),
        ("河道巡护情况处置单", "case_source"),
        ("监测发现问题移交单", "case_source"),
        ("案件受理与立案呈批表", "filing_approval"),
        ("案件来源及立案审批表", "filing_approval"),
        ("受案登记、立案审批表", "filing_approval"),
        ("国内特快专递邮件详情单及签收查询", "service_doc"),
        ("EMS面单与投递记录", "service_doc"),
        ("EMS国内标准快递", "service_doc"),
        ("中国邮政特快专递", "service_doc"),
        ("邮政快递包裹详情单", "service_doc"),
        ("解除登记保存物品通知书", "reg_preserve_doc"),
        ("登记保存物品退还通知书", "reg_preserve_doc"),
        ("先行登记保存财物解除决定书", "reg_preserve_doc"),
        ("邮寄凭证和物流查询截图", "service_doc"),
        ("复检申请书", "evidence_material"),
        ("重新鉴定申请表", "evidence_material"),
        ("补充检测申请", "evidence_material"),
        ("检查证", "inspection_doc"),
        ("接受证据清单", "evidence_material"),
        ("营业执照、身份证复印件", "party_identity"),
        ("证据登记保存审批表", "internal_approval"),
        ("税务稽查案源审批表", "case_source"),
        ("税务检查通知书", "inspection_doc"),
        ("税务稽查工作底稿（二）", "evidence_material"),
        ("税务稽查审理报告", "legal_review"),
        ("税务处理决定书", "correction_notice"),
        ("中华人民共和国税收缴款书（税务收现专用）", "payment_doc"),
    ],
)
def test_titles_with_agency_suffix_or_brackets_are_told_apart(title: str, kind: str) -> None:
    found = kind_of_title(title)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize("title", ["关于开展专项行动的通知", "营业执照管理工作总结", "行政处罚", "证据一", "我局决定给予行政处罚并已送达"])
def test_other_headings_are_no_titles(title: str) -> None:
    assert kind_of_title(title) is None


def test_a_title_spread_over_two_lines_is_read_as_one(title_of: FindIn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 20)
        canvas.drawCentredString(297, 780, "重大行政执法决定")
        canvas.drawCentredString(297, 750, "法制审核意见书")
        _body(canvas)

    found = title_of(draw)
    assert found is not None
    assert (found.kind, found.text) == ("legal_review", "重大行政执法决定法制审核意见书")


def test_a_letter_of_another_body_is_titled_by_its_subject_over_two_lines(title_of: FindIn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 19)
        canvas.drawCentredString(297, 780, "关于协助认定某某建材有限公司厂房用地性质及")
        canvas.drawCentredString(297, 752, "有关规划情况的复函")
        _body(canvas)

    found = title_of(draw)
    assert found is not None
    assert found.kind == "evidence_material"


def _beside(canvas: Canvas, title: str, number: str) -> None:
    canvas.setFont("STSong-Light", 20)
    canvas.drawString(63, 760, title)
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(300, 760, number)
    _body(canvas)


@pytest.mark.parametrize("number", ["鄂襄河交罚〔2024〕112号", "文号：清人社监罚字〔2024〕第5号", "（临）应急罚（2024）3-1号"])
def test_the_number_may_stand_on_the_line_of_the_title(title_of: FindIn, number: str) -> None:
    found = title_of(lambda canvas: _beside(canvas, "行政处罚决定书", number))
    assert found is not None
    assert (found.kind, found.text) == ("penalty_decision", "行政处罚决定书")


def test_a_line_in_the_print_of_the_text_that_ends_in_a_number_is_no_title(title_of: FindIn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 760, "送达回证材料如下")
        canvas.drawString(72, 740, "行政处罚决定书　鄂襄河交罚〔2024〕112号")
        _body(canvas)

    assert title_of(draw) is None


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("昕证报告", "hearing_doc"),
        ("行政处罚事先吉知书", "prior_notice"),
        ("送迖回证", "service_doc"),
        ("立案宙批表", "filing_approval"),
    ],
)
def test_a_letter_of_a_recognised_title_may_be_misread(
    make_pdf: Callable[..., Path], read_file: Callable[..., Document], printed: str, kind: str
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 20)
        canvas.drawCentredString(297, 780, printed)
        _body(canvas)

    (page,) = read_file(make_pdf("页.pdf", draw)).pages
    found = find_title(replace(page, origin="ocr"), frozenset())
    assert found is not None
    assert found.kind == kind
    assert find_title(page, frozenset()) is None  # what is printed so is called so


def test_the_agency_stands_above_the_title(title_of: FindIn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 15)
        canvas.drawCentredString(297, 790, "临江市市场监督管理局")
        canvas.setFont("STSong-Light", 20)
        canvas.drawCentredString(297, 760, "送 达 回 证")
        _body(canvas)

    found = title_of(draw)
    assert found is not None
    assert (found.kind, found.subtype, found.text) == ("service_doc", "receipt", "送达回证")


def test_the_serial_of_a_form_is_no_part_of_its_title(title_of: FindIn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 18)
        canvas.drawCentredString(297, 780, "12. 责令限期整改指令书")
        _body(canvas)

    found = title_of(draw)
    assert found is not None
    assert found.text == "责令限期整改指令书"


def test_rows_of_a_list_of_contents_are_no_titles(title_of: FindIn) -> None:
    def ruled(canvas: Canvas) -> None:
        for i, title in enumerate(("行政处罚告知书", "送达回证", "行政处罚决定书")):
            for x, width, text in ((72, 40, str(i + 15)), (112, 300, title), (412, 80, str(i + 20))):
                canvas.rect(x, 770 - i * 26, width, 26)
                canvas.drawString(x + 5, 778 - i * 26, text)

    def plain(canvas: Canvas) -> None:
        canvas.drawString(72, 780, "15 行政处罚告知书 20")
        canvas.drawString(72, 760, "16 送达回证 21")

    assert title_of(ruled) is None
    assert title_of(plain) is None


def test_a_sentence_that_names_a_writ_is_no_title(title_of: FindIn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 780, "现将《行政处罚决定书》送达你单位，请在送达回证上签收。")
        _body(canvas)

    assert title_of(draw) is None


def test_a_title_in_small_print_far_down_the_page_is_none(title_of: FindIn) -> None:
    def draw(canvas: Canvas) -> None:
        _body(canvas, top=780)
        canvas.drawCentredString(297, 300, "行政处罚决定书")

    assert title_of(draw) is None


def test_a_running_head_is_no_title(title_of: FindIn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(297, 810, "行政处罚案卷")
        _body(canvas)

    assert title_of(draw) is not None
    assert title_of(draw, running=frozenset({"行政处罚案卷"})) is None


def test_the_first_line_of_a_text_file_may_be_a_title() -> None:
    found = find_title(Page(1, "\n行政处罚决定书\n当事人：张三\n"), frozenset())
    assert found is not None
    assert (found.kind, found.confidence) == ("penalty_decision", 0.7)
    assert find_title(Page(1, "今天检查了三家店。\n行政处罚决定书\n"), frozenset()) is None


@pytest.mark.parametrize(("text", "number"), [("-1-", True), ("-¹-", True), ("第2页 共3页", True), ("－２－", True), ("罚款200元", False)])
def test_page_numbers_are_known_however_small_they_are_recognised(text: str, number: bool) -> None:
    line = Line(0, len(text), Box(290, 800, 310, 812), tuple(290.0 + i for i in range(len(text) + 1)))
    assert furniture(Page(1, text, (line,), 595, 842, origin="ocr"), line, frozenset()) is number


@pytest.mark.parametrize(
    ("rows", "kind"), [("顺序号 材料名称 页码\n1 立案审批表 1", "dossier_binding"), ("一、检测依据 3\n二、检测结果 5", None)]
)
def test_a_bare_list_of_contents_is_the_dossiers_where_it_lists_writs(rows: str, kind: str | None) -> None:
    found = find_title(Page(1, f"目　录\n{rows}\n"), frozenset())
    assert (found.kind if found else None) == kind
