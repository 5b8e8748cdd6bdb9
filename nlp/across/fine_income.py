"""Fine income that rises abnormally (罚没收入异常增长), by agency and quarter, over the dossiers in the store (处罚法第七十四条).

A statistical signal: the store holds the dossiers handed in, not all fines. One large case that makes the rise is told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from nlp.across.finding import AcrossFinding, Peer, Side, finding_id, law_of
from nlp.procedure.finding import Evidence
from nlp.procedure.rules import Rule

RULE = "risk.fine_income_spike"
_SHOWN = 3  # largest cases of the quarter


@dataclass(frozen=True, slots=True)
class Fine:
    """One fine of an agency. ``elsewhere`` is true for a party from another place, None where that is not known."""

    key: str
    name: str
    decided: date
    amount: float
    elsewhere: bool | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year, ``number`` 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter of a day."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def name(self) -> str:
        """As people say it."""
        return f"{self.year}年第{self.number}季度"

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def a_year_before(self) -> Quarter:
        """The quarter it is compared with (同比)."""
        return Quarter(self.year - 1, self.number)

    @property
    def a_year_after(self) -> Quarter:
        """The quarter that is compared with it."""
        return Quarter(self.year + 1, self.number)


def spike(
    agency: str,
    quarter: Quarter,
    now: Sequence[Fine],
    before: Sequence[Fine],
    signs: Sequence[str],
    rule: Rule,
    *,
    department: str | None,
    region: str | None,
    evidence: dict[str, Evidence],
) -> AcrossFinding | None:
    """The finding on one agency's quarter with these ``signs``; ``evidence`` shows the fines of its largest cases.

    None where no verified law governs the quarter.
    """
    law = law_of(rule, quarter.first, department=department, region=region)
    if not law:
        return None
    total, base = (sum(fine.amount for fine in fines) for fines in (now, before))
    return AcrossFinding(
        id=finding_id(rule.id, agency, quarter.name),
        rule=rule.id,
        severity=rule.severity,
        message=f"疑似罚没收入异常增长：{agency}{quarter.name}{'；'.join(signs)}。按入库案卷统计，不等于全部罚没收入，须核对口径",
        on=quarter.first,
        sides=tuple(Side(fine.key, "dossier", fine.name, (evidence[fine.key],) if fine.key in evidence else ()) for fine in largest(now)),
        law=law,
        confidence=0.6,
        agency=agency,
        department=department,
        region=region,
        amount=total,
        peers=(
            Peer("", f"{quarter.a_year_before.name}（{len(before)}件）", quarter.a_year_before.first, base, base),
            Peer("", f"{quarter.name}（{len(now)}件）", quarter.first, total, total, outlier=True),
        ),
        unit="元",
    )


def signs_of(now: Sequence[Fine], before: Sequence[Fine], rule: Rule) -> list[str]:
    """What is abnormal of a quarter beside the same quarter of the year before, in words; nothing where there are too few cases."""
    least = int(rule.params["min_cases"])
    if len(now) < least:
        return []
    ordered = sorted(now, key=lambda fine: (-fine.amount, fine.key))
    return [*(_growth(ordered, before, rule) if len(before) >= least else ()), *_from_elsewhere(now, rule)]


def largest(fines: Sequence[Fine]) -> list[Fine]:
    """The largest cases, which a finding shows."""
    return sorted(fines, key=lambda fine: (-fine.amount, fine.key))[:_SHOWN]


def _growth(now: Sequence[Fine], before: Sequence[Fine], rule: Rule) -> list[str]:
    """Income or the usual fine grown over the limits, also without the largest case."""
    total, base = (sum(fine.amount for fine in fines) for fines in (now, before))
    signs = []
    limit = float(rule.params["yoy"])
    if base and total / base - 1 >= limit and total - base >= rule.params["min_amount"] and (total - now[0].amount) / base - 1 >= limit:
        signs.append(f"罚款{total:,.0f}元（{len(now)}件），上年同期{base:,.0f}元（{len(before)}件），同比增长{total / base - 1:.0%}")
    usual, earlier = (median(fine.amount for fine in fines) for fines in (now, before))
    if earlier and usual / earlier - 1 >= rule.params["median_yoy"] and now[0].amount / total < rule.params["top_share"]:
        signs.append(f"单案罚款中位数由{earlier:,.0f}元升至{usual:,.0f}元，并非单一大案拉动")
    return signs


def _from_elsewhere(now: Sequence[Fine], rule: Rule) -> list[str]:
    """Most of the parties come from other places."""
    known = [fine for fine in now if fine.elsewhere is not None]
    away = sum(bool(fine.elsewhere) for fine in known)
    if len(known) < rule.params["min_cases"] or away / len(known) < rule.params["cross_region_share"]:
        return []
    return [f"能辨认住所的{len(known)}名当事人中异地的有{away}名（{away / len(known):.0%}）"]
