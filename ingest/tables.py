"""Rows out of CSV, XLSX and JSON files as other systems export them: any encoding, any delimiter, some of it broken."""

from __future__ import annotations

import csv
import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from ingest import sniff
from ingest.convert.office import office_to_xlsx
from ingest.errors import RejectedInput, UnreadableInput

_LARGEST_CELL = 10 << 20
_LARGEST_UNPACKED = 2 << 30
_WRAPPED_DEEPEST = 4  # objects within objects
_BROKEN_BYTES = "含有无法识别的字节，已用 � 代替"
_BROKEN_QUOTE = "引号不成对，已按原样读取"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read. ``number`` counts from 1 as spreadsheet programs and editors show it; ``note`` says what was mended."""

    number: int
    cells: tuple[Any, ...]
    note: str | None = None


def sheets(path: Path, name: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """The sheets of a table file with their rows; a CSV file is one sheet. RejectedInput where it is no table file."""
    kind = sniff.media_type(path)
    if kind == sniff.XLSX:
        yield from _workbook(path, name)
    elif kind == sniff.XLS:
        with tempfile.TemporaryDirectory(prefix="zhijian-table-") as folder:
            made = Path(folder) / "table.xlsx"
            office_to_xlsx(path, made, name)
            yield from _workbook(made, name)
    elif kind in (sniff.CSV, sniff.TEXT):
        yield "", csv_rows(table_text(path.read_bytes()))
    elif kind == sniff.EMPTY:
        raise RejectedInput(f"{name}：文件为空（0 字节），请重新导出后提交", code="empty")
    elif kind == sniff.OLE:
        raise RejectedInput(f"{name}：文件已加密或为旧版 Office 格式，请解除密码并另存为 XLSX 或 CSV 后重新提交", code="encrypted")
    else:
        raise RejectedInput(f"{name}：内容为{sniff.name_zh(kind)}，请导出为 XLSX、CSV 或 JSONL 后重新提交", code="unsupported")


def table_text(data: bytes) -> str:
    """Bytes of an exported table to text. UTF-8 with a few broken bytes stays UTF-8; everything else is tried as GB 18030."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(codec, "replace")
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(char > "\x7f" for char in text) - broken
    return text if broken * 20 <= foreign else data.decode("gb18030", "replace")


def csv_rows(text: str) -> Iterator[Row]:
    """Rows of a CSV text; the delimiter is the one the first line holds most of. A row with broken quotes is read as it stands."""
    lines = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line for line in lines if line.strip()), "")
    delimiter = max((",", "\t", ";"), key=first.count)
    csv.field_size_limit(_LARGEST_CELL)
    at = 0
    while at < len(lines):
        reader = csv.reader((line + "\n" for line in lines[at:]), delimiter=delimiter, strict=True)
        start, read = at, 0
        try:
            for cells in reader:
                number, read = start + read + 1, reader.line_num
                if any(cell.strip() for cell in cells):
                    broken = any("\ufffd" in cell for cell in cells)
                    yield Row(number, tuple(cells), _BROKEN_BYTES if broken else None)
            return
        except csv.Error:
            at = start + read
            yield Row(at + 1, tuple(lines[at].split(delimiter)), _BROKEN_QUOTE)
            at += 1


def json_rows(path: Path, name: str) -> Iterator[tuple[int, Any]]:
    """Values of a JSONL file with their line numbers, or of a JSON array with their positions; ValueError objects for broken lines."""
    text = table_text(path.read_bytes())
    if text.lstrip().startswith("["):
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise UnreadableInput(f"{name}：不是完整的 JSON（{error}），请重新导出", code="damaged") from error
        yield from enumerate(values, 1)
        return
    if (wrapped := _wrapped(text)) is not None:
        yield from enumerate(wrapped, 1)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, ValueError(f"第 {number} 行不是完整的 JSON：{error}")


def _wrapped(text: str) -> list[Any] | None:
    """The list of objects within a single JSON object, as interfaces answer: ``{"code": 0, "data": {"list": [ … ]}}``."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for _ in range(_WRAPPED_DEEPEST):
        if not isinstance(value, dict):
            return None
        inner = [part for part in value.values() if isinstance(part, list) and part and all(isinstance(one, dict) for one in part)]
        if inner:
            return max(inner, key=len)
        value = next((part for part in value.values() if isinstance(part, dict)), None)
    return None


def _workbook(path: Path, name: str) -> Iterator[tuple[str, Iterator[Row]]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST_UNPACKED:
                raise RejectedInput(f"{name}：表格展开后超过 {_LARGEST_UNPACKED >> 30} GB，请拆分后提交", code="bomb")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except RejectedInput:
        raise
    except Exception as error:  # openpyxl passes on whatever zipfile, the XML parser and its own descriptors raise
        raise _damaged(name) from error
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # several exporters write A1:A1 there, and rows would be cut off
            yield sheet.title, _sheet_rows(sheet, name)
    finally:
        book.close()


def _sheet_rows(sheet: Any, name: str) -> Iterator[Row]:
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            if any(cell is not None and str(cell).strip() for cell in cells):
                yield Row(number, tuple(cells))
    except (LookupError, ValueError, zipfile.BadZipFile, SyntaxError, EOFError) as error:
        raise _damaged(name) from error


def _damaged(name: str) -> UnreadableInput:
    return UnreadableInput(f"{name}：表格已损坏，无法读取，请重新导出后提交", code="damaged")
