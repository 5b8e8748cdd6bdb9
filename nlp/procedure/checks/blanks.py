"""Places left blank: opinions and days of approvals, days and numbers of writs, placeholders nobody replaced (文书制作规范).

The head's opinion and signature on the filing and on the decision, the day of the decision and of its service are reported by rules of
their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ingest.dossier import Field, Writ
from ingest.writs.roles import opinion_of
from nlp.facts.dates import find_dates
from nlp.facts.document_numbers import find_document_numbers
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.measure_approval import MEASURES, approvals
from nlp.procedure.outcome import Outcome, breach, met, not_applicable
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.signing import places

_APPROVALS = ("filing_approval", "decision_approval", "internal_approval", "legal_review", "closing_doc")
_REPORTED = ("filing_approval", "decision_approval")  # whose head's opinion and signature other rules report, as of forms for measures
_OPINIONS: Mapping[str, str] = {"handler_opinion": "承办人意见", "leader_opinion": "负责人意见", "conclusion": "审核结论"}
_ONLY_SEEN = re.compile(r"(?:阅|已阅|圈阅|阅知|知悉|知)[。.]?")
_CONSENT = re.compile(r".{0,4}同意.{0,8}")  # what a unit says to its handler's opinion, not an opinion by itself
_DATED = (
    "prior_notice",
    "investigation_report",
    "legal_review",
    "collective_discussion",
    "correction_notice",
    "closing_doc",
    "penalty_decision",
)
_LETTERS = ("prior_notice", "correction_notice", "penalty_decision")
_UNDATED = "日期空白"
_NO_DAY = re.compile(r"\s*(?:20\d\d|二[〇零○]..)?\s*年\s*月\s*日\s*")
_DAY_LINE = 16  # characters of a line that holds a day and little else
_SIGNING = re.compile(r"(?:办案|承办|调查|执法|报告)(?:人员?)?(?:[（(]?(?:签名|签字|签章|盖章|或者?|、)+[）)]?)?[：:]")
_TAIL = 8  # lines below the name of the agency, or the signatures of a report, in which its day stands
_DATES: Mapping[str, str] = {"handler": "承办人", "unit": "承办机构、审核机构", "leader": "负责人"}  # hands of an approval, each with a day
_KEY_DAYS: Mapping[str, tuple[str, str]] = {"case_source": ("received_date", "登记日期")}
_NUMBERED = (
    "filing_approval",
    "prior_notice",
    "penalty_decision",
    "decision_approval",
    "summary_decision",
    "correction_notice",
    "legal_review",
    "case_source",
    "closing_doc",
)
_HEAD = 160  # characters of a writ in which its number stands
_NO_SERIAL = re.compile(r"[\u4e00-\u9fa5][〔\[【（(](?:\d{4}|_{1,6}|×{1,4}|X{1,4})?[〕\]】）)]第?(?:[_×X]{0,8})号")
_PLACEHOLDER = re.compile(r"×{2,}|_{3,}|X{2,}|＿{2,}|年月日|[＊*]{3,}")
_MUST = {"party_name": "当事人", "cause": "案由", "number": "文号", "facts": "违法事实", "ruling": "处罚内容"}
_FILLED = ("filing_approval", "prior_notice", "penalty_decision", "summary_decision", "decision_approval", "service_doc")


@check("doc.blank_or_undated")
def blank_or_undated(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Every blank place of every writ, one finding a writ."""
    if not case.dossier.writs:
        return not_applicable("卷内没有识别到文书")
    outcomes = []
    for writ in case.dossier.writs:
        found = [*_opinions(case, writ), *_undated(case, writ), *_placeholders(case, writ), *_number(case, writ)]
        if found and case.readable(writ):
            outcomes.append(_blank(case, writ, found))
    return outcomes or met("审批意见、日期、文号等关键栏目未见空白")


def _blank(case: CaseFile, writ: Writ, found: list[tuple[str, Evidence]]) -> Outcome:
    what = "，".join(said for said, _ in found)
    law = ["APL2021:第四十七条"]
    if "意见" in what:
        law.append("GD_REC2021")
    if writ.type == "penalty_decision" and _UNDATED in what:
        law += ["APL2021:第五十九条", "SD_SUP2014"]
    return breach(
        f"疑似文书填写不全：《{writ.title}》（第{writ.first_page}页）{what}",
        on=_on(case, writ),
        evidence=[evidence for _, evidence in found],
        law=law,
    )


def _on(case: CaseFile, writ: Writ) -> date | None:
    """The day of the writ; of one without a day, the day of the decision or filing."""
    day = case.date(writ)
    return day.value if isinstance(day, Dated) else case.decision_date or case.filing_date


