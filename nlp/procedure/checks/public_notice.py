"""Service by announcement (公告送达): the last resort, for its full period, with reasons on file (民事诉讼法第九十五条)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from ingest.dossier import Writ
from nlp.facts.document_numbers import find_document_numbers, same_number
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.service import announced_until, stands_for

_THIRTY_SINCE = date(2022, 1, 1)
_POLICE = "公安"
# attempts that failed, or that nobody knows where the party is
_ATTEMPTED = re.compile(
    r"下落不明|去向不明|查无此人|无法(?:取得)?联系|失去联系|失联|联系不上|人去楼空|已?搬离|迁移新址|原址查无|无人(?:签收|应答|在场|居住|接听|收件)|(?:停机|空号|关机)|查无此(?:址|单位)|关门停业|大门紧锁"
    r"|送达(?:均|都|仍|皆)?(?:未果|未成功?|不成|失败)|未能(?:直接|当面|成功)?送达|退件|退信|拒收(?!事由|原因|理由|情况|的|或)|多次(?:上门|前往|电话|联系|送达)"
    r"|(?:邮|快递|信函|专递|EMS|送达|投递|文书)[^。；，]{0,20}退回(?!的|之日|后|补)|退回(?:寄件|原寄)"
)
_REASON = re.compile(
    r"无法[^。；，]{0,16}送达|(?:其他|上述|直接|邮寄|留置)(?:等)?(?:送达)?方式[^。；]{0,10}(?:无法|未能|不能)|公告送达(?:的)?(?:原因|理由|经过)"
)
_ATTEMPTING = frozenset(
    {"service_doc", "inquiry_record", "scene_record", "inspection_doc", "internal_approval", "investigation_report", "av_record"}
    | {"evidence_material", "closing_doc", "decision_approval", "statement_doc", "enforcement_doc"}
)
_NEXT_STEPS = ("demand", "late_fee", "court_application")


@check("service.public_notice")
def public_notice(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Each announcement: why, for how long, and what was done before its period had run."""
    notices = case.writs("service_doc", "announcement") or [receipt.writ for receipt in case.receipts if receipt.mode == "公告"]
    found = [outcome for notice in notices for outcome in _announced(case, rule, notice)]
    return found or not_applicable("没有公告送达")


def _announced(case: CaseFile, rule: Rule, notice: Writ) -> list[Outcome]:
    if case.department == _POLICE and re.search("告知", notice.title + _subject(case, notice)):
        return [not_applicable("公安机关以公告方式告知，不是公告送达")]
    day = case.date(notice)
    if not isinstance(day, Dated):
        return [unknown(day.reason)]
    days = _days(rule.params["public_notice_days"], case.department, day.value)
    return [_grounds(case, notice, day), _period(case, notice, day, days), *_too_soon(case, notice, day, days)]


def _days(params: dict[str, Any], department: str | None, day: date) -> int:
    if department == _POLICE:
        return int(params[_POLICE])
    return int(params["since_2022"] if day >= _THIRTY_SINCE else params["before_2022"])


def _law(case: CaseFile) -> tuple[str, ...]:
    """The police have rules of their own, with a longer period."""
    return ("PSB2019",) if case.department == _POLICE else ("CPL2023:第九十五条", "SAMR_PROC")


def _subject(case: CaseFile, notice: Writ) -> str:
    return "、".join(re.findall(r"《([^》]{2,40})》", case.squeezed(notice).text))


def _grounds(case: CaseFile, notice: Writ, day: Dated) -> Outcome:
    """Attempts before, or that the party cannot be found; and the reason somewhere on file."""
    papers = [writ for writ in case.dossier.writs if writ.type in _ATTEMPTING and writ.subtype != "address_confirm"]
    attempt = next((case.cite("此前送达未果或者下落不明", hit) for hit in case.mentions(papers, _ATTEMPTED)), None)
    reason = attempt or next((case.cite("公告送达的原因", hit) for hit in case.mentions(papers, _REASON)), None)
    if attempt:
        return met(f"公告送达（第{notice.first_page}页）的原因见第{attempt.page}页", (day.evidence, attempt))
    lacking = "此前直接、邮寄送达未果的记录，也未载明受送达人下落不明" if reason else "公告送达的原因和经过"
    said = f"{day.text}公告送达，卷内未见{lacking}"
    evidence = [day.evidence, case.evidence(f"《{notice.title}》", writ=notice), *([reason] if reason else [])]
    if case.gaps:
        return unknown(f"{said}；{'；'.join(case.gaps)}", evidence=evidence)
    return breach(f"疑似公告送达不当：{said}", on=day.value, severity="major", evidence=evidence, law=_law(case))


def _period(case: CaseFile, notice: Writ, day: Dated, days: int) -> Outcome:
    """The period that the announcement itself states."""
    until = announced_until(case.squeezed(notice).text, day.value)
    if until is None:
        return met(f"公告（第{notice.first_page}页）没有写明公告期")
    stated = (until - day.value).days
    if stated >= days:
        return met(f"公告期{stated}日", (day.evidence,))
    return breach(
        f"疑似公告期不足：{day.text}的《{notice.title}》写明公告{stated}日视为送达，应当经过{days}日",
        on=day.value,
        severity="major",
        evidence=(day.evidence, case.evidence(f"《{notice.title}》", writ=notice)),
        law=_law(case),
    )


def _too_soon(case: CaseFile, notice: Writ, day: Dated, days: int) -> list[Outcome]:
    """What followed on the announced writ before its period had run, where the party did not receive it in another way as well."""
    over = day.value + timedelta(days=days)
    found = []
    for announced, follower in _followers(case, notice):
        on = case.date(follower)
        if isinstance(on, Dated) and day.value <= on.value < over and not _received(case, announced):
            found.append(
                breach(
                    f"疑似公告期未满：{day.text}公告送达，经过{days}日至{zh(over)}，{on.text}的《{follower.title}》已经作出",
                    on=on.value,
                    severity="major",
                    evidence=(day.evidence, on.evidence),
                    law=_law(case),
                )
            )
    return found


def _received(case: CaseFile, writ: Writ) -> bool:
    """Whether the party signed for a writ, whatever was announced."""
    service = case.served(writ)
    return service.by == "signature" or (service.receipt is not None and service.receipt.mode != "公告")


def _followers(case: CaseFile, notice: Writ) -> list[tuple[Writ, Writ]]:
    """(announced writ, what follows on it). A stated period of a notice is counted by 陈述申辩期限未届满即作出决定."""
    decision, told = case.last("penalty_decision"), case.last("prior_notice")
    if decision is None:
        return []
    pairs = []
    if _about(case, notice, decision):
        pairs += [(decision, writ) for part in _NEXT_STEPS for writ in case.writs("enforcement_doc", part)]
    if told and _about(case, notice, told) and announced_until(case.squeezed(notice).text, date.min) is None:
        pairs.append((told, decision))
    return pairs


def _about(case: CaseFile, notice: Writ, writ: Writ) -> bool:
    """Whether an announcement serves this writ: by its number, else by its title."""
    text = case.squeezed(notice).text
    numbers = [one.text for one in find_document_numbers(text)]
    if writ.number and numbers:
        return any(same_number(writ.number, number) for number in numbers)
    return any(stands_for(title, writ) for title in re.findall(r"《([^》]{2,40})》", text))
