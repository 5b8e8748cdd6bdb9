"""The styles of a DOCX: what a paragraph or table inherits from its style and from those it is based on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.convert.parts import attr, descendants, find, local

_STEPS = 12  # of styles based on one another; a loop ends there
_SIZE = 10.5  # points, where nothing else is said


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes in points; ``align`` as Word names it."""

    size: float
    align: str
    first: float
    left: float


class Styles:
    """Looks up styles by id; ``root`` is the styles part, None where the document has none."""

    def __init__(self, root: Any) -> None:
        self._styles = {attr(style, "styleId") or "": style for style in local(root, "style")}
        defaults = {
            attr(style, "type"): attr(style, "styleId") for style in local(root, "style") if attr(style, "default") in ("1", "true")
        }
        self._default = defaults.get("paragraph")
        self._default_table = defaults.get("table")
        self._base = _half_points(find(root, "docDefaults", "rPrDefault", "rPr", "sz"))

    def chain(self, style_id: str | None) -> Iterator[Any]:
        """A style and those it is based on."""
        for _ in range(_STEPS):
            style = self._styles.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = attr(find(style, "basedOn"), "val")

    def of_paragraph(self, paragraph: Any) -> list[Any]:
        """The styles that a paragraph follows, the nearest first."""
        return list(self.chain(attr(find(paragraph, "pPr", "pStyle"), "val") or self._default))

    def look(self, paragraph: Any, styles: list[Any]) -> Look:
        """How a paragraph looks: as it says itself, else as its styles say."""
        sizes = [size for run in local(paragraph, "r") if (size := _half_points(find(run, "rPr", "sz")))]
        size = max(sizes, default=None) or next((s for style in styles if (s := _half_points(find(style, "rPr", "sz")))), None)
        properties = [find(paragraph, "pPr"), *(find(style, "pPr") for style in styles)]
        align = next((value for pr in properties if (value := attr(find(pr, "jc"), "val"))), "left")
        size = min(max(size or self._base or _SIZE, 6.0), 40.0)
        return Look(
            size, align, _indent(properties, "firstLine", size), _indent(properties, "left", size) or _indent(properties, "start", size)
        )

    def is_ruled(self, table: Any) -> bool:
        """Whether a table or a cell of it has lines; tables that only put signatures side by side have none."""
        own = find(table, "tblPr", "tblBorders")
        styles = self.chain(attr(find(table, "tblPr", "tblStyle"), "val") or self._default_table)
        borders = own if own is not None else next((b for style in styles if (b := find(style, "tblPr", "tblBorders")) is not None), None)
        return any(_is_line(side) for around in (borders, *descendants(table, "tcBorders")) if around is not None for side in around)


def _is_line(side: Any) -> bool:
    return (attr(side, "val") or "none") not in ("none", "nil")


def _half_points(size: Any) -> float | None:
    value = attr(size, "val") or ""
    return int(value) / 2 if value.isdecimal() else None


def _indent(properties: list[Any], side: str, size: float) -> float:
    """In points, from twips or hundredths of a character; the nearest that says anything counts."""
    for pr in properties:
        indent = find(pr, "ind")
        for value, unit in ((attr(indent, f"{side}Chars"), size / 100), (attr(indent, side), 1 / 20)):
            if value and value.lstrip("-").isdecimal() and int(value):
                return min(max(int(value) * unit, 0.0), 120.0)
    return 0.0
