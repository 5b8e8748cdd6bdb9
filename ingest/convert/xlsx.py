"""XLSX: each sheet as a ruled table over as many pages as it needs, values as Excel shows them."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from reportlab.platypus import PageBreak

from ingest.convert.sheets import Grid, Paper, bounded, paragraph, table, write
from ingest.errors import RejectedInput, UnreadableInput

_LARGEST = 400 << 20
_CHARACTER = 5.6  # points of a column's unit of width
_WIDEST = 40.0  # units; longer columns wrap


def xlsx_to_pdf(path: Path, target: Path, name: str) -> None:
    """RejectedInput: ``bomb``, ``empty``. UnreadableInput: ``damaged``."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise RejectedInput(f"{name}：表格展开后过大，疑似压缩炸弹，拒绝读取", code="bomb")
        with path.open("rb") as stream:  # openpyxl judges a path by its extension, and files of the vault have none
            book = openpyxl.load_workbook(stream, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise UnreadableInput(f"{name}：Excel 表格已损坏，无法打开，请用 Excel 或 WPS 修复后另存", code="damaged") from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and any(_filled(sheet))]
    if not sheets:
        raise RejectedInput(f"{name}：表格中没有内容，请检查后重新提交", code="empty")
    widths = {sheet.title: _widths(sheet) for sheet in sheets}
    wide = max(sum(columns) for columns in widths.values()) > 480
    paper = Paper(841.9, 595.3, 40, 40, 50, 40) if wide else Paper(left=40, right=40, top=50, bottom=40)
    story: list[Any] = []
    for sheet in sheets:
        if story:
            story.append(PageBreak())
        if len(sheets) > 1:
            story.append(paragraph(sheet.title, size=9))
        story.append(table(_grid(sheet, widths[sheet.title], paper.room, name), paper.room))
    write(target, story, paper)


def _filled(sheet: Any) -> Any:
    return (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


def _widths(sheet: Any) -> list[float]:
    found = []
    for column in range(1, sheet.max_column + 1):
        letter = get_column_letter(column)
        given = sheet.column_dimensions[letter].width if letter in sheet.column_dimensions else None
        found.append(min(given or 9.0, _WIDEST) * _CHARACTER)
    return found


def _grid(sheet: Any, widths: list[float], room: float, name: str) -> Grid:
    rows = max(cell.row for cell in _filled(sheet))
    columns = max(cell.column for cell in _filled(sheet))
    if not bounded(rows, columns):
        raise RejectedInput(f"{name}：工作表“{sheet.title}”超过可显示的大小（{rows} 行 {columns} 列），请只保留案卷内容后提交", code="bomb")
    grid = Grid(rows, columns, widths[:columns])
    size = 10.0 if sum(grid.widths) <= room else max(10.0 * room / sum(grid.widths), 6.0)
    for cell in _filled(sheet):
        centred = str(cell.alignment.horizontal or "left")
        grid.cells[cell.row - 1, cell.column - 1] = [paragraph(shown(cell.value, cell.number_format), size=size, align=centred)]
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= rows and merged.min_col <= columns:
            last = (min(merged.max_row, rows) - 1, min(merged.max_col, columns) - 1)
            grid.spans[merged.min_row - 1, merged.min_col - 1] = last
    return grid


def shown(value: Any, form: str) -> str:
    """A cell's value as text: whole numbers without a point, days without a time, percentages as such."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        if "%" in form:
            return f"{value * 100:.6g}%"
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    return str(value)
