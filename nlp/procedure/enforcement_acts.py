"""Acts of enforcement (强制执行、强制拆除、代履行) that the agency itself carried out, with the day and the hour the papers give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.dossier import Writ
from nlp.facts.dates import find_dates, find_times
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.quoting import quoted, sentence

_ACT = re.compile(
    r"(?:实施|进行|组织|开展|予以|采取)了?[^。；，]{0,16}?(?:强制拆除|强制执行|代履行|强拆)"
    r"|(?:强制拆除|代履行|强拆)[^。；，]{0,12}(?:完毕|开始|结束|现场)"
)
_DEMOLISHED = re.compile(r"强制拆除|强拆")  # a 代履行 that takes something down follows 第五十条, not 第四十四条
# what is planned, threatened or asked of the court was not carried out by the agency
_NOT_DONE = re.compile(r"法院|裁定|申请|将(?!其|该|上述|违)|拟|可以|逾期|催告|如|若|应当|依法有权|不得|定于|期满|建议")
_CLUES = ("强制", "代履行", "强拆")
_TELLING = frozenset({"prior_notice", "penalty_decision", "summary_decision", "legal_review", "dossier_binding"})


@dataclass(frozen=True, slots=True)
class EnforcementAct:
    """One act. ``hour`` is None where only the day is given."""

    writ: Writ
    day: date
    hour: int | None
    demolition: bool
    evidence: Evidence


def enforcement_acts(case: CaseFile) -> list[EnforcementAct]:
    """The acts, one a day and hour: of records of enforcement, else as other papers tell of them."""
    found = [act for writ in case.writs("enforcement_doc", "record") for act in _recorded(case, writ)]
    if not found:
        found = [act for writ in case.dossier.writs if writ.type not in _TELLING for act in _told(case, writ)]
    return list({(act.day, act.hour): act for act in reversed(found)}.values())[::-1]


def _recorded(case: CaseFile, writ: Writ) -> Iterator[EnforcementAct]:
    """The beginning that a record of enforcement gives."""
    text = case.squeezed(writ).text
    demolition = bool(_DEMOLISHED.search(text))
    times, days = find_times(text), find_dates(text)
    if times:
        one = times[0]
        yield EnforcementAct(writ, one.value.date(), one.value.hour, demolition, quoted(case, writ, "执行时间", one.start, one.end))
    elif days:
        yield EnforcementAct(writ, days[0].value, None, demolition, quoted(case, writ, "执行日期", days[0].start, days[0].end))


def _told(case: CaseFile, writ: Writ) -> Iterator[EnforcementAct]:
    """Sentences that tell of an act with its day before it."""
    text = case.squeezed(writ).text
    if not any(clue in text for clue in _CLUES):
        return
    for match in _ACT.finditer(text):
        begin, _ = sentence(text, *match.span())
        said = text[begin : match.end()]
        days = [one for one in find_dates(said) if one.end <= match.start() - begin]
        if not days or _NOT_DONE.search(said, said.rfind("，", 0, days[-1].start) + 1):
            continue
        times = [one for one in find_times(said) if one.start >= days[-1].start]
        hour = times[0].value.hour if times else None
        label = f"强制执行 {days[-1].value.isoformat()}"
        mark = quoted(case, writ, label, begin + days[-1].start, match.end())
        yield EnforcementAct(writ, days[-1].value, hour, bool(_DEMOLISHED.search(said)), mark)
