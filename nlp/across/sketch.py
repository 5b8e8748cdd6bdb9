"""MinHash of a text: two texts share as many of its numbers as they share rows of three characters.

A text becomes 72 bytes. Those of two texts that are 90 % alike agree in more than half; three in a row (a band) agree in nearly
every such pair and in few others, so that like texts are found by equal bands instead of by comparing every pair.
"""

from __future__ import annotations

import hashlib
import zlib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HASHES, ROWS = 72, 3
SHINGLE = 3  # characters


def sketch(text: str) -> str:
    """The MinHash in hexadecimal; empty for a text shorter than one row of characters."""
    rows = {text[i : i + SHINGLE] for i in range(len(text) - SHINGLE + 1)}
    if not rows:
        return ""
    import numpy as np  # a thirtieth of a second at the start of every run, which compares sketches and makes none

    numbers = np.fromiter((zlib.crc32(row.encode("utf-8", "surrogatepass")) for row in rows), dtype=np.uint64, count=len(rows))
    factors, terms = _functions()
    least = ((factors[:, None] * numbers[None, :] + terms[:, None]) >> np.uint64(32)).min(axis=1)
    return bytes((least & np.uint64(0xFF)).tolist()).hex()


def bands(made: str) -> list[str]:
    """The keys by which texts like it are found."""
    width = 2 * ROWS
    return [f"{number:x}-{made[at : at + width]}" for number, at in enumerate(range(0, len(made), width))]


def agreement(one: str, other: str) -> float:
    """The share of numbers that agree, 0 to 1."""
    a, b = bytes.fromhex(one), bytes.fromhex(other)
    return sum(x == y for x, y in zip(a, b, strict=True)) / HASHES if a and b else 0.0


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The hash functions: odd factors and terms, the same on every machine."""
    import numpy as np

    drawn = [int.from_bytes(hashlib.blake2b(bytes([number]), digest_size=8).digest(), "big") for number in range(2 * HASHES)]
    return np.array(drawn[:HASHES], dtype=np.uint64) | np.uint64(1), np.array(drawn[HASHES:], dtype=np.uint64)
