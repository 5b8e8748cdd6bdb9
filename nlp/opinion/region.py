"""The place a text speaks of: codes such as A市A3区 in published complaints, and names that end in 省, 市, 县, 区 or the like."""

from __future__ import annotations

import re

_CODED = re.compile(r"(?:西地省)?(?:[A-Z]\d{0,2}(?:市|县|区|州))+")
_NAMED = re.compile(
    r"(?:[一-龥]{2,3}?(?:省|自治区))?(?:[一-龥]{2,3}?(?:市|自治州|地区))?(?:[一-龥]{2,3}?(?:新区|县|区|旗))?(?:[一-龥]{2,3}?(?:镇|乡|街道))?"
)
_START = re.compile(r"(?=[一-龥]{2,3}(?:省|市|县|自治区|区|镇|街道))")
# 小区, 城市, 市区 … end like places and are none; a name does not begin with a preposition or a pronoun.
_NO_NAME = re.compile(
    r"^(?:.{0,3}(?:小区|社区|城市|景区|园区|校区|库区|片区|地区|城区|辖区|山区|郊区|市区|超市|门市|上市|夜市|股市|楼市|房市|集市|全市|全县|全区|本市|我市|该市|我县|我区|各县|各市|"
    r"省市|各区|禁区|住宅区|区市|市县|城镇|乡镇|村镇|街道|菜市|都市|闹市|两县|一县|乡县|集镇|开发区|服务区|工业区|生活区|误区|灾区|城乡)|[在到从向由对与和是有为被让把给去往了的以及于前近我你他这那其该本不一全各据经请求])"
)


def region(text: str) -> str | None:
    """The first place named, or None."""
    coded = _CODED.search(text)
    if coded:
        return coded[0]
    for start in _START.finditer(text):
        match = _NAMED.match(text, start.start())
        if match and len(match[0]) >= 3 and not _NO_NAME.match(match[0]):
            return match[0]
    return None
