"""``zhijian screen``: every file accounted for, every line as promised."""

import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[2].parent / "shared"
HARD = SHARED / "data" / "pdf-robustness"
FORMS = SHARED / "data" / "official-forms"
STATUSES = {"done", "duplicate", "rejected", "failed"}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def outcomes(program: Any) -> dict[str, str]:
    """Path → status in the newest run."""
    with program.store() as store:
        newest = max(store.runs(), key=lambda run: run.started_at)
        return {entry.path: entry.status for entry in store.entries(newest.id)}


def test_each_dossier_gives_one_line_as_promised(program: Any, tmp_path: Path) -> None:
    folder = tmp_path / "案卷"
    (folder / "D2").mkdir(parents=True)
    (folder / "D1.txt").write_text("行政处罚决定书\n某市监罚〔2024〕1号\n当事人：甲公司\n罚款人民币1000元。\n", encoding="utf-8")
    (folder / "D2" / "10.txt").write_text("送达回证\n受送达人：乙公司\n", encoding="utf-8")
    (folder / "D2" / "9.txt").write_text("立案审批表\n案由：乙公司无证经营案\n", encoding="utf-8")
    (folder / "D3.pdf").write_bytes(b"")
    with zipfile.ZipFile(folder / "D4.zip", "w") as archive:
        archive.writestr("a.txt", "立案审批表")
        archive.writestr("b.pdf", b"%PDF-1.4 nothing")
    out = tmp_path / "out" / "结果.jsonl"
    ended = program.run("screen", folder, "--json", out)
    assert ended.code == 0
    rows = {row["dossier"]: row for row in lines(out)}
    assert list(rows) == ["D1", "D2", "D3", "D4"]
    promised = {
        "dossier",
        "paths",
        "sha256",
        "files",
        "pages",
        "status",
        "error",
        "procedure",
        "writs",
        "fields",
        "findings",
        "unknown",
        "score",
    }
    for row in rows.values():
        assert promised | {"unknown", "unknown_reasons"} <= row.keys()
        assert set(row["unknown_reasons"]) == set(row["unknown"])
        assert all(finding["verdict"] == "breach" for finding in row["findings"])
        assert all({"rule", "severity", "confidence", "pages", "quotes", "law", "message"} <= finding.keys() for finding in row["findings"])
    assert [(file["path"], file["first_page"], file["pages"]) for file in rows["D2"]["files"]] == [
        (str(folder / "D2" / "9.txt"), 1, 1),
        (str(folder / "D2" / "10.txt"), 2, 1),
    ]
    assert [writ["type"] for writ in rows["D1"]["writs"]] == ["penalty_decision"]
    assert (rows["D3"]["status"], rows["D3"]["pages"]) == ("rejected", 0)
    assert "0 字节" in rows["D3"]["error"]
    assert [file["status"] for file in rows["D4"]["files"]] == ["done", "failed"]
    assert outcomes(program) == {
        str(folder / "D1.txt"): "done",
        str(folder / "D2" / "9.txt"): "done",
        str(folder / "D2" / "10.txt"): "done",
        str(folder / "D3.pdf"): "rejected",
        str(folder / "D4.zip"): "done",
    }
    assert "D3.pdf" in ended.err
    everything = tmp_path / "all.jsonl"
    program.run("screen", folder, "--json", everything, "--all-verdicts")
    assert {finding["verdict"] for row in lines(everything) for finding in row["findings"]} > {"breach"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names as text")
def test_names_in_gbk_are_read_as_such(program: Any, tmp_path: Path) -> None:
    """Archives packed on Chinese Windows leave such names behind."""
    folder = tmp_path / "案卷"
    (folder / "D1").mkdir(parents=True)
    for name in ("案卷甲.txt", "D1/决定书.txt", "工单.csv"):
        at = os.fsencode(folder) + b"/" + name.encode("gbk")
        Path(os.fsdecode(at)).write_bytes(f"编号,内容\n{name},行政处罚决定书\n".encode())
    out = tmp_path / "out.jsonl"
    assert program.run("screen", folder, "--json", out).code == 0
    assert {row["dossier"]: row["paths"] for row in lines(out)} == {
        "D1": [str(folder / "D1" / "决定书.txt")],
        "案卷甲": [str(folder / "案卷甲.txt")],
        "工单": [str(folder / "工单.csv")],
    }
    assert program.run("read", folder, "--json", out).code == 0
    assert "工单.csv" in [row["id"] for row in lines(out)]
    assert "不存在：别的.txt" in program.run("screen", os.fsdecode("别的.txt".encode("gbk"))).err


def test_again_screens_what_is_known_and_ends_alike(program: Any, tmp_path: Path) -> None:
    path = tmp_path / "D1.txt"
    path.write_text("行政处罚决定书\n某市监罚〔2024〕1号\n当事人：甲公司\n", encoding="utf-8")
    program.run("screen", path)
    before = program.digest()
    program.run("screen", path)
    assert outcomes(program) == {str(path): "duplicate"}
    program.run("screen", path, "--again")
    assert outcomes(program) == {str(path): "done"}
    assert program.digest() == before


def test_a_file_that_was_missing_is_screened_once_it_is_there(program: Any, tmp_path: Path) -> None:
    """A link to nowhere passes the check of paths; it must not be taken for a duplicate of itself."""
    path, target = tmp_path / "D1.txt", tmp_path / "原件" / "1.txt"
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("this system does not let us make symbolic links")
    for _ in range(2):
        assert program.run("screen", path).code == 0
        assert outcomes(program) == {str(path): "failed"}
    target.parent.mkdir()
    target.write_text("行政处罚决定书", encoding="utf-8")
    program.run("screen", path)
    assert outcomes(program) == {str(path): "done"}


def test_a_file_that_cannot_be_taken_in_proves_no_absence(program: Any, tmp_path: Path) -> None:
    """What is missing may stand in the lost file; a data file beside the dossier hides nothing."""
    folder = tmp_path / "批" / "卷"
    folder.mkdir(parents=True)
    (folder / "1.txt").write_text("行政处罚决定书\n某市监罚〔2024〕1号\n当事人：甲公司\n罚款人民币5000元\n2024年6月3日\n", encoding="utf-8")
    (folder / "说明.json").write_text("{}", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    program.run("screen", tmp_path / "批", "--json", out)
    assert "filing.approval_missing" in {finding["rule"] for finding in lines(out)[0]["findings"]}
    try:
        (folder / "2.pdf").symlink_to(tmp_path / "无此文件.pdf")
    except OSError:
        pytest.skip("this system does not let us make symbolic links")
    program.run("screen", tmp_path / "批", "--json", out, "--again")
    row = lines(out)[0]
    assert "filing.approval_missing" not in {finding["rule"] for finding in row["findings"]}
    assert "2.pdf" in row["unknown_reasons"]["filing.approval_missing"]
    assert [file["status"] for file in row["files"]].count("failed") == 1


def test_local_parameters_that_are_wrong_are_told_before_the_work(program: Any, tmp_path: Path) -> None:
    path = tmp_path / "D1.txt"
    path.write_text("行政处罚决定书", encoding="utf-8")
    program.home.mkdir()
    (program.home / "local.yml").write_text("no_such_parameter: 5\n", encoding="utf-8")
    ended = program.run("screen", path)
    assert ended.code == 1
    assert str(program.home / "local.yml") in ended.err
    assert program.rows("ledger") == 0


@pytest.mark.skipif(not HARD.exists(), reason="needs ../shared/data/pdf-robustness")
@pytest.mark.parametrize("one_by_one", [False, True], ids=["folders as dossiers", "files as dossiers"])
def test_every_hard_file_is_accounted_for(program: Any, tmp_path: Path, one_by_one: bool) -> None:
    paths = sorted(path for path in HARD.iterdir() if path.is_dir()) if one_by_one else [FORMS, HARD]
    files = {str(file) for path in paths for file in path.rglob("*") if file.is_file()}
    out = tmp_path / "out.jsonl"
    ended = program.run("screen", *paths, "--json", out)
    assert ended.code == 0
    first = outcomes(program)
    assert first.keys() == files
    assert set(first.values()) <= STATUSES
    assert {file["path"].partition("!/")[0] for row in lines(out) for file in row["files"]} == files  # one PDF has a file attached
    dossiers = out.read_bytes()
    assert program.run("screen", *paths, "--json", out).code == 0
    assert outcomes(program) == dict.fromkeys(files, "duplicate")
    assert out.read_bytes() == dossiers
