"""``zhijian read``: what goes in, what comes out, what is kept."""

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[2].parent / "shared"
COMPLAINTS = SHARED / "data" / "complaints" / "附件3.xlsx"
TAKEN = "昨天下午某区城管执法队扣了我的三轮车，没有出示证件，也没有给任何单据，要交200元才还。"


def jsonl(path: Path, *rows: object) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_record_gives_one_line_under_its_id_with_offsets_in_the_given_text(program: Any, tmp_path: Path) -> None:
    given = {
        "a": f"  \u3000您好！\r\n{TAKEN}\t",
        "b": TAKEN.replace("城管执法队", "ＣＧ城 管 执 法 队").replace("200", "２００"),
        "c": "请问图书馆几点开门？",
        "d": "執法人員罰款不給單據，" + TAKEN,
        "7": TAKEN,
    }
    rows = [{"id": id if id != "7" else 7, "kind": "complaint", "title": "城管收费", "text": text} for id, text in given.items()]
    out = tmp_path / "out.jsonl"
    ended = program.run("read", jsonl(tmp_path / "in.jsonl", *rows), "--json", out)
    assert ended.code == 0
    found = lines(out)
    assert [row["id"] for row in found] == list(given)
    assert [row["is_clue"] for row in found] == [True, True, False, True, True]
    for row in found:
        text = given[row["id"]]
        assert {"score", "polarity", "agencies", "region", "people", "amounts"} <= row.keys()
        assert bool(row["signals"]) == row["is_clue"]
        for part in row["signals"]:
            assert text[part["start"] : part["end"]] == part["quote"]
        for agency in row["agencies"]:
            assert agency["text"] in text + "城管收费"


def test_what_was_read_is_found_and_a_second_run_brings_nothing_new(program: Any, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "in.jsonl", {"id": "a", "kind": "post", "text": TAKEN}, {"id": "a", "kind": "post", "text": TAKEN})
    for expected in (("1", "1"), ("0", "2")):
        out = program.run("read", path, "--json", tmp_path / "out.jsonl").out
        cells = [cell.strip() for cell in out.splitlines()[-2].strip("│").split("│")]
        assert (cells[3], cells[4]) == expected
        assert [row["is_clue"] for row in lines(tmp_path / "out.jsonl")] == [True, True]
    page = json.loads(program.run("search", "出示证件", "--json").out)
    assert page["total"] == 1
    hit = page["hits"][0]
    assert set(hit) >= {"clue", "title", "score", "score_parts", "quotes"}
    marked = [quote["text"][start:end] for quote in hit["quotes"] for start, end in quote["highlights"]]
    assert "证件" in "".join(marked)
    assert page["facets"]["channel"] == {"post": 1}
    shown = program.run("search", "三轮车").out
    assert "1 条线索" in shown
    assert "城管" in shown


def test_again_reads_what_is_known(program: Any, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "in.jsonl", {"id": "a", "kind": "post", "text": TAKEN})
    program.run("read", path)
    before = program.digest()
    out = program.run("read", path, "--again").out
    assert [cell.strip() for cell in out.splitlines()[-2].strip("│").split("│")][3:5] == ["1", "0"]
    assert program.digest() == before


