from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.dossier import Dossier, Writ
from ingest.writs.split import split

ReadWrit = Callable[..., Writ]
PAIR = (110.0, 340.0)


@pytest.fixture
def writ(split_pdf: Callable[..., tuple[Writ, ...]]) -> ReadWrit:
    """The one writ of a page or two."""

    def run(*pages: Callable[[Canvas], None]) -> Writ:
        (found,) = split_pdf(*pages)
        return found

    return run


def _state(writ: Writ, *names: str) -> list[tuple[str, str]]:
    return [(writ.get(name).state, writ.get(name).text) for name in names]


def _approval(form: type, leader: str, *, label: str = "负责人意见") -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "立案审批表", "临市监立〔2024〕12号")
        sheet.row("案由", "涉嫌无照经营", widths=PAIR)
        sheet.row("当事人", "临江市好味餐馆", widths=PAIR)
        sheet.row("统一社会信用\n代码", "91310000MA1FL00000", widths=PAIR)
        sheet.row("承办人意见", "建议立案，由李明、王芳承办。\n签名：李明  王芳   2024年3月1日", widths=PAIR)
        sheet.row("承办机构负责\n人意见", "拟同意立案。\n签名：赵强   2024年3月1日", widths=PAIR)
        sheet.row(label, leader, widths=PAIR)

    return draw


def test_an_approval_form_names_each_hand_and_day(writ: ReadWrit, form: type) -> None:
    one = writ(_approval(form, "同意立案。\n签名：陈立   2024年3月2日"))
    assert one.type == "filing_approval"
    assert one.number == "临市监立〔2024〕12号"
    assert _state(one, "party_name", "cause", "party.uscc") == [
        ("value", "临江市好味餐馆"),
        ("value", "涉嫌无照经营"),
        ("value", "91310000MA1FL00000"),
    ]
    assert _state(one, "handler_sign", "unit_sign", "leader_sign") == [("value", "李明、王芳"), ("value", "赵强"), ("value", "陈立")]
    assert _state(one, "unit_opinion", "leader_opinion") == [("value", "拟同意立案。"), ("value", "同意立案。")]
    assert _state(one, "handler_date", "approved_date") == [("value", "2024年3月1日"), ("value", "2024年3月2日")]


@pytest.mark.parametrize(
    "label",
    [
        "负责人意见",
        "机关负责人审批意见",
        "行政机关负责人意见",
        "审批意见",
        "局领导审批意见",
        "负责人审批",
        "部门负责人意见",
        "农业农村主管部门意见",
    ],
)
def test_the_head_of_the_agency_is_known_by_many_labels(writ: ReadWrit, form: type, label: str) -> None:
    one = writ(_approval(form, "同意。\n签名：陈立   2024年3月2日", label=label))
    assert _state(one, "leader_sign", "approved_date") == [("value", "陈立"), ("value", "2024年3月2日")]


def test_the_sort_of_party_before_its_name_is_not_its_name(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "立案登记表")
        sheet.row("当事人", "单位", "名称", "临江市好味餐馆有限公司", widths=(80, 60, 90, 220))
        sheet.row("案由", "涉嫌无照经营", widths=PAIR)

    assert _state(writ(draw), "party_name") == [("value", "临江市好味餐馆有限公司")]


@pytest.mark.parametrize("name", ["冼月娥", "年广久", "欧阳若兰", "John Smith"])
def test_names_of_every_kind_are_signatures(writ: ReadWrit, form: type, name: str) -> None:
    one = writ(_approval(form, f"同意立案。\n签名：{name}   2024年3月2日"))
    assert _state(one, "leader_opinion", "leader_sign") == [("value", "同意立案。"), ("value", name)]


@pytest.mark.parametrize("opinion", ["同意", "照办", "准予立案", "已阅，同意", "拟同意", "依法办理"])
def test_short_opinions_are_no_names(writ: ReadWrit, form: type, opinion: str) -> None:
    one = writ(_approval(form, f"{opinion}\n签名：          年   月   日"))
    assert _state(one, "leader_opinion", "leader_sign") == [("value", opinion), ("empty", "")]


@pytest.mark.parametrize(
    "place", ["签名：", "（签名）：", "审批人（签名）：          年  月  日", "签名（盖章）：", "负责人：          年   月   日"]
)
def test_a_place_with_nothing_behind_it_is_empty(writ: ReadWrit, form: type, place: str) -> None:
    assert _state(writ(_approval(form, f"\n{place}")), "leader_opinion", "leader_sign") == [("empty", ""), ("empty", "")]


