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


def another_body(name: str, other: str) -> bool:
    """Whether a name is that of a body, and of another: its field shares no two letters in a row with the other's, or its place no letter.

    A name that says no field (综合行政执法局) may be another name of the same body, and one without a place is of any.
    """
    if not _BODY.search(name):
        return False
    (place, field), (other_place, other_field) = _parted(name), _parted(other)
    if field and other_field and not _pairs(field) & _pairs(other_field):
        return True
    return field == other_field and bool(place and other_place) and not (set(place) & set(other_place)) - set("省市县区州旗盟")


def _parted(name: str) -> tuple[str, str]:
    """The place in a name, and what the body is for."""
    place = _PLACE.match(name)
    head = place.group() if place else ""
    return head, _COMMON.sub("", name[len(head) :])


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset((text,))
