"""Whether two regions are two places."""

from __future__ import annotations

import re

_DIVISION = re.compile(r".{1,9}?(?:省|自治区|自治[州县旗]|[市州盟县区旗镇乡])")
_LEVELS = {"省": "省", "市": "市州盟", "县": "县区旗", "镇": "镇乡"}


def elsewhere(one: str, other: str) -> bool:
    """Whether the provinces, cities or counties of two regions have different names.

    A region may be written without its province (A市A3区), so that one that ends as the other does is the same.
    """
    if one.endswith(other) or other.endswith(one):
        return False
    a, b = _levels(one), _levels(other)
    return any(not (a[level].endswith(b[level]) or b[level].endswith(a[level])) for level in a.keys() & b.keys())


def _levels(region: str) -> dict[str, str]:
    """The parts of a region by level; a city within a city is a county."""
    found: dict[str, str] = {}
    for name in _DIVISION.findall(region):
        level = next((level for level, endings in _LEVELS.items() if name[-1] in endings), "省")
        found["县" if level == "市" and "市" in found else level] = name
    return found
