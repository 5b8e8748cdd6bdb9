"""The order of the steps (程序时间): filing, investigation, notice, approval, decision, service, closing, filing away.

Only two dates that were both read decide; equal days are in order. What other rules report (review and notice against the decision,
the hearing, the collective discussion) is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.dossier import Writ
from ingest.normalise import normalise
from nlp.facts.dates import find_bad_dates, find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing, date_fields, zh
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.workdays import is_workday

_FAR = 300  # days; a longer way back is more often a misread year than a step out of order
_PROOF = {"inquiry_record": None, "sampling_record": None, "appraisal_doc": "report"}
_AFTERWARDS = (
    r"复查|回访|整改(?:情况|落实)|改正情况|执行(?:情况|笔录|过程)|分期|延期缴纳|强制执行|拆除现场|催告|履行情况"
    r"|送达|销毁|处置|解除|退还|听证"
)
# what only somebody asks who knows of a decision: questions about putting right or about letters are put in every inquiry
_ASKED_AFTERWARDS = r"复查|回访|处罚决定书?|决定书|罚款缴纳|履行|强制执行|分期|延期缴纳|催告|听证"
_TAKEN = re.compile(r"提取|复制|证据(?:材料)?登记表|照片|图片")  # sheets and photos of proof, which bear the day it was taken
_TAKEN_AFTERWARDS = _AFTERWARDS + r"|(?:整改|改正|清理|治理|拆除|恢复|修复)(?:后|完|到位)|公示|缴款|缴纳|张贴"
_SIGNED_LINE = re.compile(r"签[名字章收]|盖章|负责人|审批|审核|承办|日期|时间")
_PREPAID = r"退缴|上缴违法所得|暂存|暂扣款|保证金|预缴|退赔|押金|主动缴|检测费|鉴定费|听证(?:会)?费"


@dataclass(frozen=True, slots=True)
class _Step:
    """A step with its day. ``did`` is what happened, for messages."""

    did: str
    day: Dated
    writ: Writ


@check("timeline.inversion")
def inversion(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Pairs of steps in the wrong order, dates of writs that lie in the future or in no calendar, proof younger than the decision."""
    if case.procedure != "ordinary":
        return not_applicable("不是普通程序案件")
    outcomes = [
        *_pairs(case),
        *_served_before_made(case),
        *_payments(case),
        *_late_proof(case),
        *_impossible(case),
        *_on_a_holiday(case),
    ]
    if outcomes:
        return outcomes
    unread = [day.reason for day in (case.filing, case.decided) if isinstance(day, Missing) and day.state != "absent"]
    return unknown("；".join(unread)) if unread else met("各环节日期先后无误")


def _pairs(case: CaseFile) -> Iterator[Outcome]:
    """Neighbouring steps of the two chains of an ordinary case."""
    decided = _step(case, "作出处罚决定", case.last("penalty_decision"))
    report = _first(case, "调查终结", case.writs("investigation_report"))
    filing = _first(case, "立案", case.writs("filing_approval"))
    told = _told(case)
    served = _served(case, case.last("penalty_decision"), "送达处罚决定书")
    approved = _first(case, "审批处罚决定", case.writs("decision_approval"))
    review = _last(case, "法制审核", case.writs("legal_review"))
    closed = _last(case, "批准结案", case.writs("closing_doc", "approval"))
    archived = _archived(case)
    heard = bool(case.writs("hearing_doc", "record"))
    if told and decided and told.day.value > decided.day.value and not _told_before(case, decided):
        told = None  # told after the decision: reported by 决定前未告知
    chains = [
        [filing, report, told, decided, served, closed, archived],
        [approved, decided],
        [] if heard or _review_late(review, decided) else [report, review],
    ]
    for chain in chains:
        known = [step for step in chain if step]
        for earlier, later in pairwise(known):
            if earlier.day.value > later.day.value:
                yield _inverted(case, earlier, later)


def _served_before_made(case: CaseFile) -> Iterator[Outcome]:
    """A notice whose receipt bears an earlier day than the notice itself; only where both were printed, not recognised.

    Of several notices an unnumbered receipt may be that of another one.
    """
    made, served = _step(case, "作出告知书", case.notices[0] if len(case.notices) == 1 else None), _told(case)
    if made is None or served is None or made.day.value <= served.day.value:
        return
    if case.recognised(made.writ, served.writ):
        return
    yield _inverted(case, made, served)


