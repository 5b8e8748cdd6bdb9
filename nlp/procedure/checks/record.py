"""Signatures on records of questioning (询问笔录), page by page (市场监督管理行政处罚程序规定第二十九条)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.dossier import Writ
from ingest.writs.places import SignaturePlace
from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.questioned import questioned
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.signed_text import confirmed_by, confirmed_without_name, types_signatures
from nlp.procedure.signing import REFUSED, places_by_page
from nlp.procedure.signing import places as places_of

_ASKED = r"被询问|被调查|被谈话|陈述人"
_ASKING = r"(?<!被)(?:询问人|调查人|谈话人|记录人)|执法人员|办案人员"
# 被询问人：张三 2024年3月1日 (公安), 被询问（调查）人签章：张三 2024年3月1日 (税务): a name with its day on a line of its own
_SIGNED_LINE = re.compile(
    r"^\s*被(?:询问|调查|谈话)(?:[（(][^）)\n]{1,4}[）)])?人(?:签名|签字|签章)?[：:]\s*[\u4e00-\u9fa5·]{2,6}\s*"
    r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*$",
    re.M,
)
_SURE = 0.8  # of a place on a scan that looks empty: a pale pen remains possible


@check("invest.inquiry_record_signature")
def inquiry_record_signature(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Each page signed by the person questioned, the record by the officers.

    An empty place shows that nobody signed only on a scan, or where the dossier types the signatures.
    """
    records = case.writs("inquiry_record")
    if not records:
        return not_applicable("卷内没有询问笔录")
    return [outcome for writ in records for outcome in (_pages(case, writ), *_officers(case, writ))]


def _pages(case: CaseFile, writ: Writ) -> Outcome:
    named = f"《{writ.title}》（第{writ.first_page}页）"
    if REFUSED.search(case.squeezed(writ).text):
        return met(f"{named}注明了拒绝签名的情况")
    found = places_by_page(case, writ, _ASKED)
    bare = [places[0] for places in found if all(place.state == "empty" for place in places)]
    formula = confirmed_without_name(case, writ)
    typed = bool(bare or formula) and types_signatures(case, writ)
    seen = [place for place in bare if typed or case.dossier.page(place.page).origin == "ocr"]
    if not seen and typed and formula:
        seen = [place for places in found for place in places if place.page == formula.page]
    plain = not found and typed and formula and not any(page.ink for page in case.dossier.pages_of(writ))
    if seen or plain:
        marks = _marks(writ, seen) or (formula,)
        weight: Severity = "major" if case.department in ("市场监管", "公安") else "minor"
        numbers = "、".join(str(mark.page) for mark in marks if mark)
        message = f"疑似询问笔录未逐页签名：《{writ.title}》第{numbers}页被询问人签名处空白"
        return breach(message, on=act_day(case, writ), severity=weight, evidence=tuple(filter(None, marks)), confidence=_SURE)
    if bare:
        return unknown(f"{named}被询问人签名处没有文字，没有影像不能判断是否签名", evidence=_marks(writ, bare))
    pages = case.dossier.pages_of(writ)
    at_end = len(pages) == 1 and confirmed_by(case, writ, questioned(case, writ).name)
    if not found and (at_end or all(_SIGNED_LINE.search(page.text) for page in pages)):
        return met(f"{named}的被询问人已签名")
    if not found or not all(any(place.filled for place in places) for places in found):
        return unknown(f"{named}的被询问人签名未能识别", evidence=(case.evidence(f"《{writ.title}》", writ=writ),))
    return met(f"{named}的被询问人签名处均有签名")


def _officers(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """A finding where every place for an officer is seen to be empty, or one of several that are typed."""
    places = places_of(case, writ, _ASKING)
    bare = [place for place in places if place.state == "empty"]
    typed = bool(bare) and types_signatures(case, writ)
    if places and len(bare) == len(places) and all(typed or case.dossier.page(place.page).origin == "ocr" for place in places):
        message = f"疑似询问笔录缺执法人员签名：《{writ.title}》（第{places[0].page}页）询问人签名处空白"
        yield breach(message, on=act_day(case, writ), evidence=_marks(writ, places), confidence=_SURE)
    elif bare and typed and len({place.label for place in places}) > 1:
        message = f"疑似询问笔录执法人员签名不全：《{writ.title}》（第{bare[0].page}页）{bare[0].label}处空白"
        defect = f"officers@{writ.first_page}"  # where one officer only is named: 执法人员少于两人
        yield breach(message, on=act_day(case, writ), severity="minor", evidence=_marks(writ, bare), confidence=_SURE, defect=defect)


def _marks(writ: Writ, places: Sequence[SignaturePlace]) -> tuple[Evidence, ...]:
    return tuple(Evidence(f"{place.label}处空白", place.label, place.page, boxes=(place.box,), writ=writ.type) for place in places)
