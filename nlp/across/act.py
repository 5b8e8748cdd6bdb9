"""The act a decision punishes (违法行为): what it says of days, places and vehicles, so that two decisions can be held side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.dossier import Writ
from nlp.across.profile import Act
from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.quoting import quoted

LONGEST_FACTS = 1200  # characters
_FACTS = re.compile(
    r"(?:[现经]?已?(?:依法)?查明|经(?:依法)?(?:调查|审理|查实|查)|违法事实(?:和证据|及证据)?)[：:，,]?(?P<facts>.{10,1200}?)"
    r"(?=(?:上述|以上)(?:违法)?(?:事实|行为)|(?:主要)?证据(?:如下|有)[：:]|本机关于\d{4}年|我局于\d{4}年|$)"
)
# clauses whose days are steps of the procedure or say something of the party or the goods, not of the act
_OTHER_DAYS = re.compile(
    r"立案|送达|告知|解除|复查|复核|成立|注册|核发|颁发|有效期|保质期|保证期|生产日期|生产批号|出生|届满|许可|申请|听证|鉴定|检验报告|认定"
    r"|整改|改正|暂扣|扣押|查封|退还|合同|签订|责令|到期|缴纳|处罚|投诉|举报|报警"
)
_STOPS = "，,。；;"
_PLACE = re.compile(
    r"(?:在|位于)(?P<place>[\u4e00-\u9fa5A-Za-z0-9]{4,30}?(?:\d+号|路口|路段|村|市场|广场|工业园|园区|厂区|码头|卡点|收费站|检测站|公里处|米处))"
)
_PLATE = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•]?[A-Z0-9]{5,6}(?![A-Z0-9])")


def act_of(case: CaseFile, decision: Writ) -> Act | None:
    """The act, by the facts of the decision; None where they are not found."""
    text = case.squeezed(decision).text
    match = _FACTS.search(text)
    if match is None:
        return None
    facts, start = match["facts"], match.start("facts")
    days = sorted(_days(facts))
    return Act(
        facts=facts,
        start=days[0] if days else None,
        end=days[-1] if days else None,
        places=tuple(dict.fromkeys([*_places_of_records(case), *(found["place"] for found in _PLACE.finditer(facts))])),
        plates=tuple(dict.fromkeys(found.group() for found in _PLATE.finditer(facts))),
        evidence=quoted(case, decision, "违法事实", start, start + min(len(facts), 160)),
    )


def _days(facts: str) -> Iterator[date]:
    for found in find_dates(facts):
        clause = facts[max(facts.rfind(stop, 0, found.start) for stop in _STOPS) + 1 : found.end]
        ends = [at for stop in _STOPS if (at := facts.find(stop, found.end)) >= 0]
        if not _OTHER_DAYS.search(clause + facts[found.end : min(ends, default=len(facts))]):
            yield found.value


def _places_of_records(case: CaseFile) -> Iterator[str]:
    """Where inspections took place and decisions on the spot were made."""
    for writ in (*case.writs("scene_record"), *case.writs("summary_decision")):
        for field in writ.all("place"):
            if field.state == "value" and len(place := "".join(field.text.split())) >= 4:
                yield place
