"""The table of what was read of the hotline sources, beside those of ``index.schema``.

It says how far reading has come, nothing about what was found, so ``index.digest`` hashes none of it.
"""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from index.schema import METADATA

# one row for each place of a source (a file, a query): ``state`` is what the source's reader wants to know the next time
HOTLINE_STATE = Table(
    "hotline_state",
    METADATA,
    Column("source", String(128), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("at", String(40), nullable=False),
)