def _opinions(case: CaseFile, writ: Writ) -> Iterator[tuple[str, Evidence]]:
    """Opinions that are blank or say nothing, and opinions of the head without a day."""
    if writ.type not in _APPROVALS or (writ.type == "closing_doc" and writ.subtype != "approval"):
        return
    for name, label in _OPINIONS.items():
        fields = writ.all(name)
        said = [field for field in fields if field.state == "value"]
        for field in said:
            if _ONLY_SEEN.fullmatch("".join(field.text.split())):
                yield f"{label}只写“{field.text.strip()}”，没有明确意见", case.evidence(label, field=field, writ=writ)
        if fields and all(field.state == "empty" for field in fields) and not _elsewhere(case, writ, name):
            yield f"{label}栏空白", case.evidence(label, writ=writ)
    yield from _nameless(case, writ)
    units = writ.all("unit_opinion")
    signed_units = [field for field in writ.all("unit_sign") if field.state == "value"]
    if units and len(signed_units) == len(units) and any(field.state == "empty" for field in units) and not _inked(case, writ, "unit"):
        yield "承办机构、审核机构意见栏只有签名，没有意见", case.evidence("签名", field=signed_units[0], writ=writ)
    signed = writ.get("leader_opinion").state == "value" and writ.get("leader_sign").state == "value"
    if signed and writ.get("leader_date").state == "empty" and not _inked(case, writ, "leader"):
        yield "负责人意见没有署日期", case.evidence("负责人意见", field=writ.get("leader_opinion"), writ=writ)
    else:
        yield from _hands_without_day(case, writ)


def _nameless(case: CaseFile, writ: Writ) -> Iterator[tuple[str, Evidence]]:
    """Opinions with an empty place for the name, where other hands of the form have theirs in type."""
    signs = {hand: writ.all(f"{hand}_sign") for hand in _DATES}
    if not any(field.state == "value" for fields in signs.values() for field in fields):
        return
    for hand, label in _DATES.items():
        opinion = writ.get(f"{hand}_opinion")
        if hand == "leader" and writ.type in _REPORTED:
            continue
        if opinion.state == "value" and [field.state for field in signs[hand]] == ["empty"] and not _inked(case, writ, hand):
            yield f"{label}意见没有签名", case.evidence(f"{label}意见", field=opinion, writ=writ)


def _hands_without_day(case: CaseFile, writ: Writ) -> Iterator[tuple[str, Evidence]]:
    """Hands that signed without a day where the others wrote theirs: fewer days than signatures stand below the first of them."""
    hands = {hand: [field for field in writ.all(f"{hand}_sign") if field.state == "value"] for hand in _DATES}
    dated = {hand: [field for field in writ.all(f"{hand}_date") if field.state == "value"] for hand in _DATES}
    signed = [hand for hand, fields in hands.items() if fields]
    lacking = [hand for hand in signed if not dated[hand]]
    units = len(hands["unit"]) - len(dated["unit"]) if len(hands["unit"]) == len(writ.all("unit_opinion")) else 0
    if units > 0 and dated["unit"]:
        lacking.append("unit")
    if not lacking or not any(dated.values()) or _inked(case, writ):
        return
    text = case.squeezed(writ).text
    first = min(text.find("".join(fields[0].text.split())[:2]) for hand, fields in hands.items() if fields)
    if len(find_dates(text[max(first, 0) :])) >= len(signed) + (units if "unit" in lacking and dated["unit"] else 0):
        return
    for hand in lacking:
        if hand == "leader" and writ.type == "filing_approval":
            continue  # 缺立案审批 reports an approval without its day
        yield f"{_DATES[hand]}签名没有署日期", case.evidence(f"{_DATES[hand]}签名", field=hands[hand][0], writ=writ)


def _elsewhere(case: CaseFile, writ: Writ, name: str) -> bool:
    """Whether another rule reports this blank, or another place of the form holds the opinion, or ink stands where it was not read."""
    if name == "leader_opinion" and (writ.type in _REPORTED or any(one.writ is writ for one in approvals(case, MEASURES))):
        return True
    if name == "conclusion" and any(writ.get(other).state == "value" for other in ("unit_opinion", "opinions", "legal_opinion")):
        return True
    others = [writ.get(other) for other in ("opinion_basis", "unit_opinion")]
    if name == "handler_opinion" and any(field.state == "value" and not _CONSENT.fullmatch(_bare(field)) for field in others):
        return True
    return _inked(case, writ, name.removesuffix("_opinion"))


def _inked(case: CaseFile, writ: Writ, whose: str = "") -> bool:
    """Whether hands wrote in the place of that hand, or where it is not known on the pages: what they wrote may be what was not read."""
    own = [place for place in places(case, writ) if whose and opinion_of(place.within) == whose]
    if own:
        return any(place.state in ("ink", "unknown") for place in own)
    return any(page.pictures for page in case.dossier.pages_of(writ)) or case.recognised(writ)


