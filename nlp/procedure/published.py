"""When a penalty was published (公示), as the papers on the end of the case tell it in a sentence or a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.quoting import quoted, sentence

_DONE = r"(?:公示|向社会公开|对外公开|(?:予以|依法|进行了?|网上|上网)公开)"
_NO_ACT = r"(?!系统|平台|栏|网|信息|告知|期|公告|催告|审批|材料|截图|情况|日期|时间|的)"
_BEHIND = re.compile(rf"(?:(?!公告|送达|审批|拟|将|应|前)[^，。；：]){{0,40}}?{_DONE}{_NO_ACT}")
_LABEL = re.compile(r"(?:公示|公开)(?:的)?(?:日期|时间)(?:[（(][^）)]{0,8}[）)])?[：:为]?$|(?:公示|公开)了?[（(]$")
_PUBLISHED = re.compile(rf"{_DONE}{_NO_ACT}")
_NOT_DONE = re.compile(r"(?:未|不|没有|拟|将|应|待|须|需|可|是否)[^，。；]{0,8}$")


def told_publications(case: CaseFile) -> Iterator[tuple[Writ, Dated]]:
    """The days on which closing papers say that the penalty was published: 处罚信息2024年7月2日在…公示; 公示日期：2024年7月2日."""
    for writ in _telling(case):
        text = case.squeezed(writ).text
        for one in find_dates(text) if "公" in text else ():
            behind = _BEHIND.match(text, one.end)
            before = _LABEL.search(text, max(0, one.start - 16), one.start)
            if not before and (behind is None or len(find_dates(behind.group()))):
                continue
            start, end = (before.start(), one.end) if before else (one.start, behind.end() if behind else one.end)
            yield writ, Dated(one.value, quoted(case, writ, f"公示日期 {one.value.isoformat()}", start, end))


def said_to_be_published(case: CaseFile) -> Evidence | None:
    """Where they say that it was published, whether or not they say when."""
    for writ in _telling(case):
        text = case.squeezed(writ).text
        for match in _PUBLISHED.finditer(text):
            begin, end = sentence(text, *match.span())
            if "处罚" in text[begin:end] and not _NOT_DONE.search(text, max(begin, match.start() - 12), match.start()):
                return quoted(case, writ, "已公示", *match.span())
    return None


def _telling(case: CaseFile) -> list[Writ]:
    return [writ for writ in case.writs("closing_doc") if writ.subtype != "publicity"]
