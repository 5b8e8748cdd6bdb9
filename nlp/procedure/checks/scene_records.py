"""Records of what was found on the spot (现场笔录、勘验笔录): time, place, facts, signatures.

市场监督管理行政处罚程序规定第二十八条、第四十三条; 行政诉讼证据规定第十五条; 行政强制法第十八条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.dossier import Writ
from ingest.writs.hands_below import OFFICER
from ingest.writs.places import SignaturePlace
from nlp.facts.dates import find_dates, find_time_ranges
from nlp.facts.people import split_names
from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.officers import known_as, named_officers, numbered_officers
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.signed_text import confirmed_without_name, is_typed, types_signatures, unsigned
from nlp.procedure.signing import places, places_by_page

_PARTY = r"当事人|相对人|被检查|被勘|受检|现场(?:主要)?负责人|在场人|陪同(?:检查)?人|被处罚人|经营者|法定代表人|单位负责人"
_OFFICER = rf"(?<!被)(?<!陪同){OFFICER}"
_WITNESS = r"见证人|被邀请人"
_NOTED = re.compile(
    r"(?<!如)(?<!若)(?:拒绝?签(?:名|字|收|章)?|拒绝在[^。；]{0,10}签(?:名|字))(?!的|时|原因|理由|或|[，,]?(?:由|应|可|请|须|需))"
    r"|(?:不能|无法|不会|未能|不愿)(?:签名|签字|书写|写字)|捺印|按(?:手|指)(?:印|纹)"
)
_AWAY = re.compile(
    r"(?<!如)(?<!若)(?:不在(?:现)?场|未到场|不到场|未在(?:现)?场|无法(?:通知|联系)|无人在场)(?!的[，,]?(?:由|应|可|请|须|需|邀请))"
)
# 以上内容看过，属实。张三 2024年3月5日: who acknowledges the record signs straight behind
_WITHOUT_LABEL = re.compile(r"(?:看过|已阅|核对|属实|一致|相符|无误|无异议)[。，,；]?[\u4e00-\u9fa5·]{2,4}(?=\d{4}[年.\-/])")
_SPOT = re.compile(r"(?:在|到达?|至|赴|往|对|位于)[^。；，]{0,24}(?:路|街|巷|大道|村|小区|社区|\d号)")
# the facts behind their label, where they are no place for a signature
_CONTENT = re.compile(
    r"(?<![与同和])(?:现场|检查|勘验|勘察)(?:[（(]勘验[）)])?情况(?:如下|记录)?[：:]?"
    r"(?!.{0,6}(?:签名|签字|空白))(?=[^：:]{12})"
)
_CLOCK = re.compile(r"\d{1,2}(?:时(?:\d{1,2}分)?|[:：]\d{2})")
_CLOCK_LAST = re.compile(rf"{_CLOCK.pattern}$")
_OPEN_END = re.compile(r"(?:至|到)[\s_＿年月日时分　—\-]*$")
# the end told elsewhere: 检查至11时25分结束, 于10时5分检查完毕
_ENDED = re.compile(
    rf"(?:结束|完毕|终止|截止|为止)[^。；]{{0,8}}{_CLOCK.pattern}|{_CLOCK.pattern}[^。；]{{0,10}}(?:结束|完毕|终止|为止|止)"
)


@check("invest.scene_record_defect")
def scene_record_defect(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Each record of the spot holds time, place and facts, and is signed by officers and party, or says why not."""
    records = [*case.writs("scene_record"), *case.writs("seizure_doc", "scene")]
    if not records:
        return not_applicable("卷内没有现场笔录、勘验笔录")
    return [outcome for writ in records for outcome in _judged(case, writ)]


def _judged(case: CaseFile, writ: Writ) -> list[Outcome]:
    found = [*_elements(case, writ), *_officers(case, writ), *_party(case, writ), *_witness(case, writ)]
    if found:
        return found
    named = f"《{writ.title}》（第{writ.first_page}页）"
    if not _party_seen(case, writ):
        return [unknown(f"{named}的当事人签名未能识别", evidence=(case.evidence(f"《{writ.title}》", writ=writ),))]
    return [met(f"{named}要素和签名齐全")]


def _party_seen(case: CaseFile, writ: Writ) -> bool:
    """Whether the party's hand, or the reason why it is lacking, was seen."""
    if writ.get("party_sign").state == "value" or any(place.filled for place in places(case, writ, _PARTY)):
        return True
    text = case.squeezed(writ).text
    told = _NOTED.search(text) or _AWAY.search(text) or _WITHOUT_LABEL.search(text)
    return told is not None or writ.get("refusal_note").state == "value"


def _defect(
    case: CaseFile, writ: Writ, said: str, marks: Sequence[Evidence], weight: Severity = "major", law: Sequence[str] = ()
) -> Outcome:
    message = f"疑似现场笔录有缺陷：《{writ.title}》（第{writ.first_page}页）{said}"
    evidence = tuple(marks) or (case.evidence(f"《{writ.title}》", writ=writ),)
    return breach(message, on=act_day(case, writ), severity=weight, evidence=evidence, law=law)


