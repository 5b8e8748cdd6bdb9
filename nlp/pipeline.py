"""The spaCy pipeline: words of our lexicon, sentences, phrases and facts as span groups over the untouched text.

``doc.text`` equals the input. Words are cut additionally where a phrase or fact begins or ends, so that every span stands
exactly at the offsets its extractor gave. Groups: ``lexicon`` (label agencies, writs, procedure or offences), ``dates``,
``amounts``, ``document_numbers``, ``citations``, ``agencies``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import spacy
from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from nlp.citations import find_citations
from nlp.fact import Found
from nlp.facts.agencies import find_agencies
from nlp.facts.amounts import find_amounts
from nlp.facts.dates import find_dates
from nlp.facts.document_numbers import find_document_numbers
from nlp.words import LEXICONS, lexicon, segments

EXTRACTORS: dict[str, Callable[[str], Sequence[Found[Any]]]] = {
    "dates": find_dates,
    "amounts": find_amounts,
    "document_numbers": find_document_numbers,
    "citations": find_citations,
    "agencies": find_agencies,
}
_SENTENCE_ENDS = frozenset("。！？!?；;…")
_CLOSERS = frozenset("”’」』）)】》\"'")
Mark = tuple[str, str, int, int]  # group, label, start, end


@cache
def pipeline() -> Language:
    """The pipeline; made once a process."""
    made = spacy.blank("zh")
    made.tokenizer = Tokenizer(made, marks)
    made.add_pipe("zhijian_sentences")
    made.add_pipe("zhijian_spans")
    return made


def marks(text: str) -> list[Mark]:
    """The phrases and facts of ``text``."""
    return [*_phrases(text), *(mark for group, find in EXTRACTORS.items() for mark in _facts(group, find(text)))]


class Tokenizer:
    """Text to Doc. The marks found while cutting wait in ``doc.user_data`` for the components that make spans of them."""

    def __init__(self, language: Language, find: Callable[[str], Sequence[Mark]]) -> None:
        self._vocab = language.vocab
        self._find = find

    def __call__(self, text: str) -> Doc:
        """The words of ``text``, cut at every mark as well."""
        marks = self._find(text)
        borders = sorted({0, len(text)} | {end for _, _, end in segments(text)} | {at for _, _, start, end in marks for at in (start, end)})
        pieces = [text[start:end] for start, end in pairwise(borders)]
        return Doc(self._vocab, words=pieces, spaces=[False] * len(pieces), user_data={"marks": marks})


def _phrases(text: str) -> list[Mark]:
    labels, automaton = _automaton()
    return [("lexicon", labels[index], start, end) for index, start, end in automaton.find_matches_as_indexes(text)]


def _facts(group: str, found: Sequence[Found[Any]]) -> list[Mark]:
    return [(group, group, fact.start, fact.end) for fact in found if fact.start < fact.end]


@cache
def _automaton() -> tuple[list[str], AhoCorasick]:
    """Phrases run on the raw text: looked up on word borders a quarter of them would be lost."""
    label_of = {word: name for name in reversed(LEXICONS) for word in lexicon(name)}
    return list(label_of.values()), AhoCorasick(list(label_of), matchkind=MatchKind.LeftmostLongest)


def _sentences(doc: Doc) -> Doc:
    """A sentence ends at 。！？； with the closing marks behind it, and at an empty line."""
    start = True
    ended = False
    for token in doc:
        text = token.text
        token.is_sent_start = start or (ended and text not in _CLOSERS)
        start = False
        ended = text[-1] in _SENTENCE_ENDS or (ended and text in _CLOSERS) or text.count("\n") > 1
    return doc


def marked(doc: Doc, group: str) -> SpanGroup:
    """The spans of a group from the marks that the tokenizer left; the group is kept in ``doc.spans``."""
    found = [mark for mark in doc.user_data["marks"] if mark[0] == group]
    doc.spans[group] = SpanGroup(doc, name=group, spans=[doc.char_span(start, end, label=label) for _, label, start, end in found])
    return doc.spans[group]


def _spans(doc: Doc) -> Doc:
    for group in ("lexicon", *EXTRACTORS):
        marked(doc, group)
    return doc


Language.component("zhijian_sentences", func=_sentences)
Language.component("zhijian_spans", func=_spans)
