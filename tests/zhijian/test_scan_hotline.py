"""``zhijian scan`` with hotlines: read before the sites, by the same way as everything else, each failure told once."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from index.briefing import Briefing
from index.store import Store
from index.store_briefings import Briefings
from tests.zhijian.web import Page, serving, source_file

SHARED = Path(__file__).parents[2].parent / "shared"
COMPLAINTS = SHARED / "data" / "complaints" / "附件3.xlsx"
HEAD = "工单编号,标题,诉求内容,答复意见,答复时间,办理状态"
TEXTS = {
    1: "3月1日，江临市城东区城管局执法人员在解放路暂扣我的三轮车，当场收取罚款200元，不给任何票据，也没有出示执法证。",
    2: "3月2日，江临市市场监管局一个月内到平安街好味饭店检查八次，每次都不出示证件，还要求老板停业，没有任何文书。",
    3: "3月3日，江临市交警大队民警在环城南路无故拦下货车，罚款500元，不开罚单，要求微信转账给个人。",
}
MANY = 10_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def add(home: Path, id: str, **keys: object) -> Path:
    """A hotline source of the office."""
    path = home / "hotlines" / f"{id}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"id": id, "name": f"{id}热线", **keys}, ensure_ascii=False), encoding="utf-8")
    return path


def export(path: Path, *rows: str) -> None:
    """An export that nobody writes to any more."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    long_ago = time.time() - 3600 + len(rows)
    os.utime(path, (long_ago, long_ago))


