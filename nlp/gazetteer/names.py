"""How the name of a division is shortened."""

from __future__ import annotations

import re

_PROVINCES = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}
_PEOPLES = (
    "蒙古族|维吾尔族|哈萨克族?|柯尔克孜族?|锡伯族?|塔吉克族?|朝鲜族|满族|回族|藏族|壮族|苗族|侗族|瑶族|土家族|布依族|彝族|白族|傣族|景颇族|傈僳族|哈尼族|拉祜族|佤族|纳西族|"
    "独龙族|怒族|普米族|布朗族|羌族|黎族|畲族|仡佬族|水族|毛南族|仫佬族|土族|撒拉族|保安族|东乡族|裕固族|达斡尔族?|鄂温克族?|鄂伦春族?|蒙古|各族"
)
_SUFFIX = re.compile(rf"(?:(?:{_PEOPLES})*自治[州县旗]|特别行政区|地区|新区|林区|特区|[省市区县旗盟])$")


def short_name(name: str) -> str:
    """The name without the word that says what it is: 恩施土家族苗族自治州 → 恩施."""
    return _PROVINCES.get(name) or _SUFFIX.sub("", name)
