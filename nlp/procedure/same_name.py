"""Whether two written names are those of one person."""

from __future__ import annotations


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, or differ in one character as recognition misreads it."""
    if one == other:
        return True
    return len(one) == len(other) and len(one) > 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
