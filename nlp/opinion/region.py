"""The place a text speaks of: a division of the gazetteer, a code of the published complaints (A市A3区), or a name no gazetteer holds.

All ways to write a place come to one: 长沙岳麓, 岳麓区 in a text about 长沙 and 湖南省长沙市岳麓区 are 湖南省长沙市岳麓区. A3区 is A市A3区,
since the letter of a code names its city.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.gazetteer.coded import PROVINCE
from nlp.gazetteer.divisions import Division, gazetteer
from nlp.gazetteer.places import Place, shared_code
from nlp.opinion.reading import Agency

_CODED = re.compile(r"([A-Z])(?:(\d{1,2})([市县区州])|([市州]))")
_N = r"(?:(?![的了在对把被将与和及是向从为们昨今天日月年有等请求])[一-龥]){2,3}"
_NAMED = re.compile(rf"(?:{_N}?(?:省|自治区))?(?:{_N}?(?:市|自治州|地区))?(?:{_N}?(?:新区(?!域)|县|区(?!域)|旗))?(?:{_N}?(?:镇|乡|街道))?")
_START = re.compile(rf"(?={_N}(?:省|市|县|自治区|区|镇|街道))")
_PART = re.compile(r".{2,3}?(?:自治[区州]|地区|新区|街道|[省市县区旗镇乡])")
# 小区, 城市, 市区 … end like places and are none; a name does not begin with a preposition or a pronoun.
_NO_NAME = re.compile(
    r"^(?:.{0,3}(?:小区|社区|城市|景区|园区|校区|库区|片区|地区|城区|辖区|山区|郊区|市区|超市|门市|上市|夜市|股市|楼市|房市|集市|全市|全县|全区|本市|我市|该市|我县|我区|各县|各市|"
    r"省市|各区|禁区|住宅区|区市|市县|城镇|乡镇|村镇|街道|菜市|都市|闹市|两县|一县|乡县|集镇|开发区|服务区|工业区|生活区|误区|灾区|城乡)|[在到从向由对与和是有为被让把给去往了的以及于前近我你他这那其该本不一全各据经请求市县区省])"
)


@dataclass(frozen=True, slots=True)
class Region:
    """A place by its names, highest first; ``code`` is its code of GB/T 2260, None for coded and unknown places."""

    names: tuple[str, ...]
    code: str | None = None

    @property
    def full_name(self) -> str:
        """湖南省长沙市岳麓区."""
        return "".join(self.names)


def region_of(division: Division) -> Region:
    """The region that is a division."""
    divisions = gazetteer().by_code
    return Region(tuple(divisions[code].name for code in division.path), division.code)


def region_of_text(place: Region | None, agencies: Sequence[Agency]) -> tuple[str | None, str | None]:
    """Name and code of the place a reading is filed under: that of the accused body, the first one, unless the text's lies in it."""
    accused = agencies[0] if agencies else None
    if accused is None or accused.region is None:
        return (place.full_name, place.code) if place else (None, None)
    if place and place.full_name.startswith(accused.region):
        return place.full_name, place.code
    return accused.region, accused.adcode


def find_region(text: str, found: Sequence[Place]) -> Region | None:
    """The place that ``text`` speaks of most; ``found`` are its places. None where it names none."""
    return coded(text) or _most_named(found) or _open(text, found) or _unknown(text)


def coded(text: str) -> Region | None:
    """The first coded place: the first county of the city that is named first."""
    codes = list(_CODED.finditer(text))
    if not codes:
        return Region((PROVINCE,)) if PROVINCE in text else None
    letter = codes[0][1]
    city = next((code[0] for code in codes if code[1] == letter and code[4]), f"{letter}市")
    county = next((code[0] for code in codes if code[1] == letter and code[2]), None)
    return Region((city, county) if county else (city,))


def _most_named(found: Sequence[Place]) -> Region | None:
    """From the province down, the division that is named most often, of equals the first."""
    divisions = gazetteer().by_code
    codes = [code for place in found if (code := shared_code(place))]
    if not codes:
        return None
    best: str | None = None
    for level in range(3):
        paths = [divisions[code].path for code in codes]
        below = [path[level] for path in paths if len(path) > level and (best is None or path[level - 1] == best)]
        if not below:
            break
        best = Counter(below).most_common(1)[0][0]
    return region_of(divisions[best]) if best else None


def _open(text: str, found: Sequence[Place]) -> Region | None:
    """The words of a name that divisions of several provinces bear (鼓楼区)."""
    return next((Region((text[place.start : place.end],)) for place in found), None)


def _unknown(text: str) -> Region | None:
    """The first name that ends like a place."""
    for start in _START.finditer(text):
        match = _NAMED.match(text, start.start())
        if match and len(match[0]) >= 3 and not _NO_NAME.match(match[0]):
            return Region(tuple(_PART.findall(match[0])) or (match[0],))
    return None
