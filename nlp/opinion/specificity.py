"""How concrete a text is: time, place, body, person, amount, paper, demand. One point each; under two it is background, no clue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.opinion.agencies import Mention

_TIME = re.compile(
    r"\d{2,4}\s?[年./-]\s?\d{1,2}|\d{1,2}月\d{1,2}[日号]|\d{1,2}[月号日]|[昨今前]天|昨晚|今晚|近日|日前|去年|今年|上周|本周|上午|下午|晚上|凌晨|深夜|\d{1,2}[:点]\d{0,2}|多年|年来|夜间|至今"
)
_PLACE = re.compile(
    r"[A-Z]\d{0,2}[市县区州]|[一-龥]{2}(?:路|街|巷|村|组|镇|乡|县|市|小区|社区|广场|大道|花园|大厦|车站|公园|医院|学校|工地|市场|栋|楼|桥|山|河|国道|高速)"
)
_PERSON = re.compile(r"(?<=[一-龥])(?:某|先生|女士|姓)|队长|局长|所长|主任|科长|书记|警号|车牌")
_AMOUNT = re.compile(
    r"(\d{1,12}(?:\.\d{1,4})?|[一二两三四五六七八九十百千几]{1,12})\s?(亿|万|千|百)?余?多?元|(\d{1,12}(?:\.\d{1,4})?)\s?(亿|万)(?!人|辆|平|户|亩|吨|名|次|台|件)"
)
_PAPER = re.compile(r"决定书|通知书|罚单|告知书|清单|批文|许可证|文件|判决|合同|证据|录音|录像|照片|视频|发票|收据")
_DEMAND = re.compile(r"请求|要求|希望|恳请|望|请|诉求|盼|求|还我|给.{0,4}说法|查处|严查")
_UNITS = frozenset("元万亿")
_SCALE = {"亿": 1e8, "万": 1e4, "千": 1e3, "百": 1e2}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_NAME_BEFORE_ROLE = re.compile(
    r"([赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹喻苏潘范彭鲁马方袁柳唐罗薛雷贺汤滕殷毕郝安常于傅齐康伍余顾孟黄萧尹姚邵汪毛戴宋庞熊纪项祝董梁杜阮蓝闵季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房丁邓石崔龚程邢裴陆荣翁段侯全班秋宁甘武刘景龙叶黎白赖卓池乔翟谭贡申冉牛温庄晏柴阎易廖耿匡文欧曾沙游关盖][一-龥]{0,2}(?:某{1,2}|先生|女士|队长|局长|所长|主任|科长))"
)


def specificity(text: str, placed: bool, mentions: Sequence[Mention]) -> int:
    """0 to 7 points. ``placed``: the text names a place of its own."""
    named = any(mention.standing == "body" for mention in mentions)
    found = (_TIME, _PERSON, _AMOUNT, _PAPER, _DEMAND)
    return int(placed or bool(_PLACE.search(text))) + int(named) + sum(bool(pattern.search(text)) for pattern in found)


def amounts(text: str) -> tuple[float, ...]:
    """Sums of money named in the text, in yuan, in order, each once."""
    if _UNITS.isdisjoint(text):
        return ()
    values: dict[float, None] = {}
    for match in _AMOUNT.finditer(text):
        number = _number(match[1] or match[3])
        value = round(number * _SCALE.get(match[2] or match[4] or "", 1.0), 2) if number is not None else None
        if value is not None:
            values.setdefault(value)
    return tuple(values)


def people(text: str) -> tuple[str, ...]:
    """Persons named with a form of address or an office (张某, 李先生, 王队长), in order, each once."""
    return tuple(dict.fromkeys(match[1] for match in _NAME_BEFORE_ROLE.finditer(text)))


def _number(words: str) -> float | None:
    """A plain number; Chinese numerals of one to three characters (三, 十二, 二百)."""
    if words[0].isdigit():
        return float(words)
    total, digit = 0, 0
    for char in words:
        if char == "几":
            return None
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return float(total + digit)
