"""Names of places and enterprises in running text, by how they end.

Where such a name begins nobody can tell without a register: 我住在丽江新城 may hold a 新城 of two characters or of five. So a name is kept
with the words before it, and two are the same as far as they agree backwards from the end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nlp.opinion import knowledge
from nlp.words import tokenizer

_BEFORE = 6  # characters kept before the ending, at most
_LEAST = 2  # of them two names must share
_NAMED = re.compile(r"[一-龥]{2}$|[A-Za-z0-9][一-龥]$|[一-龥][A-Za-z0-9]$")
_DIRECTED = re.compile(r"[东西南北中前后上下一二三四五六七八九十][路街巷村组站]")
_BESIDE = re.compile(r"[口边头上里内外旁东西南北中]$")  # 巷口, 村里: by the place, and one word with its ending
_PART = re.compile(r"[一-龥A-Za-z0-9]+")
# lines of jieba's dictionary: a word, its frequency, its part of speech
_NO_NAME = re.compile(r"^(..) \d+ [vdrpcutmqf]", re.MULTILINE)
_LONG_NOUN = re.compile(r"^(\S{3,}) \d+ [nli]$", re.MULTILINE)


class _Endings(BaseModel):
    """``names.yml``, where each group says what it is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    places: frozenset[str]
    enterprises: frozenset[str]
    companies: frozenset[str]
    public: frozenset[str]
    trades: frozenset[str]
    common: frozenset[str]
    plain: frozenset[str]
    borders: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any ending, the longest first."""
        return re.compile(_any(self.places | self.enterprises))

    @cached_property
    def trade(self) -> re.Pattern[str]:
        """Trades up to the end."""
        return re.compile(f"(?:{_any(self.trades)})+$")


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@dataclass(frozen=True, slots=True)
class Name:
    """A name: the characters ``before`` its ``ending``, and the line of business between them (宏达化工厂: 化工)."""

    before: str
    ending: str
    trade: str = ""

    @property
    def text(self) -> str:
        """As written."""
        return self.before + self.trade + self.ending

    @property
    def shown(self) -> str:
        """For people: where it is cut short, without what the cut left of the place before it (江临市平安街好味饭店)."""
        return self.text[1:] if len(self.before) == _BEFORE and self.before[0] in "省市县区镇乡" else self.text

    @property
    def is_enterprise(self) -> bool:
        """Whether it ends as enterprises do; else it is a place."""
        return self.ending in _endings().enterprises

    @property
    def is_party(self) -> bool:
        """Whether it is an enterprise that seldom has two matters at a time, as a school or a market has."""
        return self.is_enterprise and self.ending not in _endings().public

    @property
    def key(self) -> str:
        """What every way to write it shares: the last characters before the ending, and the ending, which is one for all companies."""
        known = _endings()
        ending = "公司" if self.ending in known.companies else self.ending
        return self.before[-_LEAST:] + (ending[1:] if ending[0] == "大" and ending[1:] in known.enterprises else ending)


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a text, in order, each once."""

    places: tuple[Name, ...]
    enterprises: tuple[Name, ...]


def find_names(text: str, pieces: Sequence[tuple[str, int, int]]) -> Names:
    """Names of places and of enterprises. ``pieces`` are the segments of ``text`` (``nlp.words.segments``)."""
    ends = [end for _, _, end in pieces]
    found: dict[str, Name] = {}
    floor = 0
    for match in _endings().pattern.finditer(text):
        at = bisect_left(ends, match.end())
        if at < len(ends) and _ends_here(pieces[at], match):
            name = _name(_before(pieces, at, match, floor), match[0])
            if name:
                found.setdefault(name.key, name)
                floor = match.end()
    names = tuple(found.values())
    return Names(tuple(name for name in names if not name.is_enterprise), tuple(name for name in names if name.is_enterprise))


def shared(one: Iterable[Name], other: Iterable[Name]) -> list[Name]:
    """The names of ``one`` that ``other`` has, too."""
    keys = {name.key for name in other}
    return [name for name in one if name.key in keys]


def _ends_here(piece: tuple[str, int, int], match: re.Match[str]) -> bool:
    """Whether a name may end there: not within a word (路 in 路灯), nor a noun (断头路) unless it only says the trade (化工厂)."""
    word, _, end = piece
    if not (end == match.end() or (end == match.end() + 1 and _BESIDE.search(word))):
        return False
    plain = len(word) > len(match[0]) and word in _listed().nouns
    return not plain or _endings().trade.fullmatch(word.removesuffix(match[0])) is not None


def _name(before: str, ending: str) -> Name | None:
    known = _endings()
    trade = known.trade.search(before) if ending in known.enterprises else None
    own = before[: trade.start()] if trade else before
    if not _NAMED.search(own) or own[-2:] in known.plain or (ending in known.common and own[-2:] in _listed().no_names):
        return None
    return Name(own[-_BEFORE:], ending, trade[0] if trade else "")


def _before(pieces: Sequence[tuple[str, int, int]], at: int, match: re.Match[str], floor: int) -> str:
    """The words before an ending that may belong to the name; empty where the ending is part of an ordinary word (政府, 学校)."""
    word, start, _ = pieces[at]
    inside = word[: max(0, match.start() - start)]
    if len(inside) == 1 and len(match[0]) == 1 and word in tokenizer().FREQ and not _DIRECTED.fullmatch(word):
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
        if (
            start < floor
            or (word in borders and not _inside(pieces, at, before))
            or not _PART.fullmatch(word)
            or (len(before) >= _LEAST and len(word) == 1)
        ):
            break
        before = word + before
    return before


def _inside(pieces: Sequence[tuple[str, int, int]], at: int, before: str) -> bool:
    """Whether a conjunction is part of a name that was cut into single characters (康/和/药房)."""
    return not before and pieces[at][0] in "和及" and at > 0 and len(pieces[at - 1][0]) == 1 and pieces[at - 1][0] not in _endings().borders


@cache
def _endings() -> _Endings:
    return knowledge.known(Path(__file__).with_name("names.yml"), _Endings, "专名词尾表")


@dataclass(frozen=True, slots=True)
class _Listed:
    """Words of jieba's dictionary by their parts of speech.

    ``no_names``: verbs, adverbs, pronouns, numerals and the like of two characters (影响小区 is no name). ``nouns``: nouns and sayings that
    end like names (断头路, 高楼大厦).
    """

    no_names: frozenset[str]
    nouns: frozenset[str]


@cache
def _listed() -> _Listed:
    dictionary, ends = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8"), _endings().pattern
    long = (match[1] for match in _LONG_NOUN.finditer(dictionary))
    return _Listed(
        frozenset(match[1] for match in _NO_NAME.finditer(dictionary)),
        frozenset(word for word in long if ends.search(word)),
    )
