"""The act a decision punishes (违法行为): what it says of days, places and vehicles, so that two decisions can be held side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.dossier import Writ
from nlp.across.profile import Act
from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.found_facts import found_facts
from nlp.procedure.quoting import quoted, sentence

_LONGEST = 1200  # characters of the facts that are kept
_SHOWN = 160  # characters of them that a finding shows
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
    found = found_facts(text)
    if found is None:
        return None
    start, end = found[0], min(found[1], found[0] + _LONGEST)
    facts = text[start:end]
    days = sorted(_days(facts))
    return Act(
        facts=facts,
        start=days[0] if days else None,
        end=days[-1] if days else None,
        places=tuple(dict.fromkeys([*_places_of_records(case), *(told["place"] for told in _PLACE.finditer(facts))])),
        plates=tuple(dict.fromkeys(told.group() for told in _PLATE.finditer(facts))),
        evidence=quoted(case, decision, "违法事实", start, min(start + _SHOWN, end)),
    )


def _days(facts: str) -> Iterator[date]:
    for found in find_dates(facts):
        if not _OTHER_DAYS.search(facts[slice(*sentence(facts, found.start, found.end, _STOPS))]):
            yield found.value


def _places_of_records(case: CaseFile) -> Iterator[str]:
    """Where inspections took place and decisions on the spot were made."""
    for writ in (*case.writs("scene_record"), *case.writs("summary_decision")):
        for field in writ.all("place"):
            if field.state == "value" and len(place := "".join(field.text.split())) >= 4:
                yield place
