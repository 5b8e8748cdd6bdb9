"""Everything about the store that only SQLite knows: opening, locking, replacing rows.

Write-ahead logging lets readers work while one process writes. Write transactions take the lock when they begin
(``BEGIN IMMEDIATE``): a transaction that reads first and writes later could otherwise fail at the write, at once and
whatever the time-out, because another process wrote in between.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from ingest.errors import SettingsError

Item = TypeVar("Item")

KEYS_ONLY: dict[str, Any] = {"sqlite_with_rowid": False}  # a table that is all key: kept once, in the order of its key
_FEW = 400  # databases limit the parameters of one statement
_WAIT_MS = 60_000  # how long a writer waits for another one


def open_database(url: str) -> Engine:
    """An engine for ``sqlite:///path``. Raises SettingsError where the address is not one, or its folder does not exist."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SettingsError(f"数据库地址 {url!r} 无效：应形如 sqlite:///目录/zhijian.db。请检查 ZHIJIAN_DATABASE_URL。") from error
    if parsed.get_backend_name() != "sqlite":
        raise SettingsError(
            f"数据库类型 {parsed.get_backend_name()} 尚不支持：目前使用 SQLite。请去掉环境变量 ZHIJIAN_DATABASE_URL，或设为 sqlite:///目录/zhijian.db。"
        )
    file = database_file(parsed)
    if file is None:
        raise SettingsError("数据库地址没有文件名：多个进程要共用一个文件，请设为 sqlite:///目录/zhijian.db。")
    if not file.parent.is_dir():
        raise SettingsError(f"数据库所在目录 {file.parent} 不存在，请先建立该目录，或检查 ZHIJIAN_DATABASE_URL。")
    engine = create_engine(parsed, json_serializer=lambda value: json.dumps(value, ensure_ascii=False))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def database_file(url: URL) -> Path | None:
    """The file of the database, None where it lives in memory."""
    return Path(url.database) if url.database and url.database != ":memory:" else None


def writing(engine: Engine) -> Engine:
    """The same database; transactions begun here may write."""
    return engine.execution_options(zhijian_writes=True)


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of plain numbers and text, as many as there are: nothing is made of a value on its way to the driver."""
    if rows:
        connection.exec_driver_sql(_inserting(table, tuple(columns)), list(rows))


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; one whose key is there already stays as it is."""
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), list(rows))


def replace_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, keep: Sequence[str] = ()) -> None:
    """Insert rows; one with the same key takes the new values, except in the columns named by ``keep``."""
    if rows:
        connection.execute(_replacing(table, tuple(rows[0]), tuple(keep)), list(rows))


@lru_cache(maxsize=64)
def _inserting(table: Table, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' for _ in columns)})"


@lru_cache(maxsize=64)
def _replacing(table: Table, columns: tuple[str, ...], keep: tuple[str, ...]) -> Insert:
    unique = next((c for c in table.constraints if type(c).__name__ == "UniqueConstraint"), table.primary_key)
    keys = [column.name for column in unique.columns]  # type: ignore[attr-defined]
    statement = insert(table)
    changed = {name: statement.excluded[name] for name in columns if name not in keys and name not in keep}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def parts(items: Sequence[Item], size: int = _FEW) -> Iterator[Sequence[Item]]:
    """The items in order, as many at a time as one statement takes as parameters."""
    return (items[at : at + size] for at in range(0, len(items), size))


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where _begin says, not at the driver's guess
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("zhijian_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
