"""Facts in the decision against the evidence: days of inspections, quantities, plates, addresses (处罚法第五条、第四十条)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from ingest.dossier import Writ
from nlp.facts.amounts import find_amounts
from nlp.facts.dates import find_dates
from nlp.procedure.asked import people_asked
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Evidence
from nlp.procedure.found_facts import found_facts
from nlp.procedure.lone_figures import Paper, lone_figures
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.quantities import Quantity, agrees, quantities, stated
from nlp.procedure.questioned import inquiry_records, questioned
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.same_name import same_name

# what officers and institutions record themselves; statements of people are evidence too, but may be wrong
_OBJECTIVE = ("scene_record", "seizure_doc", "reg_preserve_doc", "sampling_record", "appraisal_doc", "evidence_material", "inspection_doc")
_EVIDENCE = (*_OBJECTIVE, "inquiry_record", "correction_notice")
# what retells the facts before the decision, and what a party said of them
_RETOLD = (
    *("case_source", "filing_approval", "investigation_report", "legal_review", "prior_notice", "collective_discussion"),
    *("decision_approval", "internal_approval", "hearing_doc", "statement_doc"),
)
_INSPECTED = re.compile(r"[，,时]?[^。；，]{0,14}(?:检查|勘验|勘查|巡查|查获|监督检查中)")
_CHECKED_AGAIN = re.compile(r"[，,]?(?:经|本机关|本局|执法人员|进行|再次|组织|对[^。；，]{2,20})*复查")
_NO_INSPECTION = re.compile(r"复查|未|送检|检验|检测|监测|抽样")
_NAMED_RECORD = re.compile(r"[^。；，、\d]{0,24}?(?P<kind>现场|勘验|检查|询问|调查)[^。；，、\d]{0,8}笔录")
_PLATE = re.compile(r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][·.\-]?[A-Z0-9]{5,6}(?![A-Z0-9])")
_ADDRESS = re.compile(r"(?P<road>[\u4e00-\u9fa5]{2,4}(?:路|街|大道|巷|弄|园区?|村|社区|开发区))(?P<number>\d{1,4})号")
_MILESTONE = re.compile(
    r"(?:[GSXY]\d{1,3}|\d{3})?(?:[\u4e00-\u9fa5]{0,6}?(?:国道|省道|县道|乡道|高速|公路|线))?(?P<stake>K\d{1,4}\+\d{1,3})"
)
_ROAD = re.compile(r"(?P<road>[GSXY]\d{1,4})(?=(?:国道|省道|县道|乡道)?[\u4e00-\u9fa5]{0,6}K\d{1,4}\+\d)")
_CLOCK = re.compile(r"\d{1,2}时\d{1,2}分")
_Key = Callable[[re.Match[str]], str]
_Value = TypeVar("_Value")
# sums that a paper of evidence gives as such; those that are worked out (货值金额) have their parts in the evidence
_LABEL = re.compile(
    r"(?P<label>工程造价|合同价款?|合同金额|广告费用?|进货总额|销售总额|销售金额|违法所得|货值金额|运费)(?:合计|总计|共计|为|是|共)*(?:人民币)?"
)
_SHARED = 1  # pairs of characters that the words beside two quantities share where they count the same thing
_SURELY = 3  # pairs of them that leave no doubt
_SIZE = 2  # times as much is another thing, where the words beside do not tell
_FAR = Decimal("0.3")  # an estimate is not as far off as that
_MOST = 3  # conflicts that a finding lists


class _Conflict:
    """One thing said differently, by the decision at ``place`` where that is known. Not ``sure`` where a person has to look."""

    def __init__(self, message: str, *evidence: Evidence, sure: bool = True, place: tuple[int, int] = (0, 0)) -> None:
        self.message, self.evidence, self.sure, self.place = message, evidence, sure, place


@check("decision.fact_conflicts_evidence")
def fact_conflicts_evidence(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """What the decision finds, compared with what the evidence of the dossier says of the same thing."""
    decision = case.decision
    if decision is None:
        return not_applicable("卷内没有处罚决定书")
    text = case.squeezed(decision).text
    section = found_facts(text)
    if section is None:
        return not_applicable("决定书认定事实的部分未能识别")
    found = [
        *_inspections(case, decision, *section),
        *_records(case, decision),
        *_rechecks(case, decision, *section),
        *_on_the_spot(case, decision, *section),
        *_moments(case, decision, *section),
        *_quantities(case, decision, section, Decimal(str(rule.params["tolerance"]))),
        *_sums(case, decision, *section),
        *_plates(case, decision, *section),
        *_addresses(case, decision, *section),
        *_milestones(case, decision, *section),
    ]
    sure = [one for one in found if one.sure]
    doubtful = [one for one in found if not one.sure]
    for lone in _lone(case, decision, section):
        known = sure if lone.sure else doubtful
        if not any(_overlap(lone.place, one.place) for one in known):
            known.append(lone)
    outcomes: list[Outcome] = []
    if sure:
        message = f"疑似决定书认定的事实与证据矛盾：{'；'.join(one.message for one in sure[:_MOST])}"
        outcomes.append(breach(message, on=case.decision_date, evidence=_marks(sure)))
    elif doubtful:
        outcomes.append(unknown("；".join(one.message for one in doubtful[:_MOST]), evidence=_marks(doubtful)))
    return outcomes or met("决定书所载检查日期、数量、车牌、地址与证据没有矛盾")


def _misread(case: CaseFile, one: str, other: str, *writs: Writ) -> bool:
    """Whether what differs may be one character misread on a scan."""
    apart = len(one) - len(other) if len(one) != len(other) else sum(a != b for a, b in zip(one, other, strict=True))
    return case.recognised(*writs) and abs(apart) <= 1


def _marks(found: Sequence[_Conflict]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(mark for one in found[:_MOST] for mark in one.evidence))


def _inspections(case: CaseFile, decision: Writ, start: int, end: int) -> Iterator[_Conflict]:
    """The day of an inspection that no paper of the dossier knows, where the record of the inspection bears another."""
    days = [day for writ in case.writs("scene_record") if isinstance(day := case.date(writ), Dated)]
    if not days or len(days) < len(case.writs("scene_record")):
        return
    text = case.squeezed(decision).text
    known = _days_of_evidence(case)
    start = text.rfind("。", 0, start) + 1  # 本局于3月21日检查，3月25日立案，现查明：
    for one in find_dates(text[start:end]):
        at, stop = start + one.start, start + one.end
        said = _INSPECTED.match(text, stop, end)
        if said is None or _NO_INSPECTION.search(said.group()) or one.value in known:
            continue
        near = min(days, key=lambda day: abs(day.value - one.value))
        mark = quoted(case, decision, f"决定书所载检查日期 {zh(one.value)}", at, said.end())
        message = f"决定书（第{mark.page}页）称{zh(one.value)}检查，现场笔录的日期为{near.text}"
        yield _Conflict(message, mark, near.evidence, sure=not _misread(case, zh(one.value), zh(near.value), decision))


def _records(case: CaseFile, decision: Writ) -> Iterator[_Conflict]:
    """Records that the decision lists under a day on which none was made."""
    text = case.squeezed(decision).text
    for kind, writs in (("现场检查", case.writs("scene_record")), ("询问", inquiry_records(case))):
        days = [day for writ in writs if isinstance(day := case.date(writ), Dated)]
        if not days or len(days) < len(writs) or case.gaps:
            continue
        for one in find_dates(text):
            named = _NAMED_RECORD.match(text, one.end)
            if named is None or (named["kind"] in ("询问", "调查")) != (kind == "询问") or one.value in {day.value for day in days}:
                continue
            if one.value in _days_of_evidence(case) or _of_somebody_else(case, text[one.end : named.end()]):
                continue
            near = min(days, key=lambda day: abs(day.value - one.value))
            mark = quoted(case, decision, f"决定书所列笔录 {zh(one.value)}", one.start, named.end())
            message = f"决定书（第{mark.page}页）列有{zh(one.value)}的{kind}笔录，卷内该笔录的日期为{near.text}"
            yield _Conflict(message, mark, near.evidence, sure=not _misread(case, zh(one.value), zh(near.value), decision))


def _rechecks(case: CaseFile, decision: Writ, start: int, end: int) -> Iterator[_Conflict]:
    """The day of a second inspection (复查) on which none was made."""
    days = [day for writ in case.writs("correction_notice", "recheck") if isinstance(day := case.date(writ), Dated)]
    text = case.squeezed(decision).text
    for one in find_dates(text[start:end]) if days else ():
        at, stop = start + one.start, start + one.end
        said = _CHECKED_AGAIN.match(text, stop, end)
        if said is None or one.value in _days_of_evidence(case):
            continue
        near = min(days, key=lambda day: abs(day.value - one.value))
        mark = quoted(case, decision, f"决定书所载复查日期 {zh(one.value)}", at, said.end())
        message = f"决定书（第{mark.page}页）称{zh(one.value)}复查，复查文书的日期为{near.text}"
        yield _Conflict(message, mark, near.evidence, sure=not _misread(case, zh(one.value), zh(near.value), decision))


def _on_the_spot(case: CaseFile, decision: Writ, start: int, end: int) -> Iterator[_Conflict]:
    """The day of an act punished on the spot (简易程序), which is the day of the record made there."""
    days = [day for writ in case.writs("scene_record") if isinstance(day := case.date(writ), Dated)]
    if decision.type != "summary_decision" or len(days) != 1 or len(case.writs("scene_record")) != 1:
        return
    text = case.squeezed(decision).text
    known = _days_of_evidence(case)
    for one in find_dates(text[start:end])[:1]:
        at, stop = start + one.start, start + one.end
        if one.value in known or text[at - 1] in "自从" or text[stop : stop + 1] in "起至前以":
            continue
        mark = quoted(case, decision, f"决定书所载违法日期 {zh(one.value)}", at, stop)
        message = f"决定书（第{mark.page}页）认定违法行为发生于{zh(one.value)}，现场笔录的日期为{days[0].text}"
        yield _Conflict(message, mark, days[0].evidence, sure=not _misread(case, zh(one.value), zh(days[0].value), decision))


def _moments(case: CaseFile, decision: Writ, start: int, end: int) -> Iterator[_Conflict]:
    """The minute of an act (抓拍、检测时间) that the evidence gives for another day."""
    for clock, (day, at, stop), (writ, other, a, b) in _told_otherwise(case, decision, (start, end), _OBJECTIVE, _minutes):
        mark = quoted(case, decision, f"决定书所载时间 {zh(day)}{clock}", at, stop)
        against = quoted(case, writ, f"《{writ.title}》所载时间 {zh(other)}{clock}", a, b)
        message = f"决定书（第{mark.page}页）认定时间为{zh(day)}{clock}，《{writ.title}》（第{against.page}页）为{zh(other)}{clock}"
        yield _Conflict(message, mark, against, sure=not _misread(case, zh(day), zh(other), decision, writ))


def _told_otherwise(
    case: CaseFile,
    decision: Writ,
    section: tuple[int, int],
    types: Iterable[str],
    read: Callable[[str, int, int | None], Iterator[tuple[str, _Value, int, int]]],
) -> Iterator[tuple[str, tuple[_Value, int, int], tuple[Writ, _Value, int, int]]]:
    """What ``read`` finds in the decision under a key for which the evidence has other values only: key, the value, the first other."""
    shown: dict[str, list[tuple[Writ, _Value, int, int]]] = {}
    for type in types:
        for writ in case.writs(type):
            for key, value, at, stop in read(case.squeezed(writ).text, 0, None):
                shown.setdefault(key, []).append((writ, value, at, stop))
    for key, value, at, stop in read(case.squeezed(decision).text, *section):
        others = shown.get(key, [])
        if others and all(other != value for _, other, _, _ in others):
            yield key, (value, at, stop), others[0]


def _minutes(text: str, start: int, end: int | None) -> Iterator[tuple[str, date, int, int]]:
    """(hour and minute, day before them, from, to)."""
    for one in find_dates(text[start:end]):
        if clock := _CLOCK.match(text, start + one.end):
            yield clock.group(), one.value, start + one.start, clock.end()


def _of_somebody_else(case: CaseFile, words: str) -> bool:
    """Whether the record is one of a person of whom there is no record: that is a defect of another kind."""
    names = {name for writ in inquiry_records(case) for name in questioned(case, writ).names}
    asked = [one.name for one in people_asked(words)]
    return bool(asked and names) and not any(same_name(one, name) for one in asked for name in names)


def _days_of_evidence(case: CaseFile) -> set[date]:
    """Every day that the papers of the investigation name."""
    types = ("case_source", "correction_notice", "inquiry_record", *_OBJECTIVE)
    return {one.value for type in types for writ in case.writs(type) for one in find_dates(case.squeezed(writ).text)}


def _quantities(case: CaseFile, decision: Writ, section: tuple[int, int], tolerance: Decimal) -> Iterator[_Conflict]:
    """Quantities that no evidence bears out, where evidence gives another for the same thing."""
    claimed = quantities(case.squeezed(decision).text, *section)
    if not claimed:
        return
    types = (*_OBJECTIVE, "inquiry_record", "correction_notice")
    shown = [(writ, one) for type in types for writ in case.writs(type) for one in quantities(case.squeezed(writ).text)]
    every = [one for _, one in shown]
    for one in claimed:
        if agrees(one, every, tolerance, beside=claimed):
            if pair := _beside(one, shown, claimed, tolerance):
                yield _differ(case, decision, one, *pair, alone=False, sure=False)
            continue
        like = [(writ, other) for writ, other in shown if other.of == one.of and not stated(other, claimed, tolerance)]
        like = [(writ, other) for writ, other in like if one.shares(other) or (not one.generic and _near(one, other))]
        if not like:
            continue
        _, best = max(like, key=lambda pair: _fits(one, *pair))
        same = [(writ, other) for writ, other in like if other.value == best.value]
        writ, other = max(same, key=lambda pair: (pair[0].type in _OBJECTIVE, one.shares(pair[1])))
        # one number of the decision that the evidence lacks, one of the evidence that the decision lacks
        alone = len({pair[1].value for pair in like}) == 1 and not one.generic and _near(one, other)
        yield _differ(case, decision, one, writ, other, alone=alone)


def _beside(
    one: Quantity, shown: Sequence[tuple[Writ, Quantity]], claimed: Sequence[Quantity], tolerance: Decimal
) -> tuple[Writ, Quantity] | None:
    """A quantity of the same thing that an objective record gives otherwise, where what agrees by number counts other things."""
    if any(one.shares(other) for _, other in shown if stated(one, [other], tolerance)):
        return None
    like = [pair for pair in shown if one.shares(pair[1]) >= _SURELY and pair[0].type in _OBJECTIVE]
    like = [pair for pair in like if _near(one, pair[1]) and not stated(pair[1], claimed, tolerance)]
    return like[0] if like and stated(one, [other for _, other in shown], tolerance) else None


def _lone(case: CaseFile, decision: Writ, section: tuple[int, int]) -> Iterator[_Conflict]:
    """Figures that the decision alone gives, where letters and evidence agree on another that is a slip away."""
    writs = [writ for type in (*_EVIDENCE, *_RETOLD) for writ in case.writs(type)]
    papers = [Paper(writ.type, case.squeezed(writ).text, writ.type in _EVIDENCE) for writ in writs]
    text = case.squeezed(decision).text
    for one in lone_figures(text, section, papers):
        writ, said, shown = writs[one.paper], text[one.start : one.end], papers[one.paper].text[one.shown_start : one.shown_end]
        mark = quoted(case, decision, f"决定书认定 {said}", one.start, one.end)
        against = quoted(case, writ, f"《{writ.title}》所载 {shown}", one.shown_start, one.shown_end)
        message = f"决定书（第{mark.page}页）认定{said}，《{writ.title}》（第{against.page}页）等为{shown}"
        sure = not case.recognised(decision, writ)
        yield _Conflict(message if sure else f"{message}，可能是识读有误", mark, against, sure=sure, place=(one.start, one.end))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _near(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are of one size, so that one may be a slip for the other."""
    return max(one.value, other.value) <= _SIZE * min(one.value, other.value)


