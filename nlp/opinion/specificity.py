"""How concrete a text is: time, place, body, person, amount, paper, demand. One point each; under two it is background, no clue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.gazetteer.coded import CODED
from nlp.opinion.agencies import Mention

_TIME = re.compile(
    r"\d{2,4}\s?[年./-]\s?\d{1,2}|\d{1,2}月\d{1,2}[日号]|\d{1,2}[月号日]|[昨今前]天|昨晚|今晚|近日|日前|去年|今年|上周|本周|上午|下午|晚上|凌晨|深夜|\d{1,2}[:点]\d{0,2}|多年|年来|夜间|至今"
)
_PLACE = re.compile(
    rf"{CODED}|[一-龥]{{2}}(?:路|街|巷|村|组|镇|乡|县|市|小区|社区|广场|大道|花园|大厦|车站|公园|医院|学校|工地|市场|栋|楼|桥|山|河|国道|高速)"
)
_PERSON = re.compile(r"(?<=[一-龥])(?:某|先生|女士|姓)|队长|局长|所长|主任|科长|书记|警号|车牌")
_AMOUNT = re.compile(r"[\d一二两三四五六七八九十百千几]\s?[亿万千百]?余?多?元|\d\s?[亿万](?![人辆平户亩吨名次台件])")
_PAPER = re.compile(r"决定书|通知书|罚单|告知书|清单|批文|许可证|文件|判决|合同|证据|录音|录像|照片|视频|发票|收据")
_DEMAND = re.compile(r"请求|要求|希望|恳请|望|请|诉求|盼|求|还我|给.{0,4}说法|查处|严查")


def specificity(text: str, placed: bool, mentions: Sequence[Mention]) -> int:
    """0 to 7 points. ``placed``: the text names a place of its own."""
    named = any(mention.standing == "body" for mention in mentions)
    found = (_TIME, _PERSON, _AMOUNT, _PAPER, _DEMAND)
    return int(placed or bool(_PLACE.search(text))) + int(named) + sum(bool(pattern.search(text)) for pattern in found)
