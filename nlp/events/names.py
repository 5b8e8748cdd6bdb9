"""Names of places and enterprises in running text, by how they end.

Where such a name begins nobody can tell without a register: 我住在丽江新城 may hold a 新城 of two characters or of five. So a name is kept
with the words before it, and two are the same as far as they agree backwards from the end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nlp.opinion import knowledge

_BEFORE = 6  # characters kept before the ending, at most
_LEAST = 2  # of them two names must share
_NAMED = re.compile(r"[一-龥]{2}$|[A-Za-z0-9][一-龥]$|[一-龥][A-Za-z0-9]$")
_DIRECTED = re.compile(r"[东西南北中前后上下一二三四五六七八九十][路街巷村组]")
_PART = re.compile(r"[一-龥A-Za-z0-9]+")


class _Endings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    places: list[str]
    enterprises: list[str]
    plain: list[str]
    borders: list[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name: the characters ``before`` its ``ending``."""

    before: str
    ending: str

    @property
    def text(self) -> str:
        """As written."""
        return self.before + self.ending

    @property
    def key(self) -> str:
        """What every way to write it shares: the last characters before the ending, and the ending."""
        return self.before[-_LEAST:] + self.ending


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a text, in order, each once."""

    places: tuple[Name, ...]
    enterprises: tuple[Name, ...]


def find_names(text: str, pieces: Sequence[tuple[str, int, int]]) -> Names:
    """Names of places and of enterprises. ``pieces`` are the segments of ``text`` (``nlp.words.segments``)."""
    known = _endings()
    ends = [end for _, _, end in pieces]
    found: dict[str, Name] = {}
    floor = 0
    for match in known.pattern.finditer(text):
        at = bisect_left(ends, match.end())
        if at == len(ends) or ends[at] != match.end():
            continue  # 路 in 路灯, 城 in 城管
        before = _before(pieces, at, match, floor)
        if _NAMED.search(before) and before[-2:] not in known.plain:
            name = Name(before[-_BEFORE:], match[0])
            found.setdefault(name.key, name)
            floor = match.end()
    names = tuple(found.values())
    return Names(
        tuple(name for name in names if name.ending not in known.enterprises),
        tuple(name for name in names if name.ending in known.enterprises),
    )


def shared(one: Iterable[Name], other: Iterable[Name]) -> list[Name]:
    """The names of ``one`` that ``other`` has, too."""
    keys = {name.key for name in other}
    return [name for name in one if name.key in keys]


def _before(pieces: Sequence[tuple[str, int, int]], at: int, match: re.Match[str], floor: int) -> str:
    """The words before an ending that may belong to the name; empty where the ending is part of an ordinary word (政府, 学校)."""
    word, start, _ = pieces[at]
    inside = word[: max(0, match.start() - start)]
    if len(inside) == 1 and len(match[0]) == 1 and not _DIRECTED.fullmatch(word):
        return ""
    while at and start > match.start():  # an ending of several words
        at -= 1
        start = pieces[at][1]
        inside = pieces[at][0][: max(0, match.start() - start)]
    before = inside
    borders = _endings().borders
    while at and len(before) < _BEFORE:
        at -= 1
        word, start, _ = pieces[at]
        if start < floor or word in borders or not _PART.fullmatch(word) or (len(before) >= _LEAST and len(word) == 1):
            break
        before = word + before
    return before


@dataclass(frozen=True, slots=True)
class _Known:
    pattern: re.Pattern[str]
    plain: frozenset[str]
    enterprises: frozenset[str]
    borders: frozenset[str]


@cache
def _endings() -> _Known:
    known = knowledge.known(Path(__file__).with_name("names.yml"), _Endings, "专名词尾表")
    every = sorted({*known.places, *known.enterprises}, key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(map(re.escape, every)))
    return _Known(pattern, frozenset(known.plain), frozenset(known.enterprises), frozenset(known.borders))
