"""``zhijian hotline``: what there is, whether it can be read, a proposal for a new source."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crawlers.hotline import load_hotline

ROWS = [(1, "城管扣车", "城管执法人员扣了三轮车，不给单据。", "1"), (2, "路灯", "路灯不亮。", "2"), (3, "空", None, "2")]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "三月 工单.csv"
    lines = ["热线工单", "单号,工单标题,诉求,办理状态,备注", *(f"{n},{title},{text or ''},{status}," for n, title, text, status in ROWS)]
    path.write_text("\n".join(lines), encoding="gb18030")
    return path


@pytest.fixture
def database(tmp_path: Path) -> str:
    connection = sqlite3.connect(tmp_path / "rexian.db")
    connection.execute("CREATE TABLE orders (id int, title text, content text, status text)")
    connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?)", ROWS)
    connection.commit()
    connection.close()
    return f"sqlite:///{tmp_path / 'rexian.db'}"


def enable(home: Path, id: str) -> None:
    path = home / "hotlines" / f"{id}.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("enabled: false", "enabled: true"), encoding="utf-8")


def test_a_file_becomes_a_source_that_says_what_was_recognised_and_what_not(here: Callable[..., Any], tmp_path: Path, export: Path) -> None:
    ended = here("hotline", "new", export, "--column", "text=诉求", "--column", "id=单号", "--name", "甲市热线")
    assert ended.code == 0, ended.err
    assert "3 条记录" in ended.out
    assert "没有找到：时间（date）、承办单位（agency）" in ended.out
    path = tmp_path / "home" / "hotlines" / "hotline-1.yml"
    written = path.read_text(encoding="utf-8")
    assert "# 没有认出、不读的列：备注" in written
    hotline = load_hotline(path)
    assert (hotline.name, hotline.enabled, hotline.file) == ("甲市热线", False, export)
    assert hotline.columns == {"id": "单号", "title": "工单标题", "text": "诉求", "status": "办理状态"}
    assert here("hotline", "check", "hotline-1").code == 0
    assert not (tmp_path / "home" / "vault").exists()
    listed = here("hotline", "list").out
    assert "甲市热线" in listed
    assert "无记录" in listed
    ended = here("hotline", "new", export, "--column", "text=诉求", "--id", "hotline-1")
    assert ended.code == 1
    assert "已经有了" in ended.err
    assert path.read_text(encoding="utf-8") == written


def test_a_database_becomes_a_source(here: Callable[..., Any], tmp_path: Path, database: str) -> None:
    ended = here("hotline", "new", database)
    assert ended.code == 1
    assert "--query" in ended.err
    assert "库中的表和视图：orders" in ended.err
    ended = here(
        "hotline", "new", database, "--query", "select id, title, content,\n status from orders", "--password-env", "REXIAN", "--id", "yi"
    )
    assert ended.code == 1
    assert "环境变量 REXIAN 没有设置" in ended.err
    asked = (database, "--query", "select id, title, content,\n status from orders", "--id", "yi")
    ended = here("hotline", "new", *asked, "--password-env", "REXIAN")
    assert ended.code == 1
    assert "环境变量 REXIAN 没有设置" in ended.err
    ended = here("hotline", "new", *asked)
    assert ended.code == 0, ended.err
    assert "待读 3 行，试读 3 行" in ended.out
    hotline = load_hotline(tmp_path / "home" / "hotlines" / "yi.yml")
    assert hotline.sql is not None
    assert hotline.sql.query == "select id, title, content,\n status from orders"
    assert hotline.columns == {"id": "id", "title": "title", "text": "content", "status": "status"}


def test_an_id_of_another_source_is_taken(here: Callable[..., Any], tmp_path: Path, export: Path) -> None:
    (tmp_path / "home" / "sites").mkdir(parents=True)
    site = "{id: jia, name: 甲报, type: feed, start_urls: [https://a.example/], allowed_domains: [a.example], healthy: {min: 0}}"
    (tmp_path / "home" / "sites" / "jia.yml").write_text(site, encoding="utf-8")
    ended = here("hotline", "new", export, "--column", "text=诉求", "--id", "jia")
    assert ended.code == 1
    assert "编号“jia”已被 新闻来源“甲报” 使用" in ended.err
    assert not (tmp_path / "home" / "hotlines").exists()
    assert here("hotline", "new", export, "--column", "text=诉求", "--id", "yi", "--name", "乙").code == 0
    made = tmp_path / "home" / "hotlines" / "yi.yml"
    made.with_name("jia.yml").write_text(made.read_text(encoding="utf-8").replace("id: yi", "id: jia"), encoding="utf-8")
    assert "id“jia”与 新闻来源“甲报” 重复" in here("doctor").out.replace("\n", "")
    made.rename(made.with_name("other.yml"))
    assert "编号“yi”已被 热线来源“乙” 使用" in here("hotline", "new", export, "--column", "text=诉求", "--id", "yi").err


def test_a_folder_becomes_a_source(here: Callable[..., Any], tmp_path: Path, export: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    ended = here("hotline", "new", folder)
    assert ended.code == 1
    assert "还没有可读的文件" in ended.err
    export.rename(folder / export.name)
    assert here("hotline", "new", folder, "--column", "text=诉求").code == 0
    hotline = load_hotline(tmp_path / "home" / "hotlines" / "exports.yml")
    assert hotline.folder is not None
    assert hotline.folder.path == folder


def test_a_damaged_file_and_an_empty_folder_are_not_asked_for_columns(here: Callable[..., Any], tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "坏.xlsx")
    whole = (tmp_path / "坏.xlsx").read_bytes()
    (tmp_path / "坏.xlsx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "空").mkdir()
    for place, words in (("坏.xlsx", "已损坏"), ("空", "还没有可读的文件")):
        ended = here("hotline", "new", tmp_path / place)
        assert ended.code == 1
        assert words in ended.err
        assert "--column" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nowhere.csv"], 2, "文件或文件夹不存在：nowhere.csv"),
        (["三月 工单.csv"], 1, "可用 --column text=表头"),
        (["三月 工单.csv", "--column", "诉求"], 2, "--column “诉求”应写成 字段=表头"),
        (["三月 工单.csv", "--column", "texte=诉求"], 1, "不认识的字段“texte”"),
        (["三月 工单.csv", "--column", "text=说明"], 1, "没有找到内容列"),
        (["三月 工单.csv", "--id", "甲市"], 1, "“id”的值“甲市”不合要求"),
        (["sqlite:///rexian.db", "--query", "drop table orders"], 1, "以 select（或 with）开头"),
        (["postgresql://a:geheim@127.0.0.1/b", "--query", "select 1"], 1, "地址中不写密码"),
    ],
)
def test_what_cannot_become_a_source_is_told(here: Callable[..., Any], export: Path, arguments: list[str], code: int, words: str) -> None:
    ended = here("hotline", "new", *arguments)
    assert ended.code == code
    assert words in ended.out + ended.err
    assert "geheim" not in ended.out + ended.err


def test_what_broke_is_told_source_by_source(here: Callable[..., Any], tmp_path: Path, export: Path, database: str) -> None:
    home = tmp_path / "home"
    assert "还没有热线来源" in here("hotline", "check").out
    here("hotline", "new", export, "--column", "text=诉求", "--id", "jia")
    here("hotline", "new", database, "--query", "select id, title, content from orders", "--id", "yi")
    for id in ("jia", "yi"):
        enable(home, id)
    ended = here("hotline", "check")
    assert ended.code == 0
    assert ended.out.count("正常") == 2
    export.unlink()
    path = home / "hotlines" / "yi.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("from orders", "from bills"), encoding="utf-8")
    (home / "hotlines" / "bing.yml").write_text("id: bing\nfile: a.csv\n", encoding="utf-8")
    ended = here("hotline", "check")
    assert ended.code == 1
    assert "bing.yml：缺少“name”" in ended.out
    assert "文件不存在" in ended.out
    assert "没有执行查询：no such table: bills" in ended.out
    ended = here("hotline", "check", "ding")
    assert ended.code == 2
    assert "没有编号为“ding”的热线来源。现有来源：jia、yi" in ended.err
    doctor = here("doctor")
    assert doctor.code == 1
    assert "缺少“name”" in doctor.out
