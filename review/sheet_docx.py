"""A filled scoring sheet as a document (DOCX), to be printed, signed and filed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import groupby

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Row

from nlp.sheets.fill import FilledSheet
from review import sheet_rows
from review.sheet_rows import ScoreRow


def document(filled: FilledSheet) -> bytes:
    """The sheet as the bytes of a DOCX file, A4 landscape, table heads repeated on every page."""
    paper = Document()
    _page(paper)
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(filled.sheet.title)
    run.bold, run.font.size = True, Pt(18)
    _head(paper, filled)
    if filled.vetoes:
        paper.add_heading("一、合法性评查（重大问题，一票否决）", 2)
        vetoes = ([row.no, row.group, row.text, row.verdict, row.opinion, row.pages] for row in sheet_rows.vetoes(filled))
        _table(paper, ("序号", "评查项目", "重大问题案卷表现形式", "是否存在", "机器意见", "页码"), (1.2, 2.4, 9.0, 1.6, 9.0, 2.0), vetoes)
    if filled.deductions:
        paper.add_heading("二、基本要素（扣分）", 2)
        _scores(paper, sheet_rows.deductions(filled), "扣分")
    paper.add_heading("三、各类型文书评查（得分）", 2)
    _scores(paper, sheet_rows.scores(filled), "得分")
    _close(paper, filled)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _page(paper: DocumentType) -> None:
    section = paper.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(1.8)
    for name in ("Normal", "Heading 2"):
        style = paper.styles[name]
        style.font.name, style.font.size = "宋体", Pt(10 if name == "Normal" else 13)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体" if name == "Normal" else "黑体")


def _head(paper: DocumentType, filled: FilledSheet) -> None:
    rows = sheet_rows.head(filled)
    table = _empty(paper, (2.6, 10.0, 2.6, 10.4))
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        _fill(table.add_row(), (*one, *other))


def _scores(paper: DocumentType, rows: Iterable[ScoreRow], points: str) -> None:
    listed = list(rows)
    groups = [list(group) for _, group in groupby(listed, lambda row: row.group)]
    firsts = {id(group[0]) for group in groups}
    printed = (
        [row.no, row.group if id(row) in firsts else "", row.text, f"{row.full:g}", _points(row), row.opinion, row.pages, row.note]
        for row in listed
    )
    names = ("序号", "评查项目", "评分细则", "标准分", points, "机器意见", "页码", "说明")
    table = _table(paper, names, (1.2, 2.6, 7.6, 1.3, 1.3, 6.4, 1.6, 3.4), printed)
    at = 1
    for group in groups:  # one cell for the writ and one for its note
        for column in (1, 7) if len(group) > 1 else ():
            table.cell(at, column).merge(table.cell(at + len(group) - 1, column))
        at += len(group)


def _points(row: ScoreRow) -> str:
    return "不评" if not row.reviewed else "" if row.points is None else f"{row.points:g}"


def _close(paper: DocumentType, filled: FilledSheet) -> None:
    formula = filled.sheet.formula
    base = f"合法性评查得分 {formula.base:g} ＋ " if formula.base else ""
    less = " － 基本要素扣分" if filled.deductions else ""
    paper.add_heading("四、案卷得分", 2)
    paper.add_paragraph(f"案卷得分 ＝ {base}{formula.scale:g} × 得分之和 ÷ 参与评查项目标准分之和{less}；存在任一项重大问题的为 0 分。")
    paper.add_paragraph(f"机器初评：{sheet_rows.result(filled)}。机器意见供评查人参考，结论由评查人作出。")
    if filled.kind.bonus:
        paper.add_paragraph(f"加分项（由评查人给分）：{filled.kind.bonus.text}（{filled.kind.bonus.points:g} 分）")
    paper.add_paragraph("评查意见：\n\n\n")
    paper.add_paragraph("评查人（签名）：　　　　　　　　　　　复核人（签名）：　　　　　　　　　　　日期：　　　　年　　月　　日")


def _table(paper: DocumentType, names: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[object]]) -> Table:
    table = _empty(paper, widths)
    heading = table.add_row()
    _fill(heading, names, bold=True)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    heading._tr.get_or_add_trPr().append(repeat)
    for row in rows:
        _fill(table.add_row(), row)
    return table


def _empty(paper: DocumentType, widths: Sequence[float]) -> Table:
    table = paper.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _fill(row: _Row, values: Sequence[object], *, bold: bool = False) -> None:
    for cell, value in zip(row.cells, values, strict=True):
        run = cell.paragraphs[0].add_run(str(value))
        run.bold, run.font.size = bold, Pt(9)
