"""Which body is meant: the official name and the place behind the words of a text (县城管局 → 云水县城市管理局).

A name is given only where words and place leave one body: the place stands in the words, or its level does (县, 市) and the text is
about one place of that level. 城管 alone, 交警三中队, 镇政府 in a text without a town have no name; their type is known all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nlp.gazetteer.coded import CODED, PROVINCE
from nlp.gazetteer.places import Place
from nlp.opinion import knowledge
from nlp.opinion.region import Region, coded, region_of

# who works there, and what of it they do
_PEOPLE = re.compile(
    r"(?:的人|的)?(?:(?:综合|行政)?执法(?:大队|中队|支队|队|人员|队员|局长)?|工作人员|人员|队员|干部|领导|局长|主任|科长|处长|队长|大队长|中队长|所长|负责人|监察大队|稽查大队)+$"
)
_SUB_UNIT = re.compile(r"[一二三四五六七八九十\d]?(?:中队|大队|支队|队|所|站|科|处|分局|办公室)$")
_LEVEL = re.compile(r"^(?:我|本|该|原|贵|当地)?([省市县区旗])(?!场监|容|政(?!府)|监局|监所)")
# 隔壁市, 外省, 别的县: a place told by what it is not, which is the text's
_ELSEWHERE = re.compile(r"(?:隔壁|相邻|邻近|邻|外|别的?|其他|其它|兄弟|另一个?|另外|周边|异地)(?:的)?[省市县区旗州](?!场(?!监))")
_FULL = re.compile(r"(?:局|委员会|厅|人民政府|管理处|管委会)$")
_PLACE_WORDS = re.compile(rf"^(?:(?:{PROVINCE})?(?:{CODED})+|(?:[一-龥]{{2,4}}?(?:省|市|县|区|州|旗))+(?!场|政))")
_SHORTEST = 4  # characters of a body's full name after its place


class _Known(BaseModel):
    model_config = ConfigDict(extra="forbid")
    official: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class Body:
    """``name`` None where the text does not tell which body it is; ``region`` None where its place is open."""

    name: str | None
    region: Region | None


def body_of(words: str, inside: Sequence[Place], at: int, region: Region | None) -> Body:
    """The body called ``words``, which stand at offset ``at``; ``inside`` are the places within them, ``region`` is the text's."""
    own, rest = _own_place(words, inside, at, region)
    place = own
    level = None
    if own is None and (level := _LEVEL.match(rest)) and region:
        place = _of_level(level[1], region)
        rest = rest[level.end() :]
    if place is None:
        return Body(None, None)
    official = _official(rest)
    if official is None or _too_high(place, official):
        return Body(None, place)
    return Body(_written(place) + official, place)


def elsewhere(text: str, start: int, end: int) -> bool:
    """True where the body at ``text[start:end]`` is said to be of another place than the text: 隔壁市城管局, 外省公安厅."""
    return any(match.end() > start for match in _ELSEWHERE.finditer(text, max(0, start - 3), min(end, start + 5)))


def _own_place(words: str, inside: Sequence[Place], at: int, region: Region | None) -> tuple[Region | None, str]:
    """The place that the words begin with, and the words after it."""
    if inside and inside[0].start == at:
        last = inside[-1]
        rest = words[last.end - at :]
        division = last.division
        if division is None and region and any(one.code == region.code for one in last.candidates):
            return region, rest
        return (region_of(division) if division else None), rest
    match = _PLACE_WORDS.match(words)
    if match is None:
        return None, words
    if code := coded(match[0]):
        return code, words[match.end() :]
    name = match[0]
    known = region and any(part in name for part in region.names)
    return (region if region and known and name in region.full_name else Region((name,))), words[match.end() :]


def _of_level(mark: str, region: Region) -> Region | None:
    """The division of the text's region that 县, 市, 区 or 省 alone must mean; None where two could be meant."""
    marks = {"县": ("县", "旗"), "旗": ("旗",), "区": ("区",), "市": ("市", "州", "盟"), "省": ("省", "自治区")}[mark]
    fitting = [n for n, name in enumerate(region.names, 1) if name.endswith(marks) and not (mark == "区" and name.endswith("自治区"))]
    if len(fitting) != 1:
        return None
    depth = fitting[0]
    if depth == len(region.names):
        return region
    code = None if region.code is None else region.code[: 2 * depth].ljust(6, "0")
    return Region(region.names[:depth], code)


def _official(words: str) -> str | None:
    """The official name of a body without its place; None for people and units of no body in particular."""
    for form in (words, _PEOPLE.sub("", words)):
        if form in _officials():
            return _officials()[form]
    bare = _PEOPLE.sub("", words)
    if len(bare) >= _SHORTEST and _FULL.search(bare) and not _SUB_UNIT.search(bare):
        return bare
    return None


def _too_high(place: Region, official: str) -> bool:
    """湖南城管局: a province has offices of other names (厅)."""
    return len(place.names) == 1 and place.code is not None and official.endswith("局") and place.names[0].endswith(("省", "自治区"))


def _written(place: Region) -> str:
    """A district is written with its city, a county by its own name."""
    if len(place.names) > 1 and place.names[-1].endswith("区"):
        return "".join(place.names[-2:])
    return place.names[-1]


@cache
def _officials() -> dict[str, str]:
    rows = knowledge.known(Path(__file__).with_name("bodies.yml"), list[_Known], "执法机关名称表")
    return {word: row.official for row in rows for word in row.words}
