"""The paper of a DOCX section: its size, margins, header and footer."""

from __future__ import annotations

from typing import Any

from ingest.convert.docx_text import words
from ingest.convert.parts import Parts, attr, descendants, find, local
from ingest.convert.sheets import Paper

_TWIP = 1 / 20  # points
_SMALLEST, _LARGEST = 200.0, 3000.0  # points a side may have
_LEAST_ROOM = 100.0  # points between the margins


def paper(section: Any, before: Paper | None, parts: Parts, related: dict[str, tuple[str, str]]) -> Paper:
    """The paper of a section (None where the document names none); headers that it does not name are those ``before``."""
    heading = _line(section, "headerReference", parts, related)
    footing = _line(section, "footerReference", parts, related)
    if heading is None:
        heading = before.heading if before else ""
    if footing is None:
        footing = before.footing if before else ""
    wide, high = (_points(attr(find(section, "pgSz"), side)) for side in ("w", "h"))
    if wide is None or high is None or not (_SMALLEST < wide < _LARGEST and _SMALLEST < high < _LARGEST):
        return Paper(heading=heading, footing=footing)
    margins = find(section, "pgMar")
    given = [_points(attr(margins, side)) for side in ("left", "right", "top", "bottom")]
    left, right, top, bottom = (min(max(side if side is not None else 72.0, 20.0), 200.0) for side in given)
    if wide - left - right < _LEAST_ROOM or high - top - bottom < _LEAST_ROOM:
        left = right = top = bottom = 20.0
    return Paper(wide, high, left, right, top, bottom, heading, footing)


def _line(section: Any, kind: str, parts: Parts, related: dict[str, tuple[str, str]]) -> str | None:
    """The words of a header or footer on one line; None where the section names none."""
    references = {attr(item, "type"): attr(item, "id") or "" for item in local(section, kind)}
    key = references.get("default") or references.get("first")
    if key is None:
        return None
    _, place = related.get(key, ("", ""))
    if not parts.has(place):
        return ""
    lines = (words(item, numbered_pages=True).strip() for item in descendants(parts.xml(place), "p"))
    return "  ".join(" ".join(line.split()) for line in lines if line)


def _points(text: str | None) -> float | None:
    try:
        return float(text) * _TWIP if text else None
    except ValueError:
        return None
