"""What Word and WPS write that python-docx does not: fields, notes, boxes, sections, odd packages."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from ingest.document import Document, Page
from ingest.errors import InputError
from tests.ingest.convert.docx_file import STRICT, DocxFile, p

ReadFile = Callable[..., Document]


def _lines(page: Page) -> list[str]:
    return page.text.replace(" ", "").split("\n")


def _field(instruction: str, shown: str, data: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize("namespace", [None, STRICT])
def test_packages_that_word_opens_although_they_break_rules(read_file: ReadFile, tmp_path: Path, namespace: str | None) -> None:
    """Relationships to nowhere and to missing parts; the strict namespace of ISO/IEC 29500."""
    file = DocxFile(p("行政处罚决定书"), relations={"rId7": ("image", "NULL"), "rId8": ("styles", "missing.xml")})
    if namespace:
        file.namespace = namespace
    assert read_file(file.write(tmp_path / "a.docx")).text == "行政处罚决定书"


def test_fields_show_their_result_and_footers_the_number_of_their_page(read_file: ReadFile, tmp_path: Path) -> None:
    footer = p(inner="<w:r><w:t>第</w:t></w:r>" + _field(" PAGE ", "9") + "<w:r><w:t>页</w:t></w:r>")
    section = '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    body = p("签发：", inner=_field('DATE \\@ "yyyy年"', "2024年4月12日")) + p("第二页正文", properties="<w:pageBreakBefore/>") + section
    file = DocxFile(body, {"word/footer1.xml": footer}, {"rId5": ("footer", "footer1.xml")})
    first, second = read_file(file.write(tmp_path / "a.docx")).pages
    assert _lines(first) == ["签发：2024年4月12日", "第1页"]
    assert _lines(second) == ["第二页正文", "第2页"]


def test_boxes_of_forms_are_ticked_or_not(read_file: ReadFile, tmp_path: Path) -> None:
    boxes = "".join(
        _field("FORMCHECKBOX", "", f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>") + f"<w:r><w:t>{words}</w:t></w:r>"
        for state, words in (('<w:default w:val="0"/><w:checked/>', "同意"), ('<w:default w:val="0"/>', "不同意"))
    )
    content = p("☐ 责令改正 ☒ 罚款")  # as content controls write them
    assert _lines(read_file(DocxFile(p(inner=boxes) + content).write(tmp_path / "a.docx")).pages[0]) == [
        "☑同意□不同意",
        "□责令改正☑罚款",
    ]


def test_notes_text_boxes_and_hidden_words(read_file: ReadFile, tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('印章处')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    twice = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部批注</w:t></w:r>"
    notes = f'<w:footnote w:id="2">{p("见《行政处罚法》第五十七条")}</w:footnote>'
    file = DocxFile(
        p("事实清楚", inner=reference + hidden) + p("落款", inner=twice),
        {"word/footnotes.xml": notes},
        {"rId3": ("footnotes", "footnotes.xml")},
    )
    assert _lines(read_file(file.write(tmp_path / "a.docx")).pages[0]) == [
        "事实清楚[2]",
        "[2]见《行政处罚法》第五十七条",
        "落款",
        "印章处",
    ]


def test_each_section_has_its_own_paper(read_file: ReadFile, tmp_path: Path) -> None:
    upright = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    lying = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    first, second = read_file(DocxFile(p("正文", properties=upright) + p("附表") + lying).write(tmp_path / "a.docx")).pages
    assert [(round(page.width), round(page.height), page.text) for page in (first, second)] == [(595, 842, "正文"), (842, 595, "附表")]


def test_lists_of_chinese_documents_are_numbered(read_file: ReadFile, tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    numbering = (
        '<w:abstractNum w:abstractNumId="4">'
        + level.format(0, "chineseCountingThousand", "%1、")
        + level.format(1, "decimal", "（%1.%2）")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    style = '<w:style w:type="paragraph" w:styleId="条"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'

    def item(text: str, number: int, depth: int = 0) -> str:
        return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')

    body = (
        item("甲", 1)
        + item("乙", 1, 1)
        + item("丙", 1, 1)
        + p("丁", properties='<w:pStyle w:val="条"/>')
        + item("戊", 1, 1)
        + item("己", 2)
    )
    file = DocxFile(
        body,
        {"word/numbering.xml": numbering, "word/styles.xml": style},
        {"rId1": ("numbering", "numbering.xml"), "rId2": ("styles", "styles.xml")},
    )
    assert _lines(read_file(file.write(tmp_path / "a.docx")).pages[0]) == [
        "一、甲",
        "（一.1）乙",
        "（一.2）丙",
        "二、丁",
        "（二.1）戊",
        "一、己",
    ]


def test_a_picture_of_windows_alone_still_stands_on_the_page(read_file: ReadFile, tmp_path: Path) -> None:
    """Programs for electronic seals leave EMF pictures in VML."""
    seal = '<w:r><w:object><v:shape style="width:113.4pt;height:113.4pt"><v:imagedata r:id="rId9"/></v:shape></w:object></w:r>'
    file = DocxFile(p("某市综合行政执法局", inner=seal), {"word/media/s.emf": b"\1\0\0\0EMF"}, {"rId9": ("image", "media/s.emf")})
    page = read_file(file.write(tmp_path / "a.docx")).pages[0]
    (box,) = page.pictures
    assert (round(box.x1 - box.x0), round(box.bottom - box.top)) == (113, 113)


def test_numbers_are_not_broken_at_the_end_of_a_line(read_file: ReadFile, tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=6, style="Table Grid")
    table.cell(0, 0).text = "电话：0532-12345678 证号37020001002"
    for n in range(1, 40):
        document.add_paragraph("甲" * n + "统一社会信用代码91370200MA3XXXXX1X，于2024年4月12日作出决定。")
    document.save(str(tmp_path / "a.docx"))
    document_read = read_file(tmp_path / "a.docx")
    lines = [line for page in document_read.pages for line in page.text.split("\n")]
    assert sum("91370200MA3XXXXX1X" in line for line in lines) == 39
    assert sum("2024年4月12日" in line for line in lines) == 39
    assert not [line for line in lines if line[0] in "，。、）"]
    assert "0532-12345678" in document_read.pages[0].text


def test_merged_cells_higher_than_a_page_lose_nothing(read_file: ReadFile, tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    table.cell(0, 0).merge(table.cell(2, 0)).text = "\n".join(f"左{n}。" for n in range(150))
    for row in range(3):
        table.cell(row, 1).text = "\n".join(f"右{row}{n}。" for n in range(60))
    document.save(str(tmp_path / "a.docx"))
    pages = read_file(tmp_path / "a.docx").pages
    text = "".join(page.text.replace(" ", "") for page in pages)
    assert all(f"左{n}。" in text for n in range(150))
    assert all(f"右{row}{n}。" in text for row in range(3) for n in range(60))
    assert all(len(page.tables) == 1 and page.tables[0][0].box.bottom < page.height - 70 for page in pages)


def test_rows_go_over_to_the_next_page_whole(read_file: ReadFile, tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=60, cols=3, style="Table Grid")
    for row in range(60):
        table.cell(row, 0).text, table.cell(row, 1).text = f"{row}号\n案由", "占道经营"
    document.save(str(tmp_path / "a.docx"))
    pages = read_file(tmp_path / "a.docx").pages
    assert len(pages) > 1
    for page in pages:
        (cells,) = page.tables
        assert len(cells) % 3 == 0
        assert all("".join(page.text[a:b] for a, b in cell.ranges).replace("\n", "").endswith("案由") for cell in cells if not cell.column)


def test_letters_that_no_font_has_leave_a_mark(read_file: ReadFile, tmp_path: Path) -> None:
    words = "当事人：㐂䶮𠮷 №5 ÷ ①⑳ Müller Škoda ✓ Привет नम 100㎡"
    text = read_file(DocxFile(p(words)).write(tmp_path / "a.docx")).pages[0].text
    assert text == "当事人：㐂䶮𠮷 №5 ÷ ①⑳ Müller Skoda √ Привет 〓〓 100㎡"


def _with_entities(path: Path, entities: str, text: str) -> Path:
    body = f"<!DOCTYPE x [{entities}]><document><body><p><r>{text}</r></p></body></document>"
    return DocxFile("", {"word/document.xml": body.encode()}).write(path)


def test_entities_are_neither_expanded_nor_fetched(read_file: ReadFile, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("绝密", encoding="utf-8")
    entity = f'<!ENTITY f SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'
    assert read_file(_with_entities(tmp_path / "a.docx", entity, "<t>正</t><t>&f;</t><t>文</t>")).text == "正文"
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    with pytest.raises(InputError) as error:
        read_file(_with_entities(tmp_path / "b.docx", '<!ENTITY a "甲甲甲甲甲甲甲甲">' + bomb, "<t>&i;</t>"))
    assert error.value.code == "damaged"


def test_tables_nested_without_end_are_refused(read_file: ReadFile, tmp_path: Path) -> None:
    depth = 3000
    body = "<w:tbl><w:tr><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth
    with pytest.raises(InputError) as error:
        read_file(DocxFile(body).write(tmp_path / "a.docx"))
    assert error.value.code == "damaged"


def test_a_table_of_a_million_columns_is_refused(read_file: ReadFile, tmp_path: Path) -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr><w:p/></w:tc>'
    with pytest.raises(InputError) as error:
        read_file(DocxFile(f"<w:tbl>{'<w:tr>' + cell * 20 + '</w:tr>'}{'<w:tr/>' * 20}</w:tbl>").write(tmp_path / "a.docx"))
    assert error.value.code == "bomb"


def test_tables_within_cells_run_over_pages_and_lose_nothing(read_file: ReadFile, tmp_path: Path) -> None:
    """Whole documents are laid out within one cell, with their forms as tables in it."""
    document = docx.Document()
    outer = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
    outer.add_paragraph("文首")
    inner = outer.add_table(rows=70, cols=2)
    inner.style = "Table Grid"
    for row in range(70):
        inner.cell(row, 0).text = f"第{row}项"
    inner.cell(40, 1).text = "\n".join(f"第{n}问。" for n in range(100))
    outer.add_paragraph("文末")
    document.save(str(tmp_path / "a.docx"))
    pages = read_file(tmp_path / "a.docx").pages
    text = "".join(page.text.replace(" ", "") for page in pages)
    assert text.startswith("文首")
    assert text.endswith("文末")
    assert all(f"第{n}项" in text for n in range(70))
    assert all(f"第{n}问。" in text for n in range(100))
    assert max(line.box.bottom for page in pages for line in page.lines) < pages[0].height - 70
