"""Exports in the dress of real hotline systems: several sheets, headings over two rows, HTML, codes, columns named otherwise."""

import json
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.complaints import RecordForm, read_records
from ingest.convert.office import soffice
from ingest.errors import UnreadableInput


def book(path: Path, **sheets: list[list[Any]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def test_every_sheet_with_records_is_read_and_rows_are_named_with_their_sheet(tmp_path: Path) -> None:
    head = ["工单编号", "诉求内容"]
    path = book(
        tmp_path / "a.xlsx",
        说明=[["本表由热线平台导出"]],
        一月=[["一月工单"], head, [1, "甲"], [2, None]],
        二月=[head, [3, "乙"], [4, None]],
    )
    records = read_records(path)
    assert [document.text for document in records.documents] == ["甲", "乙"]
    assert [place for place, _ in records.rejected] == ["一月!4", "二月!3"]


def test_headings_over_two_rows_with_merged_cells_are_one_heading(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (
        ["工单编号", "诉求人信息", None, "诉求内容", "办理状态"],
        [None, "姓名", "联系电话", None, None],
        [7, "张三", 13812345678, "城管", "办理中"],
    ):
        sheet.append(row)
    for cells in ("A1:A2", "B1:C1", "D1:D2", "E1:E2"):
        sheet.merge_cells(cells)
    made.save(tmp_path / "a.xlsx")
    (document,) = read_records(tmp_path / "a.xlsx").documents
    assert dict(document.metadata) == {
        "id": "7",
        "user": "张三",
        "phone": "13812345678",
        "status": "办理中",
        "personal": "name,phone",
    }


def test_columns_named_otherwise_are_found_by_what_the_source_says_of_them(tmp_path: Path) -> None:
    rows = [["单号", "说了什么", "来电时间", "答复时间", "处理意见", "状态"], ["7", "城管", datetime(2024, 3, 5, 9), 45400.5, "已查", "2"]]
    path = book(tmp_path / "a.xlsx", a=rows)
    form = RecordForm({"id": "单号", "text": "说了什么", "reply": "处理意见"}, {"2": "已办结"}, {"agency": "甲区城管局", "source": "jia"})
    (document,) = read_records(path, how=form).documents
    assert (document.text, document.published_at) == ("城管", date(2024, 3, 5))
    told = {"id": "7", "reply": "已查", "reply_date": "2024-04-18", "status": "已办结", "agency": "甲区城管局", "source": "jia"}
    assert dict(document.metadata) == told
    without = RecordForm({**form.columns, "date": None})
    assert read_records(path, how=without).documents[0].published_at is None


def test_html_in_cells_becomes_text_and_other_signs_stay(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", a=[["编号", "内容"], [1, "<p>城管<b>乱</b>罚款</p><br/>&nbsp;无票据"], [2, "罚款 <200 元> & 没收"]])
    assert [document.text for document in read_records(path).documents] == ["城管乱罚款\n无票据", "罚款 <200 元> & 没收"]


def test_a_number_that_a_spreadsheet_program_cut_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,内容\n2.02503E+15,城管\n", encoding="utf-8")
    ((_, note),) = read_records(path).notes
    assert "科学计数法" in note


@pytest.mark.parametrize("indent", [None, 2])
def test_json_as_interfaces_answer_it_is_read(tmp_path: Path, indent: int | None) -> None:
    rows = [{"工单编号": 7, "诉求内容": "城管", "办理状态": "1"}, {"工单编号": 8, "诉求内容": "", "办理状态": "1"}]
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"code": 0, "data": {"total": 2, "list": rows}}, ensure_ascii=False, indent=indent), encoding="utf-8")
    records = read_records(path, how=RecordForm(statuses={"1": "已办结"}))
    (document,) = records.documents
    assert (document.text, dict(document.metadata)) == ("城管", {"id": "7", "status": "已办结"})
    assert [place for place, _ in records.rejected] == [2]


def test_a_cell_whose_text_is_not_in_the_file_makes_it_damaged(tmp_path: Path) -> None:
    whole = book(tmp_path / "a.xlsx", a=[["编号", "内容"], [1, "甲"]])
    broken = tmp_path / "b.xlsx"
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(broken, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, data.replace(b"<v>1</v>", b"<v>99</v>").replace(b't="n"><v>99', b't="s"><v>99'))
    with pytest.raises(UnreadableInput, match="表格已损坏"):
        read_records(broken)


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_old_excel_files_are_read_through_libreoffice(tmp_path: Path) -> None:
    made = book(tmp_path / "工单.xlsx", a=[["工单编号", "诉求内容", "受理时间"], [7, "城管", datetime(2024, 3, 5, 9)]])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    program = soffice()
    assert program is not None
    subprocess.run([program, profile, "--headless", "--convert-to", "xls", "--outdir", tmp_path, made], check=True, capture_output=True)
    (document,) = read_records(tmp_path / "工单.xls").documents
    assert (document.text, document.published_at, document.metadata["id"]) == ("城管", date(2024, 3, 5), "7")
