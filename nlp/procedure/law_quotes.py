"""Words that a writ quotes as law (《…》第N条规定：“……”), and how well they agree with the article they are quoted from.

A quotation may leave parts out (……, 省略号) and end early; what stands must be in the article, in order. Punctuation and white space do
not count, nor does a character in fifty, which print and recognition get wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from nlp.citations import Citation, find_citations
from nlp.fact import Found

_QUOTED = re.compile(r"(?:的?规定|明确|载明)?[，,：:]?[“\"「](?P<words>[^”\"」]{12,600})[”\"」]")
_GAP = re.compile(r"…+|\.{3,}|——+")
_MARKS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
ALIKE = 0.98  # of the characters quoted, found in order in the article
DIFFERENT = 0.8  # below this the words are not those of the article


@dataclass(frozen=True, slots=True)
class LawQuote:
    """``words`` quoted from ``citation``; offsets of the words in the text."""

    citation: Found[Citation]
    words: str
    start: int
    end: int


def law_quotes(text: str) -> Iterator[LawQuote]:
    """Quotations that follow a citation of an article at once, on text without white space, in text order."""
    for found in find_citations(text):
        if found.value.article is None:
            continue
        match = _QUOTED.match(text, found.end)
        if match:
            yield LawQuote(found, match["words"], match.start("words"), match.end("words"))


def agreement(words: str, article: str) -> float:
    """The share of quoted characters that stand in the article in the same order, 0 to 1; parts left out do not count."""
    parts = [part for part in (_MARKS.sub("", part) for part in _GAP.split(words)) if part]
    law = _MARKS.sub("", article)
    total = sum(map(len, parts))
    if not total:
        return 1.0
    found, at = 0, 0
    for part in parts:
        place = law.find(part, at)
        if place >= 0:
            found, at = found + len(part), place + len(part)
            continue
        blocks = [block for block in SequenceMatcher(None, part, law[at:], autojunk=False).get_matching_blocks() if block.size > 1]
        found += sum(block.size for block in blocks)
        at += blocks[-1].b + blocks[-1].size if blocks else 0
    return found / total
