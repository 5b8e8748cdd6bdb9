"""The right to a hearing, and the hearing itself (处罚法第六十三、六十四条)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ingest.dossier import Writ
from nlp.procedure.act_day import law_day
from nlp.procedure.boxes import EMPTY, TICKED
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.elements import may_give_place
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.local import Threshold
from nlp.procedure.logic import Ternary, any_of, known, undecided
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import fine_of, fine_reaches, heavy_kinds, is_person
from nlp.workdays import workdays_between

_NEW_LAW = date(2021, 7, 15)
_OLD_HEAVY = ("责令停产停业", "吊销许可证件")


@check("hearing.notice_missing")
def notice_missing(case: CaseFile, rule: Rule) -> Outcome:
    """Where the penalty falls under 第六十三条, some notice speaks of the hearing."""
    if case.procedure != "ordinary" or not case.notices:
        return not_applicable("没有告知书；未告知由“决定前未告知”检查")
    told = [*case.notices, *case.writs("hearing_doc")]
    spoken = case.mentions(told, "听证", drop_citations=False)
    if spoken := [hit for hit in spoken if not _left_out(case.squeezed(hit.writ).text, hit.start)]:
        return met("告知类文书写有听证", [case.cite("听证", spoken[0])])
    notice = case.last("prior_notice") or case.notices[-1]
    day = law_day(case, notice)
    if isinstance(day, Missing):
        return unknown(day.reason)
    decision = case.last("penalty_decision")
    heavy = heavy_kinds(case, decision) or heavy_kinds(case, notice)
    evidence = [case.evidence(f"《{notice.title}》", writ=notice), *(case.cite(kind, hit) for kind, hit in heavy[:1])]
    kinds = list(dict.fromkeys(kind for kind, _ in heavy if day >= _NEW_LAW or kind in _OLD_HEAVY))
    reaches = _reaches(case, rule, decision or notice, day)
    if not kinds and reaches.no:
        return not_applicable("未见属于听证范围的处罚")
    if any(not case.readable(one) for one in case.notices) or case.gaps:
        return unknown("；".join(case.gaps) or "告知书未能完整识别", evidence=evidence)
    if kinds or reaches.yes:
        ground = f"处罚含{'、'.join(kinds)}" if kinds else "罚款达到听证数额"
        message = (
            f"疑似属于听证范围而未告知听证权：{ground}（第{evidence[-1].page}页），《{notice.title}》（第{notice.first_page}页）未写听证"
        )
        return breach(message, on=day, evidence=evidence)
    return unknown(reaches.reason, evidence=evidence)


def _left_out(text: str, at: int) -> bool:
    """Whether ``text[at]`` stands behind an empty box in its sentence, on a form that has others ticked (☑处罚前告知 □听证告知)."""
    boxes = _BOX.findall(text, text.rfind("。", 0, at) + 1, at)
    return bool(boxes) and boxes[-1] in EMPTY and _TICKED.search(text) is not None


_BOX = re.compile(f"[{EMPTY}{TICKED}]")
_TICKED = re.compile(r"[☑✓✔■☒]|(?<!打)(?<!打[“\"])√")  # forms print 在□内打“√”


@check("hearing.notice_less_than_7")
def notice_less_than_7(case: CaseFile, rule: Rule) -> Outcome:
    """Seven working days between the service of the first notice of the hearing and the hearing."""
    record = case.first("hearing_doc", "record")
    if record is None:
        return not_applicable("没有举行听证")
    held = case.date(record)
    on = held.value if isinstance(held, Dated) else None
    mark = [held.evidence] if isinstance(held, Dated) else [case.evidence(f"《{record.title}》", writ=record)]
    there = case.has("hearing_doc", "notice")
    if there.unknown:
        return unknown(f"未见听证通知书，但{there.reason}", evidence=mark)
    if there.no:
        message = f"疑似举行听证未通知：《{record.title}》（第{record.first_page}页）有听证，卷内未见听证通知书"
        return breach(message, on=on, evidence=mark, absent=("hearing_doc",))
    notices = case.writs("hearing_doc", "notice")
    if blank := _blank(case, notices):
        return breach(f"疑似听证通知书缺时间、地点：{blank.label}", on=on, evidence=[blank])
    if not isinstance(held, Dated):
        return unknown(held.reason)
    days = [day for notice in notices if isinstance(day := case.served(notice).day, Dated)]
    if not days:
        return unknown("听证通知书的送达日期未能识别", evidence=mark)
    first = min(days, key=lambda day: day.value)
    working = first.value >= _NEW_LAW
    between = workdays_between(first.value, held.value) if working else (held.value - first.value).days
    if between is None:
        return unknown(f"{held.value.year}年的法定节假日安排未知，无法计算工作日", evidence=mark)
    unit = "个工作日" if working else "日"
    said = f"{first.text}送达听证通知书，{held.text}举行听证，相隔{between}{unit}"
    if between >= rule.params["working_days"]:
        return met(said, (first.evidence, held.evidence))
    agreed = _agreed(case)
    severity: Severity = "minor" if agreed else "major"
    note = "，当事人书面同意提前举行" if agreed else ""
    message = f"疑似听证通知未提前七日：{said}，少于七{unit}{note}"
    return breach(message, on=first.value, severity=severity, evidence=[first.evidence, held.evidence, *agreed])


def _reaches(case: CaseFile, rule: Rule, writ: Writ, day: date) -> Ternary:
    """Whether the fine reaches the amount for a hearing: the office's own, the verified one of the police, else not decidable."""
    own = case.settled.hearing_fine
    if own.person is not None or own.organisation is not None:
        return fine_reaches(case, own, "听证数额（hearing_fine）")
    fine = fine_of(case, writ)
    if fine is None:
        return known(False)
    if case.department == "公安":
        security = bool(case.mentions(writ, "治安管理处罚法", drop_citations=False))
        table = rule.params["hearing_fine"]["公安"]
        key = "其他" if not security else "治安_2026" if day >= date(2026, 1, 1) else "治安"
        return fine_reaches(case, Threshold.model_validate(table[key]), "听证数额")
    suggested = rule.params["hearing_fine"].get(case.department)
    if suggested and not _at_least(case, fine, Threshold.model_validate(suggested)).yes:
        return known(False)
    known_amount = "达到未经核对的部门听证数额" if suggested else "是否达到听证数额，本地参数（hearing_fine）未配置"
    return undecided(f"罚款{fine}元{known_amount}，告知书未写听证")


