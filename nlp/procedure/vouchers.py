"""Vouchers (缴款凭证): what was paid to whom and when, fines and confiscated money alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ingest.dossier import Field, Writ
from nlp.facts.amounts import find_amounts, parse_amount
from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.receipt_rows import receipt_rows

_SUMS = ("amount", "amount_upper")


@dataclass(frozen=True, slots=True)
class Voucher:
    """One voucher, or one row of a sheet that lists several. ``day`` is the first day it names, ``amount`` the largest sum (its total).

    ``field`` is where its sum stands. ``twice`` says that the total stands there more than once (in figures and in capitals), so that it
    cannot be misread.
    """

    writ: Writ
    day: Dated | Missing
    amount: Decimal | None
    field: Field
    twice: bool


def vouchers(case: CaseFile) -> list[Voucher]:
    """Every voucher, one that only repeats the day and sum of another sheet (缴款书 and bank slip) left out."""
    found: list[Voucher] = []
    for writ in case.writs("payment_doc", "voucher"):
        for voucher in _rows(case, writ) or [_whole(case, writ)]:
            if not any(_same(voucher, other) for other in found):
                found.append(voucher)
    return found


def total(found: Iterable[Voucher]) -> Decimal | None:
    """The sum of all; None where the sum of one was not read."""
    amounts = [voucher.amount for voucher in found]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _rows(case: CaseFile, writ: Writ) -> list[Voucher]:
    return [
        Voucher(writ, paid_on(case, writ, [row.day]), parse_amount(row.amount.text), row.amount, False) for row in receipt_rows(case, writ)
    ]


def _whole(case: CaseFile, writ: Writ) -> Voucher:
    sums = _sums(case, writ)
    amount = max(sums, default=None)
    day = paid_on(case, writ, writ.all("date"))
    return Voucher(writ, day, amount, writ.get("amount"), amount is not None and sums.count(amount) > 1)


def paid_on(case: CaseFile, writ: Writ, places: Iterable[Field]) -> Dated | Missing:
    """The earliest of the days in these places of a voucher: it may be made out after the payment."""
    days = []
    for field in places:
        for one in find_dates(field.text) if field.state == "value" else ():
            days.append(Dated(one.value, case.evidence(f"缴款日期 {one.value.isoformat()}", field=field, writ=writ)))
    return min(days, key=lambda day: day.value) if days else case.date(writ)


def _sums(case: CaseFile, writ: Writ) -> list[Decimal]:
    """Every sum on a voucher: those of its fields that are bare numbers, and all amounts of its text."""
    fields = [field.text for name in _SUMS for field in writ.all(name) if field.state == "value"]
    bare = [amount for text in fields if not find_amounts(text) and (amount := parse_amount(text)) is not None]
    return [*bare, *(one.value for one in find_amounts(case.squeezed(writ).text))]


def _same(one: Voucher, other: Voucher) -> bool:
    days = [voucher.day.value for voucher in (one, other) if isinstance(voucher.day, Dated)]
    repeated = len(days) == 2 and days[0] == days[1] and one.amount is not None and one.amount == other.amount
    return repeated and one.writ is not other.writ
