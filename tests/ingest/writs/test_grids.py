"""Labels in a line with their values on the lines below, without rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Box, Cell, Document, Line, Page
from ingest.writs.pairs import pairs_of

Texts = tuple[tuple[float, float, str], ...]
Read = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def pairs(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> Read:
    """The pairs of a page with texts at points from the left and from the top."""

    def run(*texts: tuple[float, float, str], centred: bool = False) -> list[tuple[str, str]]:
        def draw(canvas: Canvas) -> None:
            for x, y, text in texts:
                (canvas.drawCentredString if centred else canvas.drawString)(x, 800 - y, text)

        (page,) = read_file(make_pdf("页.pdf", draw)).pages
        return [(pair.label, pair.text) for pair in pairs_of(page)]

    return run


def test_values_stand_under_their_labels(pairs: Read) -> None:
    assert pairs(
        (72, 20, "受理日期"), (220, 20, "立案日期"), (380, 20, "结案日期"),
        (72, 36, "2023年2月1日"), (220, 36, "2023年2月3日"), (380, 36, "2023年5月9日"),
        (72, 70, "当事人"), (300, 70, "联系电话"),
        (72, 86, "临江市好味餐馆"), (300, 86, "/"),
    ) == [
        ("受理日期", "2023年2月1日"), ("立案日期", "2023年2月3日"), ("结案日期", "2023年5月9日"),
        ("当事人", "临江市好味餐馆"), ("联系电话", "/"),
    ]  # fmt: skip


def test_values_may_be_centred_under_their_labels_and_wider(pairs: Read) -> None:
    assert pairs(
        (120, 20, "受送达人"), (280, 20, "送达时间"), (450, 20, "送达地点"),
        (120, 38, "临江市城南好味餐馆"), (280, 38, "2023年6月1日9时"), (450, 38, "临江市人民路1号"),
        centred=True,
    ) == [("受送达人", "临江市城南好味餐馆"), ("送达时间", "2023年6月1日9时"), ("送达地点", "临江市人民路1号")]  # fmt: skip


def test_labels_may_be_printed_with_blanks_in_them(pairs: Read) -> None:
    assert pairs(
        (72, 20, "姓  名"), (200, 20, "性  别"), (320, 20, "住  址"),
        (72, 38, "张小三"), (200, 38, "男"), (320, 38, "临江市人民路1号"),
    ) == [("姓名", "张小三"), ("性别", "男"), ("住址", "临江市人民路1号")]  # fmt: skip


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_column_may_be_empty(pairs: Read, gone: int) -> None:
    columns = [(72.0, "提取人", "张小三"), (220.0, "提取时间", "2023年2月3日"), (380.0, "提取地点", "人民路1号")]
    values = [(x, 36.0, value) for i, (x, _, value) in enumerate(columns) if i != gone]
    read = pairs(*((x, 20.0, label) for x, label, _ in columns), *values)
    assert read == [(label, "" if i == gone else value) for i, (_, label, value) in enumerate(columns)]


def test_a_value_goes_on_in_its_column(pairs: Read) -> None:
    assert pairs(
        (72, 20, "收款单位"), (250, 20, "处罚依据"),
        (72, 36, "临江市财政局（农业银行临"), (250, 36, "《治安管理处罚法》"),
        (72, 50, "江市支行）"),
        (72, 90, "此件与原件一致"),
    ) == [("收款单位", "临江市财政局（农业银行临江市支行）"), ("处罚依据", "《治安管理处罚法》")]  # fmt: skip


def test_every_row_of_a_list_is_read(pairs: Read) -> None:
    assert pairs(
        (72, 20, "品名"), (250, 20, "数量"), (400, 20, "单价"),
        (72, 38, "矿泉水"), (250, 38, "20"), (400, 38, "2元"),
        (72, 56, "酱油"), (250, 56, "3"), (400, 56, "8元"),
        (72, 110, "以下空白"),
    )[0::3] == [("品名", "矿泉水"), ("品名", "酱油")]  # fmt: skip


def test_a_label_that_nobody_knows_takes_the_value_under_it(pairs: Read) -> None:
    assert ("寄存货架", "三号架") in pairs(
        (72, 20, "物品名称"), (220, 20, "数量"), (320, 20, "寄存货架"),
        (72, 36, "香烟"), (220, 36, "20"), (320, 36, "三号架"),
    )  # fmt: skip


def test_running_text_under_labels_is_no_value(pairs: Read) -> None:
    read = pairs(
        (72, 20, "姓名"), (220, 20, "性别"), (320, 20, "年龄"),
        (72, 36, "当事人拒绝说明身份，经向其所在社区核实，未能查明其姓名。"),
    )  # fmt: skip
    assert ("姓名", "") in read
    assert ("性别", "") in read


@pytest.mark.parametrize(
    "under",
    [
        ((72, "我们是"), (220, "监督管理局的执法人员"), (380, "，证件号码")),  # running text with places to fill in
        ((72, "取样时间"), (220, "年"), (320, "月"), (380, "日")),  # a blank form
        ((72, "申请人（单位）字号"),),
    ],
)
def test_lines_of_a_blank_form_are_no_values(pairs: Read, under: tuple[tuple[float, str], ...]) -> None:
    read = pairs((72, 20, "承办人"), (220, 20, "记录人"), (380, 20, "检查人"), *((x, 36, text) for x, text in under))
    assert ("承办人", under[0][1]) not in read


def test_days_under_places_for_signatures_are_not_who_signed(pairs: Read) -> None:
    read = pairs(
        (72, 20, "当事人签名"), (300, 20, "执法人员签名"),
        (72, 36, "2023年2月3日"), (300, 36, "2023年2月3日"),
    )  # fmt: skip
    assert ("当事人签名", "2023年2月3日") not in read


def test_steps_of_a_sign_off_without_rules(pairs: Read) -> None:
    assert pairs(
        (72, 20, "流程节点"), (180, 20, "办理人"), (300, 20, "审批意见"), (430, 20, "办理时间"),
        (72, 40, "经办人"), (180, 40, "张小三、李小四"), (300, 40, "建议立案"), (430, 40, "2023-02-01 09:30"),
        (72, 60, "主要负责人"), (180, 60, "王小五"), (300, 60, "同意立案"), (430, 60, "2023-02-03 10:11"),
    ) == [
        ("经办人意见", "张小三、李小四建议立案 2023-02-01 09:30"),
        ("主要负责人意见", "王小五同意立案 2023-02-03 10:11"),
    ]  # fmt: skip


def _scan(*rows: Texts, cells: tuple[tuple[int, int, Box], ...]) -> Page:
    """A recognised page: texts in rows, each row a line; and cells by row, column and box."""
    text, lines, spans = "", [], []
    for row in rows:
        start, edges = len(text), []
        for x, _, word in row:
            if len(text) > start:
                text += " "
                edges.append(edges[-1] + 10)
            spans.append((len(text), len(text) + len(word), x, row[0][1]))
            edges += [x + 10 * i for i in range(len(word))]
            text += word
        top, right = row[0][1], row[-1][0] + 10 * len(row[-1][2])
        lines.append(Line(start, len(text), Box(edges[0], top, right, top + 10), (*edges, right)))
        text += "\n"
    table = tuple(
        Cell(row, column, box, tuple((a, b) for a, b, x, y in spans if box.x0 <= x < box.x1 and box.top <= y < box.bottom))
        for row, column, box in cells
    )
    return Page(1, text, tuple(lines), 595, 842, origin="ocr", tables=(table,))


def test_rows_between_which_a_scan_shows_no_rules_are_read_line_by_line() -> None:
    page = _scan(
        ((50, 50, "被送达人"), (150, 50, "临江市好味餐馆")),
        ((50, 70, "送达地点"), (150, 70, "人民路1号")),
        ((50, 90, "备注"), (150, 90, "无")),
        cells=(
            (0, 0, Box(40, 45, 140, 85)),
            (0, 1, Box(140, 45, 400, 65)),
            (1, 1, Box(140, 65, 400, 85)),
            (2, 0, Box(40, 85, 140, 105)),
            (2, 1, Box(140, 85, 400, 105)),
        ),
    )
    assert sorted((pair.label, pair.text) for pair in pairs_of(page)) == [
        ("备注", "无"),
        ("被送达人", "临江市好味餐馆"),
        ("送达地点", "人民路1号"),
    ]


@pytest.mark.parametrize(("read", "label"), [("送达曰期", "送达日期"), ("当事入", "当事人"), ("住扯", "住址")])
def test_a_label_in_a_cell_that_was_misread_by_one_letter(read: str, label: str) -> None:
    page = _scan(((50, 50, read), (150, 50, "甲乙丙丁")), cells=((0, 0, Box(40, 45, 140, 65)), (0, 1, Box(140, 45, 400, 65))))
    assert [(pair.label, pair.text) for pair in pairs_of(page)] == [(label, "甲乙丙丁")]
