"""Signatures that are printed as text: what stands behind a label, without the words that a form or a hand puts before a name."""

from __future__ import annotations

import re
from itertools import islice

from ingest.dossier import Writ
from ingest.writs.hands_below import ACKNOWLEDGED, OFFICER, WRITTEN_DAY
from ingest.writs.labels import is_signature
from ingest.writs.places import SignaturePlace
from ingest.writs.signatures import DAY, names_of
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.officers import named_officers, numbered_officers
from nlp.procedure.signing import places

_DAY = re.compile(rf"{WRITTEN_DAY}|年月日")
_SIGN = r"[（(]?(?:签名|签字|签章|盖章|捺印)[^：:]{0,10}[：:]"
_PARTY = r"被询问|被调查|被谈话|陈述人|当事人|受送达人|收件人|签收人|现场负责人|在场人"
_SIGNED = ("signer", "party_sign", "interviewee_sign")
_FOOT = 60  # characters at the end of a record, in which the officers sign with the day
_HABIT = 2  # other papers that bear the party's signature in type
_ASKED = r"被询问|被调查|被谈话|陈述"
_WELL = r"(?:一致|一样|相符|相同|属实|无误|没有出入|无异议|没有异议|看过|记得对)"
_OFFICER = rf"{OFFICER}[（(：:签]|执法人员"
_END = r"(?:第\d+[页张]|[-—–]*\d*[-—–]*$)"
_MARK = "\ue000"  # stands for the first letter of an officer's name
_CONFIRMED = re.compile(
    rf"(?:(?:{_ASKED})人?(?:[（(]?签[名字][）)]?)?[：:](?:以上|上述)笔录"
    r"|(?<=[。？！])(?:以上|上述|上面|我?看过|已阅|核对|笔录|情况|记录)(?:的?(?:笔录|记录|内容|情况))?)"
    rf"[^：:。？?]{{0,24}}?{_WELL}[。，]?(?:年月日)?(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日)?(?={_OFFICER}|{_END}|{_MARK})"
)
_CONFIRMING = re.compile(rf"{_WELL}[。，,；]?")
_NAMED = re.compile(rf"{_WELL}[。，,；]?[\u4e00-\u9fa5·]{{2,4}}(?=\d{{4}}[年.\-/])")
_NEXT = (
    r"(?=执法人员|检查人员?|办案人员|勘验人|记录人|见证人|被邀请人|核对人|复核人|当事人|被检查|现场负责人"
    r"|第\d+页|共\d+页|\d+/\d+|备注|[（(]以下空白|$)"
)


def bare_of_names(text: str, label: str) -> bool:
    """Whether a place for a signature whose label matches stands in the text (no white space) and none of them holds a name."""
    found = [match["value"] for match in re.finditer(rf"(?:{label})[^：:。；]{{0,8}}{_SIGN}(?P<value>.*?){_NEXT}", text)]
    return bool(found) and not any(re.search(r"[\u4e00-\u9fa5]{2}", _DAY.sub("", ACKNOWLEDGED.sub("", value))) for value in found)


def is_typed(case: CaseFile, writ: Writ, signed: tuple[SignaturePlace, ...]) -> bool:
    """Whether signatures of this writ are printed as text, so that a place without a name is empty: no picture may hide one."""
    if any(page.ink or page.unread or page.origin != "text" for page in case.dossier.pages_of(writ)):
        return False
    if any(place.state == "text" for place in signed) or any(DAY.search(one.text) and names_of(one.text) for one in writ.all("officers")):
        return True
    names = "|".join(map(re.escape, _officers(case, writ)))
    return bool(names) and re.search(rf"(?:{names})\d{{4}}[年.\-/]", case.squeezed(writ).text[-_FOOT:]) is not None


def _officers(case: CaseFile, writ: Writ) -> list[str]:
    return sorted({*named_officers(writ), *(one.name for one in numbered_officers(case, writ))})


def types_signatures(case: CaseFile, writ: Writ) -> bool:
    """Whether this dossier types signatures, the party's as well: then an empty place on a page with a text of its own was left empty.

    Forms filled by a system print the officers' names, and the party signs on paper: their copies without an image tell nothing.
    """
    if case.recognised(writ) or not case.readable(writ):
        return False
    others = (one for type in ("service_doc", "scene_record", "inquiry_record") for one in case.writs(type) if one is not writ)
    typed = (one for one in others if not case.recognised(one) and _typed(case, one))
    return len(list(islice(typed, _HABIT))) == _HABIT


def confirmed_without_name(case: CaseFile, writ: Writ) -> Evidence | None:
    """Where a record ends with the words that confirm it (以上属实。) and no name but the officers' follows; None where that is nowhere."""
    passage = case.squeezed(writ)
    text = passage.text
    for name in _officers(case, writ):
        text = text.replace(name, _MARK + name[1:])
    match = _CONFIRMED.search(text)
    return case.evidence("签名处空白", spans=passage.spans(*match.span()), writ=writ) if match else None


def confirmed_by(case: CaseFile, writ: Writ, name: str | None) -> bool:
    """Whether a name stands straight behind the words that confirm a record: 以上属实。张三 2024年3月5日."""
    text = case.squeezed(writ).text
    if not name or name not in text:
        return False
    behind = [match.end() for match in _CONFIRMING.finditer(text)]
    return any(text.startswith(name, at) and not text.startswith(("：", ":"), at + len(name)) for at in behind)


def _typed(case: CaseFile, writ: Writ) -> bool:
    if any(names_of(writ.get(field).text) for field in _SIGNED) or _NAMED.search(case.squeezed(writ).text):
        return True
    return any(place.state == "text" for place in places(case, writ, _PARTY))


def unsigned(case: CaseFile, writ: Writ, label: str) -> tuple[SignaturePlace, ...]:
    """The places with this label where none of them is signed: seen to be empty on a scan, or without a name where names are typed."""
    every = places(case, writ)
    own = tuple(place for place in every if re.search(label, place.label))
    own = tuple(place for place in own if is_signature(place.label)) or own  # 当事人意见 beside 当事人签名 asks for no second name
    if not own or any(place.state in ("ink", "unknown") for place in own):
        return ()
    plain = not any(page.ink or page.unread for page in case.dossier.pages_of(writ))
    if all(place.state == "empty" for place in own):
        return own if case.recognised(writ) or is_typed(case, writ, every) or (plain and types_signatures(case, writ)) else ()
    return own if plain and bare_of_names(case.squeezed(writ).text, label) else ()
