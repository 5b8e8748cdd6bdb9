"""Citizens' messages and hotline orders (留言、12345 工单) from CSV, XLSX or JSONL exports to Documents."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from ingest import sniff
from ingest.cells import cell_text, columns_of, fields_by_name, heading, parse_day
from ingest.document import Document, Kind, Page, Source
from ingest.errors import RejectedInput
from ingest.names import printable
from ingest.tables import Row, json_rows, sheets

# Column names as the platforms in use print them; the first name is what messages to users say.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": (
        "编号",
        "留言编号",
        "工单编号",
        "工单号",
        "来电编号",
        "信件编号",
        "信访编号",
        "事项编号",
        "诉求编号",
        "受理编号",
        "投诉编号",
        "id",
    ),
    "title": ("标题", "留言主题", "主题", "留言标题", "诉求标题", "工单标题", "信件标题", "事项标题", "来信标题", "问题标题", "title"),
    "text": (
        *("内容", "留言详情", "诉求内容", "留言内容", "工单内容", "来电内容", "信件内容", "投诉内容", "举报内容", "反映内容", "问题描述"),
        *("诉求描述", "事项内容", "主要内容", "详情", "诉求详情", "反映问题", "正文", "text", "content"),
    ),
    "date": (
        *("时间", "留言时间", "受理时间", "来电时间", "诉求时间", "提交时间", "创建时间", "登记时间", "投诉时间", "反映时间", "日期"),
        *("留言日期", "受理日期", "来信时间", "date", "time"),
    ),
    "user": ("留言用户", "用户", "用户编号", "留言人", "诉求人", "来电人", "投诉人", "反映人"),
    "reply": ("答复意见", "回复内容", "答复内容", "办理结果", "处理结果", "办理情况", "回复意见", "答复情况"),
    "reply_date": ("答复时间", "回复时间", "办结时间", "答复日期", "回复日期"),
    "status": ("办理状态", "工单状态", "处理状态", "办件状态", "当前状态", "答复状态", "回复状态", "状态", "status"),
    "agency": ("承办单位", "办理单位", "承办部门", "责任单位", "答复单位", "处理单位", "主办单位"),
    "region": ("区域", "所属区域", "所属区县", "区县", "事发区域", "所属地区"),
    "address": ("事发地址", "地址", "事发地点", "诉求地址"),
    "category": ("一级分类", "一级标签", "分类", "诉求类型", "事项类型", "工单类型", "类别", "问题分类"),
    "channel": ("来源渠道", "诉求来源", "受理渠道", "工单来源", "来电渠道", "信件来源", "渠道"),
    "likes": ("点赞数", "赞成数", "支持数"),
    "dislikes": ("反对数",),
    "url": ("链接", "网址", "url"),
}
_META = ("user", "reply", "reply_date", "status", "agency", "region", "address", "category", "channel", "likes", "dislikes")
_RECORD_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind) if kind != "dossier"}
_HEADER_WITHIN = 20  # rows: exports begin with titles and query conditions
_FIELD_OF = fields_by_name(COLUMNS)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # an emoji cut in two; it cannot be stored. One for one: offsets stay


@dataclass(frozen=True, slots=True)
class Records:
    """What a file held. ``rejected``: rows without content; ``notes``: rows taken in with something mended or missing.

    Both as (row number, reason in Chinese). ``ignored_columns``: columns that mean nothing to us, as printed.
    """

    documents: tuple[Document, ...]
    rejected: tuple[tuple[int, str], ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    ignored_columns: tuple[str, ...] = ()


def read_records(path: Path, *, name: str | None = None) -> Records:
    """Read a CSV, XLSX, JSONL or JSON file of records; ``name`` is what users call the file.

    RejectedInput: ``empty``, ``encrypted``, ``unsupported``, ``columns`` (no column with the content). UnreadableInput: ``damaged``.
    Text in cells is kept as written, without the blanks around it; text in JSON is kept exactly.
    """
    name = name or printable(path.name)
    if not path.is_file():
        raise RejectedInput(f"{printable(path)}：文件不存在，请检查路径", code="missing")
    if sniff.media_type(path) in (sniff.JSON, sniff.JSONL):
        return _collected(_from_json(path, name))
    return _from_table(path, name)


def canonical(*, id: str | None, title: str | None, text: str, day: date | None) -> bytes:
    """The bytes that identify a record, whatever file it comes in; replies and counts change later and are left out."""
    return json.dumps([id, title, text, day.isoformat() if day else None], ensure_ascii=False).encode()


def write_jsonl(documents: Iterable[Document], path: Path) -> int:
    """Write documents as the lines ``zhijian read`` takes; returns how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for document in documents:
            line = {
                "id": document.metadata.get("id", document.source.sha256),
                "kind": document.kind,
                "title": document.title,
                "text": document.text,
                "date": document.published_at.isoformat() if document.published_at else None,
                "url": document.source.url,
            }
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    return count


