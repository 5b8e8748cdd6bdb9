"""Fines reckoned by a base (货值金额、违法所得、工程造价): the multiples or shares a text of law allows, and the base a decision gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nlp.facts.amounts import find_amounts, parse_amount
from nlp.facts.shares import SHARE, parse_share
from nlp.procedure.ranges import fine_range

_LABEL = r"(?:建设)?(?P<label>货值金额|违法所得|违法收入|工程造价|工程合同价款|合同价款|销售金额|进货金额)"
_NUMBER = r"[一二三四五六七八九十百零〇\d.]+"
_BASED = re.compile(rf"{_LABEL}(?:的)?(?:(?P<low>{SHARE}|{_NUMBER})以上)?(?:至)?(?P<high>{SHARE})以下(?:的)?罚款")
_OTHER_BASE = re.compile(r"倍|百分之|％|%|每日|按日|等值|每[^，。；]{1,8}?元")
_VALUE = r"(?:合计|总计|共计|为|是|共|计)*(?:人民币)?"


@dataclass(frozen=True, slots=True)
class BasedRange:
    """The least and most factor of the base named ``label``."""

    label: str
    low: Decimal
    high: Decimal


def based_range(text: str) -> BasedRange | None:
    """The factors of one base that a text of law allows; None where it also fines in yuan or by other bases."""
    squeezed = "".join(text.split())
    found = list(_BASED.finditer(squeezed))
    rest = _BASED.sub("", squeezed)
    if not found or len({match["label"] for match in found}) > 1 or fine_range(rest) is not None or _OTHER_BASE.search(rest):
        return None
    bounds = [(_low(match), parse_share(match["high"])) for match in found]
    known = [(low, high) for low, high in bounds if low is not None and high is not None]
    if len(known) < len(bounds):
        return None
    return BasedRange(found[0]["label"], min(low for low, _ in known), max(high for _, high in known))


def base_amounts(text: str, label: str) -> dict[Decimal, int]:
    """What a text (without white space) gives as the amount of a base, with the place of each."""
    return {
        amounts[0].value: match.start()
        for match in re.finditer(label + _VALUE, text)
        if (amounts := find_amounts(text[match.end() : match.end() + 24])) and amounts[0].start <= 1
    }


def _low(match: re.Match[str]) -> Decimal | None:
    if match["low"] is None:
        return Decimal(0)
    low = match["low"]
    return parse_share(low if re.search("百分|倍|%|％", low) else f"{low}倍")


_YUAN = rf"(?:(?P<least>{_NUMBER}[千万]?)元以上(?:不满|至)?)?(?P<most>{_NUMBER}[千万]?)元以下(?:的)?罚款"
_TIER = re.compile(rf"{_BASED.pattern}|{_YUAN}")
_BELOW = re.compile(rf"{_LABEL}(?:不足|不满|未达到)(?P<limit>{_NUMBER}[千万]?)元的")
_FROM = re.compile(rf"{_LABEL}(?:(?:在|达到)?(?P<from>{_NUMBER}[千万]?)元以上的|(?:超过|高于)(?P<over>{_NUMBER}[千万]?)元的)")
_RESERVED = re.compile(r"情节|拒不|逾期|后果|再次|[二两三]次")


def tier_range(text: str, base: Decimal, label: str) -> tuple[Decimal, Decimal] | None:
    """The least and most fine in yuan where a text sets one range below an amount of the base and another from it on.

    None where the text is not of that form: the two tiers must be the only ones that no aggravating circumstance is asked for.
    """
    squeezed = "".join(text.split())
    lows, highs = list(_BELOW.finditer(squeezed)), list(_FROM.finditer(squeezed))
    if len(lows) != 1 or len(highs) != 1 or {lows[0]["label"], highs[0]["label"]} != {label}:
        return None
    below, above = lows[0], highs[0]
    limit = _money(below["limit"])
    if limit is None or limit != _money(above["from"] or above["over"]):
        return None
    mine = below if base < limit else above
    other = above if mine is below else below
    end = other.start() if other.start() > mine.end() else len(squeezed)
    part = squeezed[mine.end() : end]
    found = _TIER.search(part)
    if found is None or _RESERVED.search(part[: found.start()]):
        return None
    if found["most"]:
        low, high = _money(found["least"]) if found["least"] else Decimal(0), _money(found["most"])
        return None if low is None or high is None else (low, high)
    based = based_range(found.group())
    return (base * based.low, base * based.high) if based and based.label == label else None


def base_of_tiers(text: str) -> str | None:
    """The base by whose amount a text sets its tiers."""
    below = _BELOW.search("".join(text.split()))
    return below["label"] if below else None


def _money(number: str) -> Decimal | None:
    return parse_amount(f"{number}元")
