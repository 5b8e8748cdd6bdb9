"""XLSX: each visible sheet as a ruled table over as many pages as it needs, values as Excel shows them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree

from ingest.convert.grid import PAD, Grid, bounded, table
from ingest.convert.lines import longest
from ingest.convert.sheets import Paper, paragraph, turn, write
from ingest.convert.xlsx_layout import Layout, layout
from ingest.convert.xlsx_values import shown
from ingest.errors import RejectedInput, UnreadableInput

_LARGEST = 1 << 30  # bytes unpacked
_MOST_FILLED = 100_000  # cells that hold something; a list of 5,000 cases with 20 columns
_FARTHEST = 1_048_576 * 20  # cells a sheet may make us walk over
_CHARACTER = 5.6  # points of a column's unit of width
_USUAL = 9.0  # units, where a sheet does not say
_WIDEST = 40.0  # units; longer texts wrap
_SIZE, _SMALLEST = 9.0, 6.0  # points of letters
_MARGIN = 36.0
_SIDES = (595.3, 841.9, 1190.6, 1683.8)  # points across: A4 upright, A4 lying, A3 lying, A2 lying

Cells = dict[tuple[int, int], tuple[str, str]]  # row, column → text, alignment


@dataclass(frozen=True, slots=True)
class _Plan:
    """Columns ``columns`` (first, last) of a sheet, with their widths in points."""

    cells: Cells
    layout: Layout
    columns: tuple[int, int]
    rows: int
    widths: list[float]


def xlsx_to_pdf(path: Path, target: Path, name: str) -> None:
    """RejectedInput: ``bomb``, ``empty``. UnreadableInput: ``damaged``."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise RejectedInput(f"{name}：表格展开后过大，疑似压缩炸弹，拒绝读取", code="bomb")
        with path.open("rb") as stream:
            tables = list(_tables(stream, name))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, EOFError) as error:
        raise UnreadableInput(f"{name}：Excel 表格已损坏，无法打开，请用 Excel 或 WPS 修复后另存", code="damaged") from error
    if not tables:
        raise RejectedInput(f"{name}：表格中没有内容，请检查后重新提交", code="empty")

    papers = [_paper(plan) for _, plan in tables]
    story: list[Any] = []
    for number, ((title, plan), paper) in enumerate(zip(tables, papers, strict=True)):
        story += turn(number) if number else []
        story += [paragraph(title, paper.room, size=_SIZE)] if title else []
        story.append(table(_filled(plan), paper.room, paper.depth))
    write(target, story, papers)


def _tables(stream: Any, name: str) -> Iterator[tuple[str, _Plan]]:
    """The titles and tables of all visible sheets; one that is wider than any paper gives several. A single sheet needs no title."""
    book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    left = _MOST_FILLED
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in visible:
            source: Any = sheet
            source.reset_dimensions()  # several exporters write A1:A1 there, and rows would be cut off
            cells = _cells(source, left, name)
            left -= len(cells)
            if cells:
                with source._get_source() as part:
                    yield from ((sheet.title if len(visible) > 1 else "", plan) for plan in _parted(cells, layout(part), sheet.title, name))
    finally:
        book.close()


def _cells(sheet: Any, most: int, name: str) -> Cells:
    found: Cells = {}
    walked = 0
    for row in sheet.iter_rows():
        walked += len(row) + 1
        for cell in row:
            if cell.value is not None and (text := shown(cell.value, str(cell.number_format)).strip()):
                found[cell.row, cell.column] = (text, str(cell.alignment.horizontal or ""))
        if len(found) > most or walked > _FARTHEST:
            raise RejectedInput(
                f"{name}：工作表“{sheet.title}”过大（超过 {_MOST_FILLED} 个有内容的单元格），请只保留案卷内容后提交", code="bomb"
            )
    return found


def _parted(cells: Cells, plan: Layout, title: str, name: str) -> Iterator[_Plan]:
    """The table of a sheet, or its parts from left to right where no paper is wide enough."""
    rows, columns = max(row for row, _ in cells), max(column for _, column in cells)
    if not bounded(rows, columns):
        raise RejectedInput(f"{name}：工作表“{title}”超过可显示的大小（{rows} 行 {columns} 列），请只保留案卷内容后提交", code="bomb")
    widths = _widths(cells, plan, columns)
    first = 1
    while first <= columns:
        last, total = first, widths[first - 1]
        while last < columns and (total + widths[last]) * _SMALLEST / _SIZE <= _SIDES[-1] - 2 * _MARGIN:
            total += widths[last]
            last += 1
        yield _Plan(cells, plan, (first, last), rows, widths[first - 1 : last])
        first = last + 1


def _widths(cells: Cells, plan: Layout, columns: int) -> list[float]:
    """In points: as the sheet says, but no number or word is broken."""
    usual = plan.usual or _USUAL
    needed = [0.0] * columns
    merged = {(top, left) for top, left, _, right in plan.merged if right > left}
    for (row, column), (text, _) in cells.items():
        if (row, column) not in merged:
            needed[column - 1] = max(needed[column - 1], longest(text[:200], _SIZE))
    limit = _WIDEST * _CHARACTER
    return [
        min(max(min(plan.widths.get(column, usual), _WIDEST) * _CHARACTER, min(needed[column - 1], limit) + 2 * PAD + 1), limit + 2 * PAD)
        for column in range(1, columns + 1)
    ]


def _filled(plan: _Plan) -> Grid:
    """The table with its texts set."""
    first, last = plan.columns
    grid = Grid(plan.rows, last - first + 1, plan.widths)
    scale = min(1.0, (_side(sum(grid.widths)) - 2 * _MARGIN) / sum(grid.widths))
    size = max(_SIZE * scale, _SMALLEST)
    for top, left, bottom, right in plan.layout.merged:
        left, right, bottom = max(left, first), min(right, last), min(bottom, plan.rows)
        if top <= bottom and left <= right:
            grid.spans[top - 1, left - first] = (bottom - 1, right - first)
    for (row, column), (text, align) in plan.cells.items():
        if first <= column <= last:
            at = (row - 1, column - first)
            end = grid.spans.get(at, at)[1]
            inner = sum(grid.widths[at[1] : end + 1]) * scale - 2 * PAD
            grid.cells[at] = [paragraph(text, max(inner, 6.0), size=size, align=align)]
    return grid


def _side(wide: float) -> float:
    """The narrowest paper on which a table need not shrink; else the widest."""
    return next((side for side in _SIDES if wide <= side - 2 * _MARGIN), _SIDES[-1])


def _paper(plan: _Plan) -> Paper:
    across = _side(sum(plan.widths))
    high = _SIDES[1] if across == _SIDES[0] else across / 2**0.5
    return Paper(across, high, _MARGIN, _MARGIN, _MARGIN, _MARGIN)
