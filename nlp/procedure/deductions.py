"""What does not count towards the time limit of a case: suspensions, hearings, announcements, tests; and what prolongs it.

Only periods with papers at both ends are deducted (catalogue, decision.over_90_days). Suspended time is counted to the day of
resumption, a hearing from its request (or notice) to its report (or record), a test from its commission to its report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.facts.numerals import parse_numeral
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence

TEST = "检验检测鉴定"
_EXTENSION = (
    r"(延长|延期).{0,12}(办案|办理|案件|处理|调查|审理).{0,4}(期限|时限)|(办案|办理|案件办理|处理)(期限|时限).{0,6}(延长|延期)|案件延期"
)
_SUSPENSION = r"中止(案件)?(调查|审理|办理)|案件中止"
_RESUMPTION = r"恢复(案件)?(调查|审理|办理)|案件恢复"
_DAYS = re.compile(r"(?:延长|延期)(?:[^。；，,]{0,14}?)([〇零一二三四五六七八九十百\d]{1,4})(?:个)?(自然|工作)?日")
_UNTIL = re.compile(r"(?:延长|延期)(?:[^。；]{0,14}?)至")


@dataclass(frozen=True, slots=True)
class Period:
    """A deducted period: the days after ``first`` up to ``last``."""

    what: str
    first: date
    last: date
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """An approved extension: so many days, or until a day; neither where its length was not read."""

    days: int | None
    until: date | None
    evidence: Evidence


@asked_once
def deductions(case: CaseFile) -> list[Period]:
    """All periods with papers at both ends."""
    return [*_suspensions(case), *_hearing(case), *_tests(case), *_announcements(case)]


def deducted_days(periods: Sequence[Period], first: date, last: date) -> int:
    """Days after ``first`` up to ``last`` that lie in some period; overlapping days count once."""
    days = {
        period.first + timedelta(days=i)
        for period in periods
        for i in range(1, (period.last - period.first).days + 1)
        if first < period.first + timedelta(days=i) <= last
    }
    return len(days)


def extensions(case: CaseFile) -> list[Extension]:
    """The approved extensions of the time limit."""
    found = []
    for writ in approvals(case, "extension", _EXTENSION):
        text = case.squeezed(writ).text
        field = writ.get("extend_days")
        said = "".join(field.text.split()) if field.state == "value" else ""
        days, until = _length(f"延长{said}") if said else (None, None)
        if days is None and until is None:
            days, until = _length(text)
        found.append(Extension(days, until, case.evidence(f"《{writ.title}》", writ=writ)))
    return found


def approvals(case: CaseFile, subtype: str, pattern: str) -> list[Writ]:
    """Internal approvals of a kind, by the splitter's subtype or by what they speak of."""
    return [
        writ
        for writ in case.writs("internal_approval")
        if writ.subtype == subtype or (writ.subtype is None and re.search(pattern, case.squeezed(writ).text))
    ]


def spoken_of(case: CaseFile) -> list[Evidence]:
    """Places in other writs that speak of an extension or suspension whose own paper is not in the dossier."""
    writs = [writ for writ in case.dossier.writs if writ.type not in ("internal_approval", "dossier_binding")]
    return [case.cite("提及延长或者中止", hit) for hit in case.mentions(writs, f"经.{{0,20}}批准.{{0,20}}({_EXTENSION}|{_SUSPENSION})")]


def _length(text: str) -> tuple[int | None, date | None]:
    until = _UNTIL.search(text)
    if until:
        near = [one.value for one in find_dates(text) if 0 <= one.start - until.end() <= 2]
        if near:
            return None, near[0]
    match = _DAYS.search(text)
    return (parse_numeral(match.group(1)) if match else None), None


def _suspensions(case: CaseFile) -> Iterable[Period]:
    resumed = [(day, writ) for writ in approvals(case, "resume", _RESUMPTION) if isinstance(day := case.date(writ), Dated)]
    for writ in approvals(case, "suspend", _SUSPENSION):
        start = case.date(writ)
        if writ in [other for _, other in resumed] or not isinstance(start, Dated):
            continue
        ends = sorted((day for day, _ in resumed if day.value >= start.value), key=lambda day: day.value)
        if ends:
            yield Period("中止调查", start.value, ends[0].value, (start.evidence, ends[0].evidence))


def _hearing(case: CaseFile) -> Iterable[Period]:
    starts = _days(case, [*case.writs("hearing_doc", "request"), *case.writs("hearing_doc", "notice")])
    ends = _days(
        case, [*case.writs("hearing_doc", "record"), *case.writs("hearing_doc", "report"), *case.writs("hearing_doc", "terminate")]
    )
    if starts and ends and starts[0].value <= ends[-1].value:
        yield Period("听证", starts[0].value, ends[-1].value, (starts[0].evidence, ends[-1].evidence))


def _tests(case: CaseFile) -> Iterable[Period]:
    starts = _days(case, case.writs("appraisal_doc", "entrust"))
    ends = _days(case, case.writs("appraisal_doc", "report"))
    for start in starts:
        later = [end for end in ends if end.value >= start.value]
        if later:
            yield Period(TEST, start.value, later[0].value, (start.evidence, later[0].evidence))


def _announcements(case: CaseFile) -> Iterable[Period]:
    for writ in case.notices:
        service = case.served(writ)
        if service.by == "announcement" and service.announced and isinstance(service.day, Dated):
            yield Period("公告送达", service.announced, service.day.value, (service.day.evidence,))


def _days(case: CaseFile, writs: Iterable[Writ]) -> list[Dated]:
    days = [day for writ in writs if isinstance(day := case.date(writ), Dated)]
    return sorted(days, key=lambda day: day.value)
