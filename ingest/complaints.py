"""Citizens' messages and hotline orders (留言、12345 工单) from exports (CSV, XLSX, XLS, JSON, JSONL) to Documents."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, get_args

from ingest import sniff
from ingest.cells import cell_text, columns_of, heading, parse_day
from ingest.complaint_columns import COLUMNS, METADATA, fields_of, is_header
from ingest.document import Document, Kind, Page, Source
from ingest.errors import RejectedInput
from ingest.names import printable
from ingest.personal import kinds_of
from ingest.readers.html_text import html_text
from ingest.tables import Row, json_rows, sheets

_RECORD_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind) if kind != "dossier"}
_HEADER_WITHIN = 20  # rows: exports begin with titles and query conditions
_KEPT = (*METADATA, "source", "site")
_HTML = re.compile(r"<(?:p|br|div|span|table|font|img|strong|ul|ol|li|a|h[1-6]|b)\b[^<>]*>", re.IGNORECASE)
_CUT_NUMBER = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # an emoji cut in two; it cannot be stored. One for one: offsets stay


Place = int | str  # the number of a row; where a workbook has several sheets of records, with the sheet before it
Outcome = tuple[Place, Document | None, str | None]  # where the row stands, the document, what to say about the row


@dataclass(frozen=True, slots=True)
class Records:
    """What a file held. ``rejected``: rows without content; ``notes``: rows taken in with something mended or missing.

    Both as (place, reason in Chinese). ``columns``: field → the heading it was found under, as printed; ``ignored_columns``: columns
    that mean nothing to us.
    """

    documents: tuple[Document, ...]
    rejected: tuple[tuple[Place, str], ...] = ()
    notes: tuple[tuple[Place, str], ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    ignored_columns: tuple[str, ...] = ()

    @classmethod
    def of(cls, outcomes: Iterable[Outcome], columns: Mapping[str, str], ignored: Iterable[str] = ()) -> Records:
        """What rows came to, one by one."""
        rows = list(outcomes)
        return cls(
            tuple(document for _, document, _ in rows if document),
            tuple((place, note or "") for place, document, note in rows if document is None),
            tuple((place, note) for place, document, note in rows if document and note),
            columns,
            tuple(dict.fromkeys(ignored)),
        )


@dataclass(frozen=True, slots=True)
class RecordForm:
    """How the rows of a source are understood, where that is not recognised.

    ``columns``: field → heading, None for none; ``statuses``: as written → in words; ``added``: metadata of every record.
    """

    columns: Mapping[str, str | None] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)


AS_RECOGNISED = RecordForm()


def read_records(path: Path, *, name: str | None = None, how: RecordForm = AS_RECOGNISED) -> Records:
    """Read a CSV, XLSX, XLS, JSONL or JSON file of records; ``name`` is what users call the file.

    RejectedInput: ``empty``, ``encrypted``, ``unsupported``, ``columns`` (no column with the content). UnreadableInput: ``damaged``.
    Text in cells is kept as written, without the blanks around it and HTML tags in it; text in JSON is kept exactly.
    """
    name = name or printable(path.name)
    if not path.is_file():
        raise RejectedInput(f"{printable(path)}：文件不存在，请检查路径", code="missing")
    if sniff.media_type(path) in (sniff.JSON, sniff.JSONL):
        found: dict[str, str] = {}
        return Records.of(_from_json(path, name, how, found), found)
    return _from_table(path, name, how)


def canonical(*, id: str | None, title: str | None, text: str, day: date | None) -> bytes:
    """The bytes that identify a record, whatever file it comes in; replies and counts change later and are left out."""
    return json.dumps([id, title, text, day.isoformat() if day else None], ensure_ascii=False).encode()


def _from_table(path: Path, name: str, how: RecordForm) -> Records:
    seen: list[str] = []
    found: list[tuple[str, list[Outcome]]] = []
    ignored: list[str] = []
    headings: dict[str, str] = {}
    for sheet, rows in sheets(path, name):
        above: tuple[Any, ...] = ()
        for row in rows:
            cells = row.cells
            if not is_header(fields_of(cells, how.columns)):  # a heading over two rows: its upper half stands in the row above
                cells = tuple(cell if cell is not None and str(cell).strip() else over for cell, over in zip_longest(cells, above))
            fields = fields_of(cells, how.columns)
            if is_header(fields):
                below = next(rows, None)
                if below is not None and _halves(fields, lower := fields_of(below.cells, how.columns), below):
                    cells = tuple(under or cell for cell, under in zip_longest(cells, below.cells))
                    fields = [under or field for field, under in zip_longest(fields, lower)]
                elif below is not None:
                    rows = chain([below], rows)
                columns = columns_of(fields)
                headings = {field: str(cells[index]).strip() for field, index in columns.items()} | headings
                ignored += [str(cell).strip() for i, cell in enumerate(cells) if i not in columns.values() and heading(cell)]
                found.append((sheet, [_from_row(row, columns, path, name, how) for row in rows]))
                break
            seen = seen or [str(cell).strip() for cell in cells if cell is not None and str(cell).strip()]
            above = row.cells
            if row.number >= _HEADER_WITHIN:
                break
    if not found:
        shown = "、".join(cell[:20] for cell in seen[:12]) or "无"
        raise RejectedInput(
            f"{name}：没有找到内容列。现有列：{shown}；需要“{COLUMNS['text'][0]}”列（或{'、'.join(COLUMNS['text'][1:5])}等）以及"
            "编号、标题、时间中的至少一列，请修改表头后重新提交",
            code="columns",
        )
    if len(found) == 1:
        return Records.of(found[0][1], headings, ignored)
    return Records.of(((f"{sheet}!{place}", document, note) for sheet, rows in found for place, document, note in rows), headings, ignored)


def _halves(fields: Sequence[str | None], lower: Sequence[str | None], below: Row) -> bool:
    """Whether the row below a heading is its lower half: it names further columns and holds no content."""
    at = fields.index("text")
    return any(lower) and (at >= len(below.cells) or not cell_text(below.cells[at]))


def _from_row(row: Row, columns: Mapping[str, int], path: Path, name: str, how: RecordForm) -> Outcome:
    cells = {field: row.cells[index] for field, index in columns.items() if index < len(row.cells)}
    document, note = record(cells, how, path=printable(path))
    notes = "；".join(filter(None, (row.note if document else None, note)))
    return row.number, document, f"{name} 第 {row.number} 行：{notes}" if notes else None


def record(cells: Mapping[str, object], how: RecordForm, *, path: str) -> tuple[Document | None, str | None]:
    """A record out of its cells by field, and what to say about it; None where it has no content."""
    values = {field: cell_text(value) for field, value in cells.items()}
    values |= {field: _plain(values[field]) for field in ("title", "text", "reply") if values.get(field)}
    if not values.get("text") and not values.get("title"):
        return None, "内容和标题都为空"
    notes = []
    day = parse_day(cells["date"]) if values.get("date") else None
    if values.get("date") and day is None:
        notes.append(f"时间“{values['date'][:30]}”无法识别，按无日期处理")
    if (replied := cells.get("reply_date")) and isinstance(replied, (int, float)) and (answered := parse_day(replied)):
        values["reply_date"] = answered.isoformat()
    if _CUT_NUMBER.fullmatch(values.get("id", "")):
        notes.append(f"编号“{values['id']}”已被表格软件改成科学计数法，原编号无从得知，请把该列设为文本后重新导出")
    document = _document("complaint", _understood(values, how), day, path)
    return document, "；".join(notes) or None


def _understood(values: Mapping[str, str], how: RecordForm) -> dict[str, str]:
    """A record with its status in words, and what the source says of all its records where the record itself says nothing."""
    said = how.statuses.get(values.get("status", ""))
    told = {**values, "status": said} if said else values
    return {**told, **{field: value for field, value in how.added.items() if not told.get(field)}}


def _plain(text: str) -> str:
    """Text out of a field that an editor of a web page filled; other text is left alone."""
    return html_text(text) if _HTML.search(text) else text.replace("&nbsp;", " ")


def _document(kind: Kind, values: Mapping[str, str], day: date | None, path: str) -> Document:
    title = values.get("title") or None
    text = values.get("text") or title or ""
    data = canonical(id=values.get("id") or None, title=title, text=text, day=day)
    sha256 = hashlib.sha256(data).hexdigest()
    told = {field: values[field] for field in _KEPT if values.get(field) or (field == "reply" and field in values)}  # "": no reply yet
    metadata = {"id": values.get("id") or sha256, **told}
    if kind == "complaint" and (personal := kinds_of(metadata, f"{title or ''}\n{text}")):
        metadata["personal"] = ",".join(sorted(personal))
    source = Source(sha256=sha256, media_type=sniff.TEXT, size=len(data), path=path, url=values.get("url") or None)
    return Document(source=source, kind=kind, title=title, pages=(Page(1, text),), published_at=day, metadata=metadata)


def _from_json(path: Path, name: str, how: RecordForm, columns: dict[str, str]) -> Iterator[Outcome]:
    """The rows of a JSON file; ``columns`` takes the keys found on the way, by field."""
    for number, value in json_rows(path, name):
        if isinstance(value, ValueError):
            yield number, None, f"{name}：{value}"
            continue
        place = f"{name} 第 {number} 行"
        if not isinstance(value, dict):
            yield number, None, f"{place}：应为一个 JSON 对象"
            continue
        value = _named(value, how.columns, columns)
        kind = _RECORD_KINDS.get(str(value.get("kind") or "complaint"))
        if kind is None:
            yield number, None, f"{place}：kind 为“{value['kind']}”，应为 {'、'.join(_RECORD_KINDS)} 之一"
            continue
        text, title = value.get("text"), value.get("title")
        if not isinstance(text, str) or not text.strip():
            yield number, None, f"{place}：text 缺失或为空"
            continue
        day = parse_day(value["date"]) if value.get("date") else None
        note = f"{place}：日期“{value['date']}”无法识别，按无日期处理" if value.get("date") and day is None else None
        values = {field: str(value[field]) for field in ("id", "url", *_KEPT) if value.get(field) is not None}
        values = _understood(values | {"text": text} | ({"title": str(title)} if title else {}), how)
        values = {field: _HALF_CHARACTER.sub("\ufffd", found) for field, found in values.items()}
        yield number, _document(kind, values, day, printable(path)), note


def _named(value: Mapping[str, Any], given: Mapping[str, str | None], columns: dict[str, str]) -> dict[str, Any]:
    """A JSON object under our names: those it bears already, else what its keys mean."""
    if "text" in value and not given:
        columns.update({key: key for key in value if key in COLUMNS})
        return dict(value)
    fields = fields_of(list(value), given)
    columns.update({field: key for field, key in zip(fields, value, strict=True) if field})
    meant = {field: told for field, told in zip(fields, value.values(), strict=True) if field}
    return meant | ({"kind": value["kind"]} if "kind" in value else {})
