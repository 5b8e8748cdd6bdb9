"""The layout of an XLSX sheet that openpyxl does not give while it streams: merged cells and the widths of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ingest.convert.parts import attr, tag

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_MOST_MERGED = 20_000
_LAST_COLUMN = 16_384


@dataclass(slots=True)
class Layout:
    """``merged``: first row, first column, last row, last column, from 1. ``widths``: column → units of a digit's width."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    usual: float | None = None


def layout(stream: Any) -> Layout:
    """Read a sheet's XML from a binary stream, element by element, so that its size does not matter. etree.XMLSyntaxError."""
    found = Layout()
    elements = etree.iterparse(stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False)
    for _, element in elements:
        kind = tag(element)
        if kind == "col":
            _column(element, found)
        elif kind == "sheetFormatPr":
            found.usual = _number(attr(element, "defaultColWidth"))
        elif kind == "mergeCell" and len(found.merged) < _MOST_MERGED and (match := _REFERENCE.fullmatch(attr(element, "ref") or "")):
            found.merged.append((int(match[2]), letters(match[1]), int(match[4] or match[2]), letters(match[3] or match[1])))
        if kind not in ("mergeCells", "cols", "worksheet"):
            element.clear(keep_tail=False)
    return found


def letters(name: str) -> int:
    """The number of a column, from 1."""
    value = 0
    for letter in name:
        value = value * 26 + ord(letter) - 64
    return value


def _column(element: Any, found: Layout) -> None:
    width = _number(attr(element, "width"))
    first, last = (attr(element, side) or "" for side in ("min", "max"))
    if width is not None and first.isdecimal() and last.isdecimal():
        for column in range(int(first), min(int(last), _LAST_COLUMN, int(first) + 256) + 1):
            found.widths[column] = width


def _number(text: str | None) -> float | None:
    try:
        return min(max(float(text), 0.0), 255.0) if text else None
    except ValueError:
        return None
