"""Actors in a text: enforcement bodies and officers, vaguely named authorities, and those who are no administrative body.

Words are found with one Aho-Corasick pass over ``actors.yml``; a name then grows to the right by suffixes (局, 大队, 执法人员 …)
and to the left by its place (A市A6区, 某某县). A word that also means other things (环境, 规划, 交通) counts only with a suffix or
next to another body; a rank (队长, 所里) only after a body, of which it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import ahocorasick_rs
from pydantic import BaseModel, ConfigDict

from nlp.gazetteer.coded import CODE, PROVINCE
from nlp.gazetteer.places import Place
from nlp.opinion import knowledge

Standing = Literal["body", "weak", "hotline", "other", "court"]

OTHER_BODY, NO_BODY = "其他行政机关", "非行政机关"
_PLACE = re.compile(
    rf"(?:(?:{CODE}(?:市|县|区|州|镇|乡)|{PROVINCE}|(?:(?![了被把将给让叫说是判])[一-龥]){{2,4}}?(?:省|市|县|区|州|旗|镇|乡|街道|新区|示范区|开发区))+(?:人民)?|[县市区省镇乡我本该原]{{1,2}}|当地|地方|高速|国家|人民)(?:[一-龥]{{0,4}})?$"
)
_PLACE_END = re.compile(rf"(?:{CODE}|[省市县区州旗镇乡道]|{PROVINCE}|当地|高速|楼|桥|站|岭|山|城|沙)$")
_NOT_PLACE = re.compile(
    r"^(?:请问|如果|假如|若是|要是|万一|网传|听说|据说|求助|举报|投诉|反映|向|到|去|找|请|由|被|是|在|对|和|与|及|让|叫|给|但|而|说|望|希望|要求|据|经|从|因|以|为|以及|关于|质疑|复议|认定|撤销|责令|起诉|状告|控告|监督|建议|判决)+"
)

# between a known place and the body: nothing, or a town
_BETWEEN = re.compile(r"市?(?:(?![了被把将给让叫说是判向的])[一-龥]{2,3}?(?:镇|乡|街道|新区|示范区|开发区|分局)|[省市县区])?")
# 我们要求县, 份至镇, 获得经开区: no name, the place begins with its last character
_ODD = re.compile(
    r"[一-龥]{0,3}[我们你他她它这那其该就一直向要求上至去给叫被是等人置看即获得立从把将让请找对由于并且也都还再又很最不没有了的部分手续说望经已曾昨今明天日月年]"
    r"[一-龥]{0,3}?[省市县区州旗镇乡]"
)

# words between a sentence's beginning and the place: 打电话给县城管局, 今年已被区应急管理局, 撤销某某县交通运输局…
_SPOKEN_BEFORE = re.compile(r"[一-龥]{0,6}?(?:给|被|[我们已就曾]向|撤销)(?=[县市区省镇乡]|[一-龥]{2,4}(?:省|市|县|区|州|旗|镇|乡|街道))")
_TIME_BEFORE = re.compile(r"[0-9一二三四五六七八九十][年月日号时点分]|[今去前明]年|[昨今前]天|[昨今近当前]日|[昨今当]晚")

# 城管队处理, 交警站在: the verb begins where a suffix seems to
_NO_SUFFIX = r"处[理罚置分]|所[有以谓说]|办[理案证结事]|站[在着]|委[托屈婉]|队伍"


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")
    type: str
    bare: list[str]
    cores: list[str]
    officers: bool = False


class _Actors(BaseModel):
    model_config = ConfigDict(extra="forbid")
    bodies: list[_Body]
    suffix: list[str]
    ranks: list[str]
    weak: list[str]
    hotlines: list[str]
    courts: list[str]
    others: list[str]
    never: list[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """One actor at ``text[start:end]``. ``named`` is false for officers and departments without a body's own name."""

    start: int
    end: int
    type: str
    standing: Standing
    named: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    type: str
    standing: Literal["body", "core", "weak", "hotline", "other", "court", "rank", "never"]
    named: bool = True


