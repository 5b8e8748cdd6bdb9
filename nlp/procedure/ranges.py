"""The range of fines an article allows (罚则的幅度), read from its text.

Only fixed amounts are read. Multiples (倍), percentages, daily rates and amounts per unit (每平方米、每人) need a base: ``needs_base``,
and the check then decides nothing about the amount.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nlp.facts.amounts import parse_amount

_NUMBER = r"[一二三四五六七八九十百千万亿零〇\d,.]+"
_RANGE = re.compile(rf"(?P<low>{_NUMBER})元以上(?:不满|至)?(?P<high>{_NUMBER})元以下")
_UPPER = re.compile(rf"(?<!以上)(?<![一二三四五六七八九十百千万])(?P<high>{_NUMBER})元以下(?:的)?罚款")
_LOWER = re.compile(rf"(?P<low>{_NUMBER})元以上(?:的)?罚款")
_FIXED = re.compile(rf"(?:处|罚款)(?P<same>{_NUMBER})元(?:的)?(?:罚款)?(?!以)")
_NEEDS_BASE = re.compile(rf"倍|百分之|％|%|每日|按日|等值|每[^，。；]{{1,8}}?{_NUMBER}元(?:以[上下]|的?罚款|的?标准|计)")
# what the law asks for before a higher tier: in the law's words, and how a decision says that it is so
CONDITIONS: tuple[tuple[str, str, str], ...] = (
    (
        "逾期未改正",
        r"(?:逾期|拒)(?:仍)?(?:不|未|拒不)(?:改正|整改|履行|停止|执行)?",
        r"逾期|未按期|未在.{0,12}期限内|仍(?:未|不|拒)|拒不|拒绝",
    ),
    ("情节严重", r"情节(?:特别)?(?:严重|较重|恶劣)", r"情节(?:属于)?(?:特别)?(?:严重|较重|恶劣)|严重(?:情节|违法)|较重(?:情节|违法)|从重"),
    ("造成后果", r"(?:造成|导致|发生)[^，；。]{0,20}(?:后果|事故|损失|污染|伤亡|危害)", r"造成|导致|发生|后果严重|事故"),
    ("再次违法", r"再次|[二两三]次以上|屡", r"再次|[二两三]次|屡|曾(?:经)?(?:因|被)"),
)


# one defect, whichever range a fine leaves: that of the law or the tier of a benchmark
ABOVE, BELOW = "fine above its tier", "fine below its tier"
# for whom a tier is, by the words before it
_WHOM = (
    ("个人", re.compile(r"^(?:并)?(?:对)?(?:违法的?)?个人(?!经营|独资)|对(?:其)?(?:个人|直接负责|主要负责人)")),
    ("单位", re.compile(r"^(?:并)?(?:对)?单位|对单位")),
)


@dataclass(frozen=True, slots=True)
class Tier:
    """One range in yuan, ``high`` None where there is no upper limit; ``condition`` names what it is reserved for, if anything.

    ``whom`` is 单位 or 个人 where it is for one of them only.
    """

    low: Decimal
    high: Decimal | None
    condition: str | None
    whom: str | None = None


@dataclass(frozen=True, slots=True)
class FineRange:
    """Least and most in yuan over all the tiers of a text; ``most`` None where there is no upper limit in yuan."""

    least: Decimal
    most: Decimal | None
    tiers: tuple[Tier, ...] = ()

    @property
    def plain_most(self) -> Decimal | None:
        """The upper limit of the tiers reserved for nothing; None where there is none or they have no limit in yuan."""
        highs = [tier.high for tier in self.tiers if tier.condition is None]
        known = [high for high in highs if high is not None]
        return max(known) if known and len(known) == len(highs) else None


@lru_cache(maxsize=256)  # several checks ask it of the clauses of a decision
def fine_range(text: str, whom: str | None = None) -> FineRange | None:
    """The range of fines in a text of law; None where it provides for no fine in fixed amounts.

    ``whom`` is 单位 or 个人 where it is known who is fined: tiers for the other are left out.
    """
    squeezed = "".join(text.split())
    found: list[tuple[int, int, Decimal, Decimal | None]] = []
    rest = squeezed
    for pattern in (_RANGE, _UPPER, _LOWER, _FIXED):
        for match in pattern.finditer(rest):
            groups = match.groupdict()
            low = _yuan(groups.get("low") or groups.get("same")) or Decimal(0)
            found.append((*match.span(), low, _yuan(groups.get("high") or groups.get("same"))))
        rest = pattern.sub(lambda match: "□" * len(match.group()), rest)
    if not found:
        return None
    found.sort(key=lambda one: one[0])
    ends = [0, *(end for _, end, _, _ in found)]
    tiers = tuple(
        Tier(low, high, _condition(squeezed, end, start), _whom(squeezed, end, start))
        for end, (start, _, low, high) in zip(ends, found, strict=False)
    )
    tiers = tuple(tier for tier in tiers if None in (whom, tier.whom) or tier.whom == whom) or tiers
    highs = [tier.high for tier in tiers]
    most = None if any(high is None for high in highs) else max(high for high in highs if high is not None)
    return FineRange(min(tier.low for tier in tiers), most, tiers)


def needs_base(text: str) -> bool:
    """Whether a text of law counts fines by multiples, percentages or units, so that its limits are not known without the base."""
    return _NEEDS_BASE.search("".join(text.split())) is not None


def _condition(text: str, end: int, start: int) -> str | None:
    """What a tier is reserved for."""
    words = _before(text, end, start)
    return next((name for name, pattern, _ in CONDITIONS if re.search(pattern, words)), None)


def _whom(text: str, end: int, start: int) -> str | None:
    words = re.sub(r"^[，,。；;]", "", _before(text, end, start))
    return next((whom for whom, pattern in _WHOM if pattern.search(words)), None)


def _before(text: str, end: int, start: int) -> str:
    """What stands between the tier before, or the last semicolon, and this one."""
    return text[max(end, *(text.rfind(mark, 0, start) + 1 for mark in "；;。：:")) : start]


def _yuan(text: str | None) -> Decimal | None:
    return parse_amount(f"{text}元") if text else None
