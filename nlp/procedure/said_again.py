"""Fines that an approval says again at its next step (拟罚款三万元；同意，罚款三万元): one penalty, not two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nlp.facts.numerals import parse_numeral

_PART = re.compile(r"[。；：:]")
_REACH = 60  # characters before a fine in which its number and the act it punishes stand
# 1.处罚款, （二）罚款, 第一项: the number of a penalty begins its clause; 四、领导意见 numbers a row of the form
_NUMBER = re.compile(r"^(?:第|其)?[（(]?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})[）)]?[.．、)）项]?(?![\d年月日])")
_OF_A_STEP = re.compile(r"同意|批准|意见|建议|决定[：:]?$|拟(?!处|罚|给|对|作)")
# what one fine of several is for, or who pays it
_FOR = re.compile(
    r"(?:对|就|因|针对)([^，。；：:]{0,40}?(?:行为|问题|法定代表人|负责人|责任人员?|主管人员))[^。；：:对就]{0,14}?(?:处|予以|给予|罚款)"
)


def said_again(text: str, fines: Sequence[tuple[int, Decimal]]) -> frozenset[int]:
    """The starts of the fines (start, yuan) that only repeat an amount, or the sum, told before them in ``text`` (no white space).

    Two equal fines are two where both are numbered, or both name what they are for, and differ in that.
    """
    repeated: set[int] = set()
    counted: list[tuple[Decimal, int | None, str | None]] = []
    for start, amount in fines:
        number, what = _number(text, start), _purpose(text, start)
        same = [one for one in counted if one[0] == amount]
        summed = len(counted) > 1 and sum(one[0] for one in counted) == amount
        if any(not _apart(number, one[1]) and not _apart(what, one[2]) for one in same) or (summed and number is None):
            repeated.add(start)
        else:
            counted.append((amount, number, what))
    return frozenset(repeated)


def stands_alone(text: str, start: int) -> bool:
    """Whether a fine is neither numbered nor says what it is for: it may be one of several penalties or one step's opinion."""
    return _number(text, start) is None and _purpose(text, start) is None


def _apart(one: int | str | None, other: int | str | None) -> bool:
    """Whether both are told and differ."""
    return one is not None and other is not None and one != other


def _part(text: str, start: int) -> str:
    """What stands before a fine in its part of the sentence."""
    return _PART.split(text[max(0, start - _REACH) : start])[-1]


def _number(text: str, start: int) -> int | None:
    """The number of a fine among others; None where it bears none, or the number is that of a row or a step of the form."""
    part = _part(text, start)
    match = _NUMBER.match(part)
    return None if match is None or _OF_A_STEP.search(part) else parse_numeral(match["n"])


def _purpose(text: str, start: int) -> str | None:
    """What or who a fine is for, as told last before it."""
    found = _FOR.findall(_part(text, start) + "罚款")
    return found[-1] if found else None
