"""Visits: all inspections of one enterprise, by agency and by place of business (连锁企业按门店)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ingest.inspection import Inspection
from nlp.facts.identifiers import valid_uscc
from nlp.inspection.bodies import body_of
from nlp.inspection.reason import Reason, reason_of

Name = tuple[str, str | None]
"""The name and the credit code of an enterprise, as a row gives them."""
_NOT_PRIVATE = re.compile(r"国有|国资|全民所有|集体|外商|外资|港澳台|台港澳|事业|机关|社会团体")
_GOES_ON = 14  # days
_DIGIT = re.compile(r"\d")
_PUNCTUATION = re.compile(r"[\s，,。.、；;：:（）()\-—#]")
_TO_NUMBER = re.compile(r".*?\d+号")
_CHAIN = re.compile(r"连锁|便利|药房|药店|大药房|超市|门店|分店|分公司|餐饮|酒店|加油|银行|快递|物流")


def keys_of(names: Iterable[Name]) -> dict[Name, str]:
    """Which enterprise a row means: its credit code where valid, else the only code its name goes with anywhere, else the name."""
    names = list(names)
    codes: dict[str, set[str]] = defaultdict(set)
    for name, code in names:
        if code and valid_uscc(code):
            codes[name].add(code)
    keys = {}
    for name, code in names:
        known = codes.get(name, set())
        keys[name, code] = code if code and code in known else next(iter(known)) if len(known) == 1 else name
    return keys


@dataclass(frozen=True)
class Visits:
    """The inspections of one enterprise, in order of time. ``key`` tells it from all others."""

    key: str
    rows: tuple[Inspection, ...]

    @classmethod
    def of(cls, key: str, rows: Iterable[Inspection]) -> Visits:
        """The visits in order of time, whatever order they come in."""
        return cls(key, tuple(sorted(rows, key=_when)))

    @property
    def name(self) -> str:
        """The name that the newest row gives."""
        return self.rows[-1].enterprise

    @cached_property
    def reasons(self) -> Mapping[str, Reason]:
        """The reason of each row by its id."""
        return {row.id: reason_of(row) for row in self.rows}

    def reason(self, row: Inspection) -> Reason:
        """Why the inspectors came."""
        return self.reasons[row.id]

    @property
    def private(self) -> bool:
        """Whether no row says that it is state-owned, collective or foreign (民营经济促进法第七十七条)."""
        return not any(_NOT_PRIVATE.search(row.enterprise_type or "") for row in self.rows)

    @property
    def chain(self) -> bool:
        """Whether it is likely to have several places of business."""
        return any(_CHAIN.search(row.enterprise) for row in self.rows)

    def by_site(self) -> Iterator[tuple[Inspection, ...]]:
        """The inspections of each place of business. Addresses of which one holds the other are one; rows without go to the only place."""
        sites: list[tuple[str, list[Inspection]]] = []
        bare: list[Inspection] = []
        for row in self.rows:
            address = _site(row.address or "")
            if not address:
                bare.append(row)
                continue
            known = next((rows for place, rows in sites if place in address or address in place), None)
            if known is None:
                sites.append((address, [row]))
            else:
                known.append(row)
        if bare and len(sites) == 1:
            yield Visits.of(self.key, [*sites[0][1], *bare]).rows
            return
        yield from (tuple(rows) for _, rows in sites)
        if bare:
            yield tuple(bare)


def by_agency(rows: Iterable[Inspection]) -> dict[str, list[Inspection]]:
    """Agencies with the inspections they took part in, through whatever sub-unit."""
    groups: dict[str, list[Inspection]] = defaultdict(list)
    for row in rows:
        for agency in dict.fromkeys(map(body_of, row.agencies)):
            groups[agency].append(row)
    return groups


def by_lead(rows: Iterable[Inspection]) -> dict[str, list[Inspection]]:
    """The agency named first answers for a joint inspection."""
    groups: dict[str, list[Inspection]] = defaultdict(list)
    for row in rows:
        groups[body_of(row.agencies[0])].append(row)
    return groups


def visits_of(rows: Iterable[Inspection]) -> Iterator[Visits]:
    """Rows in any order, enterprise by enterprise."""
    rows = list(rows)
    keys = keys_of({(row.enterprise, row.uscc) for row in rows})
    groups: dict[str, list[Inspection]] = defaultdict(list)
    for row in rows:
        groups[keys[row.enterprise, row.uscc]].append(row)
    yield from (Visits.of(key, group) for key, group in groups.items())


def distinct(rows: Sequence[Inspection]) -> list[Inspection]:
    """The first row of each inspection by one agency, in order of time; see ``same_inspection``."""
    found: list[Inspection] = []
    last: Inspection | None = None
    for row in rows:
        if last is None or not same_inspection(last, row):
            found.append(row)
        last = row
    return found


def same_inspection(before: Inspection, after: Inspection) -> bool:
    """Whether two rows of one agency tell of one inspection: of one day, going on the next day, or under one number within two weeks."""
    days = (after.day - before.day).days
    if days == 0:
        return True
    if days == 1 and (before.items or "") == (after.items or ""):
        return True
    return days <= _GOES_ON and bool(_numbers(before) & _numbers(after))


def _numbers(row: Inspection) -> set[str]:
    """The numbers of its notice and its approval; a mere mark (是) is none."""
    return {text for text in (row.notice, row.approval) if text and _DIGIT.search(text)}


def _site(address: str) -> str:
    """An address up to the number of the house."""
    plain = _PUNCTUATION.sub("", address)
    match = _TO_NUMBER.match(plain)
    return match.group() if match else plain


def _when(row: Inspection) -> tuple[date, str, str]:
    return row.day, row.start.isoformat() if row.start else "", row.id
