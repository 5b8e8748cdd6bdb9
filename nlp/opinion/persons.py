"""Persons named in a text of the public: with a form of address or an office, behind what they are, and listed with such.

张某, 李先生, 王队长; 组长胡洁, 记者马建敏; 二组刘生应，肖平生，刘元济.
"""

from __future__ import annotations

import re

from nlp.fact import Found
from nlp.facts.parties import is_person_name

_SURNAME = (
    "[赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹喻苏潘范彭鲁马方袁柳唐罗薛雷贺汤滕殷毕郝安常于傅齐康伍余顾孟黄萧尹姚邵汪毛戴宋庞熊纪项祝董梁杜阮蓝闵季贾"
    "路江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房丁邓石崔龚程邢裴陆荣翁段侯秋宁谷聂舒肖涂詹尤岳艾甘武刘景龙叶黎白赖卓池乔翟谭贡申冉牛温庄晏柴阎易廖耿匡文欧曾沙游关盖]"
)
_OFFICES = "队长|局长|所长|主任|科长"
_OFFICER = re.compile(rf"(?:{_OFFICES})$")
_TITLED = re.compile(
    rf"{_SURNAME}(?:(?![的是被了在和与让由])[一-龥]){{0,2}}(?:某{{1,2}}|先生|女士|{_OFFICES})|(?:(?<![一-龥])|(?<=[望请的])){_SURNAME}(?:书记|市长|县长|镇长|乡长|处长|厅长)(?!们)"
)
_WHO = (
    r"(?:局长|队长|所长|主任|科长|书记|组长|村长|支书|会计|记者|通讯员|法人|法定代表人|经理|老板|司机|民警|村民|户主|邻居|合伙人|我叫|名叫|"
    r"姓名[：:]?|(?<=[一-龥])[村组])"
)
_NEXT = r"(?=同志|先生|女士|[，。、；：:（()）\s]|[于说称与因系在将把向]|$)"
_BEHIND = re.compile(rf"{_WHO}([一-龥]{{2,3}}?){_NEXT}")
_PLAUSIBLE = re.compile(rf"{_SURNAME}(?![来去便面法案是的注象于键系])")
# whom the text is written to, not of: 尊敬的胡书记, 望胡书记…, 胡书记，您好
_ADDRESSED = re.compile(r"(?:尊敬|敬爱|亲爱)的$|[望请盼求]$")
_GREETED = re.compile(r"[，,：:！!\s]*(?:您|你)?好|[：:！!]")
_FURTHER = re.compile(r"[、，,]([一-龥]{2,3})(?=[、，,。；等\s]|$)")


def find_persons(text: str) -> list[Found[str]]:
    """Every person named, ascending and disjoint. A name behind an office needs a surname; so does each name listed with it."""
    spans = {match.span() for match in _TITLED.finditer(text)}
    for match in _BEHIND.finditer(text):
        name: re.Match[str] | None = match
        while name and is_person_name(name[1]) and _PLAUSIBLE.match(name[1]):
            spans.add(name.span(1))
            name = _FURTHER.match(text, name.end())
    found: list[Found[str]] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1].end:
            found.append(Found(text[start:end], start, end, text[start:end]))
    return found


def people(text: str) -> tuple[str, ...]:
    """The persons a text speaks of, in order, each once; whom it is written to is none of them."""
    return tuple(
        dict.fromkeys(
            person.value
            for person in find_persons(text)
            if not _ADDRESSED.search(text, max(0, person.start - 3), person.start) and not _GREETED.match(text, person.end)
        )
    )


def is_officer(person: str) -> bool:
    """Whether a person is named by an office (王队长)."""
    return _OFFICER.search(person) is not None
