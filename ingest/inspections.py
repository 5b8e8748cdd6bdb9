"""Ledgers of inspections of enterprises (涉企行政检查台账) and records of 扫码入企 from CSV or XLSX exports: one row, one Inspection."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from ingest.cells import cell_text, columns_of, fields_by_name, heading, parse_day
from ingest.errors import RejectedInput
from ingest.inspection import Inspection, RowPlace
from ingest.inspection_cells import agencies, certificates, joint, number, people, scanned, times
from ingest.inspection_columns import COLUMNS
from ingest.names import printable
from ingest.tables import Row, sheets

_FIELD_OF = fields_by_name(COLUMNS)
_NEEDED = ("enterprise", "date")
_ONE_CELL = ("enterprise", "uscc", "joint", "scanned")  # of several columns the first filled one counts; texts are joined
_HEADER_WITHIN = 20  # rows: exports begin with titles and query conditions
_CODE = re.compile(r"[0-9A-Z]{18}")
_CLOSING = re.compile(r"合计|总计|小计|填表|制表|审核人|填报|备注[:：]|注[:：]|说明[:：]")
_SERIAL = ("序号", "no", "no.")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not be taken in; ``reason`` names file, row, column and remedy."""

    place: RowPlace
    reason: str


@dataclass(frozen=True, slots=True)
class Inspections:
    """What a file held, in order. ``notes`` are rows taken in with something mended or doubtful.

    ``skipped`` are sheets that hold no such table, ``ignored_columns`` those that mean nothing to us, as printed.
    """

    rows: tuple[Inspection, ...]
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[RefusedRow, ...] = ()
    skipped: tuple[str, ...] = ()
    ignored_columns: tuple[str, ...] = ()


def read_inspections(path: Path, *, name: str | None = None, agency: str | None = None) -> Inspections:
    """Read a CSV or XLSX file, all its sheets; ``agency`` inspected where the table has no column that says who did.

    RejectedInput: ``missing``, ``empty``, ``encrypted``, ``unsupported``, ``columns`` (no sheet has the needed columns).
    UnreadableInput: ``damaged``.
    """
    name = name or printable(path.name)
    if not path.is_file():
        raise RejectedInput(f"{printable(path)}：文件不存在，请检查路径", code="missing")
    found: list[Inspections] = []
    skipped: list[str] = []
    seen = ""
    for sheet, rows in sheets(path, name):
        reader = _Sheet(name, sheet, agency)
        taken = reader.read(rows)
        if taken is None:
            skipped.append(sheet)
            seen = seen or reader.seen
        else:
            found.append(taken)
    if not found:
        raise RejectedInput(
            f"{name}：没有找到行政检查台账的表头。现有列：{seen or '无'}；需要“企业名称”（或被检查对象等）"
            "和“检查日期”（或检查时间、入企时间等）两列，请修改表头后重新提交",
            code="columns",
        )
    return Inspections(
        tuple(row for one in found for row in one.rows),
        tuple(row for one in found for row in one.refused),
        tuple(row for one in found for row in one.notes),
        tuple(skipped),
        tuple(dict.fromkeys(column for one in found for column in one.ignored_columns)),
    )


def inspections_of(rows: Sequence[Mapping[str, object]], *, file: str) -> tuple[Inspection, ...]:
    """Inspections of a table written as heading → cell, row by row. ValueError where a row cannot be taken in."""
    head = list(dict.fromkeys(name for row in rows for name in row))
    table = [Row(1, tuple(head)), *(Row(n, tuple(row.get(name) for name in head)) for n, row in enumerate(rows, 2))]
    taken = _Sheet(file, "", None).read(iter(table))
    if taken is None or taken.refused:
        raise ValueError("；".join(one.reason for one in taken.refused) if taken else f"{file}：没有企业名称、检查日期两列")
    return taken.rows