class Actors:
    """The finder; build it once."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or Path(__file__).with_name("actors.yml")
        known = knowledge.known(path, _Actors, "执法主体词表")
        words: dict[str, _Word] = {}
        for body in known.bodies:
            words.update({core: _Word(body.type, "core") for core in body.cores})
        for body in known.bodies:
            words.update({bare: _Word(body.type, "body", not body.officers) for bare in body.bare})
        words.update({word: _Word("", "rank", False) for word in known.ranks})
        words.update({word: _Word(OTHER_BODY, "weak", False) for word in known.weak})
        words.update({word: _Word(OTHER_BODY, "hotline", False) for word in known.hotlines})
        words.update({word: _Word(NO_BODY, "other", False) for word in known.others})
        words.update({word: _Word(NO_BODY, "court", False) for word in known.courts})
        words.update({word: _Word("", "never") for word in known.never})
        self._names = list(words)
        self._words = [words[name] for name in self._names]
        self._find = ahocorasick_rs.AhoCorasick(self._names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        suffix = "|".join(sorted(map(re.escape, known.suffix), key=len, reverse=True))
        self._suffix = re.compile(f"(?:(?!{_NO_SUFFIX})(?:{suffix}))+")

    def find(self, text: str, places: Sequence[Place] = ()) -> list[Mention]:
        """All actors, ascending and disjoint; ``places`` are the places of the text, which help to tell where names begin."""
        chains = _chains(places)
        hits = [(self._words[index], start, end) for index, start, end in self._find.find_matches_as_indexes(text)]
        found: list[Mention] = []
        owner = ""  # the type of the body named last
        bodies = [start for word, start, _ in hits if word.standing in ("body", "core")]
        for word, start, end in hits:
            if word.standing == "never" or (found and start < found[-1].end):
                continue
            if word.standing == "rank":
                if owner:
                    found.append(Mention(start, end, owner, "body", False))
                continue
            if word.standing not in ("body", "core"):
                found.append(Mention(start, end, word.type, word.standing, False))
                continue
            grown = self._suffix.match(text, end)
            task = bool(grown and grown[0] == "管理")  # 加强教育管理: a task, not a body
            if word.standing == "core" and (not grown or task) and not _listed(text, start, end, bodies):
                continue
            stop = grown.end() if grown else end
            owner = word.type
            before = found[-1] if found else None
            if before and before.end == start and before.standing == "body" and before.named and before.type == OTHER_BODY:
                found[-1] = Mention(before.start, stop, word.type, "body", word.named)  # 县公安局交警大队 is one body
                continue
            floor = found[-1].end if found else 0
            found.append(Mention(_place_start(text, floor, start, chains), stop, word.type, "body", word.named))
        return found


def _listed(text: str, start: int, end: int, bodies: list[int]) -> bool:
    """True for a bare word that stands in a list of bodies (their starts, ascending) or speaks: 环保、安监层层推诿; 国土说批少了."""
    after, before = text[end : end + 1], text[max(0, start - 1) : start]
    if text.startswith(("说", "回复", "答复", "来人", "不管", "也不", "都不"), end):
        return True
    if before and before in "省市县区镇" and after and after in "，,、。！？和与都说不也在推踢甩去只已来":
        return True
    if after and after in "、和与及" and bisect_right(bodies, end) < bisect_right(bodies, end + 4):
        return True
    return bool(before) and before in "、和与及" and bisect_left(bodies, start - 14) < bisect_left(bodies, start)


def _chains(places: Sequence[Place]) -> list[tuple[int, int]]:
    """Places that stand side by side (湖南省长沙市), each as one range."""
    chains: list[tuple[int, int]] = []
    for place in places:
        if chains and chains[-1][1] == place.start:
            chains[-1] = (chains[-1][0], place.end)
        else:
            chains.append((place.start, place.end))
    return chains


def _place_start(text: str, floor: int, start: int, chains: Sequence[tuple[int, int]]) -> int:
    """Where the name begins once the place in front belongs to it; ``chains`` are ranges of known places."""
    at = bisect_right(chains, start, key=lambda chain: chain[1]) - 1
    if at >= 0 and floor <= chains[at][0] and _BETWEEN.fullmatch(text, chains[at][1], start):
        return chains[at][0]
    begin = _unknown_place_start(text, floor, start)
    odd = _ODD.match(text, begin, start)
    return odd.end() - 1 if odd else begin


def _unknown_place_start(text: str, floor: int, start: int) -> int:
    low = max(floor, start - 18)
    window = text[low:start]
    if not window or not _PLACE_END.search(window):
        return start
    match = _PLACE.search(window)
    if not match:
        return start
    begin = low + match.start()
    front = _SPOKEN_BEFORE.match(text, begin, start) or _TIME_BEFORE.match(text, max(0, begin - 1)) or _TIME_BEFORE.match(text, begin)
    if front:
        begin = front.end()
    strip = _NOT_PLACE.match(text[begin:start])
    return begin + (strip.end() if strip else 0)


@cache
def actors() -> Actors:
    """The finder over the shipped word list."""
    return Actors()
