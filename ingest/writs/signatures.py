"""Who signed and when: names and days in the place for a signature, and what of an opinion remains without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.writs.pair import is_scaffold, join_lines, spaced

DAY = re.compile(
    r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?:19|20)\d{2}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}(?:(?!\d)|(?=\d\d[:：]\d\d))"
    r"|[二2][〇○零0Ｏ]\S{2}年\S{1,3}月\S{1,3}日"
)
# the time of day behind it, which says nothing of who signed
_CLOCK = re.compile(rf"({DAY.pattern})\s*\d{{1,2}}\s*(?:[:：]\s*\d{{2}}(?:[:：]\d{{2}})?|时(?:\s*\d{{1,2}}\s*分)?)")
_SHORT_YEAR = re.compile(r"(?<![\d〔（(年])(?P<day>[12]\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)")  # 24年5月9日
_NAME = r"[\u4e00-\u9fa5]{2,4}(?:·[\u4e00-\u9fa5]{2,6})?"
_NAMES = rf"{_NAME}(?:\s*[、，,\s]\s*{_NAME})*"
_PLACE = re.compile(
    r"(?:[\u4e00-\u9fa5]{0,12}(?:（|\()?(?:签名|签字|签章|盖章|签批|签发|审签|签收)[^：:\n。；]{0,12}"
    r"|(?:行政|执法|机关|部门|机构|单位|办案|承办|审核|科室|分管|主要){0,3}(?:审批人|审核人|批准人|签发人|承办人|负责人|审定人))\s*[：:]"
)
_BLANK_DAY = re.compile(r"(?<![\d〇零一二三四五六七八九])\s*年\s*月\s*日")
_CERT = re.compile(r"(?:执法)?证(?:件)?号(?:码)?[：:]?\s*[A-Z\d\-]*")
_WORDS = re.compile(
    r"同意|批准|立案|结案|办理|处罚|意见|按照|审核|核实|属实|无误|一致|清楚|建议|情况|笔录|执行|报告|单位|法人|送达|文书|以上|上述|内容|承办"
    r"|照办|准予|提[请交]|报请|请示|审[批查]|送审|批示|可行|已阅|阅示|依法|上报|妥否|予以|不予|继续|通过|呈报|呈批|备注|[（(]|^[年月日时分]+$|^[由对该本其请拟]|^(?:无|空白|略|经审|经查|经核)"
)
_SEALS = re.compile(r"[（(][^）)]*[）)]|印章|公章|盖章|签章")
_DAY_HEADS = frozenset({"日期", "时间"})
_HEADS = _DAY_HEADS | {"签名", "签字", "签章", "盖章"}  # cells of their own beside an opinion
_BODY = re.compile(r"(?:局|部门|机关|委员会|公司|政府|大队|支队|中心|商店|厂)$")
_STOP = re.compile(r"[。；;]\s*$")
_NOTE = re.compile(r"[（(][^）)]*[）)]?")
_BETWEEN = re.compile(r"[\s、，,；;/]+")
_NAMED = re.compile(rf"{_NAME}|[\u4e00-\u9fa5]{{5,12}}")
_DAY_PLACE = re.compile(r"(?<!\d)\s*年\s*月\s*日")
_AT_HEAD = re.compile(
    rf"\s*(?![\u4e00-\u9fa5]*(?:领导|负责|[局队所科处]长|规定|要求))(?P<names>{_NAME})\s+(?=同意|批准|准予|不同意|已阅|可行)"
)
_AT_END = re.compile(rf"(?:^|[\s。；;！!，,）)])(?P<names>{_NAMES})\s*$")


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands in a place for an opinion with signature. ``asks`` says that the form prints a place for the name."""

    opinion: str
    names: tuple[str, ...]
    day: str | None
    asks: bool
    asks_day: bool


