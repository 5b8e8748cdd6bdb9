"""Personal data in messages of the public (个人信息保护法): where it stands, and the text with it masked.

Marked are phone numbers, identity numbers, bank cards, addresses of mail and chat, the door of a home, and the name by which somebody
introduces himself. Not marked is what a supervisor needs to find the case: agencies and their telephones, places, licence plates.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

PersonalKind = Literal["name", "phone", "id_number", "card", "account", "address"]
KINDS_ZH: dict[PersonalKind, str] = {
    "name": "姓名",
    "phone": "电话",
    "id_number": "证件号码",
    "card": "银行卡号",
    "account": "网络账号",
    "address": "住址",
}
NUMBERS: tuple[PersonalKind, ...] = ("phone", "id_number", "card")
_OF_FIELD: dict[str, PersonalKind] = {"user": "name", "phone": "phone", "id_number": "id_number", "home": "address", "address": "address"}
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳"
    "甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠"
)
_NAME = rf"[{_SURNAMES}](?:[\u4e00-\u9fa5]{{1,2}})"
_DOOR = re.compile(
    r"[\dA-Za-z一二三四五六七八九十]\s*(?:栋|幢|号楼|座|组团)\s*(?:[\d一二三四]+\s*单元\s*)?(\d{2,5})(?!\d|\s*(?:年|元|户|人|平|米|层|次))"
)
_OFFICE_LINE = re.compile(r"(?:咨询|监督|服务|值班|举报|投诉|热线|办公|单位|窗口|受理|大厅|局|处|队|所|科|委|办)[^，。；！\n]{0,10}$")
_PATTERNS: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    ("id_number", re.compile(r"(?<![\dA-Za-z])([1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![\dA-Za-z])")),
    ("phone", re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")),
    ("card", re.compile(r"(?<![\dA-Za-z])([3-6]\d{15,18})(?![\dA-Za-z])")),
    ("account", re.compile(r"([\w.+-]{1,64})@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("account", re.compile(r"(?:微信号?|QQ号?|qq号?)[码为是:： ]{0,3}([A-Za-z0-9_-]{5,20})")),
    ("address", _DOOR),
    (
        "name",
        re.compile(
            r"(?:我叫|本人叫|我是(?=..{1,2}[，。,！ ])|姓名[:：]?|署名[:：]"
            r"|(?:联系|投诉|举报|来电|来信|留言|反映|诉求|申请|申诉|信访)人(?:姓名)?(?:是|为)?[:：])"
            rf"\s*({_NAME})(?![\u4e00-\u9fa5])"
        ),
    ),
    ("name", re.compile(rf"(?:我叫|本人叫)\s*([{_SURNAMES}][\u4e00-\u9fa5]{{1,2}})(?=[，。,！；\s是住家系于在])")),
)
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}[-—－ ]?\d{7,8})(?!\d)")


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """A piece of personal data: offsets in the text."""

    kind: PersonalKind
    start: int
    end: int


def personal_spans(text: str, names: Iterable[str] = ()) -> tuple[PersonalSpan, ...]:
    """Where personal data stands, in order and without overlaps; ``names`` are people known from the record (callers)."""
    found: list[PersonalSpan] = []
    for span in sorted(_all(text, names), key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def masked(text: str, names: Iterable[str] = (), kinds: Collection[PersonalKind] = KINDS_ZH) -> str:
    """The text with personal data (of these ``kinds``, and the ``names``) masked, of the same length, so that offsets hold."""
    pieces, at, known = [], 0, frozenset(names)
    for span in personal_spans(text, known):
        if span.kind not in kinds and text[span.start : span.end] not in known:
            continue
        pieces += [text[at : span.start], _mask(span.kind, text[span.start : span.end])]
        at = span.end
    return "".join([*pieces, text[at:]])


def kinds_of(metadata: Mapping[str, str], text: str) -> frozenset[PersonalKind]:
    """What kinds of personal data a record holds, in its fields and its text."""
    return frozenset({kind for field, kind in _OF_FIELD.items() if metadata.get(field)} | {span.kind for span in personal_spans(text)})


def _all(text: str, names: Iterable[str]) -> Iterator[PersonalSpan]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if kind != "card" or _checked(match[1]):
                yield PersonalSpan(kind, *match.span(1))
    for match in _LANDLINE.finditer(text):
        if not _OFFICE_LINE.search(text[max(0, match.start() - 16) : match.start()]):
            yield PersonalSpan("phone", *match.span(1))
    for name in names:
        if len(name) > 1:
            for match in re.finditer(re.escape(name), text):
                yield PersonalSpan("name", *match.span())


def _mask(kind: PersonalKind, said: str) -> str:
    """Of the same length; what is left lets two records be told apart, not the person be found."""
    if kind == "name":
        chinese = "\u4e00" <= said[:1] <= "\u9fff"
        return said[:1] + "某" * (len(said) - 1) if chinese else said[:2] + "*" * max(len(said) - 2, 0)
    if kind == "address":
        return "*" * len(said)
    before, after = (3, 4) if kind == "phone" else (3, 2) if kind in ("id_number", "card") else (1, 0)
    if len(said) < before + after + 3:
        before, after = 1, 0
    return said[:before] + "*" * (len(said) - before - after) + said[len(said) - after :]


def _checked(number: str) -> bool:
    """Luhn's check digit, which every bank card bears (ISO/IEC 7812-1)."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(digit if i % 2 == 0 else sum(divmod(2 * digit, 10)) for i, digit in enumerate(digits)) % 10 == 0
