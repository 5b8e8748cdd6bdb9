"""Amounts given twice, in figures and in capitals: 叁仟元整（￥3000.00）, 3000元（大写：叁仟元整）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from nlp.facts.amounts import parse_amount, parse_capitals
from nlp.remembered import remembered
from nlp.sought import sought

_FIGURES = (
    r"(?P<figures>(?:(?:[¥￥]|RMB)[:：]?\d[\d,，]*(?:\.\d+)?[百千万亿]*(?:[元圆])?|\d[\d,，]*(?:\.\d+)?[百千万亿]*[元圆]"
    r"|(?<=小写[:：）)])\d[\d,，]*\.\d\d(?!\d))(?:整|正)?)"
)
_CAPITALS = r"(?P<capitals>[零〇壹贰貳叁參参肆伍陆陸柒捌玖拾佰仟百千万萬亿億]{2,}[元圆](?:[零〇壹贰叁肆伍陆柒捌玖角分]{0,6})(?:整|正)?)"
_COMMA = r"(?:[，,、/](?=[（(]?(?:人民币)?(?:[大小]写|[¥￥]|RMB)))?"  # 叁仟元整，小写3000元
_TOTAL_LABEL = (
    r"(?:[（(]?小写[）)]?)?(?:金额|罚没)?(?:合计|总计|总额|金额)?"  # between the two on receipts, which give them on lines of their own
)
_PAIRS = (
    sought(rf"{_FIGURES}{_COMMA}{_TOTAL_LABEL}[（(]?(?:人民币)?[（(]?(?:大写)?[）)]?[:：]?(?:人民币)?{_CAPITALS}"),
    sought(rf"{_CAPITALS}(?:[（(]?大写[）)]?)?{_COMMA}{_TOTAL_LABEL}[（(]?(?:人民币)?(?:小写)?[）)]?[:：]?(?:人民币)?{_FIGURES}"),
    # 十万元（¥100000.00）
    sought(rf"(?<![零〇壹贰貳叁參参肆伍陆陸柒捌玖拾佰仟])(?P<capitals>[一二三四五六七八九十百千万]{{1,12}}元)整?[（(]{_FIGURES}[）)]"),
)


@dataclass(frozen=True, slots=True)
class AmountPair:
    """One amount in both ways, in yuan; None where one of them does not parse. Offsets are in text without white space."""

    figures: Decimal | None
    capitals: Decimal | None
    capitals_text: str
    text: str
    start: int
    end: int

    @property
    def agrees(self) -> bool:
        """Whether both were read and are the same sum."""
        return self.figures is not None and self.figures == self.capitals

    @property
    def perhaps_misread(self) -> bool:
        """Whether recognition may have made the figures of those that the capitals mean."""
        if self.figures is None or self.capitals is None:
            return False
        return self.figures == self.capitals * 100 or lost_digit(self.figures, self.capitals)


def lost_digit(one: Decimal, other: Decimal) -> bool:
    """Whether recognition may have made one of two amounts of the other, by reading equal digits in a row as fewer (3000 for 30000)."""
    short, long = sorted((f"{int(one)}", f"{int(other)}"), key=len)
    in_a_row = (i for i, (digit, next) in enumerate(pairwise(long)) if digit == next)
    return any(long[:i] + long[i + 1 :] == short for i in in_a_row)


@remembered
def find_amount_pairs(text: str) -> list[AmountPair]:
    """Every amount that stands in figures and right beside them in capitals, in text without white space."""
    found = []
    for pattern in _PAIRS:
        for match in pattern.finditer(text):
            figures = parse_amount(match["figures"] if re.search("[元圆]", match["figures"]) else f"{match['figures']}元")
            capitals = parse_capitals(match["capitals"]) or (parse_amount(match["capitals"]) if pattern is _PAIRS[-1] else None)
            found.append(AmountPair(figures, capitals, match["capitals"], match.group(), match.start(), match.end()))
    return found