def test_an_empty_opinion_cell_is_empty(writ: ReadWrit, form: type) -> None:
    one = writ(_approval(form, ""))
    names = ("leader_opinion", "leader_sign", "leader_date", "approved_date")
    assert _state(one, *names) == [("empty", "")] * 4


def test_the_printed_places_for_name_and_day_are_empty(writ: ReadWrit, form: type) -> None:
    one = writ(_approval(form, "\n签名：            年   月   日"))
    names = ("leader_opinion", "leader_sign", "approved_date")
    assert _state(one, *names) == [("empty", "")] * 3


def test_an_opinion_without_a_name_has_an_empty_signature_only_where_the_form_asks_for_one(writ: ReadWrit, form: type) -> None:
    asked = writ(_approval(form, "同意立案。\n签名：            2024年3月2日"))
    assert _state(asked, "leader_opinion", "leader_sign", "approved_date") == [
        ("value", "同意立案。"),
        ("empty", ""),
        ("value", "2024年3月2日"),
    ]
    silent = writ(_approval(form, "同意立案。\n2024年3月2日"))
    assert _state(silent, "leader_opinion", "leader_sign") == [("value", "同意立案。"), ("unread", "")]


def test_a_signature_drawn_as_a_picture_is_unread_not_empty(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "立案审批表")
        sheet.row("案由", "涉嫌无照经营", widths=PAIR)
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 20), "black")), 300, sheet.y - 20, 60, 20)
        sheet.row("负责人意见", "同意立案。\n签名：            2024年3月2日", widths=PAIR)
        sheet.row("承办人意见", "\n签名：", widths=PAIR)

    one = writ(draw)
    assert _state(one, "leader_opinion", "leader_sign", "handler_sign") == [("value", "同意立案。"), ("unread", ""), ("empty", "")]


def test_signatures_in_a_cell_of_their_own(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "行政处罚决定审批表")
        for label, value in (("案件名称", "好味餐馆无照经营案"), ("当事人", "临江市好味餐馆"), ("处罚依据", "有关规定")):
            sheet.row(label)
            sheet.row(value)
        widths = (110, 200, 140)
        sheet.row("承办人意见", "建议处罚。", "电子签批：李明 王芳\n2024年3月1日", widths=widths)
        sheet.row("行政机关负责\n人意见", "同意。", "电子签批：陈立\n2024年3月2日", widths=widths)

    one = writ(draw)
    assert one.type == "decision_approval"
    assert _state(one, "cause", "party_name") == [("value", "好味餐馆无照经营案"), ("value", "临江市好味餐馆")]
    assert _state(one, "handler_sign", "leader_sign", "date") == [("value", "李明、王芳"), ("value", "陈立"), ("value", "2024年3月2日")]


def test_the_steps_of_an_electronic_sign_off_are_opinions(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "行政处罚决定审批表")
        sheet.row("当事人", "临江市好味餐馆", widths=PAIR)
        widths = (110, 100, 140, 100)
        sheet.row("审批环节", "办理人", "意见", "时间", widths=widths)
        sheet.row("承办人", "李明", "建议处罚", "2024-06-01", widths=widths)
        sheet.row("部门负责人审核", "赵强", "同意", "2024-06-02", widths=widths)
        sheet.row("机关负责人审批", "陈立", "同意处罚", "2024-06-03", widths=widths)

    one = writ(draw)
    assert one.get("party_name").text == "临江市好味餐馆"
    assert _state(one, "handler_sign", "unit_sign", "leader_sign") == [("value", "李明"), ("value", "赵强"), ("value", "陈立")]
    assert _state(one, "leader_opinion", "date") == [("value", "同意处罚"), ("value", "2024-06-03")]


@pytest.mark.parametrize(("title", "field"), [("行政处理决定审批表", "leader_sign"), ("案件审核表", "unit_sign")])
def test_the_department_head_below_the_reviewers_is_the_head_of_the_agency(writ: ReadWrit, form: type, title: str, field: str) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, title)
        sheet.row("当事人", "临江市好味餐馆", widths=PAIR)
        sheet.row("拟处理意见", "罚款6000元。李明 王芳 2024年6月27日", widths=PAIR)
        sheet.row("审核意见", "同意。赵强 2024年6月27日", widths=PAIR)
        sheet.row("部门负责人意\n见", "同意。陈立 2024年6月28日", widths=PAIR)

    assert "陈立" in [one.text for one in writ(draw).all(field)]


