"""The numbers that Word puts before paragraphs of a list: 一、 （一） 1. ① – the text of a writ refers to them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

_DIGITS = "〇一二三四五六七八九"


class Numbering:
    """Counts the list paragraphs of a document; ``label`` must be asked in their order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        kinds = {item.get(qn("w:abstractNumId")): _levels(item) for item in root.iterfind(qn("w:abstractNum"))}
        for item in root.iterfind(qn("w:num")):
            kind = item.find(qn("w:abstractNumId"))
            if kind is not None:
                self._levels[item.get(qn("w:numId"))] = kinds.get(kind.get(qn("w:val")), {})

    def label(self, element: Any, style: Any) -> str:
        """What stands before a paragraph; empty where it is no list item."""
        properties = _properties(element, style)
        if properties is None:
            return ""
        number, level = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
        key = number.get(qn("w:val")) if number is not None else None
        depth = int(level.get(qn("w:val"))) if level is not None else 0
        levels = self._levels.get(key or "")
        if not key or not levels or depth not in levels:
            return ""
        counts = self._counts[key]
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return _number(counts.get(at, levels.get(at, ("", "", 1))[2]), levels.get(at, ("decimal", "", 1))[0])

        form, pattern, _ = levels[depth]
        return "• " if form == "bullet" else re.sub(r"%(\d)", shown, pattern)


def _properties(element: Any, style: Any) -> Any:
    own = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    steps = 0
    while own is None and style is not None and steps < 12:
        own = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style, steps = getattr(style, "base_style", None), steps + 1
    return own


def _levels(item: Any) -> dict[int, tuple[str, str, int]]:
    """Level → form, pattern, first number."""
    found = {}
    for level in item.iterfind(qn("w:lvl")):
        form, pattern, start = (level.find(qn(tag)) for tag in ("w:numFmt", "w:lvlText", "w:start"))
        found[int(level.get(qn("w:ilvl")))] = (
            (form.get(qn("w:val")) or "decimal") if form is not None else "decimal",
            (pattern.get(qn("w:val")) or "") if pattern is not None else "",
            int(start.get(qn("w:val"))) if start is not None else 1,
        )
    return found


def _number(value: int, form: str) -> str:
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"):
        return _chinese(value)
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= value <= 20:
        return chr(0x245F + value)
    if form in ("upperLetter", "lowerLetter") and 1 <= value <= 26:
        return chr((65 if form == "upperLetter" else 97) + value - 1)
    return str(value)


def _chinese(value: int) -> str:
    """一 to 九十九; lists in writs are not longer."""
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
