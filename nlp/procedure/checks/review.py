"""Legal review (法制审核, at 市场监管 also 案件审核) before the decision (处罚法第五十八条)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.dossier import Writ
from nlp.procedure.boxes import EMPTY, TICKED
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Severity
from nlp.procedure.logic import Ternary, any_of, known, undecided
from nlp.procedure.mention import Mention
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import fine_reaches

_REFUSED = r"不(予)?同意|(审核)?不(予)?通过|未通过|建议(予以)?(纠正|补充(调查|证据|材料))|退回(补充|办案)"
# 同意审核意见 agrees with the reviewer, whatever he said
_AGREED = r"(?<!不)(?<!不予)(原则)?同意(?!(上述|该|以上)?审核(人员?|机构)?(的)?(意见|结论))|审核通过|(?<!不)(?<!未)予以通过"
_LATER_MATTER = r"强制执行|分期|延期缴纳|更正|补正"
_LEGAL_COLUMN = r"(法制(审核)?(机构|部门|科|股|大队|中队|员|人员)?|案件?审核(机构|部门|人员)?|政策法规(科|股|处))(负责人)?(审核)?意见"


@check("review.legal_review_missing")
def legal_review_missing(case: CaseFile, rule: Rule) -> Outcome:
    """A review where one is needed: after a hearing, above the local threshold, and at 市场监管 in every ordinary case."""
    decision = case.last("penalty_decision")
    if case.procedure != "ordinary" or decision is None:
        return not_applicable("不是作出处罚决定的普通程序案件")
    there = any_of(case.has("legal_review"), known(bool(_in_a_column(case))))
    if there.yes:
        return met("卷内有法制审核（案件审核）意见")
    mark = [case.evidence(f"《{decision.title}》", writ=decision)]
    on = case.decision_date
    need = review_needed(case)
    if need.yes and there.no:
        return breach("疑似应当法制审核而未审核：卷内未见法制审核意见", on=on, evidence=mark, absent=("legal_review",))
    if need.yes or (case.department == "市场监管" and there.unknown):
        return unknown(f"未见法制审核文书，但{there.reason}", evidence=mark)
    if case.department == "市场监管":
        return breach(
            "疑似缺案件审核：市场监管部门普通程序案件，卷内未见案件审核表或者法制审核意见",
            on=on,
            severity="major",
            evidence=mark,
            absent=("legal_review",),
            law=("SAMR_PROC",),
        )
    weighty = [hit for hit in case.mentions("collective_discussion", r"重大|复杂", drop_negation=True) if not _in_title(case, hit)]
    if weighty and there.no:
        evidence = [*mark, case.cite("集体讨论记录", weighty[-1])]
        return breach("疑似重大、复杂案件未经法制审核：集体讨论记录称案情重大或者复杂", on=on, severity="info", evidence=evidence)
    if need.unknown:
        return unknown(need.reason, evidence=mark)
    return not_applicable("不属于应当法制审核的情形")


@check("review.after_decision_or_failed")
def after_decision_or_failed(case: CaseFile, rule: Rule) -> Outcome:
    """At least one agreeing review no later than the decision, and after the hearing where one was held."""
    reviews = [_read(case, writ) for writ in case.writs("legal_review")]
    decision = case.last("penalty_decision")
    decided = case.date(decision)
    if not reviews or decision is None:
        return not_applicable("卷内没有法制审核文书或者处罚决定书")
    if not isinstance(decided, Dated):
        return unknown(decided.reason)
    reviews = [one for one in reviews if not (one.later_matter and one.day and one.day.value > decided.value)] or reviews
    dated = [one for one in reviews if one.day]
    undated = [one for one in reviews if not one.day]
    passed = sorted((one.day for one in dated if one.day and one.agrees.yes and one.day.value <= decided.value), key=lambda day: day.value)
    need = review_needed(case)
    if not passed:
        late = [one.day for one in dated if one.day and one.day.value > decided.value]
        refused = [one for one in reviews if one.agrees.no]
        severity: Severity = "fatal" if need.yes else "major"
        if undated or any(one.agrees.unknown for one in reviews if not (one.day and one.day.value > decided.value)):
            return unknown("审核结论或者审核日期未能识别", evidence=(decided.evidence, *(one.day.evidence for one in dated if one.day)))
        if refused and not late:
            one = refused[-1]
            evidence = [case.evidence("审核结论", writ=one.writ), decided.evidence]
            where = f"《{one.writ.title}》（第{one.writ.first_page}页）"
            message = f"疑似审核未通过仍作出决定：{where}结论不是同意，{decided.text}作出处罚决定"
            return breach(message, on=decided.value, severity=severity, evidence=evidence)
        day = min(late, key=lambda one: one.value)
        message = f"疑似审核晚于决定：{decided.text}作出处罚决定，{day.text}才审核"
        return breach(message, on=decided.value, severity=severity, evidence=(decided.evidence, day.evidence))
    first, last = passed[0], passed[-1]
    hearing = case.date(case.last("hearing_doc", "record"))
    if isinstance(hearing, Dated) and last.value < hearing.value <= decided.value:  # a later one is reported with the hearing
        message = f"疑似听证前审核、听证后未再审核：{last.text}审核，{hearing.text}听证"
        market: Severity = "major" if case.department == "市场监管" else "minor"
        return breach(message, on=decided.value, severity=market, evidence=(last.evidence, hearing.evidence))
    approval = case.date(case.last("decision_approval"))
    if isinstance(approval, Dated) and first.value > approval.value:
        message = f"疑似审批早于审核：{approval.text}决定审批，{first.text}才审核"
        return breach(message, on=decided.value, severity="minor", evidence=(approval.evidence, first.evidence))
    return met(f"{first.text}审核同意", (first.evidence, decided.evidence))


def review_needed(case: CaseFile) -> Ternary:
    """Whether the law or the office asks for a review: a hearing was held, or the fine reaches the local threshold."""
    reaches = fine_reaches(case, case.settled.review_threshold, "法制审核标准（review_threshold）")
    return any_of(known(bool(case.writs("hearing_doc", "record"))), reaches)


@dataclass(frozen=True, slots=True)
class _Review:
    writ: Writ
    day: Dated | None
    agrees: Ternary
    later_matter: bool


def _read(case: CaseFile, writ: Writ) -> _Review:
    day = case.date(writ)
    fields = ["".join(field.text.split()) for name in ("conclusion", "opinions") for field in writ.all(name) if field.state == "value"]
    text = case.squeezed(writ).text
    agrees = _conclusion("。".join(fields)) if fields else undecided()
    if agrees.unknown:
        agrees = _conclusion(text)
    return _Review(writ, day if isinstance(day, Dated) else None, agrees, bool(re.search(_LATER_MATTER, text)))


def _conclusion(text: str) -> Ternary:
    ticked = "".join(re.findall(rf"[{TICKED}][)）]?([^{EMPTY}{TICKED}。；]{{2,20}})", text))
    text = ticked or re.sub(rf"[{EMPTY}][^{EMPTY}{TICKED}。；]{{2,20}}", "", text)
    if re.search(_AGREED, text):
        return known(True)
    return known(False) if re.search(_REFUSED, text) else undecided("审核结论未能识别")


def _in_title(case: CaseFile, hit: Mention) -> bool:
    """重大案件集体讨论记录 is the name of the form."""
    return "案件集体讨论" in case.squeezed(hit.writ).text[hit.start : hit.end + 8]


def _in_a_column(case: CaseFile) -> list[str]:
    """Opinions of the legal section written into another form (审批表“法制机构意见”栏)."""
    writs = [*case.writs("internal_approval"), *case.writs("decision_approval"), *case.writs("investigation_report")]
    found = [case.mentions(writ, rf"{_LEGAL_COLUMN}[：:]?.{{0,40}}?同意") for writ in writs]
    fields = [field.text for writ in writs for field in writ.all("legal_opinion") if field.state == "value"]
    return [hit.text for hits in found for hit in hits] + fields
