"""Inspection ledgers and 扫码入企 exports: whatever the columns are called, one row is one inspection, and no row is lost."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from ingest.errors import InputError, RejectedInput
from ingest.inspection import Inspection
from ingest.inspections import inspections_of, read_inspections

HEAD = [
    "序号",
    "执法主体",
    "被检查对象",
    "统一社会信用代码",
    "检查时间",
    "检查事项",
    "检查类型",
    "执法人员",
    "检查通知书文号",
    "是否联合检查",
]
ROW = [
    *("1", "江临市市场监督管理局", "江临市好味餐饮有限公司", "91330100MA2AXXXX1X", "2025/3/5 9:30", "食品经营\n许可"),
    *("日常检查", "赵一鸣、钱学森", "江市监检通〔2025〕12号", "否"),
]


def _csv(path: Path, *rows: list[str], encoding: str = "utf-8-sig") -> Path:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def _xlsx(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def _one(**cells: object) -> Inspection:
    return inspections_of([{"检查机关": "甲局", "企业名称": "乙公司", "检查日期": "2025-03-05", **cells}], file="台账.csv")[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_csv_row_is_read_with_its_place_and_line_breaks_in_cells(tmp_path: Path, encoding: str) -> None:
    found = read_inspections(_csv(tmp_path / "台账.csv", ["2025年检查台账"], HEAD, ROW, encoding=encoding))
    assert not found.refused
    row = found.rows[0]
    assert row.agencies == ("江临市市场监督管理局",)
    assert row.enterprise == "江临市好味餐饮有限公司"
    assert (row.day, row.start) == (date(2025, 3, 5), datetime(2025, 3, 5, 9, 30))
    assert row.items == "食品经营\n许可"
    assert row.officers == ("赵一鸣", "钱学森")
    assert row.notice == "江市监检通〔2025〕12号"
    assert row.joint is False
    assert row.place.text == "台账.csv 第 3 行"
    assert ("检查类型", "日常检查") in row.cells


def test_all_sheets_are_read_and_those_without_a_table_are_named(tmp_path: Path) -> None:
    cells: list[object] = [1, "甲局", "乙公司", None, datetime(2025, 3, 5, 14, 5), None, None, None, None, None]
    path = _xlsx(tmp_path / "台账.xlsx", 一月=[HEAD, cells], 说明=[["填写说明"]], 二月=[["台账"], HEAD, [*cells[:4], 45718, *cells[5:]]])
    found = read_inspections(path)
    assert [row.place.sheet for row in found.rows] == ["一月", "二月"]
    assert [row.day for row in found.rows] == [date(2025, 3, 5), date(2025, 3, 2)]
    assert found.rows[0].start == datetime(2025, 3, 5, 14, 5)
    assert found.skipped == ("说明",)
    assert found.rows[1].place.text == "台账.xlsx“二月”第 3 行"


def test_two_lines_of_headings(tmp_path: Path) -> None:
    head = [["单位名称", "检查日期", "检查部门", "检查人员", ""], ["", "", "", "姓名", "执法证号"]]
    found = read_inspections(_csv(tmp_path / "a.csv", *head, ["乙公司", "2025.3.5", "甲局", "赵一鸣 钱学森", "01001234、01001235"]))
    assert found.rows[0].officers == ("赵一鸣", "钱学森")
    assert found.rows[0].certificates == ("01001234", "01001235")


def test_bad_rows_name_file_row_column_and_remedy_and_nothing_is_lost(tmp_path: Path) -> None:
    bad = [
        [*ROW[:2], "", *ROW[3:]],
        [*ROW[:4], "三月初", *ROW[5:]],
        [*ROW[:4], "", *ROW[5:]],
        [ROW[0], "", *ROW[2:]],
        HEAD,
        ["合计", "", "", "", "5", "", "", "", "", ""],
    ]
    found = read_inspections(_csv(tmp_path / "台账.csv", HEAD, ROW, *bad))
    assert len(found.rows) + len(found.refused) == 7
    reasons = [row.reason for row in found.refused]  # the cell with a line break takes two lines of the file
    assert reasons[1] == "台账.csv 第 6 行：“检查时间”列的“三月初”不是日期，请改为 2025-03-05 的写法后重新导入"
    assert "“被检查对象”列为空，请补填企业名称" in reasons[0]
    assert "“检查时间”列为空" in reasons[2]
    assert "“执法主体”列为空" in reasons[3]
    assert all("不是检查记录" in reason for reason in reasons[4:])


def test_a_ledger_of_one_agency_needs_no_column_for_it(tmp_path: Path) -> None:
    path = _csv(tmp_path / "a.csv", ["企业名称", "检查日期"], ["乙公司", "2025-03-05"])
    assert "--agency" in read_inspections(path).refused[0].reason
    assert read_inspections(path, agency="甲局").rows[0].agency == "甲局"


def test_a_table_of_something_else_is_refused_with_its_columns(tmp_path: Path) -> None:
    with pytest.raises(RejectedInput, match="现有列：编号、内容") as refused:
        read_inspections(_csv(tmp_path / "a.csv", ["编号", "内容"], ["1", "投诉"]))
    assert refused.value.code == "columns"
    with pytest.raises(InputError):
        read_inspections(tmp_path / "没有.csv")


def test_the_same_row_has_the_same_id_in_every_file(tmp_path: Path) -> None:
    one = read_inspections(_csv(tmp_path / "a.csv", HEAD, ROW)).rows[0]
    other = read_inspections(_csv(tmp_path / "b.csv", ["表"], HEAD, ["9", *ROW[1:]], encoding="gbk")).rows[0]
    assert one.id == other.id
    assert one.id != read_inspections(_csv(tmp_path / "c.csv", HEAD, [*ROW[:-1], "是"])).rows[0].id


def test_empty_and_absent_are_told_apart() -> None:
    assert _one().notice is None
    assert _one(检查通知书文号="").notice == ""
    assert _one(检查通知书文号="无").notice == ""
    assert _one(检查通知书文号="—").notice == ""
    assert _one(是否扫码="").scanned is False
    assert _one(是否扫码="未扫码").scanned is False
    assert _one(是否扫码="已扫码").scanned is True
    assert _one(扫码时间="2025-03-05 09:00").scanned is True
    assert _one().scanned is None


def test_the_export_of_a_scan_platform_is_made_of_scans(tmp_path: Path) -> None:
    head, row = ["企业名称", "入企时间", "执法主体"], ["乙公司", "2025-03-05 09:30", "甲局"]
    assert read_inspections(_csv(tmp_path / "扫码入企记录.csv", head, row)).rows[0].scanned is True
    assert read_inspections(_csv(tmp_path / "台账.csv", head, row)).rows[0].scanned is None
    assert read_inspections(_csv(tmp_path / "扫码情况.csv", [*head, "是否扫码"], [*row, "否"])).rows[0].scanned is False


def test_joint_inspections() -> None:
    assert _one(是否联合检查="").joint is None
    assert _one(是否联合检查="是").joint is True
    assert _one(联合检查部门="甲局、丙局").joint is True
    both = _one(检查机关="甲局、丙局")
    assert (both.agencies, both.joint) == (("甲局", "丙局"), True)


@pytest.mark.parametrize(
    ("cells", "start", "end"),
    [
        ({"检查日期": "2025年3月5日9时30分至11时"}, (9, 30), (11, 0)),
        ({"检查日期": "2025-03-05 09:30-11:05"}, (9, 30), (11, 5)),
        ({"检查日期": "2025-03-05 下午2:10", "离企时间": "2025-03-05 15:00"}, (14, 10), (15, 0)),
        ({"检查日期": "2025-03-05", "到达时间": "09:30", "离企时间": "10:00"}, (9, 30), (10, 0)),
        ({"检查日期": "2025-03-05", "离企时间": "10:00"}, None, (10, 0)),
        ({"检查日期": datetime(2025, 3, 5), "入企时间": datetime(2025, 3, 5, 9, 30)}, (9, 30), None),
        ({"检查日期": "2025-03-05 00:00:00"}, None, None),
        ({"检查日期": "2025-03-05 10:00", "离企时间": "09:00"}, (10, 0), None),
    ],
)
def test_times(cells: dict[str, object], start: tuple[int, int] | None, end: tuple[int, int] | None) -> None:
    row = _one(**cells)
    assert row.start == (datetime(2025, 3, 5, *start) if start else None)
    assert row.end == (datetime(2025, 3, 5, *end) if end else None)


def test_a_code_that_is_none_is_left_aside_with_a_note(tmp_path: Path) -> None:
    found = read_inspections(_csv(tmp_path / "a.csv", HEAD, [*ROW[:3], "9133", *ROW[4:]]))
    assert found.rows[0].uscc is None
    assert "不是十八位" in found.notes[0].reason
