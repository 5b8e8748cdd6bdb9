"""Questions and answers of a record of questioning (询问笔录), on text without white space."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nlp.sought import sought

# a mark of who speaks: not 讯问： or 回答：, and 问 only where a sentence has ended
_MARK = sought(r"(?<![询讯请发提查访过疑学回应解])(?P<who>问|答)[：:]|(?<=[。？?！!；;”）)])(?P<bare>问|答)(?=[\u4e00-\u9fa5])[：:]?")
# what stands between the talk and the foot of a page or of the record
_FOOT = sought(
    r"[（(]?以下空白[）)]?|(?:被询问人|被调查人|被谈话人|当事人)(?:确认)?(?:核对)?(?:意见)?[（(]?(?:签名|签字|签章|捺印)[^：:]{0,10}[：:]"
    r"|(?<!被)(?:询问人|调查人|记录人|执法人员|办案人员)[（(]?(?:签名|签字|签章)[^：:]{0,10}[：:]"
    r"|以上(?:笔录|记录|内容)[^。；，]{0,10}(?:看过|已阅|核对|宣读)"
)
_SIGNED = re.compile(r"^[\u4e00-\u9fa5·]{0,4}(?:\d{4}年\d{1,2}月\d{1,2}日)?(?:第\d+页[/／，,]?共\d+页)?")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer. ``start`` and ``end`` are the range of the answer in the text."""

    question: str
    answer: str
    start: int
    end: int


@lru_cache(maxsize=64)  # of the records of a dossier, which several checks ask for
def exchanges(text: str) -> tuple[Exchange, ...]:
    """Every question that was answered, in text order; nothing where the record is written as a narrative."""
    marks = [(match["who"] or match["bare"], match.start(), match.end()) for match in _MARK.finditer(text)]
    found = []
    for i, (who, start, end) in enumerate(marks):
        if who != "答":
            continue
        stop = marks[i + 1][1] if i + 1 < len(marks) else len(text)
        asked = text[marks[i - 1][2] : start] if i and marks[i - 1][0] == "问" else ""
        said, stop = _said(text, end, stop)
        if said:
            found.append(Exchange(_without_foot(asked), said, end, stop))
    return tuple(found)


def asked_in(text: str, start: int, end: int) -> Exchange | None:
    """The exchange whose question holds ``text[start:end]``; None where nobody asks it, or nobody answers."""
    following = next((one for one in exchanges(text) if one.start >= end), None)
    return following if following and text[start:end] in following.question else None


def _said(text: str, start: int, stop: int) -> tuple[str, int]:
    """An answer without the signatures at the foot of its page, and where it ends before them."""
    foot = _FOOT.search(text, start, stop)
    if foot is None:
        return text[start:stop], stop
    rest = _SIGNED.sub("", text[foot.end() : stop]) if "签" in foot.group() and stop < len(text) else ""
    return text[start : foot.start()] + _without_foot(rest), foot.start()


def _without_foot(text: str) -> str:
    foot = _FOOT.search(text)
    return text if foot is None else text[: foot.start()]