def _inverted(case: CaseFile, earlier: _Step, later: _Step) -> Outcome:
    evidence = (earlier.day.evidence, later.day.evidence)
    said = f"{later.day.text}{later.did}，{earlier.day.text}才{earlier.did}"
    doubtful = [step for step in (earlier, later) if _doubtful(case, step)]
    if (earlier.day.value - later.day.value).days > _FAR or doubtful:
        return unknown(f"{said}；日期取自正文、相差很大或者年份与文号不符，可能是识读有误", evidence=evidence)
    return breach(f"疑似程序时间倒置：{said}", on=later.day.value, evidence=evidence, law=("APL2021:第四十七条",))


def _doubtful(case: CaseFile, step: _Step) -> bool:
    """A day taken from running text, or read from an image with a year that is neither that of the writ's number nor the next."""
    span = step.day.evidence.span
    page = case.dossier.page(step.day.evidence.page or step.writ.first_page)
    if all(step.writ.get(name).state != "value" for name in date_fields(step.writ)):
        if span is None:
            return True
        begin, end = page.text.rfind("\n", 0, span.start) + 1, page.text.find("\n", span.end)
        line = "".join(normalise(page.text[begin : end if end >= 0 else None]).text.split())
        if len(line) > 24 and not _SIGNED_LINE.search(line):
            return True
    number = re.search(r"[（(〔\[【](20\d\d)[）)〕\]】]", step.writ.number or "")
    return page.origin == "ocr" and number is not None and step.day.value.year - int(number.group(1)) not in (0, 1)


def _payments(case: CaseFile) -> Iterator[Outcome]:
    """Fines paid before they were imposed; what was paid in on account or handed back is no fine."""
    decided = case.decided
    if not isinstance(decided, Dated):
        return
    for writ in case.writs("payment_doc", "voucher"):
        paid = case.date(writ)
        if isinstance(paid, Dated) and paid.value < decided.value and not case.mentions(writ, _PREPAID, drop_citations=False):
            yield _inverted(case, _Step("作出处罚决定", decided, case.decision or writ), _Step("缴款", paid, writ))


def _late_proof(case: CaseFile) -> Iterator[Outcome]:
    """Proof made after the decision: records, samples, test reports, sheets and photos of proof; anything whose day the decision names.

    A record that the report of the investigation names by its day as proof is one, whatever else is asked in it.
    """
    decision, decided = case.last("penalty_decision"), case.decided
    if decision is None or not isinstance(decided, Dated):
        return
    cited = {one.value for one in find_dates(case.squeezed(decision).text)}
    for writ in case.dossier.writs:
        kind = _PROOF.get(writ.type, "")
        proves = kind is None or (kind and writ.subtype == kind)
        if not proves and writ.type not in ("scene_record", "evidence_material"):
            continue
        day = case.date(writ, "date") if proves or writ.type == "scene_record" else _field_day(case, writ)
        if not isinstance(day, Dated) or day.value <= decided.value or _later_matter(case, writ, day):
            continue
        if proves or day.value in cited or (writ.type == "evidence_material" and _TAKEN.search(writ.title or "")):
            step = _Step(f"形成《{writ.title}》", day, writ)
            if (day.value - decided.value).days > _FAR or _doubtful(case, step):
                yield unknown(
                    f"《{writ.title}》（第{writ.first_page}页）日期晚于处罚决定很多，可能是识读有误",
                    evidence=(day.evidence, decided.evidence),
                )
            else:
                yield breach(
                    f"疑似先决定后取证：{decided.text}作出处罚决定，{day.text}才{step.did}",
                    on=decided.value,
                    evidence=(decided.evidence, day.evidence),
                    law=("APL2021:第四十七条", "EVID2002"),
                )


def _later_matter(case: CaseFile, writ: Writ, day: Dated) -> bool:
    """Whether a paper of after the decision is about what follows it: putting right, payment, service, enforcement."""
    if writ.type == "inquiry_record":
        return bool(case.mentions(writ, _ASKED_AFTERWARDS, drop_citations=False)) and not _named_as_proof(case, writ, day)
    if writ.type != "evidence_material":
        return bool(case.mentions(writ, _AFTERWARDS, drop_citations=False))
    rechecked = {case.date(one) for one in case.writs("correction_notice", "recheck")}
    same_day = any(isinstance(one, Dated) and one.value == day.value for one in rechecked)
    return same_day or bool(case.mentions(writ, _TAKEN_AFTERWARDS, drop_citations=False))


def _named_as_proof(case: CaseFile, writ: Writ, day: Dated) -> bool:
    """Whether the report of the investigation lists this inquiry by its day."""
    said = rf"{zh(day.value)}.{{0,20}}(?:询问|调查|谈话)"
    return any(case.mentions(report, said, drop_citations=False) for report in case.writs("investigation_report"))


