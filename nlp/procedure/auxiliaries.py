"""Auxiliary staff (辅警、协管员、网格员、第三方人员) named where a record names its officers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.facts.parties import is_person_name

_TITLE = (
    r"(?:辅警|警务辅助人员|协管(?:人员|队员|员)?|执法辅助人员|辅助(?:执法)?人员|网格(?:人员|员)|见习(?:人员|生|民警)?|实习(?:人员|生)?"
    r"|临时(?:工|人员|聘用人员)|劳务(?:派遣)?(?:人员)?|外包(?:人员)?|第三方(?:服务)?(?:机构)?(?:人员)?)"
)
_CALLED = re.compile(_TITLE)
_NAME = r"[\u4e00-\u9fa5·]{2,4}?"
# 李四（辅警）, 李四（协管员，编号12）; 协管员李四
_AFTER = re.compile(rf"(?P<name>{_NAME})[（(][^）)]{{0,12}}?(?P<title>{_TITLE})[^）)]{{0,16}}[）)]")
_BEFORE = re.compile(
    rf"(?:[、，,：:和与及]|人员|我们是)(?P<title>{_TITLE})(?![：:])(?P<name>{_NAME})(?=[、，,。；（(：:]|和|及|出示|依法|进行|对|到|$)"
)
# 李四　路政协管员, as a cell has it where the others have their numbers
_OF_WHAT = (
    r"(?:路政|交通|交警|治安|公安|治超|城管|市容|综合|行政|执法|市场|监管|环保|水政|渔政|林业|街道|社区|乡镇|镇|村级?|兼职|专职|本[局队所站]"
    r")*"
)
_NEXT_TO = re.compile(
    rf"(?<=[：:、，,和与及）)员人])(?P<name>{_NAME})(?P<title>{_OF_WHAT}{_TITLE})"
    r"(?=[、，,。；;/]|\d|(?:记录|当事|被[检询调]|见证|受邀|执法|检查|勘验|询问|调查|现场|编号|工号|证[件号]|签名)|$)"
)
_OFFICERS = (  # 询问人、记录人：… names both of them
    r"(?<!被)(?<!行政)(?:执法人员|检查人员?|办案人员|询问人员?|勘验人员?|调查人员?|承办人员?|抽样人员?|我们是)(?:[、/及和（(]记录人)?"
)
_OTHERS = r"协助|配合|辅助人员[：:]|在场|见证|陪同|参与|随同|带领|协管(?:员|人员)[：:]|记录人"
_SLOT = re.compile(rf"(?P<officer>{_OFFICERS})|(?P<other>{_OTHERS})")
_BACK = 60  # characters from the label of officers to a name


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """One of the auxiliary staff in the place of an officer: ``start`` and ``end`` are the range of the words in the text."""

    name: str
    title: str
    start: int
    end: int


def acting_auxiliaries(text: str) -> Iterator[Auxiliary]:
    """Auxiliaries that a record (text without white space) names among its officers; those set apart as helpers do not count."""
    seen = set()
    for one in auxiliaries(text):
        if one.name not in seen and _among_officers(text, one.start):
            seen.add(one.name)
            yield one


def auxiliaries(text: str) -> Iterator[Auxiliary]:
    """Everybody whom a record calls one of the auxiliary staff, in whatever place."""
    if not _CALLED.search(text):
        return
    found = [*_AFTER.finditer(text), *_BEFORE.finditer(text), *(one for one in _NEXT_TO.finditer(text) if is_person_name(one["name"]))]
    for match in sorted(found, key=lambda one: one.start()):
        if name := _trimmed(match["name"]):
            yield Auxiliary(name, match["title"], *match.span())


def _trimmed(text: str) -> str | None:
    """The name at the end of a short run of characters."""
    return next((text[-size:] for size in (len(text), 3, 2) if len(text) >= size and is_person_name(text[-size:])), None)


def _among_officers(text: str, at: int) -> bool:
    """Whether the label before the words, in the same sentence, is one of officers."""
    since = max(at - _BACK, max(text.rfind(mark, 0, at) for mark in "。；") + 1)
    labels = list(_SLOT.finditer(text, since, at))
    return bool(labels) and labels[-1]["officer"] is not None
