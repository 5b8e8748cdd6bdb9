"""Hotline sources as YAML: what may be written, and what is told of a mistake."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawlers.hotline import load_hotline, load_hotlines
from crawlers.office_sources import office_sources
from ingest.errors import KnowledgeError

FILE = """id: jia
name: 甲市12345热线
schedule: 每天 06:00
file: 工单.xlsx
columns: {text: 诉求, title: null}
statuses: {1: 办理中, 2: 已办结}
added: {channel: 12345热线, region: 甲市}
"""
SQL = """id: yi
name: 乙市热线
sql:
  url: postgresql://reader@10.0.0.5:5432/rexian
  password: {env: REXIAN_PASSWORD}
  query: select * from 工单 where 更新时间 >= :since
  watermark: 更新时间
  start: 2025-01-01
"""


def written(folder: Path, text: str, name: str = "a.yml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_says_how_its_records_are_understood_and_when_it_is_read(tmp_path: Path) -> None:
    hotline = load_hotline(written(tmp_path, FILE))
    assert hotline.form.columns == {"text": "诉求", "title": None}
    assert hotline.form.statuses == {"1": "办理中", "2": "已办结"}
    assert hotline.form.added == {"source": "jia", "site": "甲市12345热线", "channel": "12345热线", "region": "甲市"}
    noon = datetime(2025, 3, 2, 4, tzinfo=UTC)
    assert hotline.due(None, noon)
    assert not hotline.due(noon, noon)


def test_a_database_begins_where_the_source_says(tmp_path: Path) -> None:
    hotline = load_hotline(written(tmp_path, SQL))
    assert hotline.sql is not None
    assert hotline.sql.start == date(2025, 1, 1)


@pytest.mark.parametrize("end", [";", " -- 全部;", "/* ; */", " where 内容 like '%;%'", ' where "a;b" = 1'])
def test_a_semicolon_that_ends_or_is_said_is_no_second_statement(tmp_path: Path, end: str) -> None:
    load_hotline(written(tmp_path, f"id: a\nname: 甲\nsql:\n  url: sqlite:///a.db\n  query: |\n    -- 工单\n    select * from 工单{end}\n"))


@pytest.mark.parametrize(
    ("text", "old", "new", "words"),
    [
        (FILE, "file: 工单.xlsx\n", "", ["file（一个文件）、folder（一个文件夹）与 sql（数据库）应写且只写一个"]),
        (FILE, "file: 工单.xlsx", "file: 工单.xlsx\nfolder: {path: 导出}", ["应写且只写一个"]),
        (FILE, "text: 诉求", "texte: 诉求", ["第 5 行", "不认识的字段“texte”，可写：id、title、text"]),
        (FILE, "channel: 12345热线", "chanel: 12345热线", ["第 7 行", "不认识的字段“chanel”"]),
        (FILE, "schedule: 每天 06:00", "schedule: 有空就读", ["第 3 行", "schedule“有空就读”不认识"]),
        (FILE, "file: 工单.xlsx", "folder: {pfad: a}", ["第 4 行", "不认识的键“folder.pfad”，可用的键：path、files", "缺少“folder.path”"]),
        (SQL, "query: select * from", "query: delete from", ["第 6 行", "以 select（或 with）开头；这里不能修改数据"]),
        (SQL, ">= :since", ">= :since; drop table 工单", ["第 6 行", "只有一条查询语句"]),
        (SQL, ">= :since", ">= :since and 区 = :qu", ["参数只能有 :since，不能有 :qu"]),
        (SQL, "  watermark: 更新时间\n", "", ["第 3 行", "应同时写 watermark（哪一列）和 start"]),
        (SQL, " where 更新时间 >= :since", "", ["写了 watermark、start，query 中却没有 :since"]),
        (SQL, "postgresql://reader@", "postgresql//reader@", ["第 4 行", "不是数据库地址，应形如 postgresql://用户@主机"]),
        (SQL, "{env: REXIAN_PASSWORD}", "{env: A, file: b}", ["第 5 行", "env 与 file 应写且只写一个"]),
    ],
)
def test_mistakes_are_named_with_file_place_and_remedy(tmp_path: Path, text: str, old: str, new: str, words: list[str]) -> None:
    assert old in text
    path = written(tmp_path, text.replace(old, new, 1))
    with pytest.raises(KnowledgeError) as error:
        load_hotline(path)
    assert str(error.value).startswith(str(path))
    for word in words:
        assert word in str(error.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reader@", "reader:hunter2@"),
        ("/rexian", "/rexian?password=hunter2"),
        ("postgresql://reader@10.0.0.5:5432/rexian", "mssql+pyodbc:///?odbc_connect=DRIVER%3DSQL%3BUID%3Dreader%3BPWD%3Dhunter2"),
        ("{env: REXIAN_PASSWORD}", "hunter2"),
        ("{env: REXIAN_PASSWORD}", "[hunter2]"),
        ("{env: REXIAN_PASSWORD}", "{env: [hunter2]}"),
        ("{env: REXIAN_PASSWORD}", "{value: hunter2}"),
        ("postgresql://reader@10.0.0.5:5432/rexian", "postgres hunter2"),
        ("postgresql://reader@10.0.0.5:5432/rexian", "postgresql://reader:hunter2@10.0.0.5:port/rexian"),
        ("postgresql://reader@10.0.0.5:5432/rexian", "[postgresql://reader:hunter2@10.0.0.5/rexian]"),
        (SQL[SQL.index("sql:") :], "sql: postgresql://reader:hunter2@10.0.0.5/rexian"),
        ("{env: REXIAN_PASSWORD}", '"hunter2'),
        ("{env: REXIAN_PASSWORD}", "*hunter2"),
        ("{env: REXIAN_PASSWORD}", "!hunter2"),
    ],
)
def test_a_password_that_was_written_down_is_not_repeated(tmp_path: Path, old: str, new: str) -> None:
    assert old in SQL
    with pytest.raises(KnowledgeError) as error:
        load_hotline(written(tmp_path, SQL.replace(old, new, 1)))
    assert "hunter2" not in str(error.value)


def test_a_mistake_costs_one_source_and_an_id_is_taken_once(tmp_path: Path) -> None:
    folder = tmp_path / "hotlines"
    assert load_hotlines(folder) == {}
    written(folder, FILE)
    written(folder, FILE, "b.yaml")
    written(folder, SQL, "c.yml")
    written(folder, "- a\n", "d.yml")
    told: dict[str, str] = {}
    found = load_hotlines(folder, taken={"yi": "新闻来源“乙”"}, on_broken=lambda path, error: told.update({path.name: str(error)}))
    assert list(found) == ["jia"]
    assert "id“jia”与" in told["b.yaml"]
    assert "id“yi”与 新闻来源“乙” 重复" in told["c.yml"]
    assert "请参照 docs/hotline.md" in told["d.yml"]


def test_the_sources_of_an_office_have_one_id_each(tmp_path: Path) -> None:
    sites, hotlines = tmp_path / "sites", tmp_path / "hotlines"
    sites.mkdir()
    web = "id: {}\nname: 乙站\nstart_urls: [http://a.cn]\nallowed_domains: [a.cn]\nlist: {{links: a}}\narticle: auto\nhealthy: {{min: 0}}\n"
    (sites / "yi.yml").write_text(web.format("yi"), encoding="utf-8")
    (sites / "bing.yml").write_text("- a\n", encoding="utf-8")
    written(hotlines, FILE)
    written(hotlines, SQL, "c.yml")
    found = office_sources(sites, hotlines)
    assert (found.owners["yi"], found.owners["jia"]) == ("新闻来源“乙站”", "热线来源“甲市12345热线”")
    assert list(found.hotlines) == ["jia"]
    assert [(one.kind, one.path.name) for one in found.broken] == [("site", "bing.yml"), ("hotline", "c.yml")]
    (taken,) = found.broken_of("hotline")
    assert "id“yi”与 新闻来源“乙站” 重复" in str(taken.error)
