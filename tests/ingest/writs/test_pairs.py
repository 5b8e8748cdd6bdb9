from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.writs.labels import is_opinion, is_signature, known_label, labels_in
from ingest.writs.pairs import pairs_of
from ingest.writs.roles import opinion_of

Read = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def pairs(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> Read:
    def run(draw: Callable[[Canvas], None]) -> list[tuple[str, str]]:
        (page,) = read_file(make_pdf("页.pdf", draw)).pages
        return [(pair.label, pair.text) for pair in pairs_of(page)]

    return run


def _texts(canvas: Canvas, *rows: tuple[float, float, str]) -> None:
    for x, y, text in rows:
        canvas.drawString(x, y, text)


def test_ruled_tables_with_the_value_beside_the_label(pairs: Read, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "立案审批表")
        sheet.row("案由", "涉嫌无照经营", widths=(100, 350))
        sheet.row("当事人", "临江市好味餐馆", "联系电话", "", widths=(100, 150, 100, 100))
        sheet.row("住所（经\n营场所）", "临江市人民路1号", widths=(100, 350))

    assert pairs(draw) == [
        ("案由", "涉嫌无照经营"),
        ("当事人", "临江市好味餐馆"),
        ("联系电话", ""),
        ("住所（经营场所）", "临江市人民路1号"),
    ]


def test_stacked_cells_with_the_value_under_the_label(pairs: Read, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "立案审批表")
        for label, value in (("案由", "涉嫌无照经营"), ("当事人", "临江市好味餐馆"), ("地址", "临江市人民路1号")):
            sheet.row(label)
            sheet.row(value)
        sheet.row("法定代表人（负责人）", "联系电话")
        sheet.row("张三", "")
        sheet.row("与本案关系")
        sheet.row("委托代理人")

    assert pairs(draw) == [
        ("案由", "涉嫌无照经营"),
        ("当事人", "临江市好味餐馆"),
        ("地址", "临江市人民路1号"),
        ("法定代表人（负责人）", "张三"),
        ("联系电话", ""),
        ("与本案关系", "委托代理人"),
    ]


def test_a_cell_that_holds_only_its_label_is_empty_where_the_others_hold_both(pairs: Read, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "抽样记录")
        sheet.row("样品名称\n充电器")
        sheet.row("抽样数量\n4只")
        sheet.row("封样情况")
        sheet.row("抽样人员\n张三、李四")

    assert pairs(draw) == [("样品名称", "充电器"), ("抽样数量", "4只"), ("封样情况", ""), ("抽样人员", "张三、李四")]


def test_heads_of_columns_give_every_row_below(pairs: Read, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "送达回证")
        widths = (250, 60, 140)
        sheet.row("送达文书名称及文号", "件数", "送达日期", widths=widths)
        sheet.row("《行政处罚告知书》临罚告〔2024〕1号", "1", "2024年3月1日", widths=widths)
        sheet.row("《责令改正通知书》临责改〔2024〕2号", "1", "2024年3月1日", widths=widths)
        sheet.row("送达地点", "临江市人民路1号", widths=(100, 350))

    found = pairs(draw)
    assert [text for label, text in found if label == "送达文书名称及文号"] == [
        "《行政处罚告知书》临罚告〔2024〕1号",
        "《责令改正通知书》临责改〔2024〕2号",
    ]
    assert [text for label, text in found if label == "送达日期"] == ["2024年3月1日"] * 2
    assert ("送达地点", "临江市人民路1号") in found


def test_blank_columns_are_empty_once(pairs: Read, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "送达回证")
        widths = (200, 125, 125)
        sheet.row("送达文书名称、文号", "送达日期", "送达方式", widths=widths)
        sheet.row("", "", "", widths=widths)
        sheet.row("", "", "", widths=widths)

    assert pairs(draw) == [("送达文书名称、文号", ""), ("送达日期", ""), ("送达方式", "")]


def test_label_lines_wrap_and_end_at_the_next_label(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(
            canvas,
            (72, 780, "检查地点：临江市人民路1号临江市好味餐馆后厨及一楼大堂、二楼包间和地下一层"),
            (72, 760, "冷库"),
            (72, 740, "执法人员：李明（执法证号：31010001）、王芳（执法证号："),
            (72, 720, "31010002）"),
            (96, 700, "现依法进行检查。"),
            (72, 680, "被检查人：张三    性别：男    联系电话："),
        )

    assert pairs(draw) == [
        ("检查地点", "临江市人民路1号临江市好味餐馆后厨及一楼大堂、二楼包间和地下一层冷库"),
        ("执法人员", "李明（执法证号：31010001）、王芳（执法证号：31010002）"),
        ("被检查人", "张三"),
        ("性别", "男"),
        ("联系电话", ""),
    ]


def test_the_end_of_a_value_may_share_its_line_with_the_next_label(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(
            canvas,
            (72, 760, "案件名称：听涛晨曦电动车配件有限公司销售以不合格产品冒充合格产品的充电"),
            (72, 740, "器案  案号：听市监立〔2025〕234号"),
            (72, 720, "处理结果：罚款三千元"),
            (72, 700, "已缴纳  承办人：张三"),  # the line above has room: this is no end of it
        )

    found = dict(pairs(draw))
    assert found["案件名称"] == "听涛晨曦电动车配件有限公司销售以不合格产品冒充合格产品的充电器案"
    assert found["案号"] == "听市监立〔2025〕234号"
    assert found["处理结果"] == "罚款三千元"


def test_labels_set_off_by_gaps(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(
            canvas, (100, 760, "姓   名   张三"), (100, 740, "住   址   临江市人民路1号"), (100, 720, "公民身份号码   110101199001010015")
        )

    assert pairs(draw) == [("姓名", "张三"), ("住址", "临江市人民路1号"), ("公民身份号码", "110101199001010015")]


def test_labels_side_by_side_with_gaps(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(canvas, (72, 760, "主持人  李明    记录员  王芳"), (72, 740, "现场负责人  张三    职务  现场负责人"))

    assert pairs(draw) == [("主持人", "李明"), ("记录员", "王芳"), ("现场负责人", "张三"), ("职务", "现场负责人")]


def test_underlined_fill_ins_are_read_without_the_lines(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(canvas, (72, 760, "当事人：____临江市好味餐馆____  法定代表人：______"))

    assert pairs(draw) == [("当事人", "临江市好味餐馆"), ("法定代表人", "")]


def test_labels_inside_running_text(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(canvas, (72, 760, "当事人：张三，性别：男，住址：临江市人民路1号，联系电话：13800000000"))

    assert dict(pairs(draw))["住址"] == "临江市人民路1号，"


def test_a_name_may_stand_below_what_the_form_has_the_party_confirm(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(
            canvas, (72, 760, "当事人（签名）：以上情况属实。"), (360, 740, "张三 2024年5月6日"), (72, 720, "执法人员（签名）：李明 王芳")
        )

    assert pairs(draw)[0] == ("当事人（签名）", "以上情况属实。张三 2024年5月6日")


def test_a_label_on_its_own_line_heads_the_text_below(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(
            canvas,
            (72, 760, "讨论意见"),
            (96, 740, "李明：同意。"),
            (96, 720, "王芳：同意。"),
            (72, 700, "结论意见"),
            (96, 680, "一致同意罚款。"),
        )

    assert pairs(draw) == [("讨论意见", "李明：同意。王芳：同意。"), ("结论意见", "一致同意罚款。")]


def test_sentences_and_headings_give_no_pairs(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(
            canvas,
            (72, 780, "当事人的上述行为违反了有关规定。"),
            (72, 760, "一、基本情况如下"),
            (72, 740, "当事人应当自收到本决定书之日起十五日内缴纳。"),
        )

    assert pairs(draw) == []


def test_a_cell_with_several_labelled_lines(pairs: Read, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "送达回证")
        sheet.row("受送达人", "临江市好味餐馆", widths=(100, 350))
        sheet.row("受送达人（签名或盖章）：张三\n与受送达人关系：经营者\n2024年3月1日", "送达人（签名）：李明 王芳", widths=(225, 225))

    assert pairs(draw) == [
        ("受送达人", "临江市好味餐馆"),
        ("受送达人（签名或盖章）", "张三"),
        ("与受送达人关系", "经营者"),
        ("送达人（签名）", "李明王芳"),
    ]


def test_unknown_labels_in_a_column_of_labels_end_nothing_wrongly(pairs: Read, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "立案审批表")
        sheet.row("案由", "涉嫌无照经营", widths=(100, 350))
        sheet.row("所属行业", "餐饮业", widths=(100, 350))
        sheet.row("当事人", "张三", widths=(100, 350))

    assert pairs(draw) == [("案由", "涉嫌无照经营"), ("所属行业", "餐饮业"), ("当事人", "张三")]


def test_a_group_of_labels_names_the_party(pairs: Read, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "现场笔录")
        sheet.row("当事人", "名称", "临江市好味餐馆", "法定代表人", "张三", widths=(60, 60, 150, 80, 100))
        sheet.row("检查地点", "临江市人民路1号", widths=(100, 350))

    found = pairs(draw)
    assert ("当事人", "临江市好味餐馆") in found
    assert ("法定代表人", "张三") in found


def test_a_label_that_spans_rows_has_the_values_of_all(pairs: Read, form: type) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "现场笔录")
        sheet.row("检查地点", "临江市人民路1号", widths=(100, 350))
        top = sheet.y + 14
        canvas.rect(72, top - 50, 100, 50)
        canvas.drawString(76, top - 14, "检查人员")
        for i, name in enumerate(("李明", "王芳")):
            for x, width, text in ((172, 150, name), (322, 80, "执法证号"), (402, 120, f"3101000{i}")):
                canvas.rect(x, top - 25 * (i + 1), width, 25)
                canvas.drawString(x + 4, top - 14 - 25 * i, text)

    assert [text for label, text in pairs(draw) if label == "检查人员"] == ["李明", "王芳"]


def test_questions_and_answers_end_the_value_above(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(
            canvas,
            (72, 760, "询问人：李明    记录人：王芳（执法证号：31010002）"),
            (72, 740, "问：你是否看清楚？"),
            (72, 720, "答：看清楚了。"),
        )

    assert pairs(draw)[-1] == ("记录人", "王芳（执法证号：31010002）")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("当事人", "当事人"),
        ("当事人（姓名或名称）：", "当事人（姓名或名称）"),
        ("法定代表人/负责人", "法定代表人/负责人"),
        ("统一社会信用代码（身份证号）", "统一社会信用代码（身份证号）"),
        ("机关负责人审批意见", "机关负责人审批意见"),
        ("受送达人（签名或盖章）", "受送达人（签名或盖章）"),
        ("同意承办人意见", None),
        ("张三", None),
        ("2024年3月1日", None),
        ("当事人的上述行为违反了规定", None),
    ],
)
def test_what_is_a_label(text: str, label: str | None) -> None:
    assert known_label(text) == label


def test_opinions_and_signatures_are_told_from_their_values() -> None:
    assert is_opinion("承办人意见")
    assert is_opinion("经办人意见")
    assert opinion_of("办案人员意见") == "handler"
    assert opinion_of("执法机构意见") == "unit"
    assert opinion_of("执法机关意见") == "leader"
    assert opinion_of("经办机构负责人意见") == "unit"
    assert not is_opinion("拟同意审核意见")
    assert is_signature("执法人员（签字）")
    assert not is_signature("同意签名")


def test_labels_of_a_line_keep_their_offsets() -> None:
    line = "当 事 人：张三  住 址：临江市"
    first, second = labels_in(line)
    assert (first.label, line[slice(*first.value)].strip()) == ("当事人", "张三")
    assert (second.label, line[slice(*second.value)]) == ("住址", "临江市")


def test_names_under_names_are_of_one_place_for_signatures(pairs: Read) -> None:
    def draw(canvas: Canvas) -> None:
        _texts(
            canvas,
            (72, 700, "出席人员签名："), (160, 700, "张小三  李小四"),
            (160, 680, "王小五  赵小六"),
            (72, 640, "执法人员签名："),
            (100, 620, "钱小七  孙小八"),
            (100, 600, "周小九"),
            (72, 560, "当事人签名："), (160, 560, "吴小十 2024年3月1日"),
            (300, 540, "郑小一"),
        )  # fmt: skip

    assert pairs(draw) == [
        ("出席人员签名", "张小三李小四王小五赵小六"),
        ("执法人员签名", "钱小七孙小八周小九"),
        ("当事人签名", "吴小十 2024年3月1日"),
    ]
