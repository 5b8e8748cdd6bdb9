"""The part of a letter or report that says what was found (查明的事实), on text without white space."""

from __future__ import annotations

import re

_BEGIN = re.compile(
    r"(?:现已?查明|经查明?|查明|经调查(?:核实)?)[：:，,]|(?:违法|案件|基本|主要)(?:的)?事实(?:(?:及|和|与|、)(?:主要|相关)?(?:证据|情节|依据))?[：:]"
    r"|[一1][、.．]违法(?:的)?事实(?:及|和|与|、)(?:主要|相关)?证据"  # a heading of its own
    r"|(?:发现|查实|存在|实施了)[^，。；：:]{0,12}(?:以下|下列|如下)[^，。；：:]{0,6}违法(?:行为|事实)[：:]"
)
_END = re.compile(
    r"(?:以上|上述)(?:违法)?(?:事实|行为)|证据(?:如下|证明|证实|有[：:]|包括|材料有|[：:])|主要证据|本(?:机关|局|大队|单位|委|厅)认为"
    r"|(?:本(?:机关|局)|我局)于\d{4}年[^。]{0,24}(?:送达|告知)|依据《|根据《"
)


def found_facts(text: str) -> tuple[int, int] | None:
    """Where the facts begin and end; None where no words open them."""
    begin = _BEGIN.search(text)
    if begin is None:
        return None
    end = _END.search(text, begin.end())
    return begin.end(), end.start() if end else len(text)


# what stands before the facts of a letter: 告知如下：, …一案，已经调查终结。, the addressee
_HEADS = re.compile(r"一案[^。；：]{0,40}[，。]|(?<!\d)[：:]")
_JUDGED = re.compile(r"(?:违反|违背)了?(?![^。；]{0,60}一案)|拟(?:对|给予|处|决定|作出(?:如下|以下|下列))(?![^，。；]{0,20}告知)")
_NO_FACT = re.compile(
    r"(?:依据|根据|依照|按照)[^，。；]*|[^，。；]*(?:立案|调查终结|告知)[^，。；]*"
    r"|上述|以上|涉嫌|构成|属于|行为|违法|事实|你(?:单位|公司|店)?|当事人|[^\u4e00-\u9fa5\d]"
)
FEWEST = 8  # characters that can tell a fact


def may_tell_facts(text: str) -> bool:
    """Whether something that may be the facts stands before what a letter makes of them (违反, 拟处), in whatever words."""
    judged = _JUDGED.search(text)
    if judged is None:
        return False
    since = max((head.end() for head in _HEADS.finditer(text, 0, judged.start())), default=0)
    until = max(text.rfind(mark, since, judged.start()) for mark in "，。；")
    return len(_NO_FACT.sub("", text[since : max(since, until)])) >= FEWEST
