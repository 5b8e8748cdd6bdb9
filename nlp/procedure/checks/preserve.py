"""Evidence registered and kept (先行登记保存): approved by the leader, listed, signed for and handed over at once.

处罚法第五十六条; 市场监督管理行政处罚程序规定第三十三条、第三十四条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from ingest.dossier import Writ
from nlp.facts.dates import find_times
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Severity
from nlp.procedure.handing_over import NOT_RECEIVED, handed_over_late, items_named
from nlp.procedure.measure_approval import PRESERVATION, Approval, approvals, approved_by_word, timing
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.signing import places, signed

_PARTY = re.compile(r"当事人|被通知|被取证|被处罚人|现场负责人|持有人|所有人|保管人|见证人")
_OWN_RULES = ("市场监管", "公安")
_HOW = ("SAMR_PROC:第三十四条", "PSB2019")  # list, signatures, notice on the spot


@check("preserve.approval_or_list_missing")
def approval_or_list_missing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Every preservation: its approval and when it was given, its list, who signed it, when it was handed over."""
    notices = [writ for writ in case.writs("reg_preserve_doc") if writ.subtype in ("notice", None)]
    if not notices:
        return not_applicable("卷内没有先行登记保存通知书")
    outcomes = []
    for notice in notices:
        start = case.date(notice)
        if isinstance(start, Dated):
            outcomes += [_approved(case, notice, start), *_listed(case, notice, start), *_handed_over(case, notice, start)]
        else:
            outcomes.append(unknown(start.reason))
    return outcomes


def _approved(case: CaseFile, notice: Writ, start: Dated) -> Outcome:
    found = approvals(case, PRESERVATION)
    said = f"{start.text}先行登记保存"
    if not found:
        has = case.has("internal_approval", "preserve")
        if has.unknown:
            return unknown(f"{said}，未见负责人批准的审批表，但{has.reason}", evidence=(start.evidence,))
        if told := approved_by_word(case):
            return unknown(f"{said}，未见审批表，笔录（第{told.page}页）载明“{told.quote}”，请核对", evidence=(start.evidence, told))
        claim = next(iter(case.mentions(notice, r"经[^。；，]{0,14}负责人批准")), None)
        tail = "，通知书写有“经本机关负责人批准”而无批准文书" if claim else ""
        return breach(
            f"疑似先行登记保存未经批准：{said}，卷内未见机关负责人批准的审批表{tail}",
            on=start.value,
            evidence=(start.evidence,),
            absent=("internal_approval",),
            law=("APL2021", "SAMR_PROC:第三十三条"),
        )
    return _in_time(case, found, said, start, _kept_at(case, notice, start))


def _in_time(case: CaseFile, found: list[Approval], said: str, start: Dated, moment: datetime | None) -> Outcome:
    when = {timing(case, one, start, moment): one for one in reversed(found)}
    for good in ("before", "within"):
        if good in when and not when[good].blank:
            return met(f"{said}，有负责人批准")
    if blank := next((one for one in found if one.blank), None):
        mark = case.evidence("负责人意见空白", writ=blank.writ)
        return breach(
            f"疑似先行登记保存未经批准：{said}，《{blank.writ.title}》（第{mark.page}页）的负责人意见和签名空白",
            on=start.value,
            evidence=(start.evidence, mark),
            law=("APL2021", "SAMR_PROC:第三十三条"),
        )
    late = when.get("late")
    if late is None or not late.own or not isinstance(late.day, Dated):
        one = found[0]
        return unknown(
            f"{said}，《{one.writ.title}》（第{one.writ.first_page}页）的批准日期未能识别",
            evidence=(start.evidence, case.evidence("审批", writ=one.writ)),
        )
    return breach(
        f"疑似先行登记保存未及时补办批准：{said}，{late.day.text}才批准，超过二十四小时",
        on=start.value,
        evidence=(start.evidence, late.day.evidence),
        law=("APL2021", "SAMR_PROC:第三十三条"),
    )


def _kept_at(case: CaseFile, notice: Writ, start: Dated) -> datetime | None:
    return min((one.value for one in find_times(case.squeezed(notice).text) if one.value.date() == start.value), default=None)


def _lists(case: CaseFile) -> list[Writ]:
    """The lists; several departments use one form (场所/设施/财物清单) for what is kept and for what is seized."""
    shared = [writ for writ in case.writs("seizure_doc", "list") if not re.search("查封|扣押|强制措施", writ.title)]
    return [*case.writs("reg_preserve_doc", "list"), *shared, *(writ for writ in case.writs("evidence_material") if "清单" in writ.title)]


def _listed(case: CaseFile, notice: Writ, start: Dated) -> Iterator[Outcome]:
    """A list, or the things named in the notice itself; the party signed it, or a note says why not."""
    lists = _lists(case)
    if not lists and case.readable(notice) and not items_named(case.squeezed(notice).text):
        has, mark = case.has("reg_preserve_doc", "list"), case.evidence(f"《{notice.title}》", writ=notice)
        said = f"{start.text}先行登记保存，《{notice.title}》（第{mark.page}页）未列明物品或者写明另附清单，卷内未见清单"
        if has.unknown:
            yield unknown(f"{said}，但{has.reason}", evidence=(start.evidence, mark))
        else:
            yield breach(
                f"疑似先行登记保存没有清单：{said}",
                on=start.value,
                evidence=(start.evidence, mark),
                absent=("reg_preserve_doc",),
                law=("APL2021", *_HOW),
            )
    for writ in lists:
        by_party = signed(case, writ, _PARTY, "party_sign")
        if by_party.yes or case.mentions(writ, NOT_RECEIVED, drop_citations=False):
            continue
        if by_party.unknown and places(case, writ, _PARTY.pattern):
            yield unknown(f"{start.text}先行登记保存，{by_party.reason}", evidence=(case.evidence(f"《{writ.title}》", writ=writ),))
        elif by_party.no:
            mark = case.evidence("当事人签名处空白", field=writ.get("party_sign"), writ=writ)
            yield breach(
                f"疑似先行登记保存清单未经当事人签名：《{writ.title}》（第{mark.page}页）当事人签名处空白，也未注明拒签或者不到场",
                on=start.value,
                severity=_weight(case),
                evidence=(start.evidence, mark),
                law=_law(case),
                confidence=0.8,
            )


def _handed_over(case: CaseFile, notice: Writ, start: Dated) -> Iterator[Outcome]:
    """The notice reached the party on the day itself, unless nobody was there to take it."""
    if day := handed_over_late(case, notice, start):
        yield breach(
            f"疑似先行登记保存通知书未当场交付：{start.text}先行登记保存，{day.text}才送达通知书",
            on=start.value,
            severity=_weight(case),
            evidence=(start.evidence, day.evidence),
            law=_law(case),
        )


def _weight(case: CaseFile) -> Severity:
    """How the list is signed and the notice handed over is told by rules of 市场监管 and 公安, not by 第五十六条."""
    return "major" if case.department in _OWN_RULES else "minor"


def _law(case: CaseFile) -> tuple[str, ...]:
    return _HOW if case.department in _OWN_RULES else ("APL2021",)