def _at_least(case: CaseFile, fine: Decimal, threshold: Threshold) -> Ternary:
    person = is_person(case)
    limits = [threshold.person] if person else [threshold.organisation] if person is False else [threshold.person, threshold.organisation]
    return any_of(*(known(limit is not None and fine >= Decimal(str(limit))) for limit in limits))


def _blank(case: CaseFile, notices: Iterable[Writ]) -> Evidence | None:
    for notice in notices:
        for name, label in (("hearing_time", "时间"), ("place", "地点")):
            if notice.get(name).state == "empty":
                return case.evidence(f"《{notice.title}》（第{notice.first_page}页）听证{label}栏空白", writ=notice)
        if untold := _untold(case, notice):
            return case.evidence(f"《{notice.title}》（第{notice.first_page}页）未写明听证{untold}", writ=notice)
    return None


_SET = re.compile(r"定于(?P<day>\d{4}年\d{1,2}月\d{1,2}日)(?P<rest>[^。；]{0,80}?)(?:举行|召开)")
_HOUR = re.compile(r"[\d一二三四五六七八九十]{1,3}(?:时|点|[:：]\d)|[上下中]午|早上|午[前后]")
_WHERE = re.compile(r"[在于到至]|室|厅|楼|局|会场|大队|中心")


def _untold(case: CaseFile, notice: Writ) -> str | None:
    """What a notice in sentences (定于…举行听证) does not say of when and where; None where it says both, or is no such notice."""
    if case.recognised(notice) or not case.readable(notice):
        return None
    text = case.squeezed(notice).text
    match = _SET.search(text)
    if match is None:
        return None
    if not _WHERE.search(match["rest"]) and not re.search(r"地点|地址[：:]", text) and not may_give_place(text[match.end() :]):
        return "地点"
    return None if _HOUR.search(match["rest"]) or re.search(r"时间[：:]", text) else "时间"


def _agreed(case: CaseFile) -> list[Evidence]:
    """Where the party agrees in writing to an earlier hearing."""
    pattern = (
        r"(同意|申请|要求)[^。；]{0,12}提前[^。；]{0,8}(举行|听证)|(放弃|不受)[^。；]{0,10}(七|7)[^。；]{0,4}日[^。；]{0,6}(期限|限制|通知)"
    )
    return [case.cite("同意提前听证", hit) for hit in case.mentions([*case.writs("hearing_doc"), *case.writs("statement_doc")], pattern)][
        :1
    ]
