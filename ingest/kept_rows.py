"""Pages as bytes and back, their seals included: the rows of the pages, and behind them those of the seals."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ingest import page_rows
from ingest.document import Box, Page, Seal

_LENGTH = 8  # bytes that say how long the rows of the pages are


def packed(pages: Iterable[Page]) -> bytes:
    """The pages as bytes, without loss."""
    kept = list(pages)
    rows = page_rows.packed(kept)
    seals = json.dumps([[_row(seal) for seal in page.seals] for page in kept], ensure_ascii=False, separators=(",", ":"))
    return len(rows).to_bytes(_LENGTH) + rows + zlib.compress(seals.encode(), 1)


def unpacked(data: bytes) -> list[Page]:
    """The pages that ``packed`` was given. ValueError where the bytes are not such pages, or damaged."""
    end = _LENGTH + int.from_bytes(data[:_LENGTH])
    pages = page_rows.unpacked(data[_LENGTH:end])
    try:
        rows = json.loads(zlib.decompress(data[end:]))
        return [replace(page, seals=tuple(_seal(*row) for row in own)) for page, own in zip(pages, rows, strict=True)]
    except (zlib.error, TypeError, RecursionError) as error:
        raise ValueError("no seals in these bytes") from error


def _row(seal: Seal) -> list[Any]:
    box = seal.box
    return [[box.x0, box.top, box.x1, box.bottom], seal.confidence, seal.text, seal.text_confidence]


def _seal(sides: Any, confidence: float, text: str | None, text_confidence: float) -> Seal:
    return Seal(Box(*sides), confidence, text, text_confidence)
