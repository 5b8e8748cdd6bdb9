"""The command line as a user meets it."""

import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

COMMANDS = {
    "screen": "批量案卷评查",
    "read": "舆情研读",
    "crawl": "采集",
    "search": "检索",
    "serve": "网页",
    "demo": "样例",
    "samples": "样例案卷",
    "rebuild": "重建",
    "doctor": "自检",
    "laws": "法规库",
}


def test_the_help_reads_like_the_table_of_jobs(program: Any) -> None:
    ended = program.run("--help")
    assert ended.code == 0
    assert "用法：zhijian [选项] 命令 [参数]..." in ended.out
    rows = {line.split()[1]: line for line in ended.out.splitlines() if len(line.split()) > 2 and line.split()[1] in COMMANDS}
    assert list(rows) == list(COMMANDS)
    assert all(COMMANDS[name] in line for name, line in rows.items())
    assert not program.home.exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_chinese(here: Any, tmp_path: Path, command: str) -> None:
    ended = here(command, "--help")
    assert ended.code == 0
    assert f"用法：zhijian {command}" in ended.out
    for english in ("Usage", "Options", "Arguments", "Show this", "required", "default", "<", "TEXT", "INTEGER", "PATH"):
        assert english not in ended.out
    assert not (tmp_path / "home").exists()


