"""Additional fines (加处罚款) as the papers state them: how much was charged, and at what rate on what base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.dossier import Writ
from nlp.facts.amounts import find_amounts, parse_amount
from nlp.facts.shares import PART, parse_share
from nlp.procedure.case import CaseFile

_CHARGED = re.compile(r"加处(?:的)?罚款(?!决定|通知)")
# between the words and the amount: 加处罚款（大写）…, 加处罚款，截至…共计…
_JOINS = re.compile(
    r"[^，。；]{0,16}|[^。；]{0,6}，(?:截至|截止|至|自)[^，。；]{0,40}?(?:共计|累计|合计|计|为)(?:人民币)?[（(]?(?:大写)?[）)：:]?"
)
_TURNS = re.compile(r"元|限额|数额的|不得|超出|本金|罚款")
# a row of a voucher: 加处罚款 | 5000
_ROW = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)(?![\d.,]*[年月日天%％])")
_A_DAY = r"(?:每(?:逾期|超过|迟延)?[一1]?[日天]|[按逐][日天])"
_RATE = re.compile(rf"{_A_DAY}，?(?:加收|加处)?(?:按照?|以)?(?P<base>[^，。；]{{0,20}}?)的?(?P<share>{PART})")


@dataclass(frozen=True, slots=True)
class LateFee:
    """An amount charged in addition to a fine, with its place in the writ's text without white space."""

    writ: Writ
    amount: Decimal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate per day, as a factor (百分之三 is 0.03), on a base as named (罚款数额)."""

    writ: Writ
    share: Decimal
    base: str
    start: int
    end: int


def late_fees(case: CaseFile) -> list[LateFee]:
    """Every amount charged, in enforcement writs and vouchers, each amount once."""
    found: dict[Decimal, LateFee] = {}
    for writ in (*case.writs("enforcement_doc"), *case.writs("payment_doc")):
        for one in _charged(writ, case.squeezed(writ).text):
            found.setdefault(one.amount, one)
    return list(found.values())


def rates(case: CaseFile, writ: Writ) -> list[Rate]:
    """Every rate per day that a writ states."""
    found = []
    for match in _RATE.finditer(case.squeezed(writ).text):
        if share := parse_share(match["share"]):
            found.append(Rate(writ, share, match["base"], *match.span()))
    return found


def _charged(writ: Writ, text: str) -> Iterator[LateFee]:
    for match in _CHARGED.finditer(text):
        row = _ROW.match(text, match.end()) if writ.type == "payment_doc" else None
        if row and (amount_of_row := parse_amount(row["n"])):
            yield LateFee(writ, amount_of_row, match.start(), row.end())
            continue
        region = text[match.end() : match.end() + 90]
        for amount in find_amounts(region):
            between = region[: amount.start]
            if _JOINS.fullmatch(between) and not _TURNS.search(between) and amount.value:
                yield LateFee(writ, amount.value, match.start(), match.end() + amount.end)
                break
