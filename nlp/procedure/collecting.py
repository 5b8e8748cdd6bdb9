"""Fines collected on the spot (当场收缴): where a dossier says so, and when the money was handed in and banked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.procedure.asked_once import asked_once
from nlp.procedure.boxes import EMPTY, TICKED
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.quoting import quoted
from nlp.sought import sought

_DECISIONS = ("summary_decision", "penalty_decision")
_TICKED = sought(rf"[{TICKED}][)）]?当场(?:收缴|缴纳)|(?<![{EMPTY}][)）])(?<![{EMPTY}])当场(?:收缴|缴纳)(?:罚款)?[（(]?[☑√✓✔☒]")
_BOX = re.compile(f"[{EMPTY}{TICKED}]")
_SAID = re.compile(r"(?<!可以)(?<!可)(?<!如)(?<!若)(?<!能)当场(?:收缴|缴纳)(?:了)?(?![^。；，]{0,6}(?:的[，,]|应当|必须|条件|规定|事后))")
_HANDED_IN = r"(?:上交|交回|交至|交到|缴至|交付|上缴)[^。；，\d]{0,10}(?:机关|本局|单位|财务|大队|支队|所属)"
_BANKED = r"(?:缴付|缴存|解缴|存入|缴入|缴至)[^。；，\d]{0,12}(?:银行|专户|账户|国库)"
_LABELLED = {
    _HANDED_IN: r"(?:上交|上缴|交回|交至|缴至|交付)(?:本?机关|单位|财务)?(?:日期|时间)[：:]?",
    _BANKED: r"(?:解缴|缴存|缴付|缴库|存入|缴入)(?:指定)?(?:银行|专户|国库)?(?:日期|时间)[：:]?",
}
_TELLING = ("payment_doc", "closing_doc", "summary_decision", "penalty_decision", "internal_approval")


@asked_once
def collected_on_the_spot(case: CaseFile) -> Evidence | None:
    """Where a decision, voucher or closing form says that the fine was collected on the spot; boxes that are not ticked do not count."""
    for writ in (*(writ for type in _DECISIONS for writ in case.writs(type)), *case.writs("closing_doc", "approval")):
        passage = case.squeezed(writ)
        if ticked := _TICKED.search(passage.text):
            return quoted(case, writ, "当场收缴", *ticked.span())
        for mention in case.mentions(writ, _SAID, drop_negation=True):
            if not _BOX.search(passage.text, max(0, mention.start - 2), mention.end + 4):
                return case.cite("当场收缴", mention)
    hits = case.mentions(case.writs("payment_doc", "voucher"), _SAID, drop_negation=True)
    return case.cite("当场收缴", hits[0]) if hits else None


def handed_in(case: CaseFile) -> Dated | None:
    """The day the officers handed the money in to their agency."""
    return _told(case, _HANDED_IN, "罚款交至机关")


def banked(case: CaseFile) -> Dated | None:
    """The day the agency paid the money into the bank."""
    return _told(case, _BANKED, "罚款缴付银行")


def _told(case: CaseFile, words: str, label: str) -> Dated | None:
    """The day right before the words (于某日交至本机关), or behind a label (上交日期：)."""
    for writ in _writs(case):
        text = case.squeezed(writ).text
        for one in find_dates(text):
            behind = re.match(
                rf"[，,]?(?:将[^。；，]{{0,16}}|已|由[^。；，]{{2,8}})?(?:罚款|款项)?(?:已)?{words}", text[one.end : one.end + 50]
            )
            if behind or re.search(rf"{_LABELLED[words]}$", text[max(0, one.start - 14) : one.start]):
                return Dated(one.value, quoted(case, writ, f"{label} {one.value.isoformat()}", one.start, one.end))
    return None


def _writs(case: CaseFile) -> Iterable[Writ]:
    return (writ for type in _TELLING for writ in case.writs(type))
