from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from ingest.cells import parse_day
from ingest.complaints import read_records
from ingest.errors import InputError, RejectedInput

REAL = Path(__file__).parents[2] / "../shared/data/complaints"
HEAD = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "点赞数", "备注"]
ROWS = [
    ["1001", "U1", "城管打人", "2024/3/5 10:21:47", '城管执法人员\n打人，说"不服去告"', "3", "急"],
    ["1002", "U2", "违规收费", "2024年4月6日", "物业违规收费", "0", ""],
]


def _csv(rows: list[list[str]], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def _xlsx(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def _refused(path: Path) -> InputError:
    with pytest.raises(InputError) as error:
        read_records(path)
    assert path.name in str(error.value)
    return error.value


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_any_dress(tmp_path: Path, codec: str, delimiter: str) -> None:
    path = tmp_path / "工单.csv"
    path.write_bytes(_csv([HEAD, *ROWS], delimiter).encode(codec))
    records = read_records(path)
    assert (records.rejected, records.notes, records.ignored_columns) == ((), (), ("备注",))
    first, second = records.documents
    assert (first.kind, first.title, first.published_at, first.text) == ("complaint", "城管打人", date(2024, 3, 5), ROWS[0][4])
    assert dict(first.metadata) == {"id": "1001", "user": "U1", "likes": "3", "personal": "name"}
    assert (second.published_at, second.metadata["id"]) == (date(2024, 4, 6), "1002")


def test_broken_rows_cost_only_themselves(tmp_path: Path) -> None:
    lines = [
        ",".join(HEAD),
        "1,U,甲,2024-01-01,内容一,,",
        '2,U,乙,2024-01-02,他说"不管"了,,',
        "3,U,,,,,",
        "4,U,丁,昨天,内容四,,",
        '5,U,戊,2024-01-05,"没有收尾,,',
        "6,U,己,2024-01-06,内容六,,",
    ]
    data = "\n".join(lines).encode().replace("内容一".encode(), "内容".encode() + b"\xff")
    path = tmp_path / "坏.csv"
    path.write_bytes(data)
    records = read_records(path)
    assert [document.metadata["id"] for document in records.documents] == ["1", "2", "4", "5", "6"]
    assert [number for number, _ in records.rejected] == [4]
    assert "内容和标题都为空" in records.rejected[0][1]
    notes = dict(records.notes)
    assert "�" in notes[2]
    assert "昨天" in notes[5]
    assert "引号不成对" in notes[6]
    assert set(notes) == {2, 5, 6}


def test_xlsx_with_titles_above_and_several_sheets(tmp_path: Path) -> None:
    path = _xlsx(
        tmp_path / "导出.xlsx",
        [["说明"], ["本表由系统导出"]],
        [
            ["12345 热线工单明细"],
            [],
            ["工单编号", "标题", "诉求内容", "受理时间（年月日）", "承办单位", "办理结果"],
            [20240001.0, "占道", "占道经营无人管", datetime(2024, 5, 6, 7, 8), "城管局", "已处理"],
            [20240002, None, "噪声", 45000, None, None],
        ],
    )
    first, second = read_records(path).documents
    assert (first.metadata["id"], first.published_at) == ("20240001", date(2024, 5, 6))
    assert (first.metadata["agency"], first.metadata["reply"]) == ("城管局", "已处理")
    assert (second.title, second.published_at) == (None, date(2023, 3, 15))


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("姓名,电话\n张三,1\n李四,2\n", encoding="utf-8")
    error = _refused(path)
    assert (type(error), error.code) == (RejectedInput, "columns")
    assert "姓名、电话" in str(error)
    assert "“内容”列" in str(error)


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    for name, data, code in [
        ("空.csv", b"", "empty"),
        ("假.csv", b"%PDF-1.4", "unsupported"),
        ("密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted"),
        ("坏.json", b'[{"text": "a"', "damaged"),
    ]:
        (tmp_path / name).write_bytes(data)
        assert _refused(tmp_path / name).code == code
    good = _xlsx(tmp_path / "好.xlsx", [["编号", "内容"], ["1", "x"]]).read_bytes()
    (tmp_path / "坏.xlsx").write_bytes(good.replace(b"xl/workbook.xml", b"xl/workbooc.xml", 1))
    assert _refused(tmp_path / "坏.xlsx").code in ("damaged", "unsupported")
    with pytest.raises(InputError, match="不存在"):
        read_records(tmp_path / "没有.csv")


def test_a_record_has_the_same_hash_in_every_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(_csv([HEAD, *ROWS]), encoding="utf-8")
    reordered = [[row[i] for i in (4, 0, 2, 3)] + ["答复了"] for row in [HEAD, *ROWS]]
    reordered[0][-1] = "答复意见"
    path = _xlsx(tmp_path / "b.xlsx", reordered)  # type: ignore[arg-type]
    a = [document.source.sha256 for document in read_records(tmp_path / "a.csv").documents]
    b = [document.source.sha256 for document in read_records(path).documents]
    assert a == b
    assert len(set(a)) == 2


def test_a_record_without_an_id_is_known_by_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("标题,内容\n甲,乙\n", encoding="utf-8")
    (document,) = read_records(tmp_path / "a.csv").documents
    assert document.metadata["id"] == document.source.sha256


def test_jsonl_keeps_the_text_and_rejects_line_by_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "p1", "kind": "post", "title": None, "text": "  城管\n", "date": "2024-01-02T10:00:00", "url": "http://x/1"}),
        "{broken",
        json.dumps({"id": 7, "text": "没有种类"}),
        json.dumps({"id": "p2", "kind": "dossier", "text": "x"}),
        json.dumps({"id": "p3", "kind": "news"}),
        json.dumps(["list"]),
        json.dumps({"id": "p4", "kind": "news", "text": "日期不明", "date": "上周"}),
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    records = read_records(path)
    assert [(d.metadata["id"], d.kind, d.text) for d in records.documents] == [
        ("p1", "post", "  城管\n"),
        ("7", "complaint", "没有种类"),
        ("p4", "news", "日期不明"),
    ]
    assert (records.documents[0].published_at, records.documents[0].source.url) == (date(2024, 1, 2), "http://x/1")
    assert [number for number, _ in records.rejected] == [2, 4, 5, 6]
    assert [number for number, _ in records.notes] == [7]