def test_name_and_day_in_cells_of_their_own_labels(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "案件延期审批表")
        widths = (80, 120, 50, 70, 50, 80)
        sheet.row("承办人意见", "建议延长。", "签名", "李明", "日期", "2024.5.28", widths=widths)
        sheet.row("负责人意见", "同意。", "签名", "", "日期", "", widths=widths)

    one = writ(draw)
    assert _state(one, "handler_sign", "handler_date") == [("value", "李明"), ("value", "2024.5.28")]
    assert _state(one, "leader_opinion", "leader_sign", "approved_at") == [("value", "同意。"), ("empty", ""), ("empty", "")]


def test_opinions_on_lines_without_a_table(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "结案审批表")
        sheet.line("当事人：临江市好味餐馆")
        sheet.line("承办人意见：建议结案。")
        sheet.line("签名：李明  王芳  2024年5月1日")
        sheet.line("负责人意见：同意结案。签名：陈立  2024年5月2日")

    one = writ(draw)
    assert _state(one, "handler_sign", "leader_sign", "approval_date") == [
        ("value", "李明、王芳"),
        ("value", "陈立"),
        ("value", "2024年5月2日"),
    ]
    assert one.get("leader_opinion").text == "同意结案。"


def test_opinions_under_labels_on_lines_of_their_own(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "立案审批表")
        sheet.line("承办人意见")
        sheet.line("建议立案。", 96)
        sheet.line("签名：李明  2024年3月1日", 300)
        sheet.line("负责人意见")
        sheet.line("签名：陈立  2024年3月2日", 300)

    one = writ(draw)
    assert _state(one, "handler_opinion", "handler_sign") == [("value", "建议立案。"), ("value", "李明")]
    assert _state(one, "leader_opinion", "leader_sign", "approved_date") == [("empty", ""), ("value", "陈立"), ("value", "2024年3月2日")]


def test_a_cell_that_holds_only_its_label_is_an_empty_opinion(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "立案审批表")
        sheet.row("当事人", "临江市好味餐馆", widths=PAIR)
        sheet.row("承办人意见：建议立案。\n李明  2024年3月1日")
        sheet.row("承办机构意见：\n\n")
        sheet.row("负责人意见：\n\n")

    one = writ(draw)
    assert _state(one, "handler_opinion", "handler_sign") == [("value", "建议立案。"), ("value", "李明")]
    assert _state(one, "unit_opinion", "leader_opinion", "leader_sign", "approved_date") == [("empty", "")] * 4


def test_where_two_heads_approve_the_last_counts(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "行政处罚决定审批表")
        sheet.row("分管负责人意\n见", "拟同意。\n签名：周平  2024年3月1日", widths=PAIR)
        sheet.row("主要负责人意\n见", "同意。\n签名：陈立  2024年3月3日", widths=PAIR)

    one = writ(draw)
    assert _state(one, "leader_sign", "date") == [("value", "陈立"), ("value", "2024年3月3日")]
    assert len(one.all("leader_sign")) == 2


def _receipt(form: type, *, signed: str, served: str, day: str = "2024年3月5日") -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "送达回证")
        sheet.row("受送达人", "临江市好味餐馆", widths=PAIR)
        sheet.row("送达地点", "临江市人民路1号", widths=PAIR)
        sheet.row("送达方式", "直接送达", widths=PAIR)
        sheet.row("送达文书名称及文号", "件数", "送达时间", widths=(250, 60, 140))
        sheet.row("《行政处罚决定书》临市监罚〔2024〕12号", "1", day, widths=(250, 60, 140))
        sheet.row(signed)
        sheet.row(served)

    return draw


def test_a_receipt_yields_every_field_the_checks_read(writ: ReadWrit, form: type) -> None:
    one = writ(_receipt(form, signed="受送达人（签名或盖章）：张三\n与受送达人关系：经营者", served="送达人（签名）：李明  王芳"))
    assert (one.type, one.subtype, one.number) == ("service_doc", "receipt", None)
    names = ("addressee", "doc_title", "mode", "place", "date", "signer", "relation", "servers")
    assert [text for _, text in _state(one, *names)] == [
        "临江市好味餐馆",
        "《行政处罚决定书》临市监罚〔2024〕12号",
        "直接送达",
        "临江市人民路1号",
        "2024年3月5日",
        "张三",
        "经营者",
        "李明、王芳",
    ]


def test_an_unsigned_receipt_is_empty_where_nobody_signed(writ: ReadWrit, form: type) -> None:
    one = writ(_receipt(form, signed="受送达人（签名或盖章）：          年  月  日", served="送达人（签名）：", day=""))
    assert _state(one, "signer", "servers", "date") == [("empty", "")] * 3
    assert one.get("relation").state == "unread"


