"""Citations of law: 《行政处罚法》第五十七条第一款第（一）项, with lists, ranges, abbreviations and back references (本法, 该条).

Slips of recognition are read as what they stand for: 〈〉 and << >> for 《》, 苐 for 第, 奈 for 条, a 条 that lacks before 第一款.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nlp.fact import Found
from nlp.facts.numerals import parse_numeral
from nlp.remembered import remembered
from nlp.sought import sought

_N = r"(?:[〇零一二三四五六七八九十百千两]\s*|\d\s*){1,9}"
_DI, _TIAO = "[第苐笫]", "[条條奈]"
_LAW_END = r"(?:法典|法|条例|办法|规定|规则|细则|准则|规程|解释|决定|基准|标准|意见|通知|规范)"
_ARTICLE = rf"{_DI}\s*(?P<article>{_N})\s*(?:{_TIAO}|(?=第\s*{_N}\s*[款项]))(?:\s*之\s*(?P<sub>[一二三四五六七八九十])(?![款项]))?"
_START = sought(
    rf"《(?P<title>[^《》]{{2,80}}(?:《[^《》]{{2,60}}》[^《》]{{0,40}})?)》|(?:〈|<<|＜＜)(?P<slip>[^《》〈〉<>＜＞]{{2,60}})(?:〉|>>|＞＞)(?=\s*{_DI})"
    rf"|{_ARTICLE}|[本该同](?:{_LAW_END})(?=\s*{_DI})|(?P<same>[该同]条)(?=\s*第\s*{_N}\s*[款项])"
    r"|(?<=[据照按])[该同此](?P<alone>条|款|项)(?=之?的?规定|处)"  # 依据该条规定
)
_NOTES = re.compile(r"\s*(?:[（(](?:[^（）()]|[（(][^（）()]*[）)]){1,60}[）)]\s*)*")
_SHORT = re.compile(r"(?:以下|下|下文)[统均]?\s*简?\s*称\s*(?:为)?\s*[：:]?\s*[《“\"「]?(?P<short>[^《》“”\"「」，,；;）)]{2,30})")
_NEXT_ARTICLE = re.compile(r"(?P<gap>(?:\s*的?\s*规定)?\s*(?:[、，,；;]\s*)?(?:以\s*及|和|及|与|或者?|并|至|到|[-—–~])?\s*)" + _ARTICLE)
_JOINT = r"(?P<gap>\s*(?:[、，,]\s*)?(?:以\s*及|和|及|与|或者?|至|到|[-—–~])?\s*)"
_ONLY_ARTICLE = re.compile(r"\s*" + _ARTICLE)
_PARAGRAPH = re.compile(_JOINT + rf"第\s*(?P<n>{_N})\s*款")
_ITEM = re.compile(_JOINT + rf"(?P<first>第\s*)?(?:[（(]\s*(?P<n>{_N})\s*[）)](?P<mark>\s*项)?|(?P<full>{_N})\s*项)")
_LIST_TAIL = re.compile(rf"(?:{_JOINT.replace('?P<gap>', '?:')}(?:第\s*)?[（(]\s*{_N}\s*[）)])*\s*项")
# the name of a law written without 《》 right before 第N条
_BARE_NAME = re.compile(rf"(?:中华人民共和国)?[\u4e00-\u9fff]{{1,28}}?{_LAW_END}\s*$")
_BARE_HEAD = re.compile(
    r".*(?:根据|依据|依照|按照|违反了?|参照|适用|符合|触犯了?|以及|[，、。；：的和及与])(?=[\u4e00-\u9fff]{2,})|^(?:系|是|即|有)", re.DOTALL
)
_LAW_TITLE = re.compile(rf"{_LAW_END}(?:[（(][^（）()]*[）)])*$")
# forms and letters that end like laws
_NO_LAW = re.compile(
    r"(?:处罚|处理|许可|强制|复议|检查|征收|延期|延长|终止|中止|不予|立案|结案|审批|审核|执行|没收|查封|扣押|解除|改正|申辩|陈述|处置)"
    r"(?:决定|意见|通知|标准)$"
)
_MOST_EXPANDED = 60


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision. ``law`` is the name as printed, written out where the text abbreviates it.

    ``sub`` is the M of 第N条之M. ``article`` None: the law is named without any article.
    """

    law: str
    article: int | None = None
    sub: int | None = None
    paragraph: int | None = None
    item: int | None = None


