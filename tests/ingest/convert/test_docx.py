from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from ingest.convert.docx import docx_lines
from ingest.document import Document
from ingest.render import page_image

ReadFile = Callable[..., Document]


def _plain(page_text: str) -> str:
    return page_text.replace(" ", "")


def test_paragraphs_tables_and_page_breaks(read_file: ReadFile, tmp_path: Path) -> None:
    document = docx.Document()
    title = document.add_paragraph()
    title.add_run("立案审批表").font.size = Pt(18)
    table = document.add_table(rows=3, cols=4, style="Table Grid")
    table.cell(0, 0).text = "案由"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "涉嫌占道经营"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "当事人"
    table.cell(1, 1).text, table.cell(1, 2).text, table.cell(1, 3).text = "姓名", "张三", "男"
    table.cell(2, 1).text, table.cell(2, 2).text = "电话", "13900000000"
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("送达回证")
    document.save(str(tmp_path / "案卷.docx"))
    pages = read_file(tmp_path / "案卷.docx").pages
    assert len(pages) == 2
    assert pages[0].text.startswith("立案审批表")
    assert _plain(pages[1].text) == "送达回证"
    (cells,) = pages[0].tables
    found = ["".join(pages[0].text[a:b] for a, b in cell.ranges).strip() for cell in cells]
    assert found[:2] == ["案由", "涉嫌占道经营"]
    assert found.count("当事人") == 1
    assert "张三" in found
    assert max(line.box.bottom - line.box.top for line in pages[0].lines) > 17


def test_numbers_of_lists_are_part_of_the_text(read_file: ReadFile, tmp_path: Path) -> None:
    document = docx.Document()
    for words in ("违法事实", "处罚依据"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("送达方式", style="List Bullet")
    document.save(str(tmp_path / "a.docx"))
    assert _plain(read_file(tmp_path / "a.docx").text).split("\n") == ["1.违法事实", "2.处罚依据", "●送达方式"]


def test_lines_are_paragraphs_with_their_numbers_and_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("某市停车管理办法")
    for words in ("违法事实", "处罚依据"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    document.add_paragraph("附则")
    document.save(str(tmp_path / "a.docx"))
    lines = [line.replace(" ", "") for line in docx_lines(tmp_path / "a.docx", "a.docx") if line.strip()]
    assert [_plain(line).replace("\t", "") for line in lines] == ["某市停车管理办法", "1.违法事实", "2.处罚依据", "甲", "乙", "附则"]


def test_changes_are_read_as_accepted_and_boxes_are_ticked(read_file: ReadFile, tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("罚款")
    for tag, inner, words in (("w:del", "w:delText", "一千元"), ("w:ins", "w:t", "二千元")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    ticked = document.add_paragraph("是否听证：").add_run()
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:font"), "Wingdings")
    symbol.set(qn("w:char"), "F0FE")
    ticked._r.append(symbol)
    document.save(str(tmp_path / "a.docx"))
    assert _plain(read_file(tmp_path / "a.docx").text).split("\n") == ["罚款二千元", "是否听证：☑"]


def test_pictures_and_headers_are_drawn(read_file: ReadFile, tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "某市市场监督管理局"
    buffer = io.BytesIO()
    Image.new("RGB", (300, 200), (20, 140, 60)).save(buffer, format="PNG")
    document.add_paragraph("现场照片")
    document.add_picture(io.BytesIO(buffer.getvalue()), width=Pt(300))
    document.save(str(tmp_path / "a.docx"))
    page = read_file(tmp_path / "a.docx").pages[0]
    assert page.text.split("\n") == ["某市市场监督管理局", "现场照片"]
    assert len(page.pictures) == 1
    shown = page_image(tmp_path / "a.docx", 0, width=600)
    assert (20, 140, 60) in {shown.getpixel((200, y)) for y in range(100, 400, 10)}


def test_a_row_higher_than_a_page_is_not_lost(read_file: ReadFile, tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "笔录"
    table.cell(0, 1).text = "\n".join(f"问：第{n}个问题？答：没有异议。" for n in range(1, 121))
    document.save(str(tmp_path / "长.docx"))
    pages = read_file(tmp_path / "长.docx").pages
    assert len(pages) > 1
    text = "".join(_plain(page.text) for page in pages)
    assert all(f"第{n}个问题" in text for n in range(1, 121))
