"""Glyph outlines of the font, so that a seal's lettering can be drawn as lines, not as text a reader would read."""

from __future__ import annotations

import struct
from functools import lru_cache

from ingest.fonts import FONT_PATH

Point = tuple[float, float, bool]  # x, y in units of one em, on the curve
UNITS = 1024.0


@lru_cache(maxsize=1)
def _tables() -> dict[str, bytes]:
    data = FONT_PATH.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag.decode("ascii")] = data[offset : offset + length]
    return tables


def contours(glyph: int) -> list[list[Point]]:
    """The closed contours of glyph number ``glyph`` (quadratic, TrueType; the font holds simple glyphs only)."""
    tables = _tables()
    long_format = struct.unpack_from(">h", tables["head"], 50)[0]
    if long_format:
        start, end = struct.unpack_from(">LL", tables["loca"], 4 * glyph)
    else:
        start, end = (2 * value for value in struct.unpack_from(">HH", tables["loca"], 2 * glyph))
    if start == end:
        return []
    data = tables["glyf"][start:end]
    (number,) = struct.unpack_from(">h", data, 0)
    ends = struct.unpack_from(f">{number}H", data, 10)
    (skip,) = struct.unpack_from(">H", data, 10 + 2 * number)
    at = 12 + 2 * number + skip
    total = ends[-1] + 1
    flags: list[int] = []
    while len(flags) < total:
        flag = data[at]
        at += 1
        repeat = 1
        if flag & 8:
            repeat += data[at]
            at += 1
        flags += [flag] * repeat
    xs, at = _coordinates(data, at, flags, 2, 16)
    ys, _ = _coordinates(data, at, flags, 4, 32)
    points = [(x / UNITS, y / UNITS, bool(flag & 1)) for x, y, flag in zip(xs, ys, flags, strict=False)]
    return [points[first:last] for first, last in zip((0, *(end + 1 for end in ends)), (end + 1 for end in ends), strict=False)]


def _coordinates(data: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    values, value = [], 0
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, at)[0]
            at += 2
        values.append(value)
    return values, at