def test_a_folder_of_exports_is_read_file_by_file(program: Any, tmp_path: Path) -> None:
    folder = tmp_path / "导出"
    (folder / "三月").mkdir(parents=True)
    jsonl(folder / "1.jsonl", {"id": "a", "kind": "post", "text": TAKEN})
    (folder / "三月" / "2.csv").write_bytes(f"编号,内容\nb,{TAKEN.replace('，', '、')}\n".encode("gbk"))
    (folder / "说明.pdf").write_bytes(b"%PDF-1.4")
    ended = program.run("read", folder, "--json", tmp_path / "out.jsonl")
    assert ended.code == 0
    assert {row["id"] for row in lines(tmp_path / "out.jsonl")} == {"a", "b"}
    assert "说明.pdf" in ended.err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("缺列.csv", "编号,时间\n1,2024-01-01\n".encode("gbk"), "没有找到内容列。现有列：编号、时间；需要“内容”列"),
        ("空.csv", b"", "文件为空"),
        ("图.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), "请导出为 XLSX、CSV 或 JSONL"),
        ("坏.xlsx", b"PK\x03\x04" + bytes(64), "坏.xlsx"),
        ("坏.json", b'[{"id": 1, "text": "x"', "坏.json"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(
    program: Any, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    good = jsonl(tmp_path / "好.jsonl", {"id": "a", "kind": "post", "text": TAKEN})
    ended = program.run("read", tmp_path / name, good, "--json", tmp_path / "out.jsonl")
    assert ended.code == 0
    assert words in ended.err
    assert ended.err.count(name) == 1
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == ["a"]
    with program.store() as store:
        (run,) = store.runs()
        statuses = {Path(entry.path).name: entry.status for entry in store.entries(run)}
    assert statuses["好.jsonl"] == "done"
    assert statuses[name] in ("rejected", "failed")


def test_broken_rows_and_bytes_cost_only_themselves(program: Any, tmp_path: Path) -> None:
    path = tmp_path / "工单.csv"
    rows = ["工单编号,诉求内容", f"1,{TAKEN}", "2,", "3,城管乱收费不开票据"]
    path.write_bytes("\r\n".join(rows).encode("gbk") + b"\r\n4,\xff\xfe\x81" + "城管不作为".encode("gbk"))
    broken = tmp_path / "帖子.jsonl"
    broken.write_text('{"id": "5", "kind": "post", "text": "好"}\n{"id": "6", "text\n{"id": "7", "kind": "novel", "text": "好"}\n', "utf-8")
    ended = program.run("read", path, broken, "--json", tmp_path / "out.jsonl")
    assert ended.code == 0
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == ["1", "3", "4", "5"]
    assert f"{path} 第 3 行" in ended.err
    assert f"{broken} 第 2 行" in ended.err
    assert "kind 为“novel”" in ended.err
    with program.store() as store:
        (run,) = store.runs()
        assert run.counts["rejected"] == 3


def test_characters_that_are_none_cost_nothing(program: Any, tmp_path: Path) -> None:
    """Half an emoji, NUL, an escape sequence for terminals; brackets without end."""
    path = tmp_path / "in.jsonl"
    broken = '{"id": "1", "kind": "post", "text": "城管\\ud83d没有出示证件就扣车\\u0000\\u001b[31m"}\n'
    path.write_text(broken + '{"a":' * 100_000, encoding="utf-8")
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    ended = program.run("read", path, tmp_path / "deep.json", "--json", out)
    assert ended.code == 0
    assert "deep.json" in ended.err
    (row,) = lines(out)
    assert row["is_clue"]
    text = json.loads(broken)["text"]
    assert all(text[part["start"] : part["end"]] == part["quote"].replace("\ufffd", "\ud83d") for part in row["signals"])
    assert "\x1b" not in program.run("search", "证件").out


def test_a_text_that_takes_too_long_costs_itself_only(program: Any, tmp_path: Path) -> None:
    """Far longer than any complaint, and nothing but allegations."""
    program.environment |= {"ZHIJIAN_STALL_SECONDS": "5", "ZHIJIAN_WORKER_MB": "8000"}  # time runs out before memory does
    rows = [{"id": "a", "kind": "post", "text": TAKEN}, {"id": "b", "kind": "post", "text": "城管乱收费" * 3_000_000}]
    out = tmp_path / "out.jsonl"
    ended = program.run("read", jsonl(tmp_path / "in.jsonl", *rows, {"id": "c", "kind": "post", "text": TAKEN + "！"}), "--json", out)
    assert ended.code == 0
    assert "in.jsonl#b" in ended.err
    assert "停滞超过 5 秒" in ended.err
    assert [(row["id"], row["is_clue"]) for row in lines(out)] == [("a", True), ("b", False), ("c", True)]
    assert "停滞超过 5 秒" in lines(out)[1]["why"]
    with program.store() as store:
        (run,) = store.runs()
        assert [(Path(entry.path).name, entry.code) for entry in store.entries(run, "failed")] == [("in.jsonl#b", "timeout")]


@pytest.mark.skipif(not COMPLAINTS.exists(), reason="needs ../shared/data/complaints")
def test_thousands_of_real_complaints_give_as_many_lines(program: Any, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    ended = program.run("read", COMPLAINTS, "--json", out)
    assert ended.code == 0
    assert len(lines(out)) == 4326
    found = json.loads(program.run("search", "城管", "--json", "--size", 5).out)
    assert found["total"] > 0
    assert len(found["hits"]) == 5
    assert set(program.run("doctor").out.split()) & {"异常"} == set()


def counted(out: str) -> dict[str, str]:
    """The table at the end, by heading."""
    rows = [
        [cell.strip() for cell in line.strip("┃│").split("┃" if "┃" in line else "│")]
        for line in out.splitlines()
        if "┃" in line or "│" in line
    ]
    return dict(zip(rows[0], rows[-1], strict=True))


def test_a_record_that_comes_again_with_a_reply_has_changed_and_the_comparison_sees_the_reply(program: Any, tmp_path: Path) -> None:
    waiting = {"id": "a", "kind": "complaint", "title": "城管扣车", "text": TAKEN, "date": "2024-03-01", "reply": ""}
    answered = {**waiting, "reply": "已转相关部门处理。", "reply_date": "2024-03-05", "status": "已办结"}
    program.run("read", jsonl(tmp_path / "一.jsonl", waiting))
    ended = program.run("read", jsonl(tmp_path / "二.jsonl", answered))
    assert [counted(ended.out)[name] for name in ("研读", "重复", "有变化", "新线索")] == ["0", "0", "1", "0"]
    again = program.run("read", tmp_path / "二.jsonl", jsonl(tmp_path / "三.jsonl", waiting))
    assert [counted(again.out)[name] for name in ("研读", "重复", "有变化")] == ["0", "2", "0"]
    with program.store() as store:
        (change,) = store.document_changes("")
        assert change.what == {"reply", "status"}
        found = store.document(change.document)
        assert found.metadata["reply"] == "已转相关部门处理。"
        assert [version.metadata["reply"] for version in store.document_versions(change.document)] == [""]
        assert [entry.code for run in store.runs() for entry in store.entries(run.id) if "二.jsonl" in entry.path] == [None, "changed"]
        (finding,) = [one for one in store.all_across() if one.rule == "risk.complaint_not_closed"]
        assert "形式办结" in finding.message


def test_two_exports_in_one_run_give_the_later_state_and_one_version(program: Any, tmp_path: Path) -> None:
    waiting = {"id": "a", "kind": "complaint", "title": "城管扣车", "text": TAKEN, "date": "2024-03-01", "reply": ""}
    jsonl(tmp_path / "in" / "0301.jsonl", waiting)
    jsonl(tmp_path / "in" / "0302.jsonl", {**waiting, "reply": "经核实，已退还。"})
    ended = program.run("read", tmp_path / "in")
    assert [counted(ended.out)[name] for name in ("记录", "研读", "重复", "有变化", "新线索")] == ["2", "1", "0", "1", "1"]
    with program.store() as store:
        (change,) = store.document_changes("")
        assert store.document(change.document).metadata["reply"] == "经核实，已退还。"
