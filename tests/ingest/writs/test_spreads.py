"""Sheets with two pages side by side, as they are scanned from A3: real pages of a PDF, laid side by side as recognition lays them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Box, Cell, Document, Line, Page, Seal
from ingest.dossier import Dossier
from ingest.writs.split import split
from ingest.writs.spreads import sides_of
from tests.ingest.writs.conftest import Form

Drawing = Callable[[Canvas], None]
Sheet = Callable[[Drawing, Drawing], Dossier]


def _beside(left: Page, right: Page) -> Page:
    by, at = left.width, len(left.text) + 1

    def box(one: Box) -> Box:
        return Box(one.x0 + by, one.top, one.x1 + by, one.bottom)

    def line(one: Line) -> Line:
        return structs.replace(one, start=one.start + at, end=one.end + at, box=box(one.box), edges=tuple(x + by for x in one.edges))

    def cell(one: Cell) -> Cell:
        return structs.replace(one, box=box(one.box), ranges=tuple((a + at, b + at) for a, b in one.ranges))

    return replace(
        left,
        text=f"{left.text}\n{right.text}",
        width=left.width + right.width,
        lines=(*left.lines, *(line(one) for one in right.lines)),
        tables=(*left.tables, *(tuple(cell(one) for one in table) for table in right.tables)),
        seals=(Seal(Box(400, 400, 480, 480), 1.0), Seal(Box(1000, 400, 1080, 480), 1.0)),
    )


def _as_scanned(page: Page, turn: Callable[[Box], Box]) -> Page:
    corner = turn(Box(0, 0, page.width, page.height))
    return replace(
        page,
        origin="ocr",
        width=corner.x1,
        height=corner.bottom,
        lines=tuple(structs.replace(line, box=turn(line.box)) for line in page.lines),
        tables=tuple(tuple(structs.replace(cell, box=turn(cell.box)) for cell in table) for table in page.tables),
        seals=tuple(replace(seal, box=turn(seal.box)) for seal in page.seals),
    )


WIDE, HIGH = 2 * 595.0, 842.0
TURNS: dict[str, Callable[[Box], Box]] = {
    "upright": lambda box: box,
    "on its head": lambda box: Box(WIDE - box.x1, HIGH - box.bottom, WIDE - box.x0, HIGH - box.top),
    "clockwise": lambda box: Box(HIGH - box.bottom, box.x0, HIGH - box.top, box.x1),
    "counterclockwise": lambda box: Box(box.top, WIDE - box.x1, box.bottom, WIDE - box.x0),
}


@pytest.mark.parametrize("way", list(TURNS))
def test_a_sheet_may_be_scanned_sideways(make_pdf: Callable[..., Path], read_file: Callable[..., Document], way: str) -> None:
    document = read_file(make_pdf("案卷.pdf", _source, _filing))
    page = _as_scanned(_beside(*document.pages), TURNS[way])
    dossier = split(Dossier(key="0" * 64, name="案卷", documents=(replace(document, pages=(page,)),)))
    assert _told(dossier) == [("case_source", 1, 1), ("filing_approval", 1, 1)]
    (left,), (right,) = (dossier.pages_of(writ) for writ in dossier.writs)
    assert (left.seals, right.seals) == (page.seals[:1], page.seals[1:])  # as they were scanned
    assert (left.tables, right.tables) == (page.tables[:1], page.tables[1:])


@pytest.fixture
def sheet(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> Sheet:
    def run(left: Drawing, right: Drawing) -> Dossier:
        document = read_file(make_pdf("案卷.pdf", left, right))
        page = _beside(*document.pages)
        return split(Dossier(key="0" * 64, name="案卷", documents=(replace(document, pages=(page,)),)))

    return run


def _filing(canvas: Canvas) -> None:
    form = Form(canvas, "立案报告", "某卫立〔2024〕19号")
    form.row("案由", "未组织职业健康检查")
    form.row("当事人", "某市宏泰石材有限公司")
    form.row("负责人审批", "同意立案。何某 2024年9月6日")


def _source(canvas: Canvas) -> None:
    form = Form(canvas, "案件受理记录")
    form.row("案件来源", "监督检查")
    form.row("受理时间", "2024年9月4日")
    form.row("处理意见", "报立案。蒋某 2024年9月4日")


def _record(title: str, foot: str) -> Drawing:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, title)
        for _ in range(4):
            form.line("问：有多少名劳动者？答：二十八名。")
        form.y = 40
        form.line(foot)

    return draw


def _told(dossier: Dossier) -> list[tuple[str, int, int]]:
    return [(writ.type, writ.first_page, writ.last_page) for writ in dossier.writs]


def test_two_forms_side_by_side_are_two_writs_with_fields_of_their_own(sheet: Sheet) -> None:
    dossier = sheet(_source, _filing)
    source, filing = dossier.writs
    assert (source.type, filing.type) == ("case_source", "filing_approval")
    assert source.end == filing.start
    assert (filing.number, filing.get("approved_date").text) == ("某卫立〔2024〕19号", "2024年9月6日")
    assert source.get("received_date").text == "2024年9月4日"
    (left,), (right,) = (dossier.pages_of(writ) for writ in dossier.writs)
    assert "立案报告" not in left.text
    assert "案件受理记录" not in right.text
    assert ([round(seal.box.x0) for seal in left.seals], [round(seal.box.x0) for seal in right.seals]) == ([400], [1000])
    assert (len(left.tables), len(right.tables)) == (1, 1)


@pytest.mark.parametrize(("title", "foot"), [("询问笔录（续页）", "第7页"), ("询问笔录", "第2页 共2页")])
def test_a_record_goes_on_in_the_right_half(sheet: Sheet, title: str, foot: str) -> None:
    dossier = sheet(_record("询问笔录", "第1页 共2页"), _record(title, foot))
    (record,) = dossier.writs
    assert (record.type, record.start, record.end) == ("inquiry_record", 0, None)


def test_a_right_half_without_a_title_goes_on_with_the_left_one(sheet: Sheet) -> None:
    def text(canvas: Canvas) -> None:
        form = Form(canvas, "本局认为，你单位未组织职业健康检查。")
        for _ in range(4):
            form.line("决定给予警告，罚款五万元。")

    assert _told(sheet(_filing, text)) == [("filing_approval", 1, 1)]


def test_a_paper_of_an_unknown_kind_on_the_right_ends_the_writ_on_the_left(sheet: Sheet) -> None:
    def unknown(canvas: Canvas) -> None:
        form = Form(canvas, "来宾用餐安排表")
        for _ in range(4):
            form.line("一号桌：十人。")

    dossier = sheet(_source, unknown)
    (source,) = dossier.writs
    assert "用餐" not in dossier.pages_of(source)[0].text


def test_several_writs_one_below_the_other_in_the_right_half(sheet: Sheet) -> None:
    def two(canvas: Canvas) -> None:
        _source(canvas)
        form = Form.__new__(Form)
        form.canvas, form.y = canvas, 500.0
        form.centred("送达回证", 20)
        form.row("受送达人", "某市宏泰石材有限公司")
        form.row("送达文书", "听证通知书")
        form.row("收到日期", "2024年10月29日")

    dossier = sheet(_filing, two)
    assert _told(dossier) == [("filing_approval", 1, 1), ("case_source", 1, 1), ("service_doc", 1, 1)]
    texts = ["".join(dossier.pages_of(writ)[0].text.split()) for writ in dossier.writs]
    assert ["送达文书" in text for text in texts] == [False, False, True]
    assert [len(dossier.pages_of(writ)[0].tables) for writ in dossier.writs] == [1, 1, 1]
    assert dossier.writs[-1].get("date").text == "2024年10月29日"


def test_pages_upright_or_with_print_across_the_middle_are_one_page(
    make_pdf: Callable[..., Path], read_file: Callable[..., Document]
) -> None:
    left, right = read_file(make_pdf("案卷.pdf", _source, _filing)).pages
    assert [side.start for side in sides_of(left)] == [0]
    sheet = _beside(left, right)
    assert [side.start for side in sides_of(sheet)] == [0, len(left.text) + 1]
    first = sheet.lines[0]
    across = structs.replace(first, box=Box(300, first.box.top, 900, first.box.bottom))
    assert len(sides_of(replace(sheet, lines=(across, *sheet.lines[1:])))) == 1
    assert len(sides_of(replace(sheet, lines=sheet.lines[::-1]))) == 1


@pytest.mark.parametrize("title", ["书证：接尘劳动者名册", "证据复印件：进货单", "物证照片：封存的设备", "证据三：用工情况"])
def test_a_proof_is_titled_by_its_sort_and_what_it_shows(sheet: Sheet, title: str) -> None:
    def proof(canvas: Canvas) -> None:
        form = Form(canvas, title)
        for _ in range(3):
            form.line("切割工　12人　未检")

    assert _told(sheet(_source, proof)) == [("case_source", 1, 1), ("evidence_material", 1, 1)]
