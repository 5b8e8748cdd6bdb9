"""What comes out of a hotline source, piece by piece, and what is to be remembered once a piece is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.complaints import RecordForm, Records
from ingest.document import Source
from ingest.errors import InputError, RejectedInput

_NAMING = ("id", "title", "text", "date")  # what a record is recognised by when it comes again


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one file, or some rows of a database. ``source``: the file as the vault has it, None for rows.

    ``state``: what to remember under ``place`` once the records are stored; None for nothing. ``warning``: what is amiss all the same.
    """

    place: str
    name: str
    records: Records
    source: Source | None
    state: str | None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that was touched and holds what it held: only ``state`` is new."""

    place: str
    state: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that cannot be read. The others are."""

    name: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Growing:
    """A file that is still being written: it is left for the next time."""

    name: str


Piece = Batch | Unchanged | Unread | Growing


def lacking(form: RecordForm, columns: Mapping[str, str], name: str) -> str | None:
    """What to tell of columns that the source names and that are not there (``columns``: field → heading of those that are); None of none.

    RejectedInput (``columns``) where records would be taken for others without them.
    """
    gone = {field: heading for field, heading in form.columns.items() if heading is not None and field not in columns}
    if not gone:
        return None
    listed = "、".join(f"{field}: {heading}" for field, heading in gone.items())
    there = "、".join(columns.values())
    said = f"{name}：没有 columns 中写的列（{listed}）。认出的列：{there or '无'}。请核对表头或查询，或修改来源文件中的 columns"
    if any(field in _NAMING for field in gone):
        raise RejectedInput(f"{said}；改好之前不读，以免同一条记录读成两条", code="columns")
    return said


@dataclass(frozen=True, slots=True)
class Look:
    """What a source holds, looked at without storing anything.

    ``waiting``: how many rows are to be read; of a folder, how many files. ``files``: of those that were looked at, name → records in it.
    ``sample``: the records looked at. ``problems``: what is amiss, each with its remedy.
    ``unrecognised``: whether a file is amiss because nothing tells which column holds what.
    """

    waiting: int
    files: Mapping[str, int]
    sample: Records
    problems: tuple[str, ...]
    unrecognised: bool = False
