"""Hotline sources in databases: a real PostgreSQL, and SQLite where it makes no difference."""

from __future__ import annotations

import gc
import socket
import sqlite3
import traceback
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crawlers.hotline import Hotline
from crawlers.hotline_batch import Batch
from crawlers.hotline_sql import look_at_rows, sql_batches, tables_of
from ingest.document import Document
from ingest.errors import InputError, SettingsError
from tests.crawlers.postgres import PASSWORD, READER, Server, postgres

MANY = 100_000
COLUMNS = "id as 工单编号, content as 诉求内容, updated_at"
NEW = f"select {COLUMNS} from orders where updated_at >= :since"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgres() as running:
        running.run(
            "CREATE TABLE orders (id int, content text, reply text, updated_at timestamptz, day date)",
            "INSERT INTO orders SELECT n, '第' || n || '件：100%% 属实', NULL, timestamptz '2025-03-01 00:00+08' + n * interval '1 s', "
            f"date '2025-03-01' FROM generate_series({MANY}, 1, -1) AS n",
            f"GRANT SELECT ON orders TO {READER}",
        )
        yield running


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rexian.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE orders (id int, content text, updated_at text)")
    rows = [(n, f"第{n}件", f"2025-03-{n:02d} 08:00:00") for n in (3, 1, 2)]
    connection.executemany("INSERT INTO orders VALUES (?, ?, ?)", [*rows, (4, None, "2025-03-04 08:00:00")])
    connection.commit()
    connection.close()
    return path


def source(url: str, query: str = NEW, *, added: object = None, **sql: object) -> Hotline:
    goes_on = {"watermark": "updated_at", "start": date(2025, 1, 1)} if ":since" in query else {}
    values = {"id": "jia", "name": "甲市热线", "sql": {"url": url, "query": query, **goes_on, **sql}, "added": added or {}}
    return Hotline.model_validate(values)


def batches(hotline: Hotline, home: Path, state: str | None = None, *, size: int = 4096) -> Iterator[Batch]:
    assert hotline.sql is not None
    return sql_batches(hotline, hotline.sql, home, state, seconds=120, size=size)


@pytest.fixture
def secret(tmp_path: Path) -> dict[str, object]:
    (tmp_path / "password.txt").write_text(f"{PASSWORD}\n", encoding="utf-8")
    return {"password": {"file": "password.txt"}}


def test_a_hundred_thousand_rows_are_read_in_bounded_batches(server: Server, secret: dict[str, object], tmp_path: Path) -> None:
    seen, most, asked = set[str](), 0, ""
    before = _alive()
    for number, batch in enumerate(batches(source(server.url, **secret), tmp_path)):
        seen.update(document.metadata["id"] for document in batch.records.documents)
        if number % 8 == 0:
            most = max(most, _alive() - before)
        if number == 0:  # the server holds what was not fetched yet
            ((asked,),) = server.asked(f"select query from pg_stat_activity where usename = '{READER}'")
        del batch
    assert len(seen) == MANY
    assert most <= 2 * 4096
    assert asked.startswith("FETCH FORWARD")


def _alive() -> int:
    """How many documents are in memory."""
    return sum(isinstance(one, Document) for one in gc.get_objects())


def test_reading_goes_on_after_the_last_batch_that_was_kept(server: Server, secret: dict[str, object], tmp_path: Path) -> None:
    hotline = source(server.url, f"{NEW} and id <= 10000", **secret)
    seen: list[str] = []
    state = None
    for kept in range(3):  # killed while the next batch is in hand
        for number, batch in enumerate(batches(hotline, tmp_path, state, size=3000)):
            if number == 1 and kept < 2:
                break
            seen += [document.metadata["id"] for document in batch.records.documents]
            state = batch.state
    assert len(set(seen)) == 10_000
    assert len(seen) == 10_000 + 2, "the last row of a batch is read again, and known"
    (last,) = batches(hotline, tmp_path, state)
    assert [document.metadata["id"] for document in last.records.documents] == ["10000"]


def test_a_row_that_changed_comes_again_and_another_query_begins_anew(server: Server, secret: dict[str, object], tmp_path: Path) -> None:
    query = "select id as 编号, content as 内容, reply as 答复, updated_at from orders where updated_at > :since and id < 4"
    hotline = source(server.url, query, **secret)
    (first,) = batches(hotline, tmp_path)
    assert [document.metadata["id"] for document in first.records.documents] == ["1", "2", "3"]
    assert list(batches(hotline, tmp_path, first.state)) == []
    server.run("UPDATE orders SET reply = '已查', updated_at = '2025-04-01' WHERE id = 2")
    (second,) = batches(hotline, tmp_path, first.state)
    assert [document.metadata["id"] for document in second.records.documents] == ["2"]
    other = source(server.url, query.replace("id < 4", "id < 6"), **secret)
    assert sum(len(batch.records.documents) for batch in batches(other, tmp_path, second.state)) == 5


@pytest.mark.parametrize("watermark", ["id", "day"])
def test_a_watermark_may_be_a_number_or_a_day(server: Server, secret: dict[str, object], tmp_path: Path, watermark: str) -> None:
    query = f"select id, content, day from orders where {watermark} >= :since and id <= 3"
    start: object = 2 if watermark == "id" else "2025-02-01"
    hotline = source(server.url, query, watermark=watermark, start=start, **secret)
    (batch,) = batches(hotline, tmp_path)
    assert len(batch.records.documents) == (2 if watermark == "id" else 3)
    (again,) = batches(hotline, tmp_path, batch.state)
    assert len(again.records.documents) == (1 if watermark == "id" else 3)


