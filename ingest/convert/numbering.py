"""The numbers that Word puts before paragraphs of a list: 一、 （一） 1. ① – the text of a writ refers to them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from ingest.chinese_count import chinese_count
from ingest.convert.parts import attr, find, local

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"})
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"))
_ROMAN_ONES = ((4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


class Numbering:
    """Counts the list paragraphs of a document; ``label`` must be asked in their order. ``root`` is the numbering part, or None."""

    def __init__(self, root: Any) -> None:
        kinds = {attr(item, "abstractNumId"): _levels(item) for item in local(root, "abstractNum")}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        for item in local(root, "num"):
            kind = attr(find(item, "abstractNumId"), "val") or ""
            key = attr(item, "numId") or ""
            self._lists[key] = (kind, kinds.get(kind, {}))
            starts = {_int(attr(over, "ilvl"), 0): attr(find(over, "startOverride"), "val") for over in local(item, "lvlOverride")}
            self._restarts[key] = {depth: _int(start, 1) for depth, start in starts.items() if start is not None}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)  # lists of one kind count on, unless they say that they begin anew

    def label(self, paragraph: Any, styles: list[Any]) -> str:
        """What stands before a paragraph; empty where it is no list item."""
        properties = [find(paragraph, "pPr", "numPr"), *(find(style, "pPr", "numPr") for style in styles)]
        key = next((value for pr in properties if (value := attr(find(pr, "numId"), "val"))), "")
        depth = _int(next((value for pr in properties if (value := attr(find(pr, "ilvl"), "val"))), None), 0)
        kind, levels = self._lists.get(key, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts[kind]
        for at, start in self._restarts.pop(key, {}).items():
            counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return "● "
        if level.form == "none":
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            outer = levels.get(at, _Level("decimal", "", 1))
            return number(counts.get(at, outer.start), outer.form)

        return re.sub(r"%(\d)", shown, level.pattern)


def _levels(item: Any) -> dict[int, _Level]:
    return {
        _int(attr(level, "ilvl"), 0): _Level(
            attr(find(level, "numFmt"), "val") or "decimal",
            attr(find(level, "lvlText"), "val") or "",
            _int(attr(find(level, "start"), "val"), 1),
        )
        for level in local(item, "lvl")
    }


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else default


def number(value: int, form: str) -> str:
    """A count as a list of that form shows it; decimal for forms that Chinese writs do not use."""
    if form in _CHINESE:
        return chinese_count(value) if 0 < value < 100 else str(value)  # lists in writs are not longer
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form in _CIRCLED and 1 <= value <= 20:
        return chr(0x245F + value)
    if form in ("upperLetter", "lowerLetter") and 1 <= value <= 26:
        return chr((65 if form == "upperLetter" else 97) + value - 1)
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        text = _roman(value)
        return text.upper() if form == "upperRoman" else text
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    text = ""
    for worth, letters in (*_ROMAN, *_ROMAN_ONES):
        while value >= worth:
            text, value = text + letters, value - worth
    return text