def test_the_version_is_told(here: Any) -> None:
    assert here("--version").out.startswith("执鉴 ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nope"], "没有命令 'nope'"),
        (["screen"], "缺少参数：路径"),
        (["screen", "--bad"], "没有选项 --bad"),
        (["screen", "no-such-folder"], "文件或文件夹不存在：no-such-folder"),
        (["read", "没有.csv", "也没有.csv"], "文件或文件夹不存在：没有.csv、也没有.csv"),
        (["rebuild", "now"], "多余的参数：now"),
        (["search", "--filter", "严重"], "--filter “严重”无效：应为 名称=值，名称可用 severity、channel、agency"),
        (["search", "--filter", "colour=red"], "--filter “colour=red”无效"),
        (["search", "--sort", "size"], "--sort “size”无效：可用 relevance、score、date、severity"),
        (["search", "--size", "0"], "--size 的值无效：应为 1 至 200 的整数"),
        (["serve", "--port", "http"], "--port 的值无效：应为 1 至 65535 的整数"),
        (["crawl", "nobody"], "没有编号为“nobody”的来源。现有来源：example-board、example-feed"),
        (["crawl", "example-local"], "未启用。请在它的 YAML 文件中把 enabled 改为 true"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_status_2(here: Any, arguments: list[str], words: str) -> None:
    ended = here(*arguments)
    assert ended.code == 2
    assert words in ended.err
    assert "用法请看：zhijian" in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert ended.out == ""


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ZHIJIAN_WORKERS", "many", "环境变量 ZHIJIAN_WORKERS='many' 无效"),
        ("ZHIJIAN_SEARCH_URL", "somewhere", "ZHIJIAN_SEARCH_URL"),
        ("ZHIJIAN_DATABASE_URL", "sqlite:////no/such/folder/x.db", "/no/such/folder 不存在"),
        ("ZHIJIAN_HOME", __file__, "数据目录"),
    ],
)
def test_a_wrong_setting_is_one_sentence(here: Any, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str) -> None:
    monkeypatch.setenv(name, value)
    ended = here("search", "法制审核")
    assert ended.code == 1
    assert words in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_a_search_server_that_is_down_is_one_sentence_and_nothing_is_begun(program: Any, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program.environment["ZHIJIAN_SEARCH_URL"] = f"http://127.0.0.1:{port}"
    texts = tmp_path / "t.jsonl"
    texts.write_text('{"id": "1", "kind": "complaint", "text": "城管乱收费"}\n', encoding="utf-8")
    for arguments in (["search", "法制审核"], ["read", texts], ["screen", texts]):
        ended = program.run(*arguments)
        assert ended.code == 1, arguments
        assert f"127.0.0.1:{port}" in ended.err
        assert len(ended.err.strip().splitlines()) == 1
    assert program.rows("ledger") == 0
    assert "127.0.0.1" in program.run("doctor").out


def test_an_empty_store_answers_with_the_promised_shape(program: Any) -> None:
    ended = program.run("search", "法制审核", "听证", "--filter", "severity=fatal", "--json")
    assert ended.code == 0
    assert ended.err == ""
    page = json.loads(ended.out)
    assert (page["total"], page["hits"], page["next"]) == (0, [], None)
    assert set(page["facets"]) >= {"agency", "severity"}


def test_a_used_port_is_one_sentence(program: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = program.run("serve", "--port", taken.getsockname()[1])
    assert ended.code == 1
    assert "已被占用。请用 --port 换一个端口" in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_the_doctor_says_what_is_there_and_what_is_missing(program: Any) -> None:
    ended = program.run("doctor")
    assert ended.code == 0
    for line in ("数据目录", "数据库", "检索（内置）", "原件库", "节假日表", "本地参数"):
        assert line in ended.out
    assert "异常" not in ended.out


def test_the_doctor_finds_an_original_that_was_changed(program: Any, tmp_path: Path) -> None:
    texts = tmp_path / "t.jsonl"
    texts.write_text('{"id": "1", "kind": "complaint", "text": "城管乱收费"}\n', encoding="utf-8")
    assert program.run("read", texts).code == 0
    assert program.run("doctor").code == 0
    (original,) = [path for path in (program.home / "vault").rglob("*") if path.is_file()]
    original.chmod(0o600)
    original.write_bytes(b"something else")
    ended = program.run("doctor")
    assert ended.code == 1
    assert "1 份原件缺失或被改动" in ended.out


@pytest.mark.parametrize("target", ["folder", "below a file"])
def test_a_result_file_that_cannot_be_written_is_told_before_the_work(program: Any, tmp_path: Path, target: str) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    out = tmp_path if target == "folder" else tmp_path / "a.pdf" / "out.jsonl"
    for command in ("screen", "read"):
        ended = program.run(command, tmp_path / "a.pdf", "--json", out)
        assert ended.code == 1
        assert f"结果文件 {out}" in ended.err
        assert len(ended.err.strip().splitlines()) == 1
    assert program.rows("ledger") == 0


def test_nothing_to_read_is_accounted_for(program: Any, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "两份" / "空").mkdir(parents=True)
    for command in ("screen", "read"):
        for _ in range(2):
            ended = program.run(command, tmp_path / "空", tmp_path / "两份", "--json", tmp_path / "out.jsonl")
            assert ended.code == 0
            assert ended.err.count("文件夹中没有可读取的文件") == 2
    with program.store() as store:
        for run in store.runs():
            assert {entry.path for entry in store.entries(run)} == {str(tmp_path / "空"), str(tmp_path / "两份" / "空")}
            assert run.counts["rejected"] == 2


@pytest.mark.skipif(sys.platform == "win32" or (sys.platform != "linux" and os.geteuid() == 0), reason="permissions do not bind this user")
def test_what_may_not_be_read_is_accounted_for_and_the_rest_is_read(program: Any, tmp_path: Path) -> None:
    folder = tmp_path / "案卷"
    (folder / "锁").mkdir(parents=True)
    (folder / "锁" / "1.txt").write_text("处罚决定书", encoding="utf-8")
    (folder / "锁.txt").write_text("处罚决定书", encoding="utf-8")
    (folder / "开.txt").write_text("行政处罚决定书", encoding="utf-8")
    (folder / "锁").chmod(0)
    (folder / "锁.txt").chmod(0)
    try:
        ended = program.run("screen", folder, bound_by_permissions=True)
        assert ended.code == 0
        assert ended.err.count("权限") == 2
        with program.store() as store:
            (run,) = store.runs()
            outcomes = {Path(entry.path).name: (entry.status, entry.code) for entry in store.entries(run)}
        assert outcomes == {"锁": ("failed", "no_permission"), "锁.txt": ("failed", "no_permission"), "开.txt": ("done", None)}
    finally:
        (folder / "锁").chmod(0o700)
