"""Profile: what one dossier contributes to the comparison with others, worked out once when it is screened.

Everything that a finding may show carries its place on the page, so that an old dossier need not be read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nlp.across import sketch
from nlp.as_json import AsJson
from nlp.facts.document_numbers import find_document_numbers
from nlp.procedure.finding import Evidence
from nlp.procedure.presence import Presence

Measure = Literal["multiple", "share", "amount"]
Claim = Literal["credentials", "receipt", "writ", "two_officers", "released"]
SHORTEST_NAME = 4  # characters of an organisation's name without the place before it
MEASURE_ZH: dict[str, str] = {"multiple": "倍", "share": "%", "amount": "元"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one person answered in one record, fixed questions left out, without marks; ``sketch`` is its MinHash (hexadecimal)."""

    person: str
    day: date | None
    answers: str
    sketch: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Act:
    """The act punished (违法行为), as the decision tells it. ``start`` and ``end`` are the first and last day told of it."""

    facts: str
    start: date | None
    end: date | None
    places: tuple[str, ...]
    plates: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Assertion:
    """What the dossier says was done as it should be: the opposite of what complaints claim."""

    claim: Claim
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Profile(AsJson):
    """One dossier. ``identity`` is a hash of the party's number; ``lawful_repeat`` says why a second fine may be lawful.

    ``measure`` and ``value`` are how the fine is weighed: a multiple or share of a base where the decision tells one, else yuan.
    ``elsewhere`` is true for a party from another place than the agency's, None where the addresses do not say.
    ``recorded`` is true where a recording or a review is in the dossier, or may be on pages nobody read.
    """

    dossier: str
    name: str
    agency: str | None = None
    department: str | None = None
    region: str | None = None
    party: str | None = None
    party_kind: Literal["person", "organisation"] | None = None
    identity: str | None = None
    private: bool = False
    head: str | None = None
    cause: str | None = None
    numbers: tuple[str, ...] = ()
    decided: date | None = None
    fine: float | None = None
    fine_evidence: Evidence | None = None
    measure: Measure = "amount"
    value: float | None = None
    level: str | None = None
    tags: tuple[str, ...] = ()
    act: Act | None = None
    lawful_repeat: str | None = None
    elsewhere: bool | None = None
    presences: tuple[Presence, ...] = ()
    statements: tuple[Statement, ...] = ()
    asserted: tuple[Assertion, ...] = ()
    recorded: bool = True

    @property
    def peers(self) -> str | None:
        """The group of like cases: one agency, cause, measure and the same circumstances. None where the case can have no peers."""
        if not (self.agency and self.cause and self.decided and self.value):
            return None
        return "|".join(("peers", self.agency, self.cause, self.measure, self.level or "", *self.tags))

    def keys(self) -> Iterator[str]:
        """By what other dossiers and complaints are found that may have to do with this one."""
        for one in self.presences:
            for day in dict.fromkeys((one.start.date(), one.end.date())):
                yield f"o:{one.cert_no}:{day.isoformat()}"
        for statement in self.statements:
            yield from (f"b:{self.agency}:{band}" for band in sketch.bands(statement.sketch))
        if self.fine and self.act and self.act.start and (who := self.identity or _organisation(self)):
            yield f"p:{who}"
        yield from (f"n:{key}" for number in self.numbers if (key := number_key(number)))
        yield from dict.fromkeys(f"c:{form}" for name in (self.party, self.head) if name for form in name_forms(name))


def number_key(number: str) -> str | None:
    """Year and serial of a writ's number: what numbers printed in different ways have in common."""
    parsed = next((found.value for found in find_document_numbers(number)), None)
    return f"{parsed.year}-{parsed.serial.lstrip('0')}" if parsed else None


def name_forms(name: str) -> tuple[str, ...]:
    """A party's name as people write it: whole, and without the place before it."""
    short = re.sub(r"^(?:[\u4e00-\u9fa5]{1,6}?(?:省|市|自治州|县|区|旗))+", "", name)
    return tuple(dict.fromkeys(one for one in (name, short) if len(one) >= SHORTEST_NAME)) or (name,)


def _organisation(profile: Profile) -> str | None:
    """The name of an organisation identifies it well enough; a person's does not."""
    return profile.party if profile.party_kind == "organisation" else None
