from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from ingest.convert.xlsx_values import shown
from ingest.document import Document, Page
from ingest.errors import InputError, RejectedInput

ReadFile = Callable[..., Document]


def _cells(page: Page) -> list[str]:
    (cells,) = page.tables
    return ["".join(page.text[a:b] for a, b in cell.ranges) for cell in cells]


def _sheet(book: openpyxl.Workbook, *rows: list[object]) -> openpyxl.worksheet.worksheet.Worksheet:
    sheet = book.active
    assert isinstance(sheet, openpyxl.worksheet.worksheet.Worksheet)
    for row in rows:
        sheet.append(row)
    return sheet


def _altered(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The workbook with a piece of the XML of a part replaced, as no writer would write it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            data = before.read(info)
            assert info.filename != part or old in data
            after.writestr(info.filename, data.replace(old, new) if info.filename == part else data)
    path.write_bytes(buffer.getvalue())
    return path


def test_a_sheet_is_a_ruled_table(read_file: ReadFile, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = _sheet(
        book,
        ["序号", "文书名称", "日期", "罚款"],
        [1, "行政处罚决定书", datetime(2024, 6, 12), 171600.0],
        [2, "送达回证", datetime(2024, 6, 14, 9, 30), 0.035],
    )
    sheet["D3"].number_format = "0.0%"
    book.save(tmp_path / "目录.xlsx")
    (page,) = read_file(tmp_path / "目录.xlsx").pages
    assert _cells(page) == [
        *("序号", "文书名称", "日期", "罚款"),
        *("1", "行政处罚决定书", "2024-06-12", "171600"),
        *("2", "送达回证", "2024-06-14 09:30", "3.5%"),
    ]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (datetime(2024, 4, 2), 'yyyy"年"m"月"d"日"', "2024年4月2日"),
        (datetime(2024, 4, 2), '[$-804]yyyy"年"m"月";@', "2024年4月"),
        (date(2024, 4, 2), "m/d/yy", "2024-04-02"),
        (time(9, 5), "h:mm", "09:05"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567.0, '"¥"#,##0_);[Red]("¥"#,##0)', "1,234,567"),
        (50000, "0.00", "50000.00"),
        (50000.5, "General", "50000.5"),
        (0.1 + 0.2, "General", "0.3"),
        (37020001002.0, "@", "37020001002"),
        (True, "General", "TRUE"),
        ("00123", "General", "00123"),
    ],
)
def test_values_read_as_excel_shows_them(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text


def test_merged_cells_are_one(read_file: ReadFile, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = _sheet(book, ["2024年度行政处罚案件台账", None, None], ["市南区", "一号案", 1], [None, "二号案", 2])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "a.xlsx")
    page = read_file(tmp_path / "a.xlsx").pages[0]
    assert _cells(page) == ["2024年度行政处罚案件台账", "市南区", "一号案", "1", "二号案", "2"]
    (cells,) = page.tables
    assert cells[0].box.x1 - cells[0].box.x0 == pytest.approx(cells[3].box.x1 - cells[1].box.x0, abs=1)


def test_long_numbers_keep_to_one_line_and_hidden_sheets_out(read_file: ReadFile, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = _sheet(book, ["91370200MA3XXXXX1X", "2024年4月12日", datetime(2024, 4, 12, 10, 30, 15)])
    sheet.column_dimensions["A"].width = 3
    book.create_sheet("字典").append(["不显示"])
    book["字典"].sheet_state = "hidden"
    second = book.create_sheet("附表")
    second.append(["第二张"])
    book.save(tmp_path / "a.xlsx")
    first, last = read_file(tmp_path / "a.xlsx").pages
    assert first.text.split("\n") == ["Sheet", "91370200MA3XXXXX1X 2024年4月12日 2024-04-12 10:30:15"]
    assert last.text.split("\n") == ["附表", "第二张"]


def test_wide_sheets_take_wide_paper_and_then_several(read_file: ReadFile, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    _sheet(book, [f"第{n}列字段" for n in range(60)], list(range(60)))
    book.save(tmp_path / "a.xlsx")
    pages = read_file(tmp_path / "a.xlsx").pages
    assert [round(page.width) for page in pages] == [1684, 842]
    assert [cell for page in pages for cell in _cells(page) if cell.startswith("第")] == [f"第{n}列字段" for n in range(60)]


def test_a_long_list_runs_over_pages(read_file: ReadFile, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    _sheet(book, *[[n, f"青市监处罚〔2024〕{n}号", "经营超过保质期的食品" * 3] for n in range(200)])
    book.save(tmp_path / "a.xlsx")
    pages = read_file(tmp_path / "a.xlsx").pages
    assert len(pages) > 3
    assert [text for page in pages for text in _cells(page) if text.startswith("青")] == [f"青市监处罚〔2024〕{n}号" for n in range(200)]


def test_an_empty_workbook_says_so(read_file: ReadFile, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    with pytest.raises(RejectedInput, match=r"空\.xlsx：表格中没有内容") as error:
        read_file(tmp_path / "空.xlsx")
    assert error.value.code == "empty"


def test_one_merged_range_over_the_whole_sheet_is_harmless(read_file: ReadFile, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    _sheet(book, ["甲", "乙"]).merge_cells("A1:B1")
    book.save(tmp_path / "a.xlsx")
    path = _altered(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", b'ref="A1:B1"', b'ref="A1:XFD1048576"')
    assert read_file(path).pages[0].text == "甲"


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576"])
def test_a_cell_at_the_end_of_the_world_is_refused(read_file: ReadFile, tmp_path: Path, place: str) -> None:
    book = openpyxl.Workbook()
    sheet = _sheet(book, ["甲"])
    sheet[place] = "乙"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="请只保留案卷内容") as error:
        read_file(tmp_path / "a.xlsx")
    assert error.value.code == "bomb"