@remembered
def find_citations(text: str) -> list[Found[Citation]]:
    """Every citation, in text order; lists and ranges give one each.

    The first of a law starts at its 《; the others at their own 第.
    A title without articles counts if it ends like a law (法, 条例 …).
    """
    found: list[Found[Citation]] = []
    shorts: dict[str, str] = {}
    law: str | None = None
    at = 0
    while match := _START.search(text, at):
        at = match.end()
        if title := match["title"] or match["slip"]:
            name = "".join(title.split())
            name = shorts.get(name, name)
            notes = _NOTES.match(text, at)
            after = notes.end() if notes else at
            for short in _SHORT.finditer(text, at, after):
                shorts["".join(short["short"].split())] = name
            is_law = bool(_LAW_TITLE.search(name)) and not _NO_LAW.search(name)
            article = _article(text, after)
            if article:
                law = name
                at = _collect(text, law, article, match.start(), found)
            elif is_law:
                law = name
                found.append(Found(Citation(name), match.start(), at, text[match.start() : at]))
        elif match["article"]:
            name_start, bare = _bare_name(text, match.start(), shorts)
            if bare:
                law = bare
                at = _collect(text, law, match, name_start, found)
        elif match["same"]:
            if found and found[-1].value.article is not None:
                base = replace(found[-1].value, paragraph=None, item=None)
                leaves = list(_leaves(text, base, match.start(), at))
                found.extend(Found(leaf, start, end, text[start:end]) for leaf, start, end in leaves)
                at = leaves[-1][2]
        elif match["alone"]:
            if found and found[-1].value.article is not None:
                again = found[-1].value if match["alone"] == "项" else replace(found[-1].value, item=None)
                again = replace(again, paragraph=None) if match["alone"] == "条" else again
                found.append(Found(again, match.start(), at, match.group()))
        elif law:
            article = _article(text, at)
            if article:
                at = _collect(text, law, article, match.start(), found)
    return found


def _article(text: str, at: int) -> re.Match[str] | None:
    return _ONLY_ARTICLE.match(text, at)


def _bare_name(text: str, end: int, shorts: dict[str, str]) -> tuple[int, str | None]:
    """The law named without 《》 that ends at ``end``."""
    window = max(0, end - 40)
    line = re.search(r"[\u4e00-\u9fff\n]+$", text[window:end])
    if not line:
        return end, None
    run_start = window + line.start()
    head = _BARE_HEAD.match(line[0])
    name_start = run_start + (head.end() if head else 0)
    printed = text[name_start:end]
    name = "".join(printed.split())
    if not _BARE_NAME.fullmatch(name) or len(name) < 3 or name[0] in "本该同此其":
        return end, None
    if name not in shorts and not (name.startswith("中华人民共和国") or re.search(r"(?:法|条例)$", name)):
        return end, None
    return name_start + len(printed) - len(printed.lstrip()), shorts.get(name, name)


def _collect(text: str, law: str, article: re.Match[str], start: int, found: list[Found[Citation]]) -> int:
    """Append the citations of one chain of articles of ``law``; where the chain ends."""
    current: re.Match[str] | None = article
    previous: Citation | None = None
    end = article.end()
    while current:
        number = parse_numeral(current["article"])
        sub = parse_numeral(current["sub"]) if current["sub"] else None
        if number is None:
            return current.end()
        base = Citation(law, number, sub)
        if previous and previous.article and re.search(r"[至到\-—–~]", current.groupdict().get("gap", "")):
            for between in range(previous.article + 1, min(number, previous.article + _MOST_EXPANDED)):
                found.append(Found(Citation(law, between), start, current.end(), text[start : current.end()]))
        end = current.end()
        for leaf, leaf_start, leaf_end in _leaves(text, base, start, end):
            found.append(Found(leaf, leaf_start, leaf_end, text[leaf_start:leaf_end]))
            end = leaf_end
        previous = base
        current = _NEXT_ARTICLE.match(text, end)
        start = current.end("gap") if current else end
    return end


def _leaves(text: str, base: Citation, start: int, end: int) -> Iterator[tuple[Citation, int, int]]:
    """The paragraphs and items of one article: (citation, start, end), at least the article itself."""
    leaf = base
    while True:
        paragraph = _PARAGRAPH.match(text, end)
        item = None if paragraph else _item(text, end, leaf.item is not None)
        step = paragraph or item
        if not step:
            break
        number_text = step["n"] if paragraph else step["n"] or step["full"]
        number = parse_numeral(number_text)
        if number is None:
            break
        earlier = leaf.paragraph if paragraph else leaf.item
        fresh = bool(paragraph) and leaf.item is not None
        if earlier is not None or fresh:
            if not step["gap"].strip():
                break
            yield leaf, start, end
            start = step.end("gap")
            if earlier is not None and re.search(r"[至到\-—–~]", step["gap"]):
                for between in range(earlier + 1, min(number, earlier + _MOST_EXPANDED)):
                    yield (replace(leaf, paragraph=between) if paragraph else replace(leaf, item=between)), start, step.end()
        elif step["gap"].strip():
            break  # 第五条、第二款 does not belong together
        leaf = replace(leaf, paragraph=number, item=None) if paragraph else replace(leaf, item=number)
        end = step.end()
    yield leaf, start, end


def _item(text: str, at: int, listed: bool) -> re.Match[str] | None:
    """An item at ``at``. （一） without 项 counts only in a list that a later 项 closes: 第（一）、（二）项."""
    match = _ITEM.match(text, at)
    if not match or (match["full"] and not match["first"] and not listed):
        return None
    if match["full"] or match["mark"]:
        return match
    return match if (match["first"] or listed) and _LIST_TAIL.match(text, match.end()) else None