def test_on_one_receipt_for_several_writs_each_signature_counts(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "送达回证")
        widths = (190, 80, 100, 80)
        sheet.row("送达文书名称、文号", "收件人签名", "送达日期", "送达人", widths=widths)
        sheet.row("《行政处罚告知书》临罚告〔2024〕1号", "张三", "2024.3.1", "李明", widths=widths)
        sheet.row("《行政处罚决定书》临罚〔2024〕1号", "", "2024.3.20", "李明", widths=widths)
        sheet.row("", "", "", "", widths=widths)

    one = writ(draw)
    assert [(field.state, field.text) for field in one.all("signer")] == [("value", "张三"), ("empty", "")]
    assert [field.text for field in one.all("date")] == ["2024.3.1", "2024.3.20"]


def test_a_day_under_an_empty_signature_does_not_sign(writ: ReadWrit, form: type) -> None:
    one = writ(_receipt(form, signed="收件人签名：\n2024年3月5日", served="送达人签名：李明、王芳"))
    assert _state(one, "signer", "servers") == [("empty", ""), ("value", "李明、王芳")]


def test_a_place_for_the_signature_of_the_party_is_not_its_name(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "现场检查笔录")
        sheet.line("被检查人：临江市好味餐馆")
        sheet.line("执法人员：李明（执法证号：31010001）、王芳（执法证号：31010002）")
        sheet.line("当事人（签名）：以上笔录我看过，与现场情况一致。张三  2024年3月1日")
        sheet.line("执法人员（签名）：李明  王芳")

    one = writ(draw)
    assert _state(one, "party_name", "party_sign", "officers_sign") == [
        ("value", "临江市好味餐馆"),
        ("value", "张三"),
        ("value", "李明、王芳"),
    ]
    assert len(one.all("party_name")) == 1
    assert one.get("officers").text.startswith("李明（执法证号")


def _letter(
    form: type, title: str, *lines: str, number: str = "临市监罚告〔2024〕12号", day: str = "2024年3月1日"
) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, title, number)
        for line in lines:
            sheet.line(line)
        sheet.line("经查，你单位未取得营业执照从事经营活动。如需陈述、申辩，请在五日内提出。", 96)
        sheet.right("临江市市场监督管理局")
        sheet.right(day)

    return draw


def test_letters_name_addressee_issuer_and_day(writ: ReadWrit, form: type) -> None:
    one = writ(_letter(form, "行政处罚告知书", "临江市好味餐馆（经营者：张三）："))
    assert _state(one, "party_name", "issuer", "date") == [
        ("value", "临江市好味餐馆"),
        ("value", "临江市市场监督管理局"),
        ("value", "2024年3月1日"),
    ]
    two = writ(_letter(form, "行政处罚告知书", "临江市好味餐饮（集团）有限公司："))
    assert two.get("party_name").text == "临江市好味餐饮（集团）有限公司"


def test_the_seal_between_agency_and_day_is_passed_over(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "行政处罚决定书", "临市监罚〔2024〕12号")
        sheet.line("当事人：临江市好味餐馆（个体工商户）")
        sheet.right("临江市市场监督管理局")
        sheet.right("（印 章）")
        sheet.right("二〇二四年六月六日")

    one = writ(draw)
    assert _state(one, "party_name", "issuer", "date") == [
        ("value", "临江市好味餐馆"),
        ("value", "临江市市场监督管理局"),
        ("value", "二〇二四年六月六日"),
    ]


def test_the_name_behind_the_office_of_the_head_is_its_signature(writ: ReadWrit, form: type) -> None:
    one = writ(_approval(form, "同意\n机关负责人：陈立\n2024年3月2日", label="机关负责人\n意见"))
    assert _state(one, "leader_opinion", "leader_sign", "approved_date") == [
        ("value", "同意"),
        ("value", "陈立"),
        ("value", "2024年3月2日"),
    ]


def test_a_letter_with_nobody_and_no_day_filled_in_is_empty(writ: ReadWrit, form: type) -> None:
    one = writ(_letter(form, "行政处罚告知书", "：", number="临市监罚告〔    〕  号", day="    年   月   日"))
    assert _state(one, "party_name", "date", "number") == [("empty", "")] * 3
    assert one.number is None


def test_an_application_to_the_agency_does_not_name_the_agency_as_party(writ: ReadWrit, form: type) -> None:
    one = writ(_letter(form, "听证申请书", "临江市市场监督管理局：", number=""))
    assert one.get("party_name").state == "unread"


def test_a_sentence_before_a_colon_addresses_nobody(writ: ReadWrit, form: type) -> None:
    one = writ(_letter(form, "代履行现场笔录", "因道路上的遗洒物妨碍通行，本机关组织人员清理：", number=""))
    assert one.get("party_name").state == "unread"


