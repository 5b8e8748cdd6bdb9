"""Hotline records out of a database, in batches.

The query stands inside a query of ours, so that nothing but one select statement can be run. Rows stream from the server in the order
of the watermark: what was stored need not be read again after a kill, and memory holds one batch whatever the size of the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Subquery, bindparam, column, func, inspect, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.types import NullType

from crawlers.hotline import SINCE, Database, Hotline
from crawlers.hotline_batch import Batch, Look, lacking
from crawlers.hotline_database import connected
from ingest.cells import columns_of
from ingest.complaint_columns import COLUMNS, fields_of, is_header
from ingest.complaints import Records, record
from ingest.errors import RejectedInput

PLACE = "query"  # what the watermark is remembered under
BATCH = 4096  # rows in memory: enough that starting worker processes for each batch is worth while
# what a watermark may be, by the name of its type
_MARKS: dict[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "int": int,
    "float": float,
    "Decimal": Decimal,
    "str": str,
}


def sql_batches(
    hotline: Hotline, database: Database, home: Path, state: str | None, *, seconds: float, size: int = BATCH
) -> Iterator[Batch]:
    """The rows that came since ``state`` (what was remembered last; None to begin), ``size`` at a time; a query may take ``seconds``.

    Raises as ``crawlers.hotline_database.connected`` does, and RejectedInput: ``columns``, ``watermark``.
    """
    since = _since(hotline, database, state)
    with connected(database, home, seconds=seconds) as connection:
        query = select(text("*")).select_from(_asked(database, connection, since))
        headings = list(connection.execute(query.limit(0)).keys())
        columns, warning = _columns(hotline, headings)
        at = _watermark(hotline, database, headings)
        ordered = query if at is None else query.order_by(column(headings[at]))
        rows_before = 0
        for rows in connection.execution_options(yield_per=size).execute(ordered).partitions():
            records = _records(hotline, rows, headings, columns, rows_before)
            rows_before += len(rows)
            mark = next((row[at] for row in reversed(rows) if row[at] is not None), None) if at is not None else None
            yield Batch(PLACE, hotline.name, records, None, None if mark is None else _written(hotline, mark), warning)


def look_at_rows(hotline: Hotline, database: Database, home: Path, state: str | None, *, seconds: float, sample: int) -> Look:
    """How many rows wait to be read, and the first few of them; raises as ``sql_batches`` does."""
    since = _since(hotline, database, state)
    with connected(database, home, seconds=seconds) as connection:
        asked = _asked(database, connection, since)
        waiting = connection.scalar(select(func.count()).select_from(asked)) or 0
        result = connection.execute(select(text("*")).select_from(asked).limit(sample))
        headings = list(result.keys())
        columns, warning = _columns(hotline, headings)
        _watermark(hotline, database, headings)
        records = _records(hotline, result.all(), headings, columns, 0)
        unused = tuple(name for name in records.ignored_columns if name != database.watermark)
        return Look(waiting, {}, replace(records, ignored_columns=unused), (warning,) if warning else ())


def tables_of(database: Database, home: Path, *, seconds: float) -> list[str]:
    """The tables and views of a database."""
    with connected(database, home, seconds=seconds) as connection:
        found = inspect(connection)
        return sorted((*found.get_table_names(), *found.get_view_names()))


def _asked(database: Database, connection: Connection, since: Any) -> Subquery:
    """The office's query as a table; the parameter is sent as it is, for the database to compare with its own type."""
    asked = text(f"{database.query}\n")  # a remark at its end would take our bracket with it
    if database.watermark:
        if connection.dialect.name == "sqlite" and isinstance(since, date):
            since = str(since)  # it has no type for times
        asked = asked.bindparams(bindparam(SINCE, since, type_=NullType()))
    return asked.columns().subquery("hotline")


def _columns(hotline: Hotline, headings: Sequence[str]) -> tuple[Mapping[str, int], str | None]:
    fields = fields_of(headings, hotline.columns)
    columns = columns_of(fields)
    warning = lacking(hotline.form, {field: headings[at] for field, at in columns.items()}, hotline.name)
    if not is_header(fields):
        raise RejectedInput(
            f"{hotline.name}：查询结果里没有认出内容列。现有列：{'、'.join(headings)}；需要内容以及编号、标题、时间中的至少一列。"
            f"请在 columns 中写明，例如 text: 列名，或在查询中改名，例如 select 列名 as {COLUMNS['text'][0]}",
            code="columns",
        )
    return columns, warning


def _watermark(hotline: Hotline, database: Database, headings: Sequence[str]) -> int | None:
    if database.watermark is None:
        return None
    if database.watermark not in headings:
        raise RejectedInput(
            f"{hotline.name}：查询结果里没有 watermark 写的列“{database.watermark}”。现有列：{'、'.join(headings)}。请把它加到 select 后面",
            code="columns",
        )
    return headings.index(database.watermark)


def _records(hotline: Hotline, rows: Sequence[Any], headings: Sequence[str], columns: Mapping[str, int], before: int) -> Records:
    outcomes = []
    for number, row in enumerate(rows, before + 1):
        document, note = record({field: row[at] for field, at in columns.items()}, hotline.form, path=hotline.name)
        outcomes.append((number, document, f"{hotline.name} 第 {number} 行：{note}" if note else None))
    found = {field: headings[at] for field, at in columns.items()}
    return Records.of(outcomes, found, (name for name in headings if name not in found.values()))


def _since(hotline: Hotline, database: Database, state: str | None) -> Any:
    """Where to go on: what was remembered, or the start where there is nothing or the source asks something else now."""
    if state is not None:
        remembered = json.loads(state)
        if remembered["form"] == hotline.fingerprint:
            return _MARKS[remembered["type"]](remembered["value"])
    return database.start


def _written(hotline: Hotline, mark: Any) -> str:
    kind = type(mark).__name__
    if kind not in _MARKS:
        raise RejectedInput(f"{hotline.name}：watermark 的值应是时间、日期、数字或文字，而不是 {kind}，请换一列", code="watermark")
    value = mark.isoformat() if isinstance(mark, date) else str(mark)
    return json.dumps({"form": hotline.fingerprint, "type": kind, "value": value}, ensure_ascii=False)
