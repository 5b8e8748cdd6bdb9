"""Fines reckoned by the unit (每人五百元以上二千元以下, 每平方米一百元): what a text of law allows, and what a decision takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.facts.amounts import parse_amount

_NUMBER = r"[一二两三四五六七八九十百千万零〇\d,.]+"
_UNIT = r"(?:平方米|立方米|[人名亩株棵头只羽尾件台辆艘吨户份瓶袋箱盒块张]|公斤|千克)"
_ALLOWED = re.compile(
    rf"每一?(?P<unit>{_UNIT})(?:处以?)?(?:(?P<low>{_NUMBER})元以上(?:不满|至)?)?(?P<high>{_NUMBER})元以下(?:的标准|的?罚款|[，计处])"
)
# 按每人2,500元的标准, 每人处2500元罚款, 以2500元/人计, 12人×2500元
_STATED = (
    re.compile(
        rf"每一?(?P<unit>{_UNIT})(?:劳动者|职工|员工|从业人员)?(?:处以?|给予|罚款|计|按|人民币)*(?P<rate>{_NUMBER}元)(?!以[上下内])"
    ),
    re.compile(rf"(?P<rate>{_NUMBER}元)(?:[/／]|每)(?P<unit>{_UNIT})(?![\u4e00-\u9fa5]?以[上下])"),
    re.compile(rf"\d(?P<unit>{_UNIT})[×xX*＊✕](?:人民币)?(?P<rate>{_NUMBER}元)"),
)
# 收取每人800元押金 is no rate of a fine
_FINED = re.compile(r"处|罚|[×xX*＊✕]")
_FINED_BEFORE = re.compile(r"(?:按照?|处以?|罚款?)(?:人民币)?$")
_FINED_BEHIND = re.compile(r"的?(?:标准|罚款)|计|处|罚")


@dataclass(frozen=True, slots=True)
class AllowedRate:
    """The least and most in yuan for each ``unit``."""

    unit: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class StatedRate:
    """What a decision takes for each ``unit``, in yuan. Offsets are in the text it was found in."""

    unit: str
    rate: Decimal
    start: int
    end: int


def allowed_rate(texts: Sequence[str], unit: str) -> AllowedRate | None:
    """What texts of law allow for each such unit, over all their tiers; None where they name none."""
    found = [one for text in texts for one in _ALLOWED.finditer("".join(text.split())) if _plain(one["unit"]) == unit]
    bounds = [(_yuan(one["low"]) if one["low"] else Decimal(0), _yuan(one["high"])) for one in found]
    lows, highs = [low for low, _ in bounds if low is not None], [high for _, high in bounds if high is not None]
    return AllowedRate(unit, min(lows), max(highs)) if found and len(lows) == len(highs) == len(found) else None


def stated_rate(text: str, start: int, end: int) -> StatedRate | None:
    """The rate stated between two places of a text without white space, but for what is quoted; None where there is none or several."""
    found = [
        StatedRate(_plain(match["unit"]), rate, *match.span())
        for pattern in _STATED
        for match in pattern.finditer(text, start, end)
        if (rate := parse_amount(match["rate"]))
        and (_FINED.search(match.group()) or _FINED_BEFORE.search(text, start, match.start()) or _FINED_BEHIND.match(text, match.end()))
        and text.count("“", start, match.start()) == text.count("”", start, match.start())
    ]
    return found[0] if len({(one.unit, one.rate) for one in found}) == 1 else None


def numbers_of(text: str, unit: str) -> set[Decimal]:
    """How many of a unit a text (without white space) speaks of: 12名劳动者, 12人."""
    units = "(?:名(?!称)|人(?!民|次))" if unit == "人" else re.escape(unit)
    return {Decimal(number) for number in re.findall(rf"(?<![\d.,×xX*])(\d+(?:\.\d+)?){units}(?!以[上下内])", text)}


def _plain(unit: str) -> str:
    return "人" if unit == "名" else unit


def _yuan(number: str) -> Decimal | None:
    return parse_amount(f"{number}元")
