"""The range of fines an article allows (罚则的幅度), read from its text.

Only fixed amounts are read. Multiples (倍), percentages and daily rates need a base; they make ``open_ended`` true, and
the check then decides nothing about the amount.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nlp.facts.amounts import parse_amount

_NUMBER = r"[一二三四五六七八九十百千万亿零〇\d,.]+"
_RANGE = re.compile(rf"(?P<low>{_NUMBER})元以上(?:不满|至)?(?P<high>{_NUMBER})元以下")
_UPPER = re.compile(rf"(?<!以上)(?<![一二三四五六七八九十百千万])(?P<high>{_NUMBER})元以下(?:的)?罚款")
_LOWER = re.compile(rf"(?P<low>{_NUMBER})元以上(?:的)?罚款")
_FIXED = re.compile(rf"(?:处|罚款)(?P<same>{_NUMBER})元(?:的)?(?:罚款)?(?!以)")
_NEEDS_BASE = re.compile(r"倍|百分之|％|%|每日|按日|等值")


@dataclass(frozen=True, slots=True)
class FineRange:
    """Least and most in yuan over all the tiers of a text; ``most`` None where there is no upper limit in yuan."""

    least: Decimal
    most: Decimal | None
    open_ended: bool


def fine_range(text: str) -> FineRange | None:
    """The range of fines in a text of law; None where it provides for no fine in fixed amounts."""
    squeezed = re.sub(r"\s", "", text)
    open_ended = bool(_NEEDS_BASE.search(squeezed))
    tiers: list[tuple[Decimal, Decimal | None]] = []
    rest = squeezed
    for pattern in (_RANGE, _UPPER, _LOWER, _FIXED):
        for match in pattern.finditer(rest):
            groups = match.groupdict()
            low = _yuan(groups.get("low") or groups.get("same")) or Decimal(0)
            high = _yuan(groups.get("high") or groups.get("same"))
            tiers.append((low, high))
        rest = pattern.sub("□", rest)
    if not tiers:
        return None
    highs = [high for _, high in tiers]
    most = None if any(high is None for high in highs) else max(high for high in highs if high is not None)
    return FineRange(min(low for low, _ in tiers), most, open_ended)


def _yuan(text: str | None) -> Decimal | None:
    return parse_amount(f"{text}元") if text else None
