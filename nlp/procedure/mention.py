"""Mentions: what the catalogue calls ``mentions(x, re)``, matching on text without white space, with the place on the page.

A positive mention leaves out quotations of statutes, and, where a rule asks for it, negated clauses (不、未、没有、无、不属于) and choices
behind empty boxes.
A negative one (``NOT mentions``: something is lacking) is judged on the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Span
from ingest.dossier import Writ
from ingest.passage import Passage
from nlp.procedure.boxes import unticked
from nlp.remembered import remembered
from nlp.sought import sought

_ARTICLE = (
    r"第[〇零一二三四五六七八九十百千\d]+条(之[一二三])?(第[一二三四五六七八九十\d]+款)?(第?[（(]?[一二三四五六七八九十\d]+[)）]?项)?"
)
_CITATION = re.compile(rf"《[^》]{{2,60}}》((（[^）]{{2,20}}）)?{_ARTICLE}([、和及与，]?{_ARTICLE})*)?")
# the words of a statute, quoted after a citation: 第N条规定：“…”, 第N条“…”的规定
_QUOTED = re.compile(r"(?:规定|载明|[条款项])[：:，,]?[“\"][^”\"]{4,400}[”\"]")
_NEGATION = re.compile(r"不|未|没有|无(?!异议)|不属于|并非")
_CLAUSE_BREAK = "。；;，,！？：:"


@dataclass(frozen=True, slots=True)
class Mention:
    """One hit. ``groups`` are the named groups of the pattern."""

    text: str
    groups: dict[str, str | None]
    start: int
    end: int
    writ: Writ
    passage: Passage

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands on the pages."""
        return self.passage.spans(self.start, self.end)


def find_mentions(writ: Writ, squeezed: Passage, pattern: str | re.Pattern[str], *, citations: bool, negations: bool) -> Iterator[Mention]:
    """Hits of ``pattern`` in text without white space; quotations of statutes, negated clauses and empty boxes left out where asked."""
    text = squeezed.text
    quick = sought(pattern) if isinstance(pattern, str) else sought(pattern.pattern) if pattern.flags == re.UNICODE else pattern
    for match in quick.finditer(text):
        start, end = match.span()
        if start == end or (not citations and any(a <= start and end <= b for a, b in _cited(text))):
            continue
        if not negations and (_NEGATION.search(text, _clause(text, start), start) or unticked(text, start)):
            continue
        yield Mention(match.group(), match.groupdict(), start, end, writ, squeezed)


@remembered  # patterns that hit something ask it of the same writs
def _cited(text: str) -> list[tuple[int, int]]:
    """The ranges of citations and of quoted statutes."""
    return [match.span() for regex in (_CITATION, _QUOTED) for match in regex.finditer(text)]


def _clause(text: str, at: int) -> int:
    """Where the clause that holds ``text[at]`` begins."""
    return max((text.rfind(mark, 0, at) for mark in _CLAUSE_BREAK), default=-1) + 1