def test_what_the_form_does_not_print_is_unread(writ: ReadWrit, form: type) -> None:
    one = writ(_letter(form, "行政处罚决定书"))
    assert one.get("party.uscc").state == "unread"
    assert one.get("leader_sign").state == "unread"


def test_a_cover_has_no_number_of_its_own(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "卷宗封面")
        sheet.row("案号", "临市监立〔2024〕12号", widths=PAIR)
        sheet.row("处罚决定书文号", "临市监罚〔2024〕12号", widths=PAIR)

    one = writ(draw)
    assert one.number is None
    assert _state(one, "case_no", "decision_no") == [("value", "临市监立〔2024〕12号"), ("value", "临市监罚〔2024〕12号")]


@pytest.mark.parametrize(
    ("printed", "name", "value"),
    [
        ("110101199001010015", "party.id", "110101199001010015"),
        ("91310000MA1FL00000", "party.uscc", "91310000MA1FL00000"),
    ],
)
def test_codes_go_where_their_form_says(writ: ReadWrit, form: type, printed: str, name: str, value: str) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "行政处罚决定书")
        sheet.row("当事人", "张三", widths=PAIR)
        sheet.row("身份证号（统一\n社会信用代码）", printed, widths=PAIR)

    assert _state(writ(draw), name) == [("value", value)]


def test_details_of_a_person_are_no_part_of_the_name(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "行政处罚决定书")
        sheet.line("当事人：张三，男，1990年1月1日出生，住临江市人民路1号。")

    assert _state(writ(draw), "party_name") == [("value", "张三")]


def test_running_heads_and_page_numbers_are_no_values(split_pdf: Callable[..., tuple[Writ, ...]], form: type) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("STSong-Light", 9)
            canvas.drawString(72, 820, f"临江市市场监督管理局办案平台  案件编号：临市监立〔2024〕99号  {number}")
            sheet = form(canvas, "责令改正通知书", f"临市监责改〔2024〕{number}号")
            sheet.line("临江市好味餐馆：")
            sheet.line("地址：临江市人民路1号")
            canvas.drawCentredString(297, 30, f"第{number}页 共3页")

        return draw

    for one in split_pdf(page(1), page(2), page(3)):
        assert one.get("case_no").state == "unread"
        assert one.get("address").text == "临江市人民路1号"


def test_every_value_points_at_its_place(make_pdf: Callable[..., Path], read_file: Callable[..., Document], form: type) -> None:
    document = read_file(make_pdf("案卷.pdf", _approval(form, "同意立案。\n签名：陈立   2024年3月2日")))
    dossier = split(Dossier(key="0" * 64, name="案卷", documents=(document,)))
    (one,) = dossier.writs
    for name in ("party_name", "leader_opinion", "cause", "number"):
        field = one.get(name)
        quoted = "".join(dossier.page(span.page).text[span.start : span.end] for span in field.spans)
        assert field.text in quoted.replace(" ", "")
        assert all(dossier.page(span.page).boxes(span.start, span.end) for span in field.spans)


def test_names_with_blanks_between_them_stay_apart(writ: ReadWrit, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "询问笔录")
        sheet.line("询问人：李小明  王芳    记录人：王芳")
        sheet.line("被询问人：张三")

    assert writ(draw).get("officers").text == "李小明、王芳"


def test_a_name_in_a_sentence_of_labels_ends_at_the_stop(writ: ReadWrit, form: type) -> None:
    line = "被处罚人：临江市远途运输有限公司，统一社会信用代码：91430981MA4P2X7H18，负责人：褚云阶；"
    one = writ(_letter(form, "行政处罚决定书", line, "联系电话：0737-6613390。"))
    assert _state(one, "party_name", "party.legal_rep") == [("value", "临江市远途运输有限公司"), ("value", "褚云阶")]


@pytest.mark.parametrize(
    "line",
    [
        "当事人：临江市好味便利店统一社会信用代码：",  # as a scan gives it, without the gap
        "当事人：临江市好味便利店 统一社会信用代码（注册号）：92340827MA2RHW4K47",
        "当事人：临江市好味便利店住所：临江市人民路1号",
        "当事人：临江市好味便利店经营者：王五",
        "当事人：临江市好味便利店 2024年5月14日",
    ],
)
def test_the_next_label_or_a_day_ends_the_name_of_the_party(writ: ReadWrit, form: type, line: str) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "行政处罚决定书", "临市监罚〔2024〕12号")
        sheet.line(line)
        sheet.line("经查，你店违法，决定罚款五百元。")

    assert writ(draw).get("party_name").text == "临江市好味便利店"
