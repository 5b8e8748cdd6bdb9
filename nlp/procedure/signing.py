"""Who signed: the head of the agency (机关负责人) an approval, the party a writ. What hands write is not read, but seen in its place."""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from ingest.dossier import Writ
from ingest.writs.labels import acknowledges
from ingest.writs.places import SignaturePlace, signature_places
from ingest.writs.roles import opinion_of
from ingest.writs.signatures import names_of
from nlp.facts.parties import is_person_name
from nlp.procedure.case import CaseFile
from nlp.procedure.logic import NO, YES, Ternary, undecided
from nlp.procedure.signed_off import RECEIVER
from nlp.procedure.step_blocks import steps_signed

# 负责人 of the agency (局领导; 执法机关意见 of 农业农村 forms); the head of the section that handles the case is another
_HEAD = r"(?:(?<!机构)(?<!部门)(?<!办案单位)(?<!承办单位)(?<!科室)(?<!大队)(?<!中队)负责人|(?:局|委|机关)领导|执法机关意见)"
_NAME = r"(?!意见|年|月|日期|签|盖章|单位|机关|备注)[\u4e00-\u9fa5·]{2,6}?"
_SIGN = r"(?:签名|签字|签批|签章|签发)(?:或盖章)?[（(]?[^：:\d]{0,6}[)）]?[：:]"
# 负责人意见：同意。签名：张三 2024年3月1日 · 电子签批：张三 2024-03-01 · 审批意见:同意 张三 2024年3月1日
_SIGNED = re.compile(
    rf"{_HEAD}(?:(?!负责人).){{0,60}}?{_SIGN}{_NAME}(?=\d{{4}}|年|$)"
    rf"|{_HEAD}(?:(?!负责人).){{0,40}}?(?:同意|批准)[^\d：:]{{0,16}}(?:局长[：:])?{_NAME}\d{{4}}[-年./]"
)
_UNSIGNED = re.compile(rf"{_HEAD}[^：:]{{0,12}}意见[：:]?[^：:]{{0,30}}(?:签名|签字)[：:](?=年月日|$)")
# 负责人批准 is a step of a sign-off, not what the head said
_AGREED = re.compile(rf"{_HEAD}(?:(?!负责人).){{0,24}}?(?:同意|(?<!负责人)(?<!领导)批准|准予|照办)")


_ASSENTS = re.compile("(?:经?[审研][查核究议][，,]?)?(?:同意|批准|准予|照办)")
REFUSED = re.compile(r"(?<!如)(?<!若)拒绝?签|拒绝在[^。；]{0,12}签|不能签名|无法签名")  # on text without white space
_LEADER = re.compile(r"审批人|批准人|签发人|机关负责人")
# what a form prints behind 当事人（签名）： for the party to sign below
_PRINTED = re.compile(r"(?:以上|上述|对|本)[^。；]{2,30}(?:无异议|没有异议|无误|属实|相符|一致)[。.；;]?")
_PARTY = re.compile(rf"{RECEIVER}|签收|代收|领取")


_ACKNOWLEDGED = ("scene_record", "sampling_record")  # the party signs where it gives its opinion (当事人意见、被抽样单位确认)

# what was found once in each case, by the number of the page: several checks ask
_FOUND: WeakKeyDictionary[CaseFile, dict[int, tuple[SignaturePlace, ...]]] = WeakKeyDictionary()


def places(case: CaseFile, writ: Writ, labels: str = "") -> tuple[SignaturePlace, ...]:
    """The places for signatures on the pages of a writ whose labels hold the pattern ``labels``."""
    return tuple(place for own in places_by_page(case, writ, labels) for place in own)


def places_by_page(case: CaseFile, writ: Writ, labels: str = "") -> list[tuple[SignaturePlace, ...]]:
    """The same for each page that has such places: records are signed page by page."""
    known = _FOUND.setdefault(case, {})
    acknowledged = writ.type in _ACKNOWLEDGED and not case.recognised(writ)  # on a scan the hand may lie anywhere below the words
    found = []
    for page in case.dossier.pages_of(writ):
        if page.number not in known:
            known[page.number] = signature_places(page)
        own = (place for place in known[page.number] if acknowledged or not acknowledges(place.label))
        found.append(tuple(place for place in own if re.search(labels, place.label)))
    return [own for own in found if own]


