"""Complaint: what one message of the public contributes to the comparison: with dossiers, and with other messages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.cells import parse_day
from ingest.document import Document, Span
from nlp.across.profile import SHORTEST_NAME, number_key
from nlp.as_json import AsJson
from nlp.facts.dates import find_dates
from nlp.facts.document_numbers import find_document_numbers
from nlp.facts.parties import organisation_ends
from nlp.opinion.persons import is_officer
from nlp.opinion.reading import Reading
from nlp.procedure.finding import Evidence

_LONGEST = 20  # characters of a party's name
_MOST = 12  # places in one text where a name may end
_FIRST_WORDS = 30
_PEOPLE = re.compile(r"(?:领导|工作人员|执法人员|队员|[局所队]长)$")
_BODY = re.compile(r"(?:[局委厅队所院办]|委员会|办事处|中心|海关)$")
_ONE_A_PLACE = re.compile(r"(?:[局委厅]|委员会)$")  # of these there is one of a kind in a county or city
_PLACE = re.compile(r"[A-Z0-9\u4e00-\u9fa5]{1,8}?(?:省|市|州|县|区|旗|镇|乡|街道)(?!人民政府|政府)")


@dataclass(frozen=True, slots=True)
class Told:
    """One risk signal with the words that say it; offsets are in the text."""

    signal: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Complaint(AsJson):
    """One message. ``reply`` and ``replied`` are None where the source does not say whether there is a reply.

    ``content`` is a hash of its words, ``user`` who sent it as the source names him. ``office`` is the agency where it is told which one
    it is, so that messages about it can be counted: 城管局 alone may be any.
    """

    document: str
    name: str
    content: str
    agency: str | None = None
    office: str | None = None
    agency_type: str | None = None
    region: str | None = None
    address: str | None = None
    category: str | None = None
    channel: str | None = None
    received: date | None = None
    user: str | None = None
    told: tuple[Told, ...] = ()
    officers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    reply: str | None = None
    replied: date | None = None
    length: int = 0

    def keys(self) -> Iterator[str]:
        """By what dossiers that it may be about are found."""
        yield from (f"n:{key}" for number in self.numbers if (key := number_key(number)))
        yield from (f"c:{name}" for name in self.names)


def complaint_of(document: Document, reading: Reading) -> Complaint | None:
    """What a clue among complaints and posts contributes; None for news and for what is no clue."""
    if document.kind not in ("complaint", "post") or not reading.is_clue:
        return None
    text, meta = f"{document.title or ''}\n{document.text}", document.metadata
    user = meta.get("user") or None
    agency = meta.get("agency") or (reading.agencies[0].text if reading.agencies else None)
    return Complaint(
        document=reading.id,
        name=document.title or document.text.strip()[:_FIRST_WORDS],
        content=hashlib.sha256("".join(document.text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:32],
        agency=agency,
        office=meta.get("agency") or (_office(agency, meta.get("region") or reading.region) if agency else None),
        agency_type=reading.agencies[0].type if reading.agencies else None,
        region=meta.get("region") or reading.region,
        address=meta.get("address") or None,
        category=meta.get("category") or None,
        channel=meta.get("channel") or None,
        received=document.published_at,
        user=user,
        told=tuple(Told(signal.signal, signal.quote, signal.start, signal.end) for signal in reading.signals),
        officers=tuple(person for person in reading.people if is_officer(person)),
        names=tuple(dict.fromkeys((*_names(text), *((user,) if user else ())))),
        numbers=tuple(found.value.text for found in find_document_numbers(text)),
        days=tuple(dict.fromkeys(found.value for found in find_dates(text))),
        reply=meta.get("reply"),
        replied=parse_day(meta["reply_date"]) if meta.get("reply_date") else None,
        length=len(document.text),
    )


def words_of(told: Told) -> Evidence:
    """The words of a signal as evidence: a range of the text, on its page 1."""
    return Evidence("投诉反映", told.quote, 1, Span(1, told.start, told.end))


def _office(named: str, region: str | None) -> str | None:
    """The agency with its place; None where no one can tell which agency is meant (有关部门, 城管, 派出所)."""
    name = _PEOPLE.sub("", named)
    if not _BODY.search(name):
        return None
    if _PLACE.match(name):
        return name
    return f"{region}{name}" if region and _ONE_A_PLACE.search(name) else None


def _names(text: str) -> Iterator[str]:
    """What may be the name of an organisation: the characters before every suffix, in every length; a dossier bears one or none."""
    for end in organisation_ends(text)[:_MOST]:
        for length in range(SHORTEST_NAME, _LONGEST + 1):
            name = text[max(end - length, 0) : end]
            if len(name) < length or not re.fullmatch(r"[\u4e00-\u9fa5A-Za-z0-9（）()]+", name):
                break
            yield name
