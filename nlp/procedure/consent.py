"""Consent to electronic service (同意电子送达): what address confirmations and records say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.dossier import Writ
from nlp.procedure.boxes import EMPTY, TICKED
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Evidence
from nlp.procedure.logic import NO, YES, Ternary, undecided

_VALUES = r"不同意|不接受|同意|接受|是|否"
_BOX_FIRST = re.compile(rf"[{TICKED}][)）]?(?P<value>{_VALUES})")
_BOX_LAST = re.compile(rf"(?P<value>{_VALUES})[(（]?[{TICKED}]")
_BOXES = re.compile(f"[{EMPTY}{TICKED}]")
_ASKED = re.compile(r"是否(?:同意|接受)[^。；：:]{0,8}电子[^。；：:]{0,6}送达(?:方式)?[：:]?(?P<value>不同意|不接受|同意|接受|是|否)")
_AGREED = re.compile(r"(?<!不)(?<!是否)(?<!未)(?:同意|接受)[^。；，]{0,12}(?:电子|邮件|短信|微信|传真)[^。；，]{0,8}送达")
_REFUSED = re.compile(r"不(?:同意|接受)[^。；，]{0,12}(?:电子|邮件|短信|微信|传真)[^。；，]{0,8}送达")
_SPOKEN = (
    r"(?<!不)(?<!是否)(?<!未)(?:同意|接受|愿意)[^。；，？?]{0,12}(?:电子|邮件|短信|微信|传真)[^。；，？?]{0,8}送达(?![^。；]{0,4}[？?])"
)
_PREPRINTED = re.compile(r"(?:经|需|须|应当|征得)[^。；]{0,14}$|如$|若$")


@dataclass(frozen=True, slots=True)
class Consent:
    """What one address confirmation says about electronic service, and when it was signed."""

    writ: Writ
    given: Ternary
    day: Dated | None
    evidence: Evidence

    @property
    def when(self) -> str:
        """The day, in Chinese."""
        return zh(self.day.value) if self.day else ""


def consent_to_electronic(case: CaseFile) -> list[Consent]:
    """Every address confirmation of the dossier."""
    found = []
    for writ in case.writs("service_doc", "address_confirm"):
        day = case.date(writ)
        given = _given(case, writ)
        field = next((one for one in writ.all("address_confirm") if one.state == "value" and _answer(one.text).value is not None), None)
        label = "同意电子送达" if given.yes else "不同意电子送达" if given.no else f"《{writ.title}》"
        found.append(Consent(writ, given, day if isinstance(day, Dated) else None, case.evidence(label, field=field, writ=writ)))
    return found


def consent_spoken(case: CaseFile, by: date | None) -> list[Evidence]:
    """Where the party agrees to electronic service in a record, a letter or on a receipt no later than ``by``."""
    writs = [
        writ for writ in case.dossier.writs if writ.type in ("inquiry_record", "statement_doc", "scene_record") or writ.subtype == "receipt"
    ]
    found = []
    for writ in writs:
        day = case.date(writ)
        if by and isinstance(day, Dated) and day.value > by:
            continue
        text = case.squeezed(writ).text
        found += [
            case.cite("同意电子送达", hit)
            for hit in case.mentions(writ, _SPOKEN)
            if not _PREPRINTED.search(text[max(0, hit.start - 16) : hit.start])
        ]
    return found


def _given(case: CaseFile, writ: Writ) -> Ternary:
    """The answer in the field, a ticked box, or the answer printed after the question."""
    answers = [_answer(field.text) for field in writ.all("address_confirm") if field.state == "value"]
    for answer in answers:
        if answer.value is not None:
            return answer
    text = case.squeezed(writ).text
    if match := _ASKED.search(text):
        return NO if match["value"] in ("不同意", "不接受", "否") else YES
    at = text.find("电子")
    for near in (text[at : at + 50], re.sub("是否(?:同意|接受)?", "", text[max(0, at - 24) : at])) if at >= 0 else ():
        if _BOXES.search(near) and (ticked := _answer(near)).value is not None:
            return ticked
    if not _BOXES.search(text):
        if _REFUSED.search(text):
            return NO
        if _AGREED.search(text):
            return YES
    return undecided("是否同意电子送达未能识别")


def _answer(text: str) -> Ternary:
    bare = "".join(text.split())
    box, word = _BOXES.search(bare), re.search(_VALUES, bare)
    if box:
        ticked = (_BOX_FIRST if word is None or box.start() < word.start() else _BOX_LAST).search(bare)
        value = ticked["value"] if ticked else ""
    else:
        match = re.match(r"(?:不同意|不接受|拒绝|否|同意|接受|是)", bare)
        value = match.group() if match else ""
    if not value:
        return undecided()
    return NO if value in ("不同意", "不接受", "拒绝", "否") else YES