@lru_cache(maxsize=4096)
def names_of(text: str) -> tuple[str, ...]:
    """Names set apart by blanks or commas; nothing where one of the parts is no name."""
    if _STOP.search(text):
        return ()
    bare = _CERT.sub(" ", _NOTE.sub(" ", _BLANK_DAY.sub(" ", DAY.sub(" ", text)))).strip(" \t\u3000_＿。，、；;：:/\n")
    parts = [part for part in _BETWEEN.split(bare) if part]
    if [len(part) for part in parts] in ([1, 1], [1, 2]):
        parts = ["".join(parts)]  # 张 三
    good = [part for part in parts if _NAMED.fullmatch(part) and not (_WORDS.search(part) or _BODY.search(part))]
    return tuple(good) if good and len(good) == len(parts) else ()


def last_names(text: str) -> tuple[str, ...]:
    """The names at the end of a text, before a day where one stands there: 以上属实。张三 2024年3月1日."""
    whole = names_of(text)
    if whole:
        return whole
    before = text[: [match.start() for match in DAY.finditer(text)][-1]] if DAY.search(text) else text
    match = _AT_END.search(before.rstrip(" \t\u3000_＿"))
    found: list[str] = []
    for part in reversed(re.split(r"[\s、，,]+", match["names"]) if match else []):
        if not names_of(part):
            break
        found.insert(0, part)
    return tuple(found)


def only_signed(text: str) -> bool:
    """Whether a line holds nothing but names and perhaps a day."""
    names = names_of(spaced(text))
    return bool(names) and not _BODY.search("".join(names)) and all(len(name) <= 4 for name in names)


def may_ask(text: str) -> bool:
    """Whether a text can hold a printed place for a signature: without one of these characters it holds none."""
    return "人" in text or "签" in text or "章" in text


def read_signed(lines: Sequence[str]) -> Signed:
    """Opinion, names and day out of the lines of one place."""
    return _read_signed(tuple(lines))


@lru_cache(maxsize=4096)  # forms say the same in many places, and a place is asked for each of its fields
def _read_signed(lines: tuple[str, ...]) -> Signed:
    opinion: list[str] = []
    names: list[str] = []
    days: list[str] = []
    asks = asks_day = False
    for raw in lines:
        line = _SHORT_YEAR.sub(r"20\g<day>", _CLOCK.sub(r"\1 ", spaced(raw)))
        days += ["".join(match.group().split()) for match in DAY.finditer(line)]
        asks_day = asks_day or _DAY_PLACE.search(line) is not None
        if (head := re.sub(r"[\s：:]", "", line)) in _HEADS:
            asks, asks_day = asks or head not in _DAY_HEADS, asks_day or head in _DAY_HEADS
            continue
        place = _PLACE.search(line)
        if place:
            asks = True
            opinion.append(line[: place.start()])
            names += _after(line[place.end() :])
            continue
        if own := names_of(line):
            names += own
            continue
        if DAY.search(line) and (signed := last_names(line)):
            names += signed
            cut = line.rfind(signed[0])
            opinion.append(line[:cut])
            continue
        if DAY.search(line) and (first := _AT_HEAD.match(line)) and names_of(first["names"]):
            names.append(first["names"])
            opinion.append(DAY.sub("", line[first.end() :]))
            continue
        opinion.append(DAY.sub("", line))
    text = join_lines(part.strip() for part in opinion)
    text = "".join(_CERT.sub("", text).split())
    return Signed("" if is_scaffold(text) else text, tuple(dict.fromkeys(names)), days[-1] if days else None, asks, asks_day)


def _after(rest: str) -> Iterable[str]:
    """Who signed behind a place for a signature, other places on the line included; what is no plain name counts as it stands."""
    found: list[str] = []
    for part in _PLACE.split(rest):
        names = names_of(part) or last_names(part)
        other = _SEALS.sub("", _CERT.sub("", _BLANK_DAY.sub("", DAY.sub("", part)))).strip(" \t\u3000_＿—-/／。，、；;：:")
        found += names or ([other] if other and not is_scaffold(other) else [])
    return found
