"""Fines that a decision gives as a share of a base (单位罚款数额百分之八, 货值金额二倍) against the shares the law allows of the same base.

What the base comes to in yuan need not be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.facts.amounts import parse_amount
from nlp.facts.shares import SHARE, parse_share

_ALLOWED = re.compile(rf"(?:(?P<low>{SHARE})(?:以上)?[至到]?)?(?P<high>{SHARE})(?P<upto>以下)?的?罚款")
_BASE_BEFORE = re.compile(r"处[\u4e00-\u9fa5]{2,24}$")
# 货值金额（3000元）五倍的罚款, 按单位罚款数额的12%处以罚款, 罚款7200元（单位罚款数额的12%）
_STATED = re.compile(
    rf"(?P<label>[\u4e00-\u9fa5]{{2,30}}?)(?P<base>[（(][^（）()]{{1,20}}[）)]|(?:人民币)?\d[\d,.]*万?元)?的?(?P<said>{SHARE})"
    r"(?:的?(?:标准|比例)?[处并给予以计]{0,4}(?:行政)?罚款|计罚|[）)])"
)
_BEFORE = re.compile(r"^.*(?:处以?|给予|[按对占]照?)|^其")
_SUM = re.compile(r"(?:数额|金额|总额|额)$")


@dataclass(frozen=True, slots=True)
class AllowedShare:
    """The least and most share of the base ``label`` that a text of law allows."""

    label: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class StatedShare:
    """A share of the base ``label`` by which a fine is reckoned; ``said`` as written, ``base`` in yuan where it stands with it.

    Offsets are in the text it was found in.
    """

    label: str
    said: str
    share: Decimal
    base: Decimal | None
    start: int
    end: int


def stated_shares(text: str, start: int, end: int) -> list[StatedShare]:
    """The shares stated between two places of a text without white space, but for what is quoted."""
    found = []
    for match in _STATED.finditer(text, start, end):
        share = parse_share(match["said"])
        if share is not None and text.count("“", start, match.start()) == text.count("”", start, match.start()):
            base = parse_amount(match["base"] or "")
            found.append(StatedShare(_core(match["label"]), match["said"], share, base, match.start("label"), match.end()))
    return found


def allowed_share(texts: Sequence[str], label: str) -> AllowedShare | None:
    """What texts of law allow of the base a decision names, over all their tiers; None where they do not name it."""
    found = [one for text in texts for one in _allowed("".join(text.split())) if _same(one.label, label)]
    named = next((one.label for one in found if one.label), None)
    return AllowedShare(named, min(one.low for one in found), max(one.high for one in found)) if named else None


def _allowed(text: str) -> Iterator[AllowedShare]:
    """Every share of a text of law; of a higher tier (情节严重的，处五倍以上十倍以下罚款) the base may not be said again."""
    for match in _ALLOWED.finditer(text):
        base = _BASE_BEFORE.search(text, max(0, match.start() - 30), match.start())
        high, low = parse_share(match["high"]), parse_share(match["low"] or "")
        if high is not None:
            least = low if low is not None else Decimal(0) if match["upto"] else high
            yield AllowedShare(_core(base.group()) if base else "", least, high)


def _core(label: str) -> str:
    """The base without the words before it: 对其处单位罚款数额 → 单位罚款数额."""
    return _BEFORE.sub("", label).removesuffix("的")


def _same(one: str, other: str) -> bool:
    one, other = _SUM.sub("", one), _SUM.sub("", other)
    return one.endswith(other) or other.endswith(one)
