"""Places in running text: every division that is named, resolved by what it lies in and by what else the text names.

One Aho-Corasick pass over all names. A full name (长沙市, 鼓楼区) counts wherever it stands; a short one (长沙) where the words around it
let it begin a place, not in 昨天水务局; the short name of a district (岳麓) only right behind its city. A name that several divisions
bear is narrowed by its neighbour (南京市鼓楼区), then by the other places of the text, and stays open where neither tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import ahocorasick_rs

from nlp.gazetteer.divisions import ABBREVIATIONS, Division, Gazetteer, common, gazetteer

# 中山路, 湖南日报, 上海大学, 北京时间: named after the place, or far from it
_NAMESAKE = re.compile(
    r"(?:[东西南北中]|[一二三四五六]环?)?(?:路|大道|大街|街(?!道|头)|巷|大桥|站|机场路)|(?:日|晚|早|晨|商|都市|青年|时)报|电视台|卫视|广播|(?:新闻)?网(?![格管信点络])|大学|学院|银行|时间|烤鸭|话(?=[，。])|籍|菜|人(?=[，。、的])|"
    r"(?:[一-龥]{0,4})(?:有限公司|有限责任公司|集团|律师事务所)|南站|北站|东站|西站"
)
_DATELINE = re.compile(r"(?:新华社|中新社|新华网|中新网|人民网|央广网|记者|编辑部)$")
# what may stand before a short name, and what shows behind it that it is one
_BEGINS = re.compile(
    r"(?:^|[^一-龥]|[在到去从向来由至经距与和及赴往过驻回是于为对给的天年月日时午晚前后省市县区州国原说据将被让请把访抵离称]|位于|关于)$"
)
_GOES_ON = re.compile(
    r"[市省的某多各一]|地区|警方|警察|民警|公安|城管|交警|法院|检察|海关|街头|机场|当地|本地|市场监|市民|男子|女子|居民|[^一-龥]|$"
)
_ABBREVIATION = frozenset(ABBREVIATIONS)
_ABBREVIATED = re.compile(
    rf"(?<=[在来赴驻抵离])([{''.join(ABBREVIATIONS)}])(?=[，。、的打务经创]|$)|(?<![一-龥])([{''.join(ABBREVIATIONS)}])(?=(?:警方|交警)|"
    r"[一-龥]{1,4}罚?[〔\[(（]20\d\d[〕\])）])|([沪京津渝])(?=上(?![升涨])|城)"
)


_UNKNOWN_CITY = re.compile(r"(?<![全我本该各两])(?!.城市)[一-龥]{2}(?:省|市|自治州)$")
_SHARED = ("市场监", "市政", "市容")
_LONGEST = 15  # characters of a name


@dataclass(frozen=True, slots=True)
class Place:
    """A division named at ``text[start:end]``; ``candidates`` are those it may be: one where it is clear."""

    start: int
    end: int
    candidates: tuple[Division, ...]

    @property
    def division(self) -> Division | None:
        """The division, None where the text leaves it open."""
        return self.candidates[0] if len(self.candidates) == 1 else None


class Places:
    """The finder; build it once."""

    def __init__(self, divisions: Gazetteer) -> None:
        self._divisions = divisions
        self._words = list(divisions.names)
        self._names = [divisions.names[word] for word in self._words]
        self._find = ahocorasick_rs.AhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Place]:
        """All places, ascending and disjoint, each narrowed as far as the text tells."""
        found: list[Place] = []
        hits = self._find.find_matches_as_indexes(text)
        hits.reverse()
        while hits:
            index, start, end = hits.pop()
            name = self._names[index]
            before = found[-1] if found and found[-1].end == start else None
            inner = tuple(one for one in name.candidates if before and any(one.within(other) for other in before.candidates))
            if not inner and not (name.free and _stands(text, start, end, short=name.short, chained=before is not None)):
                hits += self._behind(text, start + 1, end)
                continue
            if _NAMESAKE.match(text, end) and (name.short or text.startswith(("路", "大道", "街"), end)):
                continue
            if not before and _another(text, start, name.candidates):
                continue
            if before and inner and len(before.candidates) > 1:
                outer = tuple(other for other in before.candidates if any(one.within(other) for one in inner))
                found[-1] = replace(before, candidates=outer)
            shared = text.startswith(_SHARED, end - 1)  # 长沙市场监管局: the 市 belongs to 市场
            found.append(Place(start, end - shared, inner or name.candidates))
        if not _ABBREVIATION.isdisjoint(text):
            found += list(self._abbreviated(text, found))
            found.sort(key=lambda place: place.start)
        return _narrowed(found)

    def _abbreviated(self, text: str, found: Sequence[Place]) -> Iterator[Place]:
        """Provinces by one character (赴京, 沪上), but not within a place already found: 南京城管."""
        covered = {at for place in found for at in range(place.start, place.end)}
        for match in _ABBREVIATED.finditer(text):
            if match.start() not in covered:
                division = self._divisions.by_code[ABBREVIATIONS[match[match.lastindex or 0]]]
                yield Place(match.start(), match.end(), (division,))

    def _behind(self, text: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """The first name that begins in ``text[start:end]``, hidden so far by one that did not count: 长沙 in 昨天长沙."""
        inner = self._find.find_matches_as_indexes(text[start : end + _LONGEST])
        return [(index, start + low, start + high) for index, low, high in inner[:1] if start + low < end]


def _another(text: str, start: int, candidates: Sequence[Division]) -> bool:
    """True for a county behind a city that no gazetteer holds (江临市城东区): it is another one of the name."""
    return candidates[0].level == 3 and bool(_UNKNOWN_CITY.search(text, max(0, start - 6), start))


def _stands(text: str, start: int, end: int, *, short: bool, chained: bool) -> bool:
    if not short:
        return True
    if _DATELINE.search(text, max(0, start - 4), start):
        return False
    return chained or bool(_BEGINS.search(text, max(0, start - 2), start)) or bool(_GOES_ON.match(text, end))


def _narrowed(found: Sequence[Place]) -> list[Place]:
    """Open places narrowed by those that are clear: to what lies in, or holds, most of what the text names."""
    clear = [place.division for place in found if place.division]
    if not clear or all(len(place.candidates) == 1 for place in found):
        return list(found)
    holds = {code for division in clear for code in division.path}
    narrowed = []
    for place in found:
        if len(place.candidates) > 1:
            depth = {one.code: sum(code in holds for code in one.path) for one in place.candidates}
            best = max(depth.values())
            if best:
                place = replace(place, candidates=tuple(one for one in place.candidates if depth[one.code] == best))
        narrowed.append(place)
    return narrowed


def shared_code(place: Place) -> str | None:
    """The code of the division, or of the smallest that holds all it may be; None where they lie in different provinces."""
    return common(place.candidates)


@cache
def places() -> Places:
    """The finder over the shipped divisions."""
    return Places(gazetteer())