def party_places(case: CaseFile, writ: Writ) -> tuple[SignaturePlace, ...]:
    """The places in which the party, or who receives for it, signs."""
    return tuple(place for place in places(case, writ) if _PARTY.search(place.label))


def leader_signed(case: CaseFile, writ: Writ) -> Ternary:
    """Signed by the head: by the field, else by the text around 负责人…签名, else by ink in the place; electronic sign-off counts."""
    field = writ.get("leader_sign")
    text = case.squeezed(writ).text
    if field.state == "value" or _SIGNED.search(text) or name_behind_opinion(case, writ):
        return YES
    own = [place for place in places(case, writ) if opinion_of(place.within) == "leader" or _LEADER.search(place.label)]
    steps = steps_signed(text)
    if any(place.filled for place in own) or any(step.head for step in steps):
        return YES
    if any(place.state == "unknown" for place in own):
        return undecided(f"《{writ.title}》（第{writ.first_page}页）的负责人签名处有印记，未能识别")
    if field.state == "empty" or _UNSIGNED.search(text) or _left_empty(case, writ) or len(steps) > 1:
        return NO if case.readable(writ) else undecided(f"《{writ.title}》（第{writ.first_page}页）未能完整识别")
    return undecided(f"《{writ.title}》（第{writ.first_page}页）的负责人签名未能识别")


def name_behind_opinion(case: CaseFile, writ: Writ) -> str | None:
    """The name that the head's opinion ends with, set apart from it, where no day follows: 同意立案。  张三."""
    said = writ.get("leader_opinion").text
    if not _ASSENTS.match(said) or case.recognised(writ):
        return None
    raw = f"{case.text(writ).text}\n"
    names = (said[-size:] for size in (3, 2))
    return next((name for name in names if is_person_name(name) and re.search(rf"[。；，\s]{name}\s", raw)), None)


def _left_empty(case: CaseFile, writ: Writ) -> bool:
    """Whether the form types all signatures, and the one place that is empty can only be the head's, beside the head's opinion."""
    others = [writ.get(name).state for name in ("handler_sign", "unit_sign")]
    if case.recognised(writ) or set(others) != {"value"} or writ.get("leader_opinion").state != "value":
        return False
    return sum(place.state == "empty" for place in places(case, writ)) == 1


def leader_opinion(case: CaseFile, writ: Writ) -> Ternary:
    """Whether the head wrote an opinion."""
    field = writ.get("leader_opinion")
    text = case.squeezed(writ).text
    if field.state == "value" or _AGREED.search(text) or any(step.head and step.agreed for step in steps_signed(text)):
        return YES
    if field.state == "empty":
        return NO if case.readable(writ) else undecided(f"《{writ.title}》（第{writ.first_page}页）未能完整识别")
    return undecided(f"《{writ.title}》（第{writ.first_page}页）的负责人意见未能识别")


def signed(case: CaseFile, writ: Writ, labels: re.Pattern[str], field: str) -> Ternary:
    """Whether somebody signed: by the field, else by what stands in the places with such labels.

    An empty place tells something only on an image, or beside another signature that was read.
    """
    own, named = writ.get(field), f"《{writ.title}》（第{writ.first_page}页）"
    everywhere = places(case, writ)
    found = [place for place in everywhere if labels.search(place.label)]
    printed = not case.recognised(writ) and _PRINTED.fullmatch("".join(own.text.split())) is not None
    if (own.state == "value" or any(place.filled for place in found)) and not (printed and len(found) < 2):
        return YES
    if any(place.state == "unknown" for place in found) or not case.readable(writ):
        return undecided(f"{named}签名处的印记未能识别")
    if not found and not printed and (own.state == "unread" or case.recognised(writ)):
        return undecided(f"{named}的签名未能识别")
    beside = any(place.filled for place in everywhere) or any(one.state == "value" for one in writ.fields if one.name.endswith("_sign"))
    if beside or case.recognised(writ):
        return NO
    return undecided(f"{named}签名处没有文字，没有影像不能判断是否签名")


def only_signer(case: CaseFile, writ: Writ, field: str) -> str | None:
    """The one name that all fields called ``field`` hold, where names are typed; None where there are more, or one was not read."""
    found = [one for one in writ.all(field) if one.state == "value"]
    names = {name for one in found for name in names_of(one.text)}
    read = all(names_of(one.text) for one in found)
    return next(iter(names)) if read and len(names) == 1 and not case.recognised(writ) else None