class _Sheet:
    """One sheet in hand."""

    def __init__(self, file: str, sheet: str, agency: str | None) -> None:
        self._file, self._sheet, self._agency = file, sheet, agency
        self._columns: dict[str, list[int]] = {}
        self._names: list[str] = []
        self._head: list[str] = []
        self.seen = ""

    def read(self, rows: Iterator[Row]) -> Inspections | None:
        """Everything below the header; None where there is no header."""
        first = self._find_header(rows)
        if first is None:
            return None
        good: list[Inspection] = []
        refused: list[RefusedRow] = []
        notes: list[RefusedRow] = []
        for row in (*first, *rows):
            place = RowPlace(self._file, self._sheet, row.number)
            said = [row.note] if row.note else []
            taken = self._row(row, place, said.append)
            if isinstance(taken, str):
                refused.append(RefusedRow(place, f"{place.text}：{taken}"))
                continue
            good.append(taken)
            if said:
                notes.append(RefusedRow(place, f"{place.text}：{'；'.join(said)}"))
        used = {index for indices in self._columns.values() for index in indices}
        ignored = tuple(name for index, name in enumerate(self._names) if index not in used and heading(name) not in ("", *_SERIAL))
        return Inspections(tuple(good), tuple(refused), tuple(notes), (), ignored)

    def _find_header(self, rows: Iterator[Row]) -> tuple[Row, ...] | None:
        """Look for the header; returns the rows read past it."""
        for row in rows:
            fields = _fields(row)
            if all(field in fields for field in _NEEDED):
                return self._settle(row, next(rows, None))
            self.seen = self.seen or "、".join([text[:20] for cell in row.cells if (text := cell_text(cell))][:12])
            if row.number >= _HEADER_WITHIN:
                break
        return None

    def _settle(self, row: Row, below: Row | None) -> tuple[Row, ...]:
        """Keep the columns. A second line of headings (执法人员 over 姓名 and 证号) has no enterprise and no day of its own."""
        fields, names = _fields(row), [cell_text(cell) for cell in row.cells]
        self._head = names
        second = _fields(below) if below is not None else []
        if below is not None and any(second) and not _is_data(below, columns_of(fields)):
            wide = max(len(fields), len(second))
            fields = [under or over for under, over in zip(_padded(second, wide), _padded(fields, wide), strict=True)]
            texts = [cell_text(cell) for cell in below.cells]
            names = [under or over or "" for under, over in zip(_padded(texts, wide), _padded(names, wide), strict=True)]
            below = None
        for index, field in enumerate(fields):
            if field:
                self._columns.setdefault(field, []).append(index)
        self._names = names
        return (below,) if below is not None else ()

    def _row(self, row: Row, place: RowPlace, note: Callable[[str], None]) -> Inspection | str:
        """The inspection of a row, or what is wrong with it and how to mend it."""
        texts = [cell_text(cell) for cell in row.cells]
        if texts == self._head:
            return "是重复的表头，不是检查记录，无须处理"
        values = {field: self._value(field, texts) for field in self._columns}
        if not values["enterprise"] and any(_CLOSING.match(text) for text in texts):
            return "是合计、填表说明等，不是检查记录，无须处理"
        problem, day = self._day(row)
        if not values["enterprise"]:
            problem = f"“{self._heading('enterprise')}”列为空，请补填企业名称（有合并单元格的，请取消合并并逐行填写）后重新导入"
        whose = agencies(values.get("agency") or self._agency or "")
        if not problem and not whose:
            problem = "表中没有“检查机关”列，请增加该列，或者用 --agency 写明检查机关后重新导入"
            if "agency" in self._columns:
                problem = f"“{self._heading('agency')}”列为空，请补填检查机关后重新导入"
        if day is None or problem:
            return problem
        start, end = times(values, day)
        if start and end and end < start:
            note("离企时间早于入企时间，离企时间不采用")
            end = None
        code = re.sub(r"\s", "", values.get("uscc", "")).upper()
        if code and not _CODE.fullmatch(code):
            note(f"统一社会信用代码“{code[:24]}”不是十八位，按企业名称归集")
            code = ""
        cells = tuple((name, text) for name, text in zip_longest(self._names, texts[: len(self._names)], fillvalue="") if name)
        enterprise = re.sub(r"\s+", "", values["enterprise"]).replace("(", "（").replace(")", "）")
        return Inspection(
            id=_hash(whose, enterprise, day, cells),
            place=place,
            agencies=whose,
            enterprise=enterprise,
            day=day,
            cells=cells,
            uscc=code or None,
            start=start,
            end=end,
            items=values.get("items"),
            reason=values.get("reason"),
            officers=people(values.get("officers")),
            officers_as_written=values.get("officers"),
            certificates=certificates(values.get("certificates"), values.get("officers")),
            assistants=values.get("assistants"),
            notice=number(values.get("notice")),
            approval=number(values.get("approval")),
            result=values.get("result"),
            problems=values.get("problems"),
            joint=True if len(whose) > 1 else joint(values.get("joint")),
            scanned=True if self._is_scan_log else scanned(values),
            address=values.get("address"),
            risk=values.get("risk"),
            enterprise_type=values.get("enterprise_type"),
            feedback=values.get("feedback"),
            remarks=values.get("remarks"),
        )

    def _day(self, row: Row) -> tuple[str, date | None]:
        """What is wrong with the day, and the day."""
        name = self._heading("date")
        raw = next((row.cells[i] for i in self._columns["date"] if i < len(row.cells) and cell_text(row.cells[i])), None)
        if raw is None:
            return f"“{name}”列为空，请补填检查日期（例如 2025-03-05）后重新导入", None
        day = parse_day(raw)
        return "" if day else f"“{name}”列的“{cell_text(raw)[:30]}”不是日期，请改为 2025-03-05 的写法后重新导入", day

    @cached_property
    def _is_scan_log(self) -> bool:
        """Whether every row is a scan: the export of a 扫码入企 platform without a column that tells so."""
        named = any("扫码" in text for text in (self._file, self._sheet, *self._names))
        return named and "scanned" not in self._columns and "scanned_at" not in self._columns

    def _value(self, field: str, texts: Sequence[str]) -> str:
        """All cells of a field: several columns may speak of one (检查类型 and 检查事由)."""
        said = dict.fromkeys(texts[i] for i in self._columns[field] if i < len(texts) and texts[i])
        return next(iter(said), "") if field in _ONE_CELL else "；".join(said)

    def _heading(self, field: str) -> str:
        return self._names[self._columns[field][0]]


def _fields(row: Row) -> list[str | None]:
    return [_FIELD_OF.get(heading(cell)) for cell in row.cells]


def _padded(cells: Sequence[str | None], wide: int) -> list[str | None]:
    return [*cells, *[None] * (wide - len(cells))]


def _is_data(row: Row, columns: Mapping[str, int]) -> bool:
    return any(cell_text(row.cells[columns[field]]) for field in _NEEDED if columns[field] < len(row.cells))


def _hash(whose: Sequence[str], enterprise: str, day: date, cells: Sequence[tuple[str, str]]) -> str:
    """What the row says, without where it stands and its number in the export."""
    said = [value for name, value in cells if value and heading(name) not in _SERIAL]
    content = json.dumps([*whose, enterprise, day.isoformat(), *said], ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
