"""What a calculation comes to: 400平方米×200元/平方米=80000元，220平方米×120元/平方米=26400元，合计106400元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nlp.fact import Found

# behind or before an amount that is a rate, or a factor of a product
_UNIT = (
    r"(?:平方|立方|公|千)*(?:米|里|克|斤|升|吨|顷)|㎡|m[²³23]?|亩|株|棵|小时"
    r"|[头只羽尾件台辆艘车次户人个袋瓶盒箱本份处间张块套天日月年](?![\u4e00-\u9fff])"
)
_FACTOR_BEHIND = re.compile(rf"(?:整|正)?[）)]?(?:[/／每](?:{_UNIT})|[×xX*＊✕]|乘)")
_FACTOR_BEFORE = re.compile(r"(?:[×xX*＊✕]|乘以?|每一?[\u4e00-\u9fa5]{1,4})[（(]?$")
_RESULT = re.compile(r"(?:[=＝]|等于|[即计为])(?:罚款)?(?:金额)?为?$")
_TOTAL = re.compile(r"(?:合计|共计|总计|总额|总共)(?!罚没)(?:处?罚款)?(?:金额)?为?[：:]?$")
_OF_ALL = re.compile(r"罚没(?:款|金额)?$")
_END = re.compile(r"[；。]|没收|(?<![\d.])\d[.、](?!\d)")
_BEFORE = 16  # characters before an amount that say what it is
_LONGEST = 300  # characters of a calculation


def is_factor(text: str, amount: Found[Decimal]) -> bool:
    """Whether an amount of ``text`` (no white space) is what one unit costs, or is multiplied: 200元/平方米, ×30元, 1000元×5倍."""
    before = text[max(0, amount.start - _BEFORE) : amount.start]
    return _FACTOR_BEHIND.match(text, amount.end) is not None or _FACTOR_BEFORE.search(before) is not None


def total_from(text: str, amounts: Sequence[Found[Decimal]], first: int) -> Found[Decimal] | None:
    """What the amounts from ``amounts[first]`` on come to in their clause, in yuan; the first itself where it is no calculation.

    The total that is stated, else the sum of the results; None where rates and factors stand there and no result.
    """
    head = amounts[first]
    stop = _END.search(text, head.end, head.end + _LONGEST)
    end = stop.start() if stop else head.end + _LONGEST
    run = [amount for amount in amounts[first:] if amount.start < end]
    totals = [amount for amount in run[1:] if _is_total(text, amount)]
    if not is_factor(text, head):
        parts = [amount.value for amount in run if not is_factor(text, amount)]
        summed = [amount for amount in totals if (at := parts.index(amount.value)) > 1 and sum(parts[:at]) == amount.value]
        return summed[0] if summed and "罚款" not in _TOTAL.sub("", text[head.end : summed[0].start]) else head
    results = [amount for amount in run if not is_factor(text, amount) and _RESULT.search(_said_before(text, amount))]
    if totals:
        return totals[-1]
    if not results:
        return None
    start, end = results[0].start, results[-1].end
    return Found(sum((one.value for one in results), Decimal(0)), start, end, text[start:end])


def _is_total(text: str, amount: Found[Decimal]) -> bool:
    before = _said_before(text, amount)
    match = _TOTAL.search(before)
    return match is not None and not _OF_ALL.search(before[: match.start()]) and not is_factor(text, amount)


def _said_before(text: str, amount: Found[Decimal]) -> str:
    return text[max(0, amount.start - _BEFORE) : amount.start]
