"""How long evidence was kept and goods were held: 先行登记保存 (处罚法第五十六条) and 查封、扣押 (行政强制法第二十五条、第二十七条)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.disposal import Disposal, held_until, open_until, preserved_until
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.seizures import Seizure, seizures
from nlp.workdays import roll_to_workday, workdays_between

_NEW_LAW = date(2021, 7, 15)


@check("preserve.overdue_7_working_days")
def preserve_overdue(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Working days from each preservation to the first act that disposes of it."""
    notices = [writ for writ in case.writs("reg_preserve_doc") if writ.subtype in ("notice", None)]
    notices = notices or list(case.writs("reg_preserve_doc", "list"))
    if not notices:
        return not_applicable("卷内没有先行登记保存")
    outcomes, seen = [], set()
    for writ in notices:
        start = case.date(writ)
        if not isinstance(start, Dated):
            outcomes.append(unknown(start.reason))
        elif start.value not in seen:
            seen.add(start.value)
            outcomes.append(_preserved(case, start, rule.params["working_days"]))
    return outcomes


def _preserved(case: CaseFile, start: Dated, allowed: int) -> Outcome:
    if start.value < _NEW_LAW:
        return not_applicable(f"{zh(start.value)}先行登记保存，旧法没有规定七日为工作日，不追溯")
    disposals, undated = preserved_until(case, start.value)
    end = min(disposals, key=lambda one: one.day.value, default=None)
    if end is None:
        return _never_disposed(case, start, allowed, undated)
    used = workdays_between(start.value, end.day.value)
    evidence = (start.evidence, end.day.evidence)
    if used is None:
        return unknown(f"{start.value.year}年至{end.day.value.year}年的法定节假日安排未知，无法计算工作日", evidence=evidence)
    said = f"{start.text}先行登记保存，{end.day.text}{end.what}，相距{used}个工作日"
    if used <= allowed:
        return met(f"{said}，未超过{allowed}个工作日", evidence)
    if not end.own_paper and (case.gaps or undated):
        reasons = "；".join([*case.gaps, *(f"第{one.page}页提及已处理而未写日期" for one in undated)])
        return unknown(f"{said}；{reasons}，不能排除此前已经处理", evidence=(*evidence, *undated))
    return breach(f"疑似先行登记保存逾期未处理：{said}，超过{allowed}个工作日", on=start.value, evidence=evidence)


def _never_disposed(case: CaseFile, start: Dated, allowed: int, undated: Sequence[Evidence]) -> Outcome:
    """No disposal in the dossier: a defect only in a whole dossier, once the period is over."""
    until, what = open_until(case)
    used = workdays_between(start.value, until)
    if used is not None and used <= allowed:
        return met(f"{start.text}先行登记保存，七个工作日未满", (start.evidence,))
    if undated:
        return unknown("文书提及登记保存物品已经处理，未写处理日期", evidence=(start.evidence, *undated))
    listed = case.listed("reg_preserve_doc", "disposal") or case.listed("reg_preserve_doc", "release")
    unseen = [
        day.reason
        for writ in case.writs("reg_preserve_doc")
        if writ.subtype in ("disposal", "release") and not isinstance(day := case.date(writ), Dated)
    ]
    if case.gaps or listed or unseen:
        return unknown(
            "；".join([*case.gaps, *unseen, *([f"目录列有《{listed}》而卷内未见"] if listed else [])]), evidence=(start.evidence,)
        )
    if any(writ.subtype in ("disposal", "release") for writ in case.writs("reg_preserve_doc")):
        return unknown("处理文书的日期早于登记保存日，请核对日期", evidence=(start.evidence,))
    return breach(
        f"疑似先行登记保存后未作处理：{start.text}先行登记保存，至{zh(until)}（{what}）未见处理文书；逾期未处理的，先行登记保存措施自动解除",
        on=start.value,
        evidence=(start.evidence,),
        absent=("reg_preserve_doc",),
    )


