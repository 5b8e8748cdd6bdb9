"""Administrative divisions: codes of GB/T 2260 (six digits), names of today, former names, short names.

The data are those of ``build.py``. A code tells where a division lies: 430104 lies in 430100 and 430000; counties that a province
administers itself (仙桃市 429004) and those of municipalities have no prefecture above them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from nlp.gazetteer.names import short_name

Level = Literal[1, 2, 3]
# names that are common words: they tell a place only right behind the division they lie in
_WORDS = frozenset(["城区", "郊区", "矿区", "东区", "西区", "新城区", "新市区", "老城区", "中原区", "城关区"])
_BY_NUMBER = {"京津冀晋蒙": 11, "辽吉黑": 21, "沪苏浙皖闽赣鲁": 31, "豫鄂湘粤桂琼": 41, "渝川黔滇藏": 50, "陕甘青宁新": 61}
ABBREVIATIONS = {char: f"{first + at}0000" for chars, first in _BY_NUMBER.items() for at, char in enumerate(chars)}
"""The one-character abbreviations of provinces."""


@dataclass(frozen=True, slots=True)
class Division:
    """One province (level 1), prefecture (2) or county (3) of today; ``path`` holds those above it and itself, highest first."""

    code: str
    name: str
    level: Level
    path: tuple[str, ...]
    full_name: str

    def within(self, other: Division) -> bool:
        """True where it is ``other`` or lies in it."""
        return other.code in self.path


@dataclass(frozen=True, slots=True)
class Name:
    """What a word may mean. ``free``: without its division before it. ``short``: without 省, 市, 县, 区."""

    candidates: tuple[Division, ...]
    free: bool
    short: bool


class Gazetteer:
    """All divisions with every way they are written."""

    def __init__(self) -> None:
        rows = [line.split("\t") for line in _lines("divisions.tsv")]
        names = {code: name for code, name, _ in rows}
        full = frozenset(names.values())
        self.by_code = {code: _division(code, names) for code in names}
        written: dict[str, dict[str, Division]] = defaultdict(dict)
        free: set[str] = set()
        short: set[str] = set()
        for code, name, alone in rows:
            division = self.by_code[code]
            written[name][code] = division
            if name not in _WORDS:
                free.add(name)
            word = short_name(name)
            if len(word) > 1 and word not in full:
                written[word][code] = division
                short.add(word)
                free.update([word] if alone else [])
        for line in _lines("former_names.tsv"):
            name, code, _ = line.split("\t")
            if len(name) > 2 and name not in _WORDS:
                written[name].setdefault(code, self.by_code[code])
                free.add(name)
            word = short_name(name)
            if len(word) > 1 and word not in written:
                written[word][code] = self.by_code[code]
                short.add(word)
                free.update([word] if code.endswith("00") else [])
        self.names = {
            word: Name(_in_use(word, found.values(), word in free), word in free, word in short) for word, found in written.items()
        }

    def named(self, name: str) -> tuple[Division, ...]:
        """The divisions that are, or were, called ``name``; also by their short name."""
        found = self.names.get(name)
        return found.candidates if found else ()


def level_of(code: str) -> Level:
    """The level of the division that has a code: 1 province, 2 prefecture, 3 county."""
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def common(divisions: Iterable[Division]) -> str | None:
    """The code of the smallest division that holds all of them; None where there is none."""
    paths = [division.path for division in divisions]
    shared = [codes[0] for codes in zip(*paths, strict=False) if len(set(codes)) == 1]
    return shared[-1] if shared else None


@cache
def gazetteer() -> Gazetteer:
    """The shipped divisions, read once a process."""
    return Gazetteer()


def _in_use(word: str, found: Iterable[Division], free: bool) -> tuple[Division, ...]:
    """吉林 alone is the province, 长沙 the city: of those that share a short name, the highest level where it may stand alone."""
    divisions = tuple(found)
    if not free or re.search(r"[省市县区旗州盟]$", word):
        return divisions
    return tuple(division for division in divisions if division.level == min(one.level for one in divisions))


def _division(code: str, names: dict[str, str]) -> Division:
    above = [at for at in (f"{code[:2]}0000", f"{code[:4]}00") if at in names and at != code]
    path = (*above, code)
    return Division(code, names[code], level_of(code), path, "".join(names[at] for at in path))


def _lines(name: str) -> Iterator[str]:
    yield from files("nlp.gazetteer").joinpath(name).read_text(encoding="utf-8").splitlines()
