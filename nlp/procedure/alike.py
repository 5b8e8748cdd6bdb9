"""How much two records of questioning are alike (雷同): what was answered, without the questions and answers that every record has.

Notices of rights, who the person is, whether all is true: these are fixed and say nothing of copying.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from nlp.procedure.exchanges import Exchange, exchanges

# questions of every record, by what they ask
_FIXED = re.compile(
    r"执法证|证件|出示|看清|过目|权利|义务|回避|如实(?:回答|陈述|提供)|虚假|听清|听明白|是否清楚|告知"
    r"|(?:你|您)的?(?:姓名|身份|基本情况|个人情况|自然情况|联系方式|电话|住址|职业)|介绍一下|什么关系|与(?:本案|当事人|该(?:公司|店|单位))[^。？]{0,6}关系|什么职务|担任"
    r"|(?:还有|有无|有没有|是否有|需要)[^。？]{0,8}(?:补充|说明的|要说的)|属实|一致吗|核对|阅读|送达(?:地址|方式)|电子(?:方式)?送达"
)
_FIXED_ANSWER = re.compile(
    r"^(?:我叫|我是|本人|没有了?[，。]?|属实|清楚|听清|看清|看过|知道了?|明白|是的?|对的?|无|好的?|不申请|同意)[^，。]{0,14}[。]?$"
)
_MARKS = re.compile(r"[\s，,。；;：:、？?！!“”\"'（）()《》]")
_WORD_FOR_WORD = 0.9
_LEAST = 4  # characters of an answer that says something


@dataclass(frozen=True, slots=True)
class Likeness:
    """``ratio`` is the share of what was answered that agrees (0 to 1), ``length`` the characters of the shorter of the two.

    ``same`` are the answers given word for word in both, but for a character in ten that a scan misreads, as pairs.
    """

    ratio: float
    length: int
    same: tuple[tuple[Exchange, Exchange], ...]


@lru_cache(maxsize=64)
def substance(text: str) -> tuple[Exchange, ...]:
    """The exchanges of a record (text without white space) that are not the same in every record."""
    return tuple(
        one
        for one in exchanges(text)
        if not _FIXED.search(one.question) and not _FIXED_ANSWER.match(one.answer) and len(bare(one.answer)) >= _LEAST
    )


def likeness(one: Sequence[Exchange], other: Sequence[Exchange], least: float = 0.0) -> Likeness:
    """How much the answers of two records agree. Where the ratio is surely below ``least`` it is not worked out and 0."""
    a, b = ("".join(bare(exchange.answer) for exchange in side) for side in (one, other))
    answered = {bare(exchange.answer): exchange for exchange in other}
    same = tuple((exchange, answered[words]) for exchange in one if (words := bare(exchange.answer)) in answered)
    return Likeness(ratio(a, b, least), min(len(a), len(b)), same)


def ratio(a: str, b: str, least: float = 0.0) -> float:
    """The share of two texts that agrees, 0 to 1. Where it is surely below ``least`` it is not worked out and 0."""
    if not a or not b:
        return 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def bare(text: str) -> str:
    """The text without marks and blanks."""
    return _MARKS.sub("", text)
