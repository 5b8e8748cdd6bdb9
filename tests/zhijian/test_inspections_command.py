"""``zhijian inspections``: ledgers in, every row accounted for, findings out and found by searching."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

CODE = "91110000802100433B"
HEAD = ["检查机关", "企业名称", "检查日期", "检查类型", "检查事项", "检查通知书文号", "是否扫码"]
LOCAL = "inspection_caps: [{per_year: 2}]\ninspection_forms_from: 2025-05-01\nscan_from: 2025-01-01\nquiet_days: [{month_days: [1, 10]}]\n"


def ledger(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="gbk", newline="") as stream:
        csv.writer(stream).writerows([HEAD, *rows])
    return path


def visit(day: str, enterprise: str = "江临市宏达化工有限公司", notice: str = "江应急检通1号", scan: str = "是") -> list[str]:
    return ["江临市应急管理局", enterprise, day, "日常检查", "安全生产", notice, scan]


def counts(out: str) -> dict[str, str]:
    """The last table on the console."""
    lines = out.splitlines()
    names, values = ([cell.strip() for cell in line.strip("┃│").split(line[0])] for line in (lines[-4], lines[-2]))
    return dict(zip(names, values, strict=True))


def findings(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_row_is_accounted_for_and_a_second_run_brings_nothing_new(program: Any, tmp_path: Path) -> None:
    rows = [visit(f"2025-0{month}-15") for month in (2, 5, 9)]
    path = ledger(tmp_path / "台账.csv", *rows, rows[0], visit("三月"), ["", "", "2025-06-01", "", "", "", ""])
    (program.home).mkdir(exist_ok=True)
    (program.home / "local.yml").write_text(LOCAL, encoding="utf-8")
    ended = program.run("inspections", path, "--out", tmp_path / "out.jsonl")
    assert ended.code == 0
    assert "第 6 行：“检查日期”列的“三月”不是日期" in ended.err
    first = counts(ended.out)
    assert {name: first[name] for name in ("行", "入库", "重复", "拒收")} == {"行": "6", "入库": "3", "重复": "1", "拒收": "2"}
    found = findings(tmp_path / "out.jsonl")
    breaches = [row for row in found if row["verdict"] == "breach"]
    assert [row["rule"] for row in breaches] == ["inspect.frequency_cap"]
    assert [place["row"] for place in breaches[0]["rows"]] == [2, 3, 4]
    assert breaches[0]["law"][0]["verified"]
    before = program.digest()
    again = counts(program.run("inspections", path, "--out", tmp_path / "again.jsonl").out)
    assert (again["入库"], again["重复"], again["线索"]) == ("0", "4", "1")
    assert findings(tmp_path / "again.jsonl") == found
    assert program.digest() == before


def test_a_later_ledger_adds_up_with_what_is_kept_and_a_search_finds_the_clue(program: Any, tmp_path: Path) -> None:
    (program.home).mkdir(exist_ok=True)
    (program.home / "local.yml").write_text(LOCAL, encoding="utf-8")
    one = program.run("inspections", ledger(tmp_path / "上半年.csv", visit("2025-02-15"), visit("2025-05-16")))
    assert counts(one.out)["线索"] == "0"
    program.run("inspections", ledger(tmp_path / "下半年.csv", visit("2025-09-15"), visit("2025-09-16", "江临市新宇商贸有限公司")))
    page = json.loads(program.run("search", "宏达化工", "--json").out)
    assert page["total"] == 1
    assert page["facets"]["channel"] == {"inspection": 1}
    assert page["facets"]["issue"] == {"inspect.frequency_cap": 1}
    assert "上半年.csv" in page["hits"][0]["quotes"][0]["text"]


def test_a_code_that_becomes_known_later_leaves_the_clue_and_what_was_decided_on_it(program: Any, tmp_path: Path) -> None:
    (program.home).mkdir(exist_ok=True)
    (program.home / "local.yml").write_text(LOCAL, encoding="utf-8")
    program.run("inspections", ledger(tmp_path / "a.csv", *(visit(f"2025-0{month}-15") for month in (2, 5, 9))))
    with program.store() as store:
        (before,) = store.clues()
        store.decide(before.id, "doubt", user="张三")
    coded = tmp_path / "b.csv"
    rows = [[*visit("2025-11-15"), CODE], [*visit("2025-12-15", "龙江宏达"), CODE]]
    with coded.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[*HEAD, "统一社会信用代码"], *rows])
    program.run("inspections", coded)
    with program.store() as store:
        (clue,) = store.clues()
        review = store.visit_review(clue.source_id)
        assert review is not None
        assert (clue.id, clue.status, review.key) == (before.id, "存疑", CODE)
        assert "5次" in clue.summary


def test_without_local_parameters_nothing_is_a_breach_that_needs_them(program: Any, tmp_path: Path) -> None:
    rows = [visit(f"2025-0{month}-05", notice="", scan="否") for month in (5, 6, 7)]
    program.run("inspections", ledger(tmp_path / "台账.csv", *rows), "--out", tmp_path / "out.jsonl")
    found = findings(tmp_path / "out.jsonl")
    assert {row["verdict"] for row in found if row["rule"] != "inspect.duplicate_or_multi_agency"} == {"unknown"}
    asked = "".join(row["message"] for row in found)
    assert all(name in asked for name in ("inspection_caps", "inspection_forms_from", "scan_from", "quiet_days", "agencies"))


def test_a_killed_run_that_is_repeated_ends_like_one_that_was_not(program: Any, tmp_path: Path) -> None:
    rows = [visit(f"2025-0{month}-15", f"第{n}号商行") for n in range(700) for month in (2, 5, 9)]
    path = ledger(tmp_path / "台账.csv", *rows)
    whole = replace(program, home=tmp_path / "whole")
    for home in (program.home, whole.home):
        home.mkdir(exist_ok=True)
        (home / "local.yml").write_text(LOCAL, encoding="utf-8")
    program.kill_when(program.start("inspections", path), "visit_review", 100)
    program.run("inspections", path)
    whole.run("inspections", path)
    assert program.digest() == whole.digest()


def test_a_file_that_is_no_ledger_and_a_missing_one(program: Any, tmp_path: Path) -> None:
    other = tmp_path / "投诉.csv"
    other.write_text("编号,内容\n1,噪音\n", encoding="utf-8")
    ended = program.run("inspections", other)
    assert ended.code == 0
    assert "现有列：编号、内容" in ended.err
    assert counts(ended.out)["其中未读"] == "1"
    assert program.run("inspections", tmp_path / "没有.csv").code == 2
