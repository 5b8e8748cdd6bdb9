"""Signatures on records of questioning (询问笔录), page by page (市场监督管理行政处罚程序规定第二十九条)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ingest.dossier import Writ
from ingest.writs.places import SignaturePlace, places_of
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.signing import REFUSED

_ASKED = r"被询问|被调查|被谈话|陈述人"
_ASKING = r"(?<!被)(?:询问人|调查人|谈话人|记录人)|执法人员|办案人员"
_SURE = 0.8  # of a place on a scan that looks empty: a pale pen remains possible


@check("invest.inquiry_record_signature")
def inquiry_record_signature(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Each page signed by the person questioned, the record by the officers. Only an empty place on a scan shows that nobody signed."""
    records = case.writs("inquiry_record")
    if not records:
        return not_applicable("卷内没有询问笔录")
    return [outcome for writ in records for outcome in (_pages(case, writ), *_officers(case, writ))]


def _pages(case: CaseFile, writ: Writ) -> Outcome:
    named = f"《{writ.title}》（第{writ.first_page}页）"
    if REFUSED.search(case.squeezed(writ).text):
        return met(f"{named}注明了拒绝签名的情况")
    found = [places for places in places_of(case.dossier.pages_of(writ), _ASKED).values() if places]
    bare = [places[0] for places in found if all(place.state == "empty" for place in places)]
    seen = [place for place in bare if case.dossier.page(place.page).origin == "ocr"]
    if seen:
        weight: Severity = "major" if case.department in ("市场监管", "公安") else "minor"
        numbers = "、".join(str(place.page) for place in seen)
        message = f"疑似询问笔录未逐页签名：《{writ.title}》第{numbers}页被询问人签名处空白"
        return breach(message, on=_day(case, writ), severity=weight, evidence=_marks(writ, seen), confidence=_SURE)
    if bare:
        return unknown(f"{named}被询问人签名处没有文字，没有影像不能判断是否签名", evidence=_marks(writ, bare))
    if not found or not all(any(place.filled for place in places) for places in found):
        return unknown(f"{named}的被询问人签名未能识别", evidence=(case.evidence(f"《{writ.title}》", writ=writ),))
    return met(f"{named}的被询问人签名处均有签名")


def _officers(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """A finding where every place for an officer is seen to be empty."""
    places = [place for own in places_of(case.dossier.pages_of(writ), _ASKING).values() for place in own]
    if places and all(place.state == "empty" and case.dossier.page(place.page).origin == "ocr" for place in places):
        message = f"疑似询问笔录缺执法人员签名：《{writ.title}》（第{places[0].page}页）询问人签名处空白"
        yield breach(message, on=_day(case, writ), evidence=_marks(writ, places), confidence=_SURE)


def _marks(writ: Writ, places: Sequence[SignaturePlace]) -> tuple[Evidence, ...]:
    return tuple(Evidence(f"{place.label}处空白", place.label, place.page, boxes=(place.box,), writ=writ.type) for place in places)


def _day(case: CaseFile, writ: Writ) -> date | None:
    day = case.date(writ)
    return day.value if isinstance(day, Dated) else case.decision_date
