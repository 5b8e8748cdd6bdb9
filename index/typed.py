"""What a person typed into the search box, understood. Nothing typed is ever an error.

``法制审核 城管 -已办结 "占道经营"``: words between blanks must all be found, a word after ``-`` must not, what stands in
quotes (any pair of them) must be found exactly so. What is typed twice counts once.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from index.analysis import letters, terms

_MOST_CHARACTERS = 500
_MOST_WORDS = 24
_ALL_OF = 4  # up to so many words of a run of text must all be found, of longer ones a share
_SHARE = 0.75
_PART = re.compile(r"""([-－−]?)(?:"([^"“”]+)"|“([^"“”]+)”|「([^「」]+)」|『([^『』]+)』|(\S+))""")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of text between blanks. It is found where ``need`` of its ``atoms`` are, or its ``letters`` stand in a row.

    ``words`` are all words the text is cut into, long ones and the short ones within them; they rank.
    """

    words: tuple[str, ...]
    atoms: tuple[str, ...]
    need: int
    letters: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Text in quotes: ``letters`` must stand in a row; ``words`` rank."""

    words: tuple[str, ...]
    letters: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Everything that must and must not be found. ``excluded`` are letters in a row."""

    chunks: tuple[Chunk, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[str, ...] = ()

    @property
    def _parts(self) -> tuple[Chunk | Phrase, ...]:
        return (*self.chunks, *self.phrases)

    @property
    def ranks(self) -> bool:
        """Whether there is anything to rank by."""
        return bool(self.chunks or self.phrases)

    @property
    def words(self) -> tuple[str, ...]:
        """All words that rank, each once."""
        return tuple(dict.fromkeys(word for part in self._parts for word in part.words))

    @property
    def rows(self) -> tuple[str, ...]:
        """All letters in a row that rank, each once."""
        return tuple(part.letters for part in self._parts)


def parse(text: str) -> Typed:
    """Understand what was typed. Quotes that do not close are plain text; text without a letter or digit is not there."""
    chunks: list[Chunk] = []
    phrases: list[Phrase] = []
    excluded: list[str] = []
    left = _MOST_WORDS
    for match in _PART.finditer(text[:_MOST_CHARACTERS]):
        minus, *quoted, plain = match.groups()
        part = next((q for q in quoted if q), None)
        found = letters(part or plain or "")
        if not found:
            continue
        if minus:
            excluded.append(found)
            continue
        words = tuple(dict.fromkeys(word for word in terms(part or plain) if word))[:left]
        left -= len(words)
        if part is not None:
            phrases.append(Phrase(words, found))
        else:
            chunks.append(_chunk(words, found))
    rows = {phrase.letters: phrase for phrase in reversed(phrases)}
    runs = {chunk.letters: chunk for chunk in reversed(chunks) if chunk.letters not in rows}
    return Typed(tuple(reversed(runs.values())), tuple(reversed(rows.values())), tuple(dict.fromkeys(excluded)))


def _chunk(words: tuple[str, ...], found: str) -> Chunk:
    """The atoms are the shortest words, those that hold no other; single characters count only where there is nothing longer."""
    long = [word for word in words if len(word) > 1] or list(words)
    atoms = tuple(word for word in long if not any(other != word and other in word for other in long))
    need = len(atoms) if len(atoms) <= _ALL_OF else math.ceil(_SHARE * len(atoms))
    return Chunk(words, atoms, need, found)
