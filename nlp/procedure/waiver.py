"""Waivers (放弃): the party plainly gives up statement, defence or hearing after it was told."""

from __future__ import annotations

import re
from datetime import date

from ingest.dossier import Writ
from nlp.procedure.boxes import unticked
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.parties import by_another

_WAIVER = r"(放弃|不提出|不进行|不要求|不申请|不需要|没有|无)[^。；，,]{0,6}(陈述|申辩|异议|听证)"
_PREPRINTED = re.compile(r"(逾期|视为|如|若|或者|期限内|期满|未提出|的，)[^。]{0,30}$")


def waived(case: CaseFile, notice: Writ, served: date) -> Evidence | None:
    """Where the party waives: a waiver dated on or after the service of the notice, an answer in a record of it, a note on the receipt.

    Printed formulas (逾期未提出的，视为放弃) are no waiver, nor is what the agency writes about the party.
    """
    for writ in case.writs("statement_doc"):
        day = case.date(writ)
        if (isinstance(day, Dated) and day.value < served) or by_another(case, writ, notice):
            continue
        if writ.subtype == "waiver":
            return case.evidence(f"《{writ.title}》", writ=writ)
        if hit := _spoken(case, writ, answers=True):
            return hit
    for receipt in case.receipts:
        later = receipt.day is None or receipt.day >= served
        if later and not by_another(case, receipt.writ, notice) and (hit := _spoken(case, receipt.writ, answers=False)):
            return hit
    return _spoken(case, notice, answers=True)


def _spoken(case: CaseFile, writ: Writ, *, answers: bool) -> Evidence | None:
    text = case.squeezed(writ).text
    for mention in case.mentions(writ, _WAIVER):
        before = text[max(0, mention.start - 40) : mention.start]
        own_words = re.search(
            r"(答[：:]|我(单位|公司|店|方|们)?|本(人|单位|公司|店)|当事人(意见|声明)[：:]|备注[：:]?)[^。？?]{0,30}$", before
        )
        if not (_PREPRINTED.search(before) or unticked(text, mention.start)) and (own_words or (writ.type == "statement_doc" and answers)):
            return case.cite("放弃陈述申辩", mention)
    return None
