"""How inspectors enter: scanned in (扫码入企), not on quiet days (企业无扰日), with notice and record (检查必通知、必记录)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from ingest.inspection import Inspection
from nlp.facts.identifiers import valid_uscc
from nlp.inspection.bodies import body_of
from nlp.inspection.finding import Judgement, breach, days_of, general_question, places_of, question
from nlp.inspection.reason import Reason
from nlp.inspection.setting import Setting
from nlp.inspection.visits import Visits, by_lead
from nlp.procedure.rules import Rule

_PLANNED: tuple[Reason, ...] = ("routine", "special", "state_special", "full_cover")
_UNANNOUNCED = re.compile(r"飞行检查|飞检|暗访|突击|不预先告知|不事先告知|四不两直")
_OFFLINE = re.compile(r"断网|无网络|无信号|补录|系统(?:故障|维护|升级)")
_CAMPAIGN = re.compile(r"专项|整治|行动")
_CASE = re.compile(r"案件|立案|调查取证|涉嫌")


def no_approval_or_notice(visits: Visits, rule: Rule, setting: Setting) -> Iterator[Judgement]:
    """Planned inspections whose place for the notice, the approval or the result is empty. A scan stands for the notice."""
    planned = [row for row in visits.rows if visits.reason(row) in _PLANNED]
    lacking = [row for row in planned if row.notice == "" or row.approval == "" or _no_result(row)]
    since = setting.local.inspection_forms_from
    if since is None:
        if lacking:
            yield general_question(
                "未配置本地行政检查文书（审批表、通知书）的施行日期（inspection_forms_from），文号、结果空白的不能判断", lacking
            )
        return
    due = [row for row in lacking if row.day >= since]
    for agency, rows in by_lead(due).items():
        announced = [row for row in rows if not row.scanned and not _told(row, _UNANNOUNCED)]
        if bare := [row for row in announced if row.notice == ""]:
            yield _said("检查通知书文号", "未出具检查通知书", visits, agency, bare, ("ECOCHECK1999:第八条",))
        if silent := [row for row in rows if _no_result(row)]:
            yield _said("检查结果", "未记录检查结果", visits, agency, silent, ("ECOCHECK1999:第九条",))
        if unapproved := [row for row in rows if row.approval == "" and row.notice != ""]:
            places = f"{days_of(unapproved)}，{places_of(unapproved)}"
            text = f"线索，待核：{agency}检查{visits.name}{len(unapproved)}次的审批（任务编号）一栏空白（{places}）"
            yield question(text, unapproved, agency=agency)


def no_scan_or_quiet_day(visits: Visits, rule: Rule, setting: Setting) -> Iterator[Judgement]:
    """Two duties of one rule, each with its own local parameter."""
    yield from _no_scan(visits, setting)
    yield from _quiet_day(visits, rule, setting)


def _no_scan(visits: Visits, setting: Setting) -> Iterator[Judgement]:
    """No scan in the row, nor another record of one, within two hours of the inspection."""
    open_ones = [row for row in visits.rows if _unscanned(row, visits, setting) and not _told(row, _CASE) and not _told(row, _OFFLINE)]
    since = setting.local.scan_from
    if since is None:
        if said := [row for row in open_ones if row.scanned is False]:
            yield general_question("未配置本地扫码入企的施行日期（scan_from），未扫码（登记）的检查不能判断", said)
        return
    due = [row for row in open_ones if row.day >= since]
    coded = valid_uscc(visits.key)
    known = [row for row in due if row.scanned is False or coded]
    for agency, rows in by_lead(known).items():
        told = all(row.scanned is False for row in rows)
        yield breach(
            f"疑似未扫码（登记）入企：{agency}检查{visits.name}{len(rows)}次没有扫码登记记录（{days_of(rows)}，{places_of(rows)}）",
            rows,
            agency=agency,
            confidence=0.9 if told else 0.7,
        )
    if named := [row for row in due if row.scanned is None and not coded]:
        yield general_question("扫码记录中没有找到，但台账没有统一社会信用代码，企业名称的写法可能不同，请核对", named)


def _unscanned(row: Inspection, visits: Visits, setting: Setting) -> bool:
    covered = any((body_of(agency), f"{row.day:%Y-%m}") in setting.coverage for agency in row.agencies)
    if row.scanned or not (row.scanned is False or covered):
        return False
    bodies = set(map(body_of, row.agencies))
    scans = [one for one in visits.rows if one.scanned and one.day == row.day and bodies & set(map(body_of, one.agencies))]
    return not any(one.start is None or row.start is None or abs(one.start - row.start) <= timedelta(hours=2) for one in scans)


def _quiet_day(visits: Visits, rule: Rule, setting: Setting) -> Iterator[Judgement]:
    """Routine inspections on a quiet day that no exception covers."""
    if not setting.local.quiet_days:
        yield general_question("未配置本地的企业无扰日（quiet_days），不能判断检查是否在无扰日进行", visits.rows)
        return
    quiet = [row for row in visits.rows if visits.reason(row) != "triggered" and _quiet(row, rule, setting)]
    for agency, rows in by_lead(quiet).items():
        if sure := [row for row in rows if _plain_routine(row, visits)]:
            yield breach(
                f"疑似在企业无扰日实施检查：{agency}于{days_of(sure)}检查{visits.name}（{places_of(sure)}），当日为本地公布的无扰日",
                sure,
                agency=agency,
            )
    if open_ones := [row for row in quiet if not _plain_routine(row, visits)]:
        yield general_question("无扰日的检查事由不明或者为专项检查，不能判断是否属于无扰日的例外", open_ones)


def _plain_routine(row: Inspection, visits: Visits) -> bool:
    """Campaigns that the government of the place ordered are an exception nearly everywhere."""
    return visits.reason(row) == "routine" and not _told(row, _CAMPAIGN)


def _quiet(row: Inspection, rule: Rule, setting: Setting) -> bool:
    text = f"{row.reason or ''}；{row.items or ''}；{row.remarks or ''}"
    general = [str(word) for word in rule.params["exceptions"]]
    return any(
        entry.holds(row.day) and not any(word in text for word in (*general, *entry.except_for)) for entry in setting.local.quiet_days
    )


def _said(column: str, what: str, visits: Visits, agency: str, rows: Sequence[Inspection], law: Sequence[str]) -> Judgement:
    text = f"疑似{what}：{agency}检查{visits.name}{len(rows)}次的{column}一栏空白（{days_of(rows)}，{places_of(rows)}）"
    return breach(text, rows, agency=agency, law=law)


def _no_result(row: Inspection) -> bool:
    return row.result == "" and not row.problems


def _told(row: Inspection, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(text) for text in (row.reason, row.items, row.remarks) if text)
