"""One hash over everything the machine found: equal after a killed and resumed run and after an uninterrupted one."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import Connection, select

from index.schema import FOUND_BY_MACHINE, VOLATILE
from index.schema_across import FOUND_ACROSS
from index.schema_events import FOUND_EVENTS


def content_digest(connection: Connection) -> str:
    """SHA-256 over everything found, table by table in order of their keys, without what depends on time or order."""
    total = hashlib.sha256()
    for table in (*FOUND_BY_MACHINE, *FOUND_ACROSS, *FOUND_EVENTS):
        columns = [column for column in table.columns if column.info != VOLATILE]
        total.update(f"{table.name}\n".encode())
        for row in connection.execute(select(*columns).order_by(*table.primary_key.columns)):
            total.update(json.dumps(list(row), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))
            total.update(b"\n")
    return total.hexdigest()
