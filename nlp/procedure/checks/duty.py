"""Duties towards a clue and a violation: to file in time, to hand over crimes (处罚法第二十七、五十四、七十六、八十二条)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.deductions import TEST, Period, deductions
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.signing import leader_signed
from nlp.workdays import is_workday, workdays_between

_PROLONGED = re.compile(
    r"延长[^。；，]{0,10}(?:核查|立案)[^。；，]{0,4}(?:期限|时限|时间)?|(?:核查|立案)(?:期限|时限|时间)[^。；，]{0,8}延长"
)
_REFUSAL_FORM = re.compile(r"(?:案件|行政处罚)?不予立案(?:审批|呈批|报告)")
_REFUSED = re.compile(r"不予立案")
_GROUND = re.compile(r"轻微|初次|首次|主观过错|证据不足|不成立|不能成立|时效|管辖|不属于|未构成|不构成|没有违法|无违法|理由|因|鉴于|由于")


@check("duty.filing_delay")
def filing_delay(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Working days from the clue to its filing against the limit of the department; a refusal to file has reasons and a signature."""
    writs = [*case.writs("filing_approval"), *case.writs("no_penalty_decision")]
    outcomes = [outcome for writ in writs for outcome in _refusal(case, writ)]
    return outcomes or _delay(case, rule)


def _delay(case: CaseFile, rule: Rule) -> Outcome:
    found = _clue(case)
    if found is None:
        return not_applicable("卷内没有案件来源材料")
    filed = case.filing if case.writs("filing_approval") else case.date(case.first("summary_decision"))
    if not isinstance(found, Dated):
        return unknown(found) if case.department == "市场监管" else not_applicable(found)
    if not isinstance(filed, Dated):
        return not_applicable("没有立案或者当场处罚的日期")
    limit = case.settled.filing_days or rule.params["filing_days"].get(case.department)
    days = _working_days(case, found.value, filed.value)
    if days is None:
        return unknown(f"{filed.value.year}年的法定节假日安排未知，无法计算工作日", evidence=(found.evidence, filed.evidence))
    said = f"{found.text}收到案件线索，{filed.text}立案，扣除检验检测鉴定时间后{days}个工作日"
    if limit is None:
        if days <= rule.params["long_days"]:
            return not_applicable(f"{case.department or '本'}部门没有配置立案期限")
        return unknown(f"{said}，本部门的立案期限未配置（filing_days）", evidence=(found.evidence, filed.evidence))
    extension = case.settled.filing_extension_days or rule.params["filing_extend"].get(case.department, 0)
    granted = _prolonged(case)
    allowed = limit + (extension if granted else 0)
    if days <= allowed:
        return met(said, (found.evidence, filed.evidence))
    note = f"（含经批准延长的{extension}个工作日）" if granted else "，卷内未见延长核查期限的批准"
    if not granted and days <= limit + extension and case.gaps:
        return unknown(
            f"{said}，超过{limit}个工作日，未见延长核查期限的审批，但{'；'.join(case.gaps)}", evidence=(found.evidence, filed.evidence)
        )
    return breach(
        f"疑似未及时立案：{said}，超过{allowed}个工作日{note}",
        on=filed.value,
        evidence=(found.evidence, filed.evidence),
        law=("SAMR_PROC",) if case.department == "市场监管" else ("APL2021:第五十四条",),
    )


def _clue(case: CaseFile) -> Dated | str | None:
    """The day the clue came in: of the first source, else of the first inspection. A reason where no day was read."""
    writs = case.writs("case_source") or (*case.writs("inspection_doc"), *case.writs("scene_record"))
    days = [case.date(writ) for writ in writs]
    dated = [day for day in days if isinstance(day, Dated)]
    if dated:
        return min(dated, key=lambda day: day.value)
    return next((day.reason for day in days if not isinstance(day, Dated)), None)


def _working_days(case: CaseFile, first: date, last: date) -> int | None:
    """Working days after ``first`` up to ``last`` less those of tests (程序规定第十八条第二款)."""
    total = workdays_between(first, last)
    tests = [period for period in deductions(case) if period.what == TEST]
    tests += _reported(case, first, tests)
    away = {
        period.first + timedelta(days=i)
        for period in tests
        for i in range(1, (period.last - period.first).days + 1)
        if first < period.first + timedelta(days=i) <= last
    }
    return None if total is None else total - sum(is_workday(day) is True for day in away)


def _reported(case: CaseFile, first: date, tests: Sequence[Period]) -> list[Period]:
    """Tests whose commission is not in the dossier: counted from the clue."""
    ends = {period.last for period in tests}
    days = [case.date(writ) for writ in case.writs("appraisal_doc", "report")]
    return [
        Period(TEST, first, day.value, (day.evidence,))
        for day in days
        if isinstance(day, Dated) and day.value not in ends and day.value > first
    ]


def _prolonged(case: CaseFile) -> bool:
    writs = [*case.writs("internal_approval"), *case.writs("case_source"), *case.writs("filing_approval")]
    return bool(case.writs("internal_approval", "extend_verification") or case.mentions(writs, _PROLONGED, drop_negation=True))


def _refusal(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """A decision not to file without a signature, or without a ground."""
    opinion = writ.get("leader_opinion")
    said = opinion.state == "value" and _REFUSED.search("".join(opinion.text.split()))
    if not said and not _REFUSAL_FORM.match(writ.title):
        return
    day = case.date(writ)
    mark = case.evidence("不予立案", field=opinion if said else None, writ=writ)
    named = f"《{writ.title}》（第{writ.first_page}页）"
    on = day.value if isinstance(day, Dated) else None
    if leader_signed(case, writ).no:
        yield breach(f"疑似不予立案未经负责人批准：{named}负责人签名栏空白", on=on, evidence=(mark,), law=("APL2021",))
    elif case.readable(writ) and not case.gaps and not _GROUND.search(case.squeezed(writ).text):
        yield breach(f"疑似不予立案未写理由：{named}没有写明不予立案的理由", on=on, evidence=(mark,), law=("APL2021",))
    else:
        yield met(f"{named}不予立案有理由和签批", (mark,))