@check("coercion.overdue")
def coercion_overdue(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Days each seizure lasted, less tests told in writing, against its limit with its extension."""
    found = seizures(case, rule)
    return [outcome for one in found for outcome in _held(case, one)] or not_applicable("卷内没有查封、扣押决定书")


def _held(case: CaseFile, seizure: Seizure) -> list[Outcome]:
    start = seizure.start
    if not isinstance(start, Dated):
        return [unknown(start.reason)]
    ends, undated = held_until(
        case, seizure.writ, start.value, [other for other in case.writs("seizure_doc", "decision") if other is not seizure.writ]
    )
    end = min(ends, key=lambda one: one.day.value, default=None)
    outcomes = _extension_defects(case, seizure, start)
    if end is None:
        return [*outcomes, _never_released(case, seizure, start, undated)]
    deducted = seizure.deducted(start.value, end.day.value)
    evidence = [start.evidence, end.day.evidence, *(one.evidence for one in seizure.extended), *seizure.test_evidence]
    used = (end.day.value - start.value).days
    said = f"{start.text}查封、扣押，{end.day.text}{end.what}，共{used}日"
    if deducted:
        said += f"，扣除检验鉴定{deducted}日"
    if end.day.value <= _last_day(start.value, seizure.limit + deducted):
        return [*outcomes, met(f"{said}，未超过{seizure.limit}日", evidence)]
    if doubt := _doubt(case, seizure, end, undated):
        return [*outcomes, unknown(f"{said}；{doubt}", evidence=evidence)]
    tail = f"延长后仍超过{seizure.limit}日" if seizure.extended else f"超过{seizure.limit}日，未见延长决定"
    note = "，检验鉴定期间未见书面告知，不扣除" if seizure.untold_tests else ""
    return [*outcomes, breach(f"疑似查封扣押超期：{said}，{tail}{note}", on=start.value, severity="fatal", evidence=evidence)]


def _doubt(case: CaseFile, seizure: Seizure, end: Disposal, undated: Sequence[Evidence]) -> str:
    """Why a seizure that looks overdue may not be; empty where nothing speaks for that."""
    if seizure.other_limit:
        return f"{seizure.other_limit}，本地参数（seizure_days）未配置"
    if seizure.open_tests:
        return "检验鉴定期间已经书面告知，起止日期未能识别，不能计算扣除的日数"
    if not seizure.extended and seizure.spoken_extension:
        return f"第{seizure.spoken_extension.page}页提及延长查封、扣押期限，而卷内未见延长文书"
    if undated and not end.own_paper:
        return f"第{undated[0].page}页提及已经解除或者退还而未写日期"
    if case.gaps and (not seizure.extended or not end.own_paper or seizure.untold_tests):
        return f"{'；'.join(case.gaps)}，不能排除有延长、解除文书"
    listed = case.listed("seizure_doc", "extension")
    if not seizure.extended and listed:
        return f"目录列有《{listed}》而卷内未见"
    return ""


def _extension_defects(case: CaseFile, seizure: Seizure, start: Dated) -> list[Outcome]:
    """An extension decided after the time had run out, not told, or told by nothing but an approval."""
    found = []
    for extension in seizure.extensions:
        day = case.date(extension)
        mark = case.evidence(f"《{extension.title}》", writ=extension)
        if isinstance(day, Dated) and len(seizure.extensions) == 1:
            deducted = seizure.deducted(start.value, day.value)
            if day.value > _last_day(start.value, seizure.base + deducted) and not (seizure.other_limit or seizure.open_tests):
                used = (day.value - start.value).days
                said = f"{start.text}查封、扣押，{day.text}才决定延长，已过{used}日"
                found.append(
                    breach(
                        f"疑似逾期后才延长查封扣押：{said}，超过{seizure.base}日",
                        on=day.value,
                        severity="fatal",
                        evidence=(start.evidence, day.evidence),
                    )
                )
        served = case.served(extension).served
        if served.no:
            found.append(
                breach(
                    f"疑似延长查封扣押未书面告知：《{extension.title}》（第{extension.first_page}页）未见送达回证或者当事人签收",
                    on=day.value if isinstance(day, Dated) else start.value,
                    severity="minor",
                    evidence=(start.evidence, mark),
                    absent=("service_doc",),
                    defect=f"service@{extension.first_page}",
                )
            )
    if seizure.extended and not seizure.extensions:
        approval = seizure.extended[0]
        listed = case.listed("seizure_doc", "extension")
        if case.gaps or listed:
            found.append(
                unknown(
                    f"有延长查封、扣押的审批而未见延长决定书；{'；'.join(case.gaps) or '目录列有延长决定书'}", evidence=(approval.evidence,)
                )
            )
        else:
            found.append(
                breach(
                    f"疑似延长查封扣押未书面告知：有延长审批（第{approval.evidence.page}页），卷内未见延长期限决定书",
                    on=approval.value,
                    severity="minor",
                    evidence=(start.evidence, approval.evidence),
                    absent=("seizure_doc",),
                )
            )
    return found


def _never_released(case: CaseFile, seizure: Seizure, start: Dated, undated: Sequence[Evidence]) -> Outcome:
    """No paper ends the seizure: compared with the decision, in an open case with today."""
    decided = case.decided if case.decision else None
    closed = bool(case.writs("closing_doc", "approval") or case.writs("dossier_binding"))
    if undated:
        return unknown("文书提及查封、扣押的财物已经解除、退还或者移交，未写日期", evidence=(start.evidence, *undated))
    if case.gaps or seizure.other_limit or seizure.open_tests:
        reasons = [*case.gaps, *([seizure.other_limit] if seizure.other_limit else [])]
        return unknown("；".join(["未见解除或者处理查封、扣押财物的文书", *reasons]), evidence=(start.evidence,))
    if isinstance(decided, Dated):
        deducted = seizure.deducted(start.value, decided.value)
        if decided.value > _last_day(start.value, seizure.limit + deducted):
            used = (decided.value - start.value).days
            return breach(
                f"疑似查封扣押超期未处理：{start.text}查封、扣押，至{decided.text}作出决定已{used}日，"
                f"超过{seizure.limit}日，未见解除或者处理文书",
                on=start.value,
                severity="major",
                evidence=(start.evidence, decided.evidence),
                absent=("seizure_doc",),
            )
        return unknown("未见解除或者处理查封、扣押财物的文书", evidence=(start.evidence, decided.evidence))
    if closed:
        return unknown("未见解除或者处理查封、扣押财物的文书", evidence=(start.evidence,))
    if case.today > _last_day(start.value, seizure.limit + seizure.deducted(start.value, case.today)):
        used = (case.today - start.value).days
        return breach(
            f"疑似查封扣押超期：{start.text}查封、扣押，至今{used}日，超过{seizure.limit}日，未见解除或者处理文书",
            on=start.value,
            severity="fatal",
            evidence=(start.evidence,),
            absent=("seizure_doc",),
        )
    return met(f"{start.text}查封、扣押，期限未满", (start.evidence,))


def _last_day(start: date, days: int) -> date:
    """The last lawful day, moved to a working day; a week later where the calendar of the year is not known."""
    last = date.fromordinal(start.toordinal() + days)
    return roll_to_workday(last) or date.fromordinal(last.toordinal() + 7)
