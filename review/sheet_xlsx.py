"""A filled scoring sheet as a workbook (XLSX): points in cells that the reviewer changes, the score as a formula over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nlp.sheets.fill import FilledSheet
from review import sheet_rows
from review.sheet_rows import ScoreRow

_THIN = Side(style="thin", color="999999")
_BORDER = Border(_THIN, _THIN, _THIN, _THIN)
_WRAP = Alignment(wrap_text=True, vertical="center")
_CENTRE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_HEAD, _BAD, _OPEN = (PatternFill("solid", fgColor=color) for color in ("E8EDF3", "FBE3E0", "FFF6D6"))
_LINE = 15.0  # points
_FORMULA_MARKS = ("=", "+", "-", "@")


def workbook(filled: FilledSheet) -> bytes:
    """The sheet as the bytes of an XLSX file: 评分汇总, 合法性评查, 规范性评查."""
    book = Workbook()
    summary = book.active
    assert isinstance(summary, Worksheet)
    summary.title = "评分汇总"
    legality = book.create_sheet("合法性评查")
    normative = book.create_sheet("规范性评查")
    _vetoes(legality, filled)
    got, lost = _scores(normative, filled)
    _summary(summary, filled, got, lost)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _summary(page: Worksheet, filled: FilledSheet, got: tuple[int, int], lost: tuple[int, int] | None) -> None:
    formula = filled.sheet.formula
    page.append([filled.sheet.title])
    page["A1"].font = Font(size=12, bold=True)
    for label, value in sheet_rows.head(filled):
        _line(page, [label, value])
    scored = f"SUM(规范性评查!F{got[0]}:F{got[1]})"
    full = f'SUMIF(规范性评查!E{got[0]}:E{got[1]},"评",规范性评查!D{got[0]}:D{got[1]})'
    taken = f"SUM(规范性评查!F{lost[0]}:F{lost[1]})" if lost else "0"
    total = f"MAX(0,{formula.base:g}+{formula.scale:g}*IF({full}=0,0,{scored}/{full})-{taken})"
    vetoes = len(filled.vetoes)
    score = f'=IF(COUNTIF(合法性评查!D2:D{vetoes + 1},"是")>0,0,{total})' if vetoes else f"={total}"
    _line(page, ["案卷得分（随评分自动计算，待评项目暂计 0 分）", score], formulas=True)
    total_cell = page.cell(page.max_row, 2)
    total_cell.number_format, total_cell.alignment, total_cell.font = "0.00", Alignment(horizontal="left"), Font(bold=True)
    _line(page, ["机器初评", sheet_rows.result(filled)])
    bonus = filled.kind.bonus
    if bonus:
        _line(page, [f"加分项：{bonus.text}（{bonus.points:g} 分，由评查人在得分之外另加）", ""])
    for label in ("评查意见", "评查人、日期", "复核人、日期"):
        _line(page, [label, ""])
    _finish(page, (30, 90))


def _vetoes(page: Worksheet, filled: FilledSheet) -> None:
    _header(page, ["序号", "评查项目", "重大问题案卷表现形式", "是否存在（是/否）", "机器意见", "卷内页码", "认定理由（评查人填写）"])
    for row in sheet_rows.vetoes(filled):
        _line(page, [row.no, row.group, row.text, row.verdict, row.opinion, row.pages, ""], colour=_colour(row.verdict))
    if filled.vetoes:
        choice = DataValidation(type="list", formula1='"是,否"', allow_blank=True)
        page.add_data_validation(choice)
        choice.add(f"D2:D{len(filled.vetoes) + 1}")
    _finish(page, (6, 14, 48, 12, 52, 12, 30))


def _scores(page: Worksheet, filled: FilledSheet) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Write both tables; the rows that hold the points got, and those of the points taken off."""
    _header(page, ["序号", "评查项目", "评分细则", "标准分", "是否评审（评/不评）", "得分", "机器意见", "卷内页码", "说明"])
    got = _table(page, sheet_rows.scores(filled))
    choice = DataValidation(type="list", formula1='"评,不评"', allow_blank=False)
    page.add_data_validation(choice)
    choice.add(f"E{got[0]}:E{got[1]}")
    lost = None
    if filled.deductions:
        _header(page, ["序号", "基本要素", "扣分情形", "最多扣分", "", "扣分", "机器意见", "卷内页码", "说明"])
        lost = _table(page, sheet_rows.deductions(filled))
    _finish(page, (8, 20, 52, 9, 11, 9, 52, 12, 40))
    return got, lost


def _table(page: Worksheet, rows: Iterable[ScoreRow]) -> tuple[int, int]:
    first = page.max_row + 1
    for row in rows:
        reviewed = "评" if row.reviewed else "不评"
        cells = [row.no, row.group, row.text, row.full, reviewed, row.points, row.opinion, row.pages, row.note]
        _line(page, cells, colour=_colour_of(row))
    return first, page.max_row


def _colour_of(row: ScoreRow) -> PatternFill | None:
    if not row.reviewed:
        return None
    return _OPEN if row.points is None else _BAD if row.broken else None


def _colour(verdict: str) -> PatternFill | None:
    return {"是": _BAD, "": _OPEN}.get(verdict)


def _header(page: Worksheet, names: Sequence[str]) -> None:
    at = page.max_row if page.max_row > 1 or page["A1"].value is not None else 0
    for column, name in enumerate(names, 1):
        cell = page.cell(at + 1, column, name)
        cell.font, cell.fill, cell.border, cell.alignment = Font(bold=True), _HEAD, _BORDER, _CENTRE
    if at == 0:
        page.freeze_panes = "A2"


def _line(page: Worksheet, values: Sequence[object], *, colour: PatternFill | None = None, formulas: bool = False) -> None:
    """One row below the last. Text that a spreadsheet would take for a formula stays text."""
    at = page.max_row + 1
    for column, value in enumerate(values, 1):
        cell = page.cell(at, column)
        if isinstance(value, str) and value.startswith(_FORMULA_MARKS) and not formulas:
            cell.value, cell.data_type = value, "s"
        else:
            cell.value = value  # type: ignore[assignment]
        cell.border, cell.alignment = _BORDER, _WRAP
        if colour:
            cell.fill = colour


def _finish(page: Worksheet, widths: Sequence[int]) -> None:
    """Column widths, rows as high as their text needs, and a page that prints as wide as the paper."""
    for column, width in zip("ABCDEFGHI", widths, strict=False):
        page.column_dimensions[column].width = width
    for number, row in enumerate(page.iter_rows(values_only=True), 1):
        lines = max((-(-_units(value) // width) for value, width in zip(row, widths, strict=False)), default=1)
        page.row_dimensions[number].height = max(1, lines) * _LINE + 4
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _units(value: object) -> int:
    """The width of a text in columns of a cell: a Chinese character takes two. A formula shows a number."""
    text = "" if value is None else str(value)
    return 8 if text.startswith("=") else sum(2 if ord(char) > 0x2E80 else 1 for char in text)
