"""Pages as compressed bytes and back, without loss: plain JSON rows, so that nothing in a file can be more than data."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ingest.document import Box, Cell, Line, Page, Seal

_LEVEL = 1  # of zlib: 6 saves a tenth and takes three times as long


def packed(pages: Iterable[Page]) -> bytes:
    """The pages as bytes."""
    rows = [_row(page) for page in pages]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(data: bytes) -> list[Page]:
    """The pages that ``packed`` was given. ValueError where the bytes are not such pages, or damaged."""
    try:
        return [_page(*row) for row in json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))]
    except (zlib.error, TypeError, RecursionError) as error:
        raise ValueError("no pages in these bytes") from error


def _row(page: Page) -> list[Any]:
    return [
        page.number,
        page.text,
        [[line.start, line.end, _sides(line.box), line.edges] for line in page.lines],
        page.width,
        page.height,
        page.origin,
        page.confidence,
        [[[cell.row, cell.column, _sides(cell.box), cell.ranges] for cell in table] for table in page.tables],
        page.problem,
        page.blank,
        [_sides(picture) for picture in page.pictures],
        [[_sides(seal.box), seal.confidence, seal.text, b64encode(seal.ring).decode("ascii")] for seal in page.seals],
    ]


def _page(number: int, text: str, lines: Any, width: float, height: float, origin: Any, confidence: float, tables: Any, *rest: Any) -> Page:
    problem, blank, pictures, seals = rest
    page = Page(number, text, (), width, height, origin, confidence, (), problem, blank)
    return replace(
        page,
        lines=tuple(Line(start, end, Box(*box), tuple(edges)) for start, end, box, edges in lines),
        tables=tuple(tuple(Cell(row, column, Box(*box), _ranges(ranges)) for row, column, box, ranges in table) for table in tables),
        pictures=tuple(Box(*box) for box in pictures),
        seals=tuple(Seal(Box(*box), confidence, text, b64decode(ring)) for box, confidence, text, ring in seals),
    )


def _sides(box: Box) -> list[float]:
    return [box.x0, box.top, box.x1, box.bottom]


def _ranges(rows: Any) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in rows)