def _fits(one: Quantity, writ: Writ, other: Quantity) -> tuple[int, bool, Decimal]:
    """How well a quantity of the evidence fits one of the decision: by the words beside it, by who recorded it, by its size."""
    return one.shares(other), writ.type in _OBJECTIVE, -abs(one.value - other.value)


def _differ(case: CaseFile, decision: Writ, one: Quantity, writ: Writ, other: Quantity, *, alone: bool, sure: bool = True) -> _Conflict:
    """Sure where an objective record counts the same thing, by the words beside it or because nothing else is left to compare.

    An estimate nearby is no conflict.
    """
    said, shown = case.squeezed(decision).text[one.start : one.end], case.squeezed(writ).text[other.start : other.end]
    mark = quoted(case, decision, f"决定书认定 {said}", max(0, one.start - 8), one.end)
    against = quoted(case, writ, f"《{writ.title}》所载 {shown}", max(0, other.start - 8), other.end)
    far = abs(one.value - other.value) > _FAR * max(one.value, other.value)
    same = alone or one.shares(other) >= _SHARED
    sure = sure and writ.type in _OBJECTIVE and same and (far or not other.about) and not _misread(case, said, shown, decision, writ)
    message = f"决定书（第{mark.page}页）认定{said}，《{writ.title}》（第{against.page}页）为{shown}"
    return _Conflict(message if sure else f"{message}，是否同一事项请核对", mark, against, sure=sure, place=(one.start, one.end))