def test_a_record_is_the_same_whatever_file_it_comes_in(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(_csv([HEAD, *ROWS]), encoding="utf-8")
    documents = read_records(tmp_path / "a.csv").documents
    lines = [{"id": d.metadata["id"], "title": d.title, "text": d.text, "date": str(d.published_at)} for d in documents]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    again = read_records(tmp_path / "a.jsonl").documents
    assert [(d.text, d.title, d.published_at, d.metadata["id"], d.source.sha256) for d in again] == [
        (d.text, d.title, d.published_at, d.metadata["id"], d.source.sha256) for d in documents
    ]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2019/4/10 10:21:47", date(2019, 4, 10)),
        ("2019-04-10T08:00:00Z", date(2019, 4, 10)),
        ("2019年4月10日", date(2019, 4, 10)),
        ("2019.4.10", date(2019, 4, 10)),
        ("20190410", date(2019, 4, 10)),
        ("20190410102147", date(2019, 4, 10)),
        (43565, date(2019, 4, 10)),
        (43565.43, date(2019, 4, 10)),
        (date(2019, 4, 10), date(2019, 4, 10)),
        ("2019年13月1日", None),
        ("上周", None),
        ("", None),
        (True, None),
        (7, None),
        ("0001-01-01", None),
        (datetime(9999, 12, 31), None),
    ],
)
def test_days(value: object, day: date | None) -> None:
    assert parse_day(value) == day


@pytest.mark.parametrize(
    ("name", "count", "replies"), [("附件3.xlsx", 4326, 0), ("附件4.xlsx", 2816, 2816), ("附件2_test_2801_unlabelled.xlsx", 2801, 0)]
)
def test_real_exports(name: str, count: int, replies: int) -> None:
    if not (REAL / name).is_file():
        pytest.skip(f"no real messages at {REAL / name}")
    records = read_records(REAL / name)
    assert len(records.documents) + len(records.rejected) == count
    assert len(records.documents) == count
    assert all(document.published_at and document.title and document.text for document in records.documents)
    assert sum("reply" in document.metadata for document in records.documents) >= 0.99 * replies
