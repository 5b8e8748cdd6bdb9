"""A briefing as a document (DOCX) in the form of an official bulletin (简报): red head, number, office and day, sections, sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from itertools import count

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from index.briefing import Briefing, Item, Part
from index.query import Highlight
from nlp.procedure.finding import SEVERITY_ZH
from review import briefing_wording as wording
from review.wording import moment

_RED = RGBColor(0xC8, 0x16, 0x1D)
_WIDTH = 15.6  # centimetres between the margins
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no room for these
_NOTE = (
    "本简报由程序研读公开信息和热线记录生成，所列均为疑似问题线索，未经核实，不作为认定事实的依据；"
    "电话、证件号码、住址等个人信息已作遮蔽处理。"
)


def document(briefing: Briefing, office: str | None) -> bytes:
    """The bytes of a DOCX file, A4."""
    paper = Document()
    _page(paper)
    _head(paper, briefing, office)
    _text(paper, wording.head_line(briefing), indent=True)
    if todo := wording.to_do(briefing):
        _add(_text(paper, "待办：", indent=True, face="黑体"), f"{'；'.join(said for _, said in todo)}。")
    if briefing.is_empty:
        _text(paper, "本期无新增。", indent=True)
    figures = briefing.figures
    sections: list[tuple[str, Callable[[DocumentType, Briefing], None], Part, object]] = [
        (f"新增线索（{figures.new:,} 条）", _new, "new", briefing.new),
        (f"持续增长（{figures.grew:,} 条）", _grew, "grew", briefing.grew),
        (f"聚集与印证（{figures.together:,} 项）", _together, "together", briefing.together),
        (
            f"逾期未答复与形式办结{f'（{figures.overdue:,} 件）' if figures.overdue else ''}",
            _overdue,
            "overdue",
            briefing.overdue or figures.standing,
        ),
        (f"已有答复（{figures.answered:,} 件）", _answered, "answered", briefing.answered),
        (f"研判结果（{figures.decided:,} 条）", _decided, "decided", briefing.decided),
    ]
    number = count(1)
    for title, write, part, rows in sections:
        if rows:
            _heading(paper, f"{wording.numeral(next(number))}、{title}")
            write(paper, briefing)
            if left := wording.left_out(briefing, part):
                _text(paper, f"{left}。", indent=True)
    if briefing.sources:
        _heading(paper, f"{wording.numeral(next(number))}、来源情况")
        _sources(paper, briefing)
    _close(paper, office)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def file_name(briefing: Briefing) -> str:
    """舆情简报-2026-11-27-第12期.docx."""
    return f"舆情简报-{briefing.day}{f'-第{briefing.number}期' if briefing.number else ''}.docx"


def _page(paper: DocumentType) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.6)
    style = paper.styles["Normal"]
    style.font.size = Pt(14)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), Pt(25)
    _face(style, "仿宋")
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, said in (("text", "— "), ("field", "PAGE"), ("text", " —")):
        run = foot.add_run(said if kind == "text" else "")
        run.font.size = Pt(12)
        _face(run, "宋体")
        if kind == "field":
            _field(run, said)


def _head(paper: DocumentType, briefing: Briefing, office: str | None) -> None:
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing, title.paragraph_format.space_after = Pt(60), Pt(6)
    run = title.add_run("舆 情 简 报")
    run.font.size, run.font.color.rgb, run.bold = Pt(42), _RED, True
    _face(run, "方正小标宋简体")
    number = _text(paper, briefing.title if briefing.number else "（无新增）")
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line = paper.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Cm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    line.paragraph_format.space_after = Pt(14)
    _add(line, f"{office or ''}\t{wording.span(briefing)}")
    _rule(line)


def _new(paper: DocumentType, briefing: Briefing) -> None:
    """Where some are only counted, first how all of them are spread."""
    if briefing.left("new"):
        _distribution(paper, briefing)
        _text(paper, f"按地区：{wording.listed(briefing.regions)}。", indent=True)
        _text(paper, f"风险最高的 {len(briefing.new):,} 条如下。", indent=True)
    _items(paper, briefing.new)


def _grew(paper: DocumentType, briefing: Briefing) -> None:
    _items(paper, briefing.grew)


def _distribution(paper: DocumentType, briefing: Briefing) -> None:
    """New clues by field of enforcement and severity."""
    shown, others = wording.shares(briefing.fields)
    rows: list[Sequence[str]] = [("执法领域", *(SEVERITY_ZH[severity] for severity, _ in briefing.severities), "合计")]
    for share in (*shown, *((others,) if others else ())):
        counts = dict(share.severities)
        rows.append(
            (share.name or wording.UNKNOWN, *(f"{counts.get(severity, 0):,}" for severity, _ in briefing.severities), f"{share.count:,}")
        )
    _table(paper, rows, (5.2, *(10.4 / (len(rows[0]) - 1) for _ in rows[0][1:])))


def _items(paper: DocumentType, items: Sequence[Item]) -> None:
    for number, item in enumerate(items, 1):
        title = _text(paper, f"{number}．【{SEVERITY_ZH.get(item.severity, item.severity)}】{item.title}", indent=True)
        title.runs[0].bold = True
        title.paragraph_format.keep_with_next = True
        facts = [f"疑似{wording.issues(item)}", "，".join((*wording.who(item), item.place, *filter(None, (item.day,))))]
        if item.before:
            facts.append(f"{wording.why_told(item)}，其中{wording.spread(item)}")
        elif item.reports > 1:
            facts.append(f"共 {item.reports} 条：{wording.spread(item)}")
        _text(paper, f"{'。'.join(facts)}。", indent=True)
        for quote in item.quotes[:1]:
            _quote(paper, quote)


def _quote(paper: DocumentType, quote: Highlight) -> None:
    line = _text(paper, "“", indent=True, face="楷体")
    at = 0
    for start, end in quote.ranges:
        _add(line, quote.text[at:start], face="楷体")
        _add(line, quote.text[start:end], face="楷体").font.highlight_color = WD_COLOR_INDEX.YELLOW
        at = end
    _add(line, f"{quote.text[at:]}”", face="楷体")


def _together(paper: DocumentType, briefing: Briefing) -> None:
    for number, one in enumerate(briefing.together, 1):
        grew = f"（由 {one.before} 件增至 {one.sides} 件）" if one.before else ""
        _text(paper, f"{number}．{one.message}{grew}", indent=True)


def _answered(paper: DocumentType, briefing: Briefing) -> None:
    for number, one in enumerate(briefing.answered, 1):
        _text(paper, f"{number}．{one.title}{f'（{one.agency}）' if one.agency else ''}：{one.reply}", indent=True)
        _text(paper, one.handling, indent=True)


def _decided(paper: DocumentType, briefing: Briefing) -> None:
    for number, one in enumerate(briefing.decided, 1):
        why = f"：{one.reason}" if one.reason else ""
        _text(paper, f"{number}．{one.title}——{one.status}{why}（{one.user}，{moment(one.at)}）", indent=True)


def _overdue(paper: DocumentType, briefing: Briefing) -> None:
    for number, one in enumerate(briefing.overdue, 1):
        _text(paper, f"{number}．{one.title}{f'（{one.agency}）' if one.agency else ''}：{one.message}", indent=True)
    if briefing.figures.standing:
        _text(paper, f"此前已提示的逾期件，仍有 {briefing.figures.standing:,} 件未答复。", indent=True)


def _sources(paper: DocumentType, briefing: Briefing) -> None:
    rows: list[Sequence[str]] = [("来源", "新增", "此前已有", "情况")]
    for one in briefing.sources:
        said = "正常" if one.healthy else one.warning or "不正常"
        said += f"（自 {moment(one.since)}）" if one.since else ""
        rows.append((one.name, f"{one.items:,}", f"{one.known:,}", "已恢复正常" if one.news == "recovered" else said))
    _table(paper, rows, (4.6, 2.0, 2.0, 7.0))


def _table(paper: DocumentType, rows: Sequence[Sequence[str]], widths: Iterable[float]) -> None:
    """A table with a heading row; ``widths`` in centimetres."""
    wide = tuple(widths)
    table = paper.add_table(rows=1, cols=len(wide), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, wide, strict=True):
        column.width = Cm(width)
    for number, values in enumerate(rows):
        row = table.rows[0] if number == 0 else table.add_row()
        for cell, value, width in zip(row.cells, values, wide, strict=True):
            cell.width = Cm(width)
            line = cell.paragraphs[0]
            line.paragraph_format.line_spacing = Pt(17)
            run = _add(line, value, face="黑体" if number == 0 else "宋体")
            run.font.size = Pt(10.5)
            if number and value.replace(",", "").isdigit():
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _close(paper: DocumentType, office: str | None) -> None:
    note = _text(paper, _NOTE, indent=True)
    note.paragraph_format.space_before, note.paragraph_format.line_spacing = Pt(16), Pt(18)
    note.paragraph_format.keep_with_next = note.paragraph_format.keep_together = True  # nobody wants a page of signatures alone
    _rule(note, above=True)
    for run in note.runs:
        run.font.size = Pt(10.5)
    sign = paper.add_paragraph()
    sign.paragraph_format.tab_stops.add_tab_stop(Cm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    sign.paragraph_format.space_before = Pt(10)
    _add(sign, f"报送：{'　' * 12}签发：{'　' * 6}\t{office or ''}")


def _heading(paper: DocumentType, text: str) -> None:
    line = _text(paper, text, indent=True, face="黑体")
    line.paragraph_format.space_before, line.paragraph_format.keep_with_next = Pt(8), True


def _text(paper: DocumentType, text: str, *, indent: bool = False, face: str | None = None) -> Paragraph:
    line = paper.add_paragraph()
    if indent:
        line.paragraph_format.first_line_indent = Pt(28)
    _add(line, text, face=face)
    return line


def _add(line: Paragraph, text: str, *, face: str | None = None) -> Run:
    run = line.add_run(_CONTROL.sub("", text))
    if face:
        _face(run, face)
    return run


def _face(styled: object, name: str) -> None:
    """The typeface of a run or a style, for Chinese too."""
    styled.font.name = name  # type: ignore[attr-defined]
    styled._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)  # type: ignore[attr-defined]


def _field(run: Run, code: str) -> None:
    for kind in ("begin", code, "end"):
        if kind == code:
            part = OxmlElement("w:instrText")
            part.text = code
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _rule(line: Paragraph, *, above: bool = False) -> None:
    """A line across the page, red below the head."""
    borders, edge = OxmlElement("w:pBdr"), OxmlElement("w:top" if above else "w:bottom")
    for name, value in (("val", "single"), ("sz", "6" if above else "18"), ("space", "6"), ("color", "808080" if above else "C8161D")):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    line._p.get_or_add_pPr().append(borders)