def _sums(case: CaseFile, decision: Writ, start: int, end: int) -> Iterator[_Conflict]:
    """Sums of money under one label (违法所得、工程造价) that the evidence gives differently."""
    types = (*_OBJECTIVE, "inquiry_record")
    for label, (value, at, stop), (writ, other, a, b) in _told_otherwise(case, decision, (start, end), types, _labelled):
        mark = quoted(case, decision, f"决定书认定{label}", at, stop)
        against = quoted(case, writ, f"《{writ.title}》所载{label}", a, b)
        message = f"决定书（第{mark.page}页）认定{label}{value}元，《{writ.title}》（第{against.page}页）为{other}元"
        several = max(value, other) % min(value, other) == 0 if min(value, other) else False  # a single trip's fee beside the sum of all
        sure = writ.type in _OBJECTIVE and not several and not _misread(case, str(value), str(other), decision, writ)
        yield _Conflict(message, mark, against, sure=sure, place=(at, stop))


def _labelled(text: str, start: int, end: int | None) -> Iterator[tuple[str, Decimal, int, int]]:
    """(label, yuan, from, to) of the sums with a label right before them."""
    for match in _LABEL.finditer(text, start, len(text) if end is None else end):
        amounts = find_amounts(text[match.end() : match.end() + 24])
        if amounts and amounts[0].start <= 1:
            yield match["label"], amounts[0].value, match.start(), match.end() + amounts[0].end


