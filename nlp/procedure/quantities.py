"""Quantities with their units and the words around them, for comparing what two writs say of the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from nlp.facts.numerals import parse_numeral
from nlp.sought import sought

# unit → (what it measures, factor); measured values are compared with a tolerance, counted ones exactly
_MEASURES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("千克", "公斤", "kg", "KG"), ("千克", "1")),
    **{"吨": ("千克", "1000"), "斤": ("千克", "0.5")},
    **dict.fromkeys(("平方米", "㎡", "平米"), ("平方米", "1")),
    **{"亩": ("亩", "1"), "公顷": ("亩", "15"), "立方米": ("立方米", "1")},
    **{"公里": ("米", "1000"), "千米": ("米", "1000"), "米": ("米", "1"), "厘米": ("米", "0.01"), "毫米": ("米", "0.001")},
    **{"毫克": ("毫克", "1"), "mg": ("毫克", "1"), "毫升": ("毫升", "1"), "升": ("毫升", "1000")},
    **{"分贝": ("分贝", "1"), "dB": ("分贝", "1"), "小时": ("小时", "1")},
}
_COUNTERS = frozenset("只件瓶袋盒箱台辆个副桶包支把套本株头尾块罐听提双卷具眼趟种枚棵组扇顶艘架根粒片名条") | {"人次", "车次", "批次"}
_UNIT = "|".join(sorted([*_MEASURES, *_COUNTERS], key=len, reverse=True))
_QUANTITY = sought(
    rf"(?<![\d.\-第每/×*一二三四五六七八九十百千两])(?<!\d,)(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[二两三四五六七八九十百千]+)(?P<ten>万)?(?P<unit>{_UNIT})(?![月年日时分秒费票证案])"
)
_PRICE = sought(
    rf"每(?P<per>{_UNIT})(?:[卖售收按]价?|单价|价格?为?)?(?P<price>\d[\d,]*(?:\.\d+)?)元|(?P<price2>\d[\d,]*(?:\.\d+)?)元(?:/|每|一)(?P<per2>{_UNIT})(?![月年日时分秒费票证案])"
)
_STOPS = re.compile(r"[，,。；;、：:（）()“”\"\d！!？?]")
_ABOUT = re.compile(r"(?:约|大概|大约|左右|近|差不多|可能)$")
_REST = re.compile(r"(?:其余|剩余|余下|尚余|尚剩|还剩|仅剩|剩下)(?:的)?$")
_NEAR = 9  # characters on each side that tell what is counted
# words that stand beside any quantity
_COMMON = frozenset(
    word[i : i + 2]
    for word in (
        "当事人",
        "现场检查",
        "共计",
        "一共",
        "合计",
        "约为",
        "已经",
        "剩余",
        "剩下",
        "其中",
        "分别",
        "数量",
        "超过",
        "标准",
        "限值",
    )
    for i in range(len(word) - 1)
)
_NEVER_ADDED = frozenset({"毫克", "分贝", "米", "小时"})
_GENERIC = frozenset({"个", "名", "台", "件", "种", "小时", "米"})  # say little of what they count
_EXACT = 10  # sums are worked out, not measured: so many times nearer
_MOST_PARTS = 8  # quantities of which sums are formed


@dataclass(frozen=True, slots=True)
class Quantity:
    """``value`` in the base unit ``of``; ``words`` are the pairs of characters around it.

    ``about`` marks an estimate, ``rest`` what is said to be left (其余4箱).
    """

    value: Decimal
    of: str
    words: frozenset[str]
    about: bool
    start: int
    end: int
    rest: bool = False

    @property
    def measured(self) -> bool:
        """Whether it is measured, not counted."""
        return self.of not in _COUNTERS and "/" not in self.of

    @property
    def generic(self) -> bool:
        """Whether the unit says little of what is counted."""
        return self.of in _GENERIC

    def shares(self, other: Quantity) -> int:
        """How many pairs of characters the words around two quantities of one unit have in common."""
        return len(self.words & other.words) if self.of == other.of else 0


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Every quantity of ``text[start:end]`` (text without white space), in text order."""
    stop = len(text) if end is None else end
    found = []
    for match in _QUANTITY.finditer(text, start, stop):
        number = match["number"].replace(",", "")
        value = Decimal(number) if number[0].isdigit() else Decimal(parse_numeral(number) or 0)
        if not value:
            continue
        of, factor = _MEASURES.get(match["unit"], (match["unit"], "1"))
        value *= Decimal(factor) * (10000 if match["ten"] else 1)
        before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
        words = _pairs(_STOPS.split(before)[-1]) | _pairs(_STOPS.split(after)[0])
        found.append(Quantity(value, of, words, bool(_ABOUT.search(before)), *match.span(), bool(_REST.search(before))))
    for match in _PRICE.finditer(text, start, stop) if any(word in text for word in ("每", "元/", "元一")) else ():
        price, per = (match["price"] or match["price2"]).replace(",", ""), match["per"] or match["per2"]
        words = _pairs(_STOPS.split(text[max(0, match.start() - _NEAR) : match.start()])[-1])
        found.append(Quantity(Decimal(price), f"元/{per}", words, False, match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def agrees(one: Quantity, others: Sequence[Quantity], tolerance: Decimal, beside: Sequence[Quantity] = ()) -> bool:
    """Whether a quantity is one of others, or, where parts may be added, the sum or difference of some of them.

    What is left of things is no sum of those told ``beside`` it (购进5箱，售出1箱，其余4箱).
    """
    if stated(one, others, tolerance):
        return True
    if one.of in _NEVER_ADDED or "/" in one.of:
        return False
    values = list(dict.fromkeys(other.value for other in others if other.of == one.of))[:_MOST_PARTS]
    told = {other.value for other in beside} if one.rest else set()
    parts = [values, *combinations(values, 2)]
    found = [sum(part, Decimal(0)) for part in parts if not told.issuperset(part)]
    found += [abs(a - b) for a, b in combinations(values, 2)]
    return any(_equal(one, value, tolerance / _EXACT) for value in found)


def stated(one: Quantity, others: Sequence[Quantity], tolerance: Decimal) -> bool:
    """Whether a quantity is one of others."""
    return any(_equal(one, other.value, tolerance, about=one.about or other.about) for other in others if other.of == one.of)


def _equal(one: Quantity, value: Decimal, tolerance: Decimal, *, about: bool = False) -> bool:
    room = tolerance * 5 if about else tolerance if one.measured else Decimal(0)
    return abs(one.value - value) <= room * max(one.value, value)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) - _COMMON