def _elements(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """Places of the form that were found and hold nothing, where the text does not say it elsewhere either."""
    if not case.readable(writ):
        return
    text = case.squeezed(writ).text
    start, end = writ.get("start"), writ.get("end")
    lacking = []
    if start.state == "empty" and not (find_dates(text) and re.search(r"\d{1,2}(?:时|[：:]\d{2})", text)):
        lacking.append("检查时间")
    if writ.get("place").state == "empty" and not _SPOT.search(text):
        lacking.append("检查地点")
    if writ.get("content").state == "empty" and not _CONTENT.search(text):
        lacking.append("现场情况")
    if lacking:
        yield _defect(case, writ, f"的{'、'.join(lacking)}空白", ())
    if find_time_ranges(text):
        return
    begun = next((field.text.strip() for field in reversed(writ.all("start")) if field.state == "value"), "")
    unended = _OPEN_END.search(begun) or (writ.type == "scene_record" and _CLOCK_LAST.search(begun) and len(_CLOCK.findall(text)) == 1)
    if not _ENDED.search(text) and (end.state == "empty" or (end.state == "unread" and unended)):
        yield _defect(case, writ, "没有填写结束时间", (case.evidence("检查时间", field=start, writ=writ),), "minor")


def _officers(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """Two officers named and not two signatures. One officer named is a defect of another kind."""
    named = {*named_officers(writ), *(one.name for one in numbered_officers(case, writ))}
    if len(named) < 2:
        return
    if bare := unsigned(case, writ, _OFFICER):
        yield _defect(case, writ, f"载明{len(named)}名执法人员而执法人员签名处空白", _marks(writ, bare))
        return
    every = places(case, writ)
    own = [place for place in every if re.search(_OFFICER, place.label)]
    signed = {name for field in writ.all("officers_sign") for name in split_names(field.text)}
    if own and len(signed) == 1 and is_typed(case, writ, every):
        mark = case.evidence("执法人员签名", field=writ.get("officers_sign"), writ=writ)
        yield _defect(case, writ, f"载明{'、'.join(sorted(named))}{len(named)}名执法人员，只有{next(iter(signed))}一人签名", (mark,))
    elif own and len(signed) > 1 and is_typed(case, writ, every):
        missing = [name for name in sorted(named) if not known_as(name, signed)]
        others = [name for name in sorted(signed) if not known_as(name, named)]
        if missing and others:
            mark = case.evidence("执法人员签名", field=writ.get("officers_sign"), writ=writ)
            yield _defect(case, writ, f"载明的执法人员{'、'.join(missing)}没有签名，签名的是没有载明的{'、'.join(others)}", (mark,))


def _party(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """The party did not sign and nothing says why; in 市场监管 a refusal is recorded on film or witnessed too."""
    marks = _marks(writ, unsigned(case, writ, _PARTY) or _last_left_empty(case, writ)) or _without_place(case, writ)
    if not marks:
        return
    text = case.squeezed(writ).text
    note = _NOTED.search(text) or _AWAY.search(text) or writ.get("refusal_note").state == "value"
    if not note:
        yield _defect(case, writ, "当事人签名处空白，也没有注明原因", marks)
    elif case.department == "市场监管" and not _recorded(case, writ) and not case.gaps:
        yield _defect(
            case,
            writ,
            "注明当事人未签名，而卷内没有录音录像资料，也没有见证人签名",
            marks,
            "minor",
            ("SAMR_PROC:第四十三条",),
        )


def _last_left_empty(case: CaseFile, writ: Writ) -> tuple[SignaturePlace, ...]:
    """The party's places on the last page of a record that was signed on earlier pages only, where that one was left empty."""
    *before, last = places_by_page(case, writ, _PARTY) or [()]
    if not before or any(place.state != "empty" for place in last):
        return ()
    page = case.dossier.page(last[0].page)
    if _WITHOUT_LABEL.search("".join(page.text.split())) or not (case.recognised(writ) or is_typed(case, writ, places(case, writ))):
        return ()
    return last


def _without_place(case: CaseFile, writ: Writ) -> tuple[Evidence, ...]:
    """Where a label, or the words that confirm a record, stand without the party's name, on a form that types who signs."""
    if _party_seen(case, writ) or places(case, writ, _PARTY) or any(page.ink for page in case.dossier.pages_of(writ)):
        return ()
    if not (is_typed(case, writ, places(case, writ)) or types_signatures(case, writ)):
        return ()
    formula = confirmed_without_name(case, writ)
    if formula is None and writ.get("party_sign").state == "empty":
        formula = case.evidence("当事人签名处空白", writ=writ)
    return (formula,) if formula else ()


def _witness(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """A seizure without the party present: a witness signs (行政强制法第十八条第九项)."""
    text = case.squeezed(writ).text
    of_seizure = writ.type == "seizure_doc" or re.search(r"(?:予以|实施|采取)[^。；，]{0,8}(?:查封|扣押|强制措施)", text)
    if (
        not of_seizure
        or not (away := _AWAY.search(text))
        or not re.search(r"当事人|负责人|经营者|被检查", text[max(0, away.start() - 12) : away.start()])
    ):
        return
    if _witnessed(case, writ) or not case.readable(writ) or any(page.ink for page in case.dossier.pages_of(writ)):
        return
    spans = case.squeezed(writ).spans(*away.span())
    mark = case.evidence("当事人不到场", writ=writ, spans=spans)
    yield _defect(case, writ, "记载当事人不到场实施强制措施，没有见证人签名", (mark,), "major", ("CEL2011",))


def _recorded(case: CaseFile, writ: Writ) -> bool:
    """Whether the refusal was filmed or witnessed."""
    filmed = case.writs("av_record") or case.mentions(writ, r"录像|录音|摄像|执法记录仪|音像")
    return bool(filmed) or _witnessed(case, writ)


def _witnessed(case: CaseFile, writ: Writ) -> bool:
    if writ.get("witness_sign").state == "value":
        return True
    own = [place for place in places(case, writ) if re.search(_WITNESS, place.label)]
    return any(place.state != "empty" for place in own)


def _marks(writ: Writ, bare: Sequence[SignaturePlace]) -> tuple[Evidence, ...]:
    return tuple(Evidence(f"{place.label}处空白", place.label, place.page, boxes=(place.box,), writ=writ.type) for place in bare)