def _plates(case: CaseFile, decision: Writ, start: int, end: int) -> Iterator[_Conflict]:
    yield from _one_of(case, decision, (start, end), _PLATE, "车牌号", lambda match: re.sub(r"[·.\-]", "", match.group()))


def _addresses(case: CaseFile, decision: Writ, start: int, end: int) -> Iterator[_Conflict]:
    """A house number that no evidence knows, where evidence names another house of the same road."""
    yield from _one_of(case, decision, (start, end), _ADDRESS, "地址", lambda match: f"{match['road'][-3:]}{match['number']}号")


def _milestones(case: CaseFile, decision: Writ, start: int, end: int) -> Iterator[_Conflict]:
    """A place on a road (G240国道K312+400) that no evidence knows, where evidence names one other and no more."""
    if "+" in case.squeezed(decision).text[start:end]:
        yield from _one_of(case, decision, (start, end), _MILESTONE, "路段", lambda match: match["stake"], alike=False)
        yield from _one_of(case, decision, (start, end), _ROAD, "道路", lambda match: match["road"], alike=False)


def _one_of(
    case: CaseFile, decision: Writ, section: tuple[int, int], pattern: re.Pattern[str], label: str, key: _Key, *, alike: bool = True
) -> Iterator[_Conflict]:
    """What the decision names and no other paper of the case does, where the evidence names another of the kind.

    Not ``alike``: any other is one, where the decision and the evidence name one each.
    """
    text = case.squeezed(decision).text
    stated = {key(match): match for match in pattern.finditer(text, *section)}
    if not stated:
        return
    others = [writ for writ in case.dossier.writs if writ.type in ("inquiry_record", "case_source", "party_identity", *_OBJECTIVE)]
    shown = {key(match): (writ, match) for writ in others for match in pattern.finditer(case.squeezed(writ).text)}
    if not alike and (len(stated) > 1 or len(shown) > 1):
        return
    for name, match in stated.items():
        like = [pair for other, pair in shown.items() if other not in stated and (_alike(name, other) or not alike)]
        if name in shown or not like:
            continue
        writ, there = like[0]
        mark = quoted(case, decision, f"决定书所载{label} {match.group()}", *match.span())
        against = quoted(case, writ, f"《{writ.title}》所载{label} {there.group()}", *there.span())
        message = f"决定书（第{mark.page}页）的{label}为{match.group()}，《{writ.title}》（第{against.page}页）为{there.group()}"
        yield _Conflict(message, mark, against, sure=not _misread(case, match.group(), there.group(), decision, writ))


def _alike(one: str, other: str) -> bool:
    """Whether two names are of one road, or two plates of one place: what differs is the number."""
    return one[:2] == other[:2]
