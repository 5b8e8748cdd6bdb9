"""What else in a dossier says of the day of a writ: the catalogue, other writs, the approval before it and the receipt after it.

A day on a recognised page is read wrongly now and then, most of all under a seal (三 as 二). Where another paper says another day, or
where the order of the papers asks for a day that differs by one numeral, it is not known which is right: a person must look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ingest.dossier import Writ
from ingest.writs.labels import unify, without_brackets
from nlp.facts.dates import find_dates
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.letter_days import in_question
from nlp.procedure.one_numeral import one_numeral_apart
from nlp.procedure.service import receipts_for

if TYPE_CHECKING:
    from nlp.procedure.case import CaseFile

# what follows a date where another writ tells the day of this one
_BY = r"[，,]?(?:(?:本|我)(?:机关|局|大队|单位)|依法|已)*"
_SAID = {
    "penalty_decision": re.compile(_BY + r"(?:对[^。；，]{0,30})?(?:作出|下达)了?(?![^。；，]{0,8}不予)[^。；，]{0,16}处罚决定"),
    "prior_notice": re.compile(_BY + r"(?:对[^。；，]{0,30})?(?:作出|下达|制发)了?[^。；，]{0,16}(?:处罚|听证)[^。；，]{0,4}告知书"),
    "filing_approval": re.compile(r"[，,]?(?:经[^。；]{0,20}(?:批准|同意)[，,]?)?(?:予以|决定|依法)*立案(?!审批|号)"),
}
# the field of the cover that tells it, by type and subtype
_ON_COVER = {("filing_approval", None): "filing_date", ("closing_doc", "approval"): "closing_date"}
# what is served, with its day at the end, where seals lie
_SERVED = frozenset(
    {"penalty_decision", "no_penalty_decision", "prior_notice", "correction_notice", "seizure_doc", "reg_preserve_doc", "enforcement_doc"}
)
_KEPT = frozenset({"recheck", "list", "scene", "seal"})  # parts of them that no receipt is for
_TITLE = re.compile(r"[\u4e00-\u9fa5（）、/]{2,}")
_CLOSE = 60  # days: one numeral changes no more than this


@dataclass(frozen=True, slots=True)
class Doubt:
    """A recognised day and the other one, each with its place; ``who`` names the paper that contradicts it."""

    day: Dated
    other: Dated
    who: str

    @property
    def text(self) -> str:
        """Both, for people."""
        return f"识别到的日期{self.day.text}与{self.who}的{self.other.text}不一致，可能是识读有误，请看原页核对"


def doubt_of(case: CaseFile, evidence: Evidence) -> Doubt | None:
    """What contradicts a piece of evidence that is the day of a writ on a recognised page; None where nothing does."""
    if evidence.span is None or case.dossier.page(evidence.page).origin != "ocr":
        return None
    for writ in case.dossier.writs:
        if not writ.first_page <= evidence.page <= writ.last_page:
            continue
        day = case.date(writ)
        if isinstance(day, Dated) and day.evidence.span == evidence.span:
            found = (*_as_read(day), *_stated(case, writ), *_ordered(case, writ, day.value))
            return next((Doubt(day, other, who) for other, who in found if other.value != day.value), None)
    return None


def _as_read(day: Dated) -> Iterator[tuple[Dated, str]]:
    """The day as it was read, where that of the approval stands for it and others may as well."""
    if in_question(day.evidence):
        yield from ((Dated(one.value, day.evidence), "落款处识读") for one in find_dates(day.evidence.quote))


def _stated(case: CaseFile, writ: Writ) -> Iterator[tuple[Dated, str]]:
    """Days that the catalogue and other writs state for this one. A row counts where its title names one writ of the dossier only."""
    title = _plain(writ.title)
    if sum(_plain(other.title) == title for other in case.dossier.writs) == 1:
        yield from _listed(case, title)
    name = _ON_COVER.get((writ.type, writ.subtype))
    for cover in case.writs("dossier_binding", "cover") if name else ():
        field = cover.get(name or "")
        days = find_dates(field.text) if field.state == "value" else []
        if len(days) == 1:
            yield Dated(days[0].value, case.evidence(f"封面所载 {days[0].value}", field=field, writ=cover)), "封面"
    said = _SAID.get(writ.type)
    if said is None or len(case.writs(writ.type)) > 1:
        return
    for other in case.dossier.writs:
        passage = case.squeezed(other)
        for one in find_dates(passage.text) if other is not writ else ():
            if said.match(passage.text, one.end):
                mark = case.evidence(f"《{other.title}》所载 {one.value}", spans=passage.spans(one.start, one.end), writ=other)
                yield Dated(one.value, mark), f"《{other.title}》"


def _listed(case: CaseFile, title: str) -> Iterator[tuple[Dated, str]]:
    """The days of the catalogue's rows with this title."""
    for writ in case.writs("dossier_binding", "catalog"):
        passage, at = case.text(writ), 0
        for line in passage.text.split("\n"):
            days = find_dates(line)
            if len(days) == 1 and title in {_plain(run) for run in _TITLE.findall(unify(line))}:
                spans = passage.spans(at + days[0].start, at + days[0].end)
                yield Dated(days[0].value, case.evidence(f"目录所载 {days[0].value}", spans=spans, writ=writ)), "卷内目录"
            at += len(line) + 1


def _ordered(case: CaseFile, writ: Writ, day: date) -> Iterator[tuple[Dated, str]]:
    """The approval after a decision and the receipt before a writ, where a day between the two differs by one numeral."""
    if writ.type not in _SERVED or writ.subtype in _KEPT:
        return
    approvals = [case.date(one) for one in case.writs("decision_approval")] if writ.type == "penalty_decision" else []
    received = [case.date(receipt.writ) for receipt, _ in receipts_for(case, writ)]
    low = max((one for one in approvals if isinstance(one, Dated)), key=lambda one: one.value, default=None)
    high = min((one for one in received if isinstance(one, Dated)), key=lambda one: one.value, default=None)
    first = low.value.toordinal() if low else day.toordinal() - _CLOSE
    last = high.value.toordinal() if high else day.toordinal() + _CLOSE
    if not any(one_numeral_apart(day, date.fromordinal(other)) for other in range(first, last + 1)):
        return
    if low and low.value > day:
        yield low, "审批表"
    if high and high.value < day:
        yield high, "送达回证"


def _plain(title: str) -> str:
    return without_brackets(unify("".join(title.split())))