def test_rows_without_content_are_told_and_what_holds_of_all_is_added(file: Path, tmp_path: Path) -> None:
    (batch,) = batches(source(f"sqlite:///{file}", added={"region": "甲市"}), tmp_path)
    assert [document.text for document in batch.records.documents] == ["第1件", "第2件", "第3件"]
    assert batch.records.documents[0].metadata["region"] == "甲市"
    assert batch.records.documents[0].published_at is None
    assert [(place, "内容和标题都为空" in reason) for place, reason in batch.records.rejected] == [(4, True)]
    (again,) = batches(source(f"sqlite:///{file}", added={"region": "甲市"}), tmp_path, batch.state)
    assert again.records.documents == ()


def test_the_query_cannot_change_anything(server: Server, file: Path, secret: dict[str, object], tmp_path: Path) -> None:
    server.run(
        "CREATE FUNCTION gone() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM orders; SELECT 1'",
        "GRANT EXECUTE ON FUNCTION gone() TO public",
    )
    for query in (
        "select gone() as id, content from orders",
        "with gone as (delete from orders returning *) select id, content from gone",
    ):
        with pytest.raises(InputError, match=r"没有执行查询"):
            list(batches(source(server.url, query, **secret), tmp_path))
    with pytest.raises(InputError, match=r"没有执行查询.*syntax error"):
        list(batches(source(f"sqlite:///{file}", "with gone as (select 1) delete from orders"), tmp_path))
    assert server.asked("select count(*) from orders") == [(MANY,)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("select * from nowhere", ["没有执行查询", 'relation "nowhere" does not exist', "sql.query"]),
        ("select 编号 from orders", ["没有执行查询", "does not exist"]),
        ("select id, day from orders", ["没有认出内容列。现有列：id、day", "text: 列名"]),
        ("select id, content from orders where updated_at >= :since", ["没有 watermark 写的列“updated_at”"]),
        ("select id, content, pg_sleep(30)::text from orders", ["没有执行查询", "timeout"]),
    ],
)
def test_a_query_that_fails_is_told_with_what_the_database_said(
    server: Server, secret: dict[str, object], tmp_path: Path, query: str, words: list[str]
) -> None:
    hotline = source(server.url, query, **secret)
    assert hotline.sql is not None
    with pytest.raises(InputError) as error:
        list(sql_batches(hotline, hotline.sql, tmp_path, None, seconds=2))
    for word in words:
        assert word in str(error.value)


def test_a_watermark_that_is_not_selected_is_told(file: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"没有 watermark 写的列“updated_at”。现有列：id、content"):
        list(batches(source(f"sqlite:///{file}", "select id, content from orders where updated_at >= :since"), tmp_path))


def _closed() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://reader@127.0.0.1:{closed}/postgres", ["连不上数据库 127.0.0.1:{closed}/postgres", "refused", "防火墙"]),
        ("postgresql://reader@127.0.0.1:{port}/elsewhere", ["连不上数据库", 'database "elsewhere" does not exist']),
        ("postgresql://nobody@127.0.0.1:{port}/postgres", ["连不上数据库", "password authentication failed", "密码是否正确"]),
        ("mssql+pyodbc://reader@127.0.0.1/rexian", ["没有安装数据库 mssql 的驱动", "pip install 'pyodbc'"]),
        ("postgres://reader@127.0.0.1/rexian", ["开头“postgres”不认识", "postgresql://"]),
        ("sqlite:////nowhere/rexian.db", ["数据库文件 /nowhere/rexian.db 不存在"]),
    ],
)
def test_a_database_that_cannot_be_reached_is_told_without_the_password(
    server: Server, secret: dict[str, object], tmp_path: Path, url: str, words: list[str]
) -> None:
    ports = {"port": server.port, "closed": _closed()}
    with pytest.raises(InputError) as error:
        list(batches(source(url.format(**ports), **secret), tmp_path))
    for word in words:
        assert word.format(**ports) in str(error.value)
    assert PASSWORD not in "".join(traceback.format_exception(error.value))


def test_a_connection_that_breaks_is_told_and_what_was_read_is_kept(server: Server, secret: dict[str, object], tmp_path: Path) -> None:
    rows = batches(source(server.url, **secret), tmp_path, size=1000)
    assert next(rows).state is not None
    server.run(f"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{READER}'")
    with pytest.raises(InputError, match=r"与数据库 127\.0\.0\.1:\d+/postgres 的连接断了：.*已读的都已保存，下次接着读"):
        list(rows)


def test_a_password_that_is_not_there_is_told(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REXIAN", raising=False)
    with pytest.raises(SettingsError, match="环境变量 REXIAN 没有设置"):
        list(batches(source(server.url, password={"env": "REXIAN"}), tmp_path))


def test_a_look_counts_what_waits_and_keeps_nothing(server: Server, secret: dict[str, object], tmp_path: Path) -> None:
    query = "select id, content, reply as 备忘, updated_at from orders where updated_at >= :since and id <= 50"
    hotline = source(server.url, query, **secret)
    assert hotline.sql is not None
    look = look_at_rows(hotline, hotline.sql, tmp_path, None, seconds=60, sample=10)
    assert (look.waiting, len(look.sample.documents)) == (50, 10)
    assert look.sample.columns == {"id": "id", "text": "content"}
    assert look.sample.ignored_columns == ("备忘",)
    assert tables_of(hotline.sql, tmp_path, seconds=60) == ["orders"]
