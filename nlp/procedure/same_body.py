"""Whether two names of bodies are surely those of two: 淇州市市场监督管理局 is not 淇州市卫生健康委员会."""

from __future__ import annotations

import re

_PLACE = re.compile(
    r"(?:(?!市[场政容民]|城[市乡])(?:(?!局)[\u4e00-\u9fa5]){1,8}?(?:省|自治区|自治州|地区|州(?![市县区])|盟|市(?![场政容民])|区|县|旗)){1,4}(?=[\u4e00-\u9fa5]{3})"
)
_BODY = re.compile(r"(?:局|厅|委员会|政府|办事处|[大支总]队|所|中心|站|处|院|公司|厂|学校|银行|合作社)$")
# what bodies of every kind are called
_COMMON = re.compile(
    r"人民|政府|行政|监督|管理|综合|执法|事务|服务|委员会|办事处|公安|有限|责任|公司|分局|[大支总]队|中心|[局厅所站处院和与及]"
)

_FAR = 3  # letters by which no misreading changes the length


def another_body(name: str, other: str) -> bool:
    """Whether a name is that of a body, and of another, though some letters be misread.

    Its field (市场, 卫生健康) shares less than half of its letters with the other's, or no two in a row where their lengths are far apart;
    or the field is the same and the places have no letter in common. A name that says no field (综合行政执法局) may be another name of
    the same body, and one without a place is of any.
    """
    if not _BODY.search(name):
        return False
    (place, field), (other_place, other_field) = _parted(name), _parted(other)
    if field == other_field:
        return min(len(place), len(other_place)) > 1 and not set(place) & set(other_place)
    common, fewest = set(field) & set(other_field), min(len(set(field)), len(set(other_field)))
    apart = abs(len(field) - len(other_field)) >= _FAR and not _pairs(field) & _pairs(other_field)
    return fewest > 1 and (2 * len(common) < fewest or apart)


def _parted(name: str) -> tuple[str, str]:
    """The letters of the place in a name, and what the body is for."""
    place = _PLACE.match(name)
    end = place.end() if place else 0
    return re.sub("[省市县区州旗盟]", "", name[:end]), _COMMON.sub("", name[end:])


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