def _undated(case: CaseFile, writ: Writ) -> Iterator[tuple[str, Evidence]]:
    """A blank field for the day, or a letter that ends with 年月日 and bears no day on a line of its own.

    A blank field for the day of the decision is reported by 处罚决定书缺法定要素.
    """
    if key := _KEY_DAYS.get(writ.type):
        name, label = key
        if writ.get(name).state == "empty" and not _inked(case, writ):
            yield f"{label}空白", case.evidence(label, field=writ.get(name), writ=writ)
    if writ.type not in _DATED:
        return
    day = case.date(writ)
    blank = not isinstance(day, Dated) and day.state == "empty"
    if blank and writ.type == "penalty_decision":
        return
    if not blank and writ.type in _LETTERS:
        lines = case.text(writ).text.split("\n")
        blank = any(_NO_DAY.fullmatch(line) for line in lines) and not any(
            len(line.strip()) <= _DAY_LINE and find_dates(line) for line in lines
        )
    if not blank and writ.type in (*_LETTERS, "investigation_report") and writ.type != "penalty_decision":
        blank = _ends_without_day(case, writ)
    if blank and not _inked(case, writ):
        yield _UNDATED, case.evidence(f"《{writ.title}》", writ=writ)


def _ends_without_day(case: CaseFile, writ: Writ) -> bool:
    """A letter that ends with its agency, or a report with its signatures, and bears no day there nor on a line of its own."""
    lines = ["".join(line.split()) for line in case.text(writ).text.split("\n")]
    lines = [line for line in lines if line]
    if writ.type == "investigation_report":
        ends = [at for at, line in enumerate(lines) if (match := _SIGNING.search(line)) and len(line) > match.end() + 1]
    else:
        ends = [at for at, line in enumerate(lines) if line == case.agency]
    if not ends or ends[-1] * 2 < len(lines) or len(lines) - ends[-1] > _TAIL or not case.readable(writ):
        return False
    alone = any(len(line) <= _DAY_LINE and find_dates(line) for line in lines)
    return not alone and not any(find_dates(line) for line in lines[ends[-1] :])


def _placeholders(case: CaseFile, writ: Writ) -> Iterator[tuple[str, Evidence]]:
    """Key places that hold a placeholder only, and a cause or a party left blank."""
    names = writ.all("party_name")
    if names and all(field.state == "empty" for field in names) and _lacks_party(case, writ):
        yield "当事人栏空白", case.evidence("当事人", field=names[0], writ=writ)
    if writ.type not in _FILLED:
        return
    causes = writ.all("cause")
    if causes and all(field.state == "empty" for field in causes) and not _inked(case, writ):
        yield "案由栏空白", case.evidence("案由", field=causes[0], writ=writ)
    for name, label in _MUST.items():
        for field in writ.all(name):
            if field.state == "value" and _PLACEHOLDER.fullmatch(_bare(field)):
                yield f"{label}栏为未填写的“{field.text.strip()}”", case.evidence(label, field=field, writ=writ)


def _lacks_party(case: CaseFile, writ: Writ) -> bool:
    """Whether a form names the party nowhere; a decision without it is reported by 处罚决定书缺法定要素."""
    filled = (writ.type in _FILLED and writ.type != "penalty_decision") or (writ.type == "closing_doc" and writ.subtype == "approval")
    return bool(filled and case.party and case.party not in case.squeezed(writ).text and not _inked(case, writ))


def _bare(field: Field) -> str:
    return "".join(field.text.split())


def _number(case: CaseFile, writ: Writ) -> Iterator[tuple[str, Evidence]]:
    """A number without its serial, or of a year in which neither the writ was made nor the case was filed."""
    if writ.type not in _NUMBERED or case.recognised(writ):
        return
    numbers = find_document_numbers(writ.number or "")
    if not numbers:
        passage = case.squeezed(writ)
        if match := _NO_SERIAL.search(passage.text, 0, _HEAD):
            spans = passage.spans(match.start(), match.end())
            yield f"文号“{match.group()[1:]}”没有填写序号", case.evidence("文号", spans=spans, writ=writ)
        return
    day = case.date(writ)
    years = {one.year for one in (day.value if isinstance(day, Dated) else None, case.filing_date) if one}
    year = numbers[0].value.year
    if isinstance(day, Dated) and year not in years and case.filing_date:
        said = f"文号为〔{year}〕，与成文年份{day.value.year}年、立案年份{case.filing_date.year}年都不符"
        yield said, case.evidence(f"文号 {writ.number}", field=writ.get("number"), writ=writ)