def orders(path: Path, rows: list[tuple[object, ...]]) -> dict[str, object]:
    """A database with orders, and where a source finds it."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE orders (id int, title text, content text, reply text, status text, updated_at text)")
    connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    query = "select * from orders where updated_at >= :since"
    return {"url": f"sqlite:///{path}", "query": query, "watermark": "updated_at", "start": "2025-01-01"}


def opened(home: Path) -> Store:
    return Store(f"sqlite:///{home / 'zhijian.db'}")


def last(home: Path) -> Briefing:
    with opened(home) as store:
        found = Briefings(store.engine).last()
    assert found is not None
    return found


def test_files_are_read_once_and_what_changed_in_them_is_told(here: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    path = tmp_path / "工单.csv"
    export(path, f"1,城管扣车,{TEXTS[1]},,,1", f"2,反复检查,{TEXTS[2]},,,1", ",,,,,")
    add(home, "jia", file=str(path), statuses={"1": "办理中", "2": "已办结"}, added={"region": "江临市"})
    ended = here("scan")
    assert ended.code == 0, ended.out + ended.err
    assert "第 1 期：新增 2" in ended.out
    assert {item.place for item in last(home).new} == {"jia热线"}
    with opened(home) as store:
        run = store.last_source_runs()["jia"]
        assert (run.kind, run.items, run.known, run.pages, run.failed, run.healthy) == ("hotline", 2, 0, 1, 0, True)
        clue = store.clues_of_source(next(iter(store.changes(0))).clue.source_id)[0]  # type: ignore[union-attr]
        document = store.document(clue.source_id)
        assert document is not None
        assert (document.metadata["status"], document.metadata["site"]) == ("办理中", "jia热线")
    assert "无新增，不推送" in here("scan").out
    export(path, f"1,城管扣车,{TEXTS[1]},已责令退还罚款并道歉,2025-03-09,2", f"2,反复检查,{TEXTS[2]},,,1", f"3,交警,{TEXTS[3]},,,1")
    assert here("scan").code == 0
    told = last(home)
    assert (told.figures.new, told.figures.answered) == (1, 1)
    with opened(home) as store:
        run = store.last_source_runs()["jia"]
        assert (run.items, run.known) == (2, 1)


def test_a_source_is_left_at_its_time_only_where_something_is_left(here: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    for number, text in TEXTS.items():
        export(tmp_path / "多" / f"{number}.csv" if number < 3 else tmp_path / "一.csv", f"{number},题,{text},,,")
    add(home, "duo", folder={"path": str(tmp_path / "多")})
    add(home, "yi", file=str(tmp_path / "一.csv"))
    (home / "scan.yml").write_text("source_minutes: 0.00001\n", encoding="utf-8")
    assert here("scan").code == 1
    with opened(home) as store:
        runs = store.last_source_runs()
    assert (runs["duo"].items, runs["yi"].items) == (1, 1)
    assert "没有读完，已读的都已保存，下次接着读" in (runs["duo"].warning or "")
    assert runs["yi"].warning is None
    assert here("scan").code == 0


@pytest.mark.parametrize("asked", [("--all",), ("--source", "jia", "--source", "ju")])
def test_nothing_is_read_outside_the_window(here: Callable[..., Any], home: Path, tmp_path: Path, asked: tuple[str, ...]) -> None:
    export(tmp_path / "1.csv", f"1,题,{TEXTS[1]},,,")
    hour = (datetime.now().hour + 2) % 24
    window = f"{hour:02}:00-{(hour + 1) % 24:02}:00"
    add(home, "jia", file=str(tmp_path / "1.csv"), window=window)
    source_file(home, "http://127.0.0.1:9", id="ju", window=window)
    ended = here("scan", *asked)
    assert ended.code == 0
    assert ended.out.count("不在时段") == 2
    with opened(home) as store:
        assert store.last_source_runs() == {}


def test_a_fault_of_the_program_is_told_with_where_it_is_and_what_to_do(here: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    export(tmp_path / "1.csv", f"1,题,{TEXTS[1]},,,")
    add(home, "jia", file=str(tmp_path / "1.csv"))
    with opened(home) as store:
        store.remember_hotline("jia", str(tmp_path / "1.csv"), "{")
    (home / "crawl").touch()  # where a folder should be
    (home / "sites").mkdir()
    site = {"id": "yi", "name": "乙", "start_urls": ["http://127.0.0.1:9/"], "allowed_domains": ["127.0.0.1"], "healthy": {"min": 1}}
    (home / "sites" / "yi.yml").write_text(json.dumps(site | {"type": "feed", "private_network": True}), encoding="utf-8")
    assert here("scan").code == 1
    with opened(home) as store:
        told = {id: run.warning or "" for id, run in store.last_source_runs().items()}
    ends = r"；\w+\.py 第 \d+ 行）。其他来源不受影响；请用 zhijian {} 单独[采集]*查看，并把这条信息交给维护人员"
    assert re.search(r"：读取时程序出错（JSONDecodeError：.*" + ends.format("hotline check jia"), told["jia"])
    assert re.search(r"：采集时程序出错（FileExistsError：.*" + ends.format("crawl yi"), told["yi"])


def test_a_source_that_fails_costs_only_itself_and_its_recovery_is_told(here: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "导出"
    folder.mkdir()
    export(folder / "1.csv", f"1,城管扣车,{TEXTS[1]},,,")
    (folder / "2.csv").write_text("单位,人数\n甲,3\n", encoding="utf-8")
    os.utime(folder / "2.csv", (1, 1))
    add(home, "jia", folder={"path": str(folder)})
    add(home, "yi", file=str(tmp_path / "没有.csv"))
    add(home, "bing", file="a.csv", filee="b.csv")
    ended = here("scan")
    assert ended.code == 1
    assert "第 1 期：新增 1" in ended.out
    notes = {note.source: note for note in last(home).sources}
    assert {id: (note.kind, note.healthy, note.news) for id, note in notes.items()} == {
        "jia": ("hotline", False, "broken"),
        "yi": ("hotline", False, "broken"),
        "hotlines/bing.yml": ("hotline", False, "broken"),
    }
    assert "2.csv：没有找到内容列" in (notes["jia"].warning or "")
    assert "没有.csv：文件不存在" in (notes["yi"].warning or "")
    assert "不认识的键“filee”" in (notes["hotlines/bing.yml"].warning or "")
    assert here("scan").code == 1
    assert [note.news for note in last(home).sources] == [None] * 3
    (folder / "2.csv").unlink()
    export(tmp_path / "没有.csv", f"2,反复检查,{TEXTS[2]},,,")
    (home / "hotlines" / "bing.yml").unlink()
    ended = here("scan")
    assert ended.code == 0, ended.out
    assert {note.source: note.news for note in last(home).sources} == {"jia": "recovered", "yi": "recovered"}
    assert last(home).figures.new == 1


def test_a_source_that_dried_up_is_told(here: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    path = tmp_path / "工单.csv"
    export(path, f"1,城管扣车,{TEXTS[1]},,,1")
    add(home, "jia", file=str(path), healthy={"days": 3})
    assert here("scan").code == 0
    assert here("scan").code == 0
    with opened(home) as store, store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE source_run SET at = '2025-03-01T06:00:00+00:00' WHERE items > 0")
    ended = here("scan")
    assert ended.code == 1
    assert "天没有新记录（正常应在 3 天之内，healthy.days）" in ended.err
    export(path, f"1,城管扣车,{TEXTS[1]},,,1", f"2,反复检查,{TEXTS[2]},,,1")
    assert here("scan").code == 0


def test_a_database_is_read_from_where_it_stopped(here: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    path = tmp_path / "rexian.db"
    sql = orders(path, [(n, f"第{n}件", text, None, "办理中", f"2025-03-{n:02d}") for n, text in TEXTS.items()])
    add(home, "yi", sql=sql)
    assert here("scan").code == 0
    connection = sqlite3.connect(path)
    connection.execute("UPDATE orders SET reply = '已责令改正并退还', status = '已办结', updated_at = '2025-03-09' WHERE id = 2")
    connection.commit()
    connection.close()
    assert here("scan").code == 0
    with opened(home) as store:
        runs = [(run.items, run.known) for run in store.source_runs("yi")]
        assert runs == [(1, 1), (3, 0)], "the row of the watermark is seen again and known"
        (change,) = store.document_changes("")
        (before,) = store.document_versions(change.document)
        now = store.document(change.document)
        assert now is not None
        assert (before.metadata["reply"], now.metadata["reply"]) == ("", "已责令改正并退还")
    assert last(home).figures.answered == 1
    add(home, "yi", sql=sql | {"query": "select * from bills where updated_at >= :since"})
    ended = here("scan")
    assert ended.code == 1
    assert "没有执行查询：no such table: bills" in ended.out


def test_a_scan_killed_between_batches_loses_nothing_and_doubles_nothing(program: Any, tmp_path: Path) -> None:
    rows = [(n, "路灯", "灯", None, None, f"2025-01-01 {n:08d}") for n in range(MANY)]
    add(program.home, "yi", sql=orders(tmp_path / "rexian.db", list(rows)))
    program.kill_when(program.start("scan"), "document", 4400)
    with program.store() as store:
        (state,) = store.hotline_states("yi").values()
    assert rows[0][5] < json.loads(state)["value"] < rows[-1][5]
    ended = program.run("scan")
    assert ended.code == 0, ended.out + ended.err
    assert program.rows("document") == MANY
    assert program.rows("document_version") == 0
    with program.store() as store:
        (run,) = store.source_runs("yi")
        assert run.items + run.known < MANY - 4000, "it went on after the batch that was kept"
        assert json.loads(store.hotline_states("yi")["query"])["value"] == rows[-1][5]


def test_hotlines_are_chosen_planned_and_named_like_sites(here: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    for id, number in (("jia", 1), ("yi", 2)):
        export(tmp_path / f"{id}.csv", f"{number},{id},{TEXTS[number]},,,")
        add(home, id, file=str(tmp_path / f"{id}.csv"), schedule="每7天")
    add(home, "off", file="a.csv", enabled=False)
    add(home, "example-local", file="a.csv")
    ended = here("scan", "--source", "yi", "--source", "off")
    assert ended.code == 0, ended.out
    assert "新增 1" in ended.out
    assert "未启用" in ended.out
    ended = here("scan", "--source", "ding")
    assert ended.code == 1
    assert "没有编号为“ding”的来源。现有来源：" in ended.err
    assert "jia、off、yi" in ended.err
    ended = here("scan")
    assert ended.code == 1
    assert "id“example-local”与 新闻来源“示例网站（本机）” 重复" in ended.err
    assert "跳过：未到时间（每7天）" in ended.out
    with opened(home) as store:
        assert len(store.source_runs("jia")) == len(store.source_runs("yi")) == 1


def test_a_password_is_in_no_message_and_nowhere_in_the_store(
    here: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REXIAN", "hunter2-geheim")
    sql = {"url": "postgresql://reader@127.0.0.1:1/rexian", "password": {"env": "REXIAN"}, "query": "select 1 as id, '' as text"}
    add(home, "yi", sql=sql)
    for arguments in (("scan",), ("hotline", "check"), ("hotline", "list"), ("doctor",)):
        ended = here(*arguments)
        assert "hunter2" not in ended.out + ended.err
    assert "连不上数据库 127.0.0.1:1/rexian" in here("scan", "--all").out
    assert b"hunter2" not in (home / "zhijian.db").read_bytes()


class Site(Page):
    def do_GET(self) -> None:  # noqa: N802
        links = "".join(f"<li><a href=/{n}.html>{n}</a>" for n in TEXTS)
        pages = {f"/{n}.html": f"<h1>第{n}件</h1><div class=content>{text}</div>" for n, text in TEXTS.items()}
        found = {"/robots.txt": "User-agent: *", "/list.html": f"<ul class=news>{links}</ul>", **pages}.get(self.path)
        self.answer(404 if found is None else 200, found or "")


@pytest.fixture
def site(home: Path) -> Iterator[None]:
    with serving(Site) as url:
        source_file(home, url, kind="post", article={"title": "h1", "text": "div.content"})
        yield


@pytest.mark.skipif(not COMPLAINTS.exists(), reason="shared data are not here")
def test_a_site_and_real_complaints_in_one_command(program: Any, home: Path, site: None) -> None:
    add(home, "rexian", file=str(COMPLAINTS), added={"channel": "12345热线"})
    ended = program.run("scan")
    assert ended.code == 0, ended.out + ended.err
    with program.store() as store:
        runs = store.last_source_runs()
        assert {id: (run.kind, run.items, run.failed) for id, run in runs.items()} == {
            "rexian": ("hotline", 4326, 0),
            "bureau": ("site", 3, 0),
        }
        assert runs["rexian"].at < runs["bureau"].at
    first = last(home)
    assert first.figures.new > 100
    assert {item.place for item in first.new} <= {"rexian热线", "某局要闻"}
    assert "无新增，不推送" in program.run("scan", "--all").out
