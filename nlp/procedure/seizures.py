"""Seizures (查封、扣押) as read: when they began, what limit they have, how they were extended, which tests do not count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.deductions import Period, deductions
from nlp.procedure.finding import Evidence
from nlp.procedure.rules import Rule

_EXTENDS = (
    r"(?:延长|延期|展期|顺延)[^。；]{0,12}(?:查封|扣押|强制措施)|(?:查封|扣押|强制措施)[^。；]{0,12}(?:延长|延期|展期|顺延)|续[封扣](?!费)"
)
_SPOKEN = rf"经[^。]{{0,20}}批准[^。]{{0,20}}(?:{_EXTENDS})|(?:{_EXTENDS})[^。；]{{0,20}}(?:决定|通知)书"
_NO_SEIZURE = re.compile(r"处理|解除|先行处置|停止|恢复|供电|供应|行政控制|委托保管")
_TEST_TOLD = re.compile(r"(?:检测|检验|检疫|鉴定|监测|检定)(?:的)?(?:期间|期限|时间)(?!费)")
# departments whose own laws set other limits (海关法、税收征收管理法、道路交通安全法、证券法 …)
_OTHERS = frozenset({"海关", "税务", "公安", "金融", "国安"})


@dataclass(frozen=True, slots=True)
class Seizure:
    """One seizure.

    ``base`` and ``limit`` are days, without and with the extension granted. ``extensions`` are the decisions told to the party,
    ``extended`` the days of these or of an approval. ``tests`` are the periods told in writing; ``open_tests``: told, but their days
    were not read; ``untold_tests``: made, but not told. ``other_limit`` says why the limit of another law may apply.
    """

    writ: Writ
    start: Dated | Missing
    base: int
    limit: int
    extensions: tuple[Writ, ...]
    extended: tuple[Dated, ...]
    tests: tuple[Period, ...]
    open_tests: bool
    untold_tests: bool
    spoken_extension: Evidence | None
    other_limit: str

    @property
    def test_evidence(self) -> tuple[Evidence, ...]:
        """Where the deducted tests were read."""
        return tuple(one for period in self.tests for one in period.evidence)

    def deducted(self, first: date, last: date) -> int:
        """Days of tests told in writing between two days; overlapping days count once."""
        days = {
            period.first + timedelta(days=i)
            for period in self.tests
            for i in range((period.last - period.first).days + 1)
            if first < period.first + timedelta(days=i) <= last
        }
        return len(days)


def seizures(case: CaseFile, rule: Rule) -> list[Seizure]:
    """Every seizure with a decision."""
    return [_seizure(case, writ, rule) for writ in seizure_decisions(case)]


def seizure_decisions(case: CaseFile) -> list[Writ]:
    """The decisions to seize, not those that end or dispose of a seizure, nor other measures (停止供电、行政控制)."""
    return [writ for writ in case.writs("seizure_doc", "decision") if not _NO_SEIZURE.search(writ.title)]


def seized_on(case: CaseFile, writ: Writ) -> Dated | Missing:
    """The day of a decision to seize; where it was not read (it lies under the seal), the day the party received it on the spot."""
    own = case.date(writ)
    received = case.served(writ).day
    return received if isinstance(own, Missing) and own.state == "unread" and isinstance(received, Dated) else own


def _seizure(case: CaseFile, writ: Writ, rule: Rule) -> Seizure:
    base, longer, settled = _limits(case, writ, rule)
    extensions = case.writs("seizure_doc", "extension")
    approvals = [
        other
        for other in case.writs("internal_approval")
        if re.search(_EXTENDS, case.squeezed(other).text) and "办案期限" not in case.squeezed(other).text
    ]
    extended = tuple(day for other in (extensions or approvals) if isinstance(day := case.date(other), Dated))
    granted = bool(extensions or approvals)
    tests = [period for period in deductions(case) if period.what.startswith("检验")]
    told, open_tests = _told_tests(case, writ, tests)
    elsewhere = [one for one in case.dossier.writs if one.type not in ("dossier_binding", "seizure_doc")]
    spoken = [] if granted else case.mentions(elsewhere, _SPOKEN)
    other = "" if settled or case.department not in _OTHERS else f"{case.department}机关的查封、扣押期限，法律、行政法规另有规定"
    return Seizure(
        writ=writ,
        start=case.date(writ),
        base=base,
        limit=base + (longer if granted else 0),
        extensions=extensions,
        extended=extended,
        tests=tuple(told),
        open_tests=open_tests,
        untold_tests=bool(tests) and not told and not open_tests,
        spoken_extension=case.cite("提及延长", spoken[0]) if spoken else None,
        other_limit=other,
    )


def _limits(case: CaseFile, writ: Writ, rule: Rule) -> tuple[int, int, bool]:
    """Days, days of extension, and whether the limit comes from a law that the office or the rule names."""
    text = case.squeezed(writ).text
    for title, days in {**rule.params["seizure_days"], **case.local.seizure_days}.items():
        if title in text:
            return days[0], days[1], True
    return rule.params["base_days"], rule.params["max_extension"], False


def _told_tests(case: CaseFile, seizure: Writ, tests: list[Period]) -> tuple[list[Period], bool]:
    """The tests whose period was told in writing, and whether one was told whose days were not read."""
    notices = [
        *case.writs("appraisal_doc", "period_notice"),
        *(writ for writ in (*case.writs("appraisal_doc"), seizure, *case.writs("seizure_doc", "extension")) if _tells(case, writ)),
    ]
    if not notices:
        return [], False
    found = [period for writ in notices if (period := _stated(case, writ))]
    if found or tests:
        return found or tests, False
    return [], True


def _tells(case: CaseFile, writ: Writ) -> bool:
    return writ.subtype in ("result_notice", "decision", "extension") and bool(case.mentions(writ, _TEST_TOLD))


def _stated(case: CaseFile, writ: Writ) -> Period | None:
    """自…至… as the notice states it."""
    text = case.squeezed(writ).text
    for match in _TEST_TOLD.finditer(text):
        days = find_dates(text[match.start() : match.start() + 80])
        if len(days) >= 2 and days[0].value <= days[1].value:
            return Period("检验检测鉴定", days[0].value, days[1].value, (case.evidence(f"《{writ.title}》", writ=writ),))
    return None
