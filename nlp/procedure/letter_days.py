"""The day of a letter on a recognised page whose own date was not read, or lies under ink: what else the letter says of that day.

A measure begins on a day (自…起), a party signs with its day, and the reasons tell what was done before. Where two of them contradict each
other, or the date under the ink, it is not known which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ingest.document import Box
from ingest.dossier import Writ
from ingest.passage import Passage
from nlp.fact import Found
from nlp.facts.dates import find_dates
from nlp.procedure.dating import Dated, Missing, zh
from nlp.procedure.finding import Evidence
from nlp.procedure.one_numeral import one_numeral_lost
from nlp.procedure.service import receipts_for
from nlp.procedure.short_years import day_of_a_short_year
from nlp.procedure.signed_line import signed_line
from nlp.procedure.signed_off import signed_in_body

if TYPE_CHECKING:
    from nlp.procedure.case import CaseFile

_BY_RECEIPT = "落款日期未能识别，正文和签收写有同一日期"
_BY_APPROVAL = "落款日期识读有误，取审批表所载、与落款只差一字的日期"
_BY_ORDER = "落款日期识读有误，审批之后、送达之前只有这一天与落款只差一字"
_ONE_OF_SEVERAL = "落款日期识读有误，审批表所载日期与落款只差一字，但不能排除别的日期"
_BY_BEGINNING = "落款日期未能识别，取正文所载起算日"
_MEASURES = frozenset({("reg_preserve_doc", "notice"), ("seizure_doc", "decision")})
_MARK = 30.0  # points: no less of a seal or a signature covers a date
_ACTED = re.compile(
    r"(?:你|当事人)(?:[（(]?(?:单位|公司|店|厂|企业|个人)[）)]?)?(?:[（(][^）)]{0,20}[）)])?[，,]?(?:于|在)?$"
    r"|违法(?:行为)?(?:发生)?(?:时间|日期)[:：]?$"
)
_ACTED_THEN = re.compile(r"[^，。；]{0,16}[，,](?:你|当事人|执法人员)")  # 2024年9月5日14时20分，你单位…
_RECEIVED = re.compile(r"(?:签收|收到|签名|签字|签章|捺印)[^。；]{0,14}$")
_FOOT_DATE = re.compile(  # as much as was read of it, a stroke of the seal for a digit
    r"^\D{0,4}(?P<year>\d{4})年(?P<month>\d{0,2})月(?P<day>\d{0,2}|[^\d年月日\n]\d|\d[^\d年月日\n])日?\D{0,4}$", re.M
)
_IN_CHINESE = re.compile("[一二三四五六七八九十]")
_BEFORE = 30  # characters before a date that say what it is the day of
_NEAR = 16  # characters behind a signature within which its day stands
_FROM = re.compile(r"[自从]$|(?:期限|期间|时间)(?:为|[：:])?[^。；，\d]{0,8}$")
_TO = re.compile(r"(?:\d{1,2}时)?起(?!草|诉)|[至到—－-]{1,2}(?=\d{4}年)")
_DONE = re.compile(r"[，,]?[^。；，]{0,28}?(?:送达|告知|查获|查处|检查|发现|询问|立案|听证|收到|提交|登记保存|查封|扣押)")
_TO_DO = re.compile(r"(?:[限请应须将至到]|(?<!决)定|有效期)[^。；，：:]{0,6}$")
_NOT_YET = re.compile(r"(?:之|以)?[前内止]|[起至到]")


def reconsidered(case: CaseFile, writ: Writ, day: Dated | Missing) -> Dated | Missing:
    """The day of a letter on recognised pages: another of its days where its own was not read or misread, open where they contradict."""
    squeezed, text = case.squeezed(writ), case.text(writ).text
    if isinstance(day, Missing) and day.state == "unread" and (short := day_of_a_short_year(case, writ)):
        spans, label = case.text(writ).spans(short.start, short.end), f"《{writ.title}》日期 {short.value.isoformat()}（年份漏字）"
        day = Dated(short.value, case.evidence(label, spans=spans, writ=writ))
    if isinstance(day, Missing):
        found, why = _day_of_the_spot(writ, squeezed, text), _BY_RECEIPT
        if found is None:
            found, why = _day_it_begins(writ, squeezed, text), _BY_BEGINNING
        return _standing_in(case, writ, found, why) if found and day.state == "unread" else day
    if not _under_ink(case, day.evidence):
        return day
    if begun := _misread_for(writ, day.value, squeezed):
        return _standing_in(case, writ, begun, _BY_BEGINNING)
    if approved := _approved(case, writ, day, squeezed):
        return approved
    if said := _contradiction(writ, day.value, squeezed, text):
        read = f"《{writ.title}》（第{day.evidence.page}页）落款日期识读为{zh(day.value)}"
        return Missing("unread", f"{read}，字上有印章或者笔迹，与{said}不一致，请看原页核对")
    return day


def stands_in(evidence: Evidence) -> bool:
    """Whether a day is another of the letter than its own."""
    return any(why in evidence.label for why in (_BY_RECEIPT, _BY_BEGINNING, _BY_APPROVAL, _BY_ORDER))


def in_question(evidence: Evidence) -> bool:
    """Whether the day of a decision is that of its approval, and others would agree with what was read under ink as well."""
    return _ONE_OF_SEVERAL in evidence.label


def _approved(case: CaseFile, writ: Writ, day: Dated, squeezed: Passage) -> Dated | None:
    """The day of a decision read as one before its approval: the first from then on that was read without one numeral.

    That is the day of the approval itself, or the only such day up to the one on which the decision was received.
    """
    if writ.type != "penalty_decision":
        return None
    approvals = [one.value for other in case.writs("decision_approval") if isinstance(one := case.date(other), Dated)]
    if len(set(approvals)) != 1 or approvals[0] <= day.value or approvals[0] < max(_told(squeezed), default=day.value):
        return None
    received = [one.value for receipt, _ in receipts_for(case, writ) if isinstance(one := case.date(receipt.writ), Dated)]
    last = min(received, default=date(day.value.year, 12, 31))
    between = map(date.fromordinal, range(approvals[0].toordinal(), last.toordinal() + 1))
    chinese = _IN_CHINESE.search(day.evidence.quote) is not None
    found = [other for other in between if one_numeral_lost(day.value, other, chinese=chinese)]
    alone, at_once = len(found) == 1, found[:1] == approvals[:1]
    if not at_once and not (alone and received):
        return None
    why = _BY_ORDER if not at_once else _BY_APPROVAL if alone else _ONE_OF_SEVERAL
    return Dated(found[0], replace(day.evidence, label=f"《{writ.title}》日期 {found[0].isoformat()}（{why}）"))


def _standing_in(case: CaseFile, writ: Writ, found: Found[date], why: str) -> Dated:
    spans = case.squeezed(writ).spans(found.start, found.end)
    return Dated(found.value, case.evidence(f"《{writ.title}》日期 {found.value.isoformat()}（{why}）", spans=spans, writ=writ))


def _under_ink(case: CaseFile, evidence: Evidence) -> bool:
    page = case.dossier.page(evidence.page)
    marks = [box for box in page.ink if _is_mark(box, page.width * page.height)]
    return any(mark.meets(box) for mark in marks for box in evidence.boxes)


def _is_mark(box: Box, sheet: float) -> bool:
    """Whether a mark is as large as a seal or a name, and is not the picture of the sheet itself."""
    wide, high = box.x1 - box.x0, box.bottom - box.top
    return max(wide, high) >= _MARK and wide * high < sheet / 2


def _day_of_the_spot(writ: Writ, squeezed: Passage, text: str) -> Found[date] | None:
    """The day of a decision made on the spot (当场处罚) whose own date was not read: that of the act, where the party signed on that day.

    ``text`` has the lines of the page: of a date that was read in part what is there must agree.
    """
    if writ.type != "summary_decision":
        return None
    found = [(one, squeezed.text[max(0, one.start - _BEFORE) : one.start]) for one in find_dates(squeezed.text)]
    received = {one.value for one, before in found if _RECEIVED.search(before)}
    acted = [one for one, before in found if _ACTED.search(before) or _ACTED_THEN.match(squeezed.text, one.end)]
    if len({one.value for one in acted} | received) != 1 or not received or not acted:
        return None
    return acted[0] if all(_agrees(match, acted[0].value) for match in _FOOT_DATE.finditer(text)) else None


def _day_it_begins(writ: Writ, squeezed: Passage, text: str) -> Found[date] | None:
    """The day from which a letter keeps or seizes things (自…起), where it names one such day and what was read of its own agrees."""
    begun = _begun(writ, squeezed)
    if begun is None or any(one.value < begun.value for one in _signed(squeezed, text)):
        return None
    return begun if all(_agrees(match, begun.value) for match in _FOOT_DATE.finditer(text)) else None


def _misread_for(writ: Writ, day: date, squeezed: Passage) -> Found[date] | None:
    """The day a measure begins, where that of the letter, under ink, has lost one of its numerals."""
    begun = _begun(writ, squeezed)
    return begun if begun is not None and one_numeral_lost(day, begun.value, chinese=False) else None


def _contradiction(writ: Writ, day: date, squeezed: Passage, text: str) -> str | None:
    """What in a letter contradicts its day, read under ink, for people; None where nothing does."""
    signed = [one for one in _signed(squeezed, text) if one.value != day]
    if signed and all(one_numeral_lost(day, one.value, chinese=False) for one in signed):
        return f"签收日期{zh(signed[0].value)}"
    if writ.type in ("penalty_decision", "no_penalty_decision") and (done := max(_told(squeezed), default=day)) > day:
        return f"正文所述{zh(done)}的事"
    return None


def _begun(writ: Writ, squeezed: Passage) -> Found[date] | None:
    if (writ.type, writ.subtype) not in _MEASURES:
        return None
    text = squeezed.text
    found = [one for one in find_dates(text) if _FROM.search(text[max(0, one.start - _NEAR) : one.start]) and _TO.match(text, one.end)]
    return found[0] if len({one.value for one in found}) == 1 else None


def _signed(squeezed: Passage, text: str) -> Iterator[Found[date]]:
    """The days with which the party signed the letter itself."""
    if match := signed_in_body(squeezed.text):
        yield from (one for one in find_dates(squeezed.text) if match.start() <= one.start <= match.end() + _NEAR)
    elif line := signed_line(text):
        yield from find_dates(line.group())


def _told(squeezed: Passage) -> Iterator[date]:
    """The days of what a letter tells as done."""
    text = squeezed.text
    for one in find_dates(text):
        if (
            _DONE.match(text, one.end)
            and not _TO_DO.search(text[max(0, one.start - _NEAR) : one.start])
            and not _NOT_YET.match(text, one.end)
        ):
            yield one.value


def _agrees(read: re.Match[str], day: date) -> bool:
    """Whether what was read of a date is part of that day; a sign that is no digit may hide one."""
    if not read["day"].isdecimal() and read["day"] and not re.fullmatch(re.sub(r"\D", r"\\d?", read["day"]), str(day.day)):
        return False
    parts = ((read["year"], day.year), (read["month"], day.month), (re.sub(r"\D", "", read["day"]), day.day))
    return all(digits in str(number) for digits, number in parts)
