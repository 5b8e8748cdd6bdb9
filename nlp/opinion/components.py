"""What the reader hears, as spaCy components: actors, regions and signals as span groups over the untouched text.

The rules are those of ``Reader``; here they only become spans. ``doc.text`` equals the input, words are cut where a span begins or ends.

``actors``   label ``body``, ``weak``, ``hotline``, ``other`` or ``court``; ``span._.type`` as in the opinion data (城管 …),
             ``span._.name`` the official name, None where open, ``span._.doer`` true for the body that a clue accuses
``regions``  label ``division``; ``span.kb_id_`` the code of GB/T 2260, empty where the text leaves open which division is meant
``signals``  label is the id of the signal; ``span._.confidence`` 0 to 1
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.gazetteer.places import Place, places
from nlp.opinion.agencies import Mention, actors
from nlp.opinion.reader import Reader
from nlp.opinion.reading import Reading
from nlp.opinion.text import prepare
from nlp.pipeline import Mark, Tokenizer, marked

for _name, _default in (("type", ""), ("name", None), ("doer", False), ("confidence", 0.0)):
    Span.set_extension(_name, default=_default, force=True)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a text says; ``marks`` holds the mentions, the places and the signals of the reading, in this order."""

    mentions: Sequence[Mention]
    places: Sequence[Place]
    reading: Reading
    marks: Sequence[Mark]


@cache
def pipeline() -> Language:
    """The pipeline, for texts of complaints without a title; made once a process."""
    made = spacy.blank("zh")
    made.tokenizer = Tokenizer(made, lambda text: _heard(text).marks)
    for component in ("zhijian_sentences", "zhijian_actors", "zhijian_regions", "zhijian_signals"):
        made.add_pipe(component)
    return made


@lru_cache(maxsize=16)
def _heard(text: str) -> _Heard:
    """Heard once for the tokenizer and the components behind it."""
    prepared = prepare(None, text)
    found = places().find(prepared.clean)
    mentions = actors().find(prepared.clean, found)
    reading = _reader().read(id="", kind="complaint", title=None, text=text)
    marks: list[Mark] = [("actors", mention.standing, *prepared.given(mention.start, mention.end)[1:]) for mention in mentions]
    marks += [("regions", "division", *prepared.given(place.start, place.end)[1:]) for place in found]
    marks += [("signals", signal.signal, signal.start, signal.end) for signal in reading.signals]
    return _Heard(mentions, found, reading, marks)


@cache
def _reader() -> Reader:
    return Reader()


def _actors(doc: Doc) -> Doc:
    heard = _heard(doc.text)
    agencies = {agency.text: agency for agency in heard.reading.agencies}
    accused = heard.reading.agencies[0].text if heard.reading.is_clue and heard.reading.agencies else None
    for span, mention in zip(marked(doc, "actors"), heard.mentions, strict=True):
        span._.type = mention.type
        span._.name = agencies[span.text].name if span.text in agencies else None
        span._.doer = span.text == accused
    return doc


def _regions(doc: Doc) -> Doc:
    spans = marked(doc, "regions")
    divisions = [place.division for place in _heard(doc.text).places]
    doc.spans["regions"] = [
        Span(doc, span.start, span.end, label=span.label_, kb_id=division.code if division else "")
        for span, division in zip(spans, divisions, strict=True)
    ]
    return doc


def _signals(doc: Doc) -> Doc:
    for span, signal in zip(marked(doc, "signals"), _heard(doc.text).reading.signals, strict=True):
        span._.confidence = signal.confidence
    return doc


Language.component("zhijian_actors", func=_actors)
Language.component("zhijian_regions", func=_regions)
Language.component("zhijian_signals", func=_signals)
