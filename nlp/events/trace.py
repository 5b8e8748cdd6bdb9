"""Trace (事件特征): what a text is compared by when it is asked whether two tell of the same event. Made once, kept with the event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from ingest.document import Document
from nlp.as_json import AsJson
from nlp.events.figures import figures
from nlp.events.names import Name, find_names
from nlp.events.sketch import bands, sketch
from nlp.events.telling_words import telling_words
from nlp.facts.document_numbers import find_document_numbers
from nlp.gazetteer.coded import CODED
from nlp.opinion.agencies import NO_BODY, OTHER_BODY
from nlp.opinion.persons import is_officer
from nlp.opinion.reading import Reading
from nlp.opinion.text import prepare
from nlp.words import segments

_NO_LETTER = re.compile(r"[^0-9A-Za-z一-龥]+")
_DETAIL = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]+)?\d[\dA-Za-z]*")
_AGAIN = re.compile(
    r"再次|又一次|(?:上次|上周|上个?月|之前|此前|以前|月初|月中|月底|月份|曾)[^，。！？]{0,6}(?:反映|投诉|举报)|(?:反映|投诉|举报)过"
)
_CODED = re.compile(CODED)
_WORD_KEYS = 6  # the rarest words by which a clue is found
_MOST_NAMES = 24


@dataclass(frozen=True, slots=True)
class Trace(AsJson):
    """What is compared.

    ``words`` carry their weights, ``details`` are the numbers in the text: they tell copies from forms that were filled in. ``file`` is
    the file that it came in, ``address`` the place as the source gives it, ``types`` the kinds of its bodies, ``regions`` full names of
    divisions. ``again``: it says that it was reported before.
    """

    document: str
    day: date | None
    length: int
    sketch: str
    user: str | None = None
    file: str | None = None
    address: str | None = None
    types: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    places: tuple[Name, ...] = ()
    enterprises: tuple[Name, ...] = ()
    people: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    again: bool = False
    signals: tuple[str, ...] = ()
    words: tuple[tuple[str, float], ...] = ()

    @property
    def names(self) -> tuple[Name, ...]:
        """Places and enterprises."""
        return (*self.places, *self.enterprises)

    def found_by(self) -> Iterator[str]:
        """By what texts that may tell of the same event are found: wording, names, papers, figures, people, address, rare words."""
        yield from (f"b:{band}" for band in bands(self.sketch))
        yield from (f"n:{number}" for number in self.numbers)
        yield from (f"f:{figure}" for figure in self.figures)
        yield from (f"e:{name.key}" for name in self.enterprises)
        yield from (f"p:{name.key}" for name in self.places)
        yield from (f"o:{kind}:{person}" for person in self.people if is_officer(person) for kind in self.types)
        yield from (f"{kind}:{value}" for kind, value in (("u", self.user), ("a", self.address)) if value)
        yield from (f"w:{word}" for word, _ in self.words[:_WORD_KEYS])


def may_tell_of_an_event(reading: Reading) -> bool:
    """Whether events are searched for a text: a clue, or what names a body of a kind, which alone can follow an event up."""
    return reading.is_clue or any(agency.type not in (OTHER_BODY, NO_BODY) for agency in reading.agencies)


def trace_of(document: Document, reading: Reading) -> Trace:
    """The trace of a text as read."""
    title, meta = document.title or "", document.metadata
    prepared = prepare(title, document.text)
    text = prepared.clean
    letters = _NO_LETTER.sub("", text)
    pieces = list(segments(text))
    names = find_names(text, pieces)
    places = [(reading.region, reading.adcode), *((one.region, one.adcode) for one in reading.agencies[:1])]
    known = (region for region, code in places if region and (code or _CODED.match(region)))  # the gazetteer holds all: another is misread
    who_and_where = " ".join([*(region for region, _ in places if region), *(one.text for one in reading.agencies)])
    words = [(word.lower(), start) for word, start, _ in pieces if word not in who_and_where]
    return Trace(
        document=reading.id,
        day=document.published_at,
        length=len(letters),
        sketch=sketch(letters),
        user=meta.get("user") or None,
        file=PurePath(document.source.path).name if document.source.path else None,
        address=meta.get("address") or None,
        types=tuple(dict.fromkeys(one.type for one in reading.agencies)),
        regions=tuple(dict.fromkeys(filter(None, (meta.get("region"), *known)))),
        places=names.places[:_MOST_NAMES],
        enterprises=names.enterprises[:_MOST_NAMES],
        people=reading.people,
        numbers=tuple(dict.fromkeys(found.value.text for found in find_document_numbers(text))),
        details=tuple(dict.fromkeys(_DETAIL.findall(text)))[:60],
        figures=figures(text)[:60],
        again=_AGAIN.search(text) is not None,
        signals=tuple(dict.fromkeys(signal.signal for signal in reading.signals)),
        words=telling_words(
            [word for word, start in words if start < prepared.body_at],
            [word for word, start in words if start >= prepared.body_at],
        ),
    )