_Outcome = tuple[int, Document | None, str | None]  # row number, the document, what to say about the row


def _collected(outcomes: Iterable[_Outcome], ignored: Sequence[str] = ()) -> Records:
    rows = list(outcomes)
    return Records(
        tuple(document for _, document, _ in rows if document),
        tuple((number, note or "") for number, document, note in rows if document is None),
        tuple((number, note) for number, document, note in rows if document and note),
        tuple(ignored),
    )


def _from_table(path: Path, name: str) -> Records:
    seen: list[str] = []
    for _, rows in sheets(path, name):
        for row in rows:
            fields = [_FIELD_OF.get(heading(cell)) for cell in row.cells]
            if "text" in fields and len({field for field in fields if field}) > 1:
                columns = columns_of(fields)
                ignored = [str(cell).strip() for i, cell in enumerate(row.cells) if i not in columns.values() and heading(cell)]
                return _collected((_from_row(row, columns, path, name) for row in rows), ignored)
            seen = seen or [str(cell).strip() for cell in row.cells if cell is not None and str(cell).strip()]
            if row.number >= _HEADER_WITHIN:
                break
    found = "、".join(cell[:20] for cell in seen[:12]) or "无"
    raise RejectedInput(
        f"{name}：没有找到内容列。现有列：{found}；需要“{COLUMNS['text'][0]}”列（或{'、'.join(COLUMNS['text'][1:5])}等）以及"
        "编号、标题、时间中的至少一列，请修改表头后重新提交",
        code="columns",
    )


def _from_row(row: Row, columns: Mapping[str, int], path: Path, name: str) -> _Outcome:
    cells = {field: row.cells[index] for field, index in columns.items() if index < len(row.cells)}
    values = {field: cell_text(value) for field, value in cells.items()}
    if not values.get("text") and not values.get("title"):
        return row.number, None, f"{name} 第 {row.number} 行：内容和标题都为空"
    notes = [row.note] if row.note else []
    day = parse_day(cells["date"]) if values.get("date") else None
    if values.get("date") and day is None:
        notes.append(f"时间“{values['date'][:30]}”无法识别，按无日期处理")
    document = _document("complaint", values, day, printable(path))
    return row.number, document, f"{name} 第 {row.number} 行：{'；'.join(notes)}" if notes else None


def _document(kind: Kind, values: Mapping[str, str], day: date | None, path: str) -> Document:
    title = values.get("title") or None
    text = values.get("text") or title or ""
    data = canonical(id=values.get("id") or None, title=title, text=text, day=day)
    sha256 = hashlib.sha256(data).hexdigest()
    told = {field: values[field] for field in _META if values.get(field) or (field == "reply" and field in values)}  # "": no reply yet
    metadata = {"id": values.get("id") or sha256, **told}
    source = Source(sha256=sha256, media_type=sniff.TEXT, size=len(data), path=path, url=values.get("url") or None)
    return Document(source=source, kind=kind, title=title, pages=(Page(1, text),), published_at=day, metadata=metadata)


def _from_json(path: Path, name: str) -> Iterator[_Outcome]:
    for number, value in json_rows(path, name):
        if isinstance(value, ValueError):
            yield number, None, f"{name}：{value}"
            continue
        place = f"{name} 第 {number} 行"
        if not isinstance(value, dict):
            yield number, None, f"{place}：应为一个 JSON 对象"
            continue
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
        values = {field: str(value[field]) for field in ("id", "url", *_META) if value.get(field) is not None}
        values |= {"text": text} | ({"title": str(title)} if title else {})
        values = {field: _HALF_CHARACTER.sub("\ufffd", found) for field, found in values.items()}
        yield number, _document(kind, values, day, printable(path)), note