def _field_day(case: CaseFile, writ: Writ) -> Dated | Missing:
    """The day in the field only: lists of photos end with days of other things."""
    if all(writ.get(name).state != "value" for name in date_fields(writ)):
        return Missing("unread", "")
    return case.date(writ)


def _impossible(case: CaseFile) -> Iterator[Outcome]:
    """Writs dated after today, or on a day no calendar has."""
    for writ in case.dossier.writs:
        if writ.type in ("party_identity", "dossier_binding", "evidence_material", "law_material"):
            continue
        day = case.date(writ)
        if isinstance(day, Dated) and day.value > case.today:
            if case.dossier.page(writ.first_page).origin == "ocr":
                yield unknown(
                    f"《{writ.title}》（第{writ.first_page}页）日期{zh(day.value)}在今日之后，可能是识读有误", evidence=(day.evidence,)
                )
            else:
                yield breach(
                    f"疑似日期错误：《{writ.title}》（第{day.evidence.page}页）日期{zh(day.value)}在今日之后",
                    on=case.decision_date or case.filing_date or case.today,
                    evidence=(day.evidence,),
                    law=("APL2021:第四十七条",),
                )
        for name in date_fields(writ):
            field = writ.get(name)
            bad = find_bad_dates(field.text) if field.state == "value" else []
            if bad and case.recognised(writ):
                yield unknown(f"《{writ.title}》（第{writ.first_page}页）日期“{bad[0].text}”不存在，可能是识读有误，请查看页面图像")
            elif bad:
                mark = case.evidence(f"《{writ.title}》日期 {bad[0].text}", field=field, writ=writ)
                yield breach(
                    f"疑似日期错误：《{writ.title}》（第{writ.first_page}页）日期“{bad[0].text}”不存在",
                    on=case.decision_date or case.filing_date,
                    evidence=(mark,),
                    law=("APL2021:第四十七条",),
                )


def _on_a_holiday(case: CaseFile) -> Iterator[Outcome]:
    """A hint: the leader approved the filing on a day off."""
    filed = case.filing
    if isinstance(filed, Dated) and is_workday(filed.value) is False:
        yield breach(
            f"提示：疑似立案日期有误，{filed.text}为周末或者法定节假日",
            on=filed.value,
            severity="info",
            evidence=(filed.evidence,),
            law=("APL2021:第四十七条",),
        )


# ---- steps ----


def _step(case: CaseFile, did: str, writ: Writ | None) -> _Step | None:
    day = case.date(writ)
    return _Step(did, day, writ) if writ and isinstance(day, Dated) else None


def _first(case: CaseFile, did: str, writs: tuple[Writ, ...]) -> _Step | None:
    steps = [step for writ in writs if (step := _step(case, did, writ))]
    return min(steps, key=lambda step: step.day.value, default=None) if len(steps) == len(writs) else None


def _last(case: CaseFile, did: str, writs: tuple[Writ, ...]) -> _Step | None:
    steps = [step for writ in writs if (step := _step(case, did, writ))]
    return max(steps, key=lambda step: step.day.value, default=None) if len(steps) == len(writs) else None


def _served(case: CaseFile, writ: Writ | None, did: str) -> _Step | None:
    if writ is None:
        return None
    service = case.served(writ)
    return _Step(did, service.day, service.receipt.writ if service.receipt else writ) if isinstance(service.day, Dated) else None


def _told(case: CaseFile) -> _Step | None:
    """The last notice reaching the party."""
    notice = case.last("prior_notice")
    return _served(case, notice, "送达告知书")


def _told_before(case: CaseFile, decided: _Step) -> bool:
    days = [case.served(notice).date for notice in case.notices]
    return any(day and day <= decided.day.value for day in days)


def _review_late(review: _Step | None, decided: _Step | None) -> bool:
    """A review after the decision is reported by 审核晚于决定."""
    return bool(review and decided and review.day.value > decided.day.value)


def _archived(case: CaseFile) -> _Step | None:
    """The day the dossier was filed away, where it stands in its own field: not one of several days below labels side by side."""
    for writ in case.writs("dossier_binding"):
        if writ.get("archived_date").state == "value" and (step := _step(case, "归档", writ)) and not _among_days(case, step):
            return step
    return None


def _among_days(case: CaseFile, step: _Step) -> bool:
    """Whether the line of a day holds nothing but days: whose they are the labels above tell, if they were read in the right columns."""
    span = step.day.evidence.span
    text = case.dossier.page(span.page).text if span else ""
    line = text[text.rfind("\n", 0, span.start) + 1 :].split("\n", 1)[0] if span else ""
    return len(find_dates(line)) > 1 and not re.search(r"[\u4e00-\u9fa5]", re.sub(r"[年月日]", "", line))
