"""What a filled sheet proposes, item by item, and the score between its two ends."""

from dataclasses import replace

import pytest

from nlp.procedure.finding import Evidence, Finding, Severity, Verdict
from nlp.procedure.report import PageRow, Report, WritRow
from nlp.sheets.catalogue import Sheet, parse_sheet
from nlp.sheets.fill import FilledSheet, fill

SHEET = parse_sheet(
    "test.yml",
    """
id: test
title: 评查表
source: 本局
formula: {base: 50, scale: 50}
vetoes:
  - {number: 1, group: 程序, text: 未告知, rules: [notice.prior_notice_missing, notice.decision_before_period]}
  - {number: 2, group: 主体, text: 无资格}
deductions:
  - name: 基本要素
    items:
      - {number: 1, text: 送达回证, points: 2, rules: [service.receipt_missing_or_defect]}
kinds:
  - id: ordinary
    name: 普通
    full: 10
    writs: [penalty_decision]
    groups:
      - number: 1
        name: 立案审批表
        writs: [filing_approval]
        points: 4
        absent: zero
        items:
          - {number: 1, text: 经批准, points: 3, rules: [filing.approval_missing]}
          - {number: 2, text: 写明理由, points: 1}
      - number: 2
        name: 听证笔录
        writs: [hearing_doc/record]
        points: 6
        absent: skip
        items:
          - {number: 1, text: 提前通知, points: 6, rules: [hearing.notice_less_than_7]}
""",
)
ALL_KEPT = ("notice.prior_notice_missing", "service.receipt_missing_or_defect", "filing.approval_missing", "hearing.notice_less_than_7")


def said(rule: str, verdict: Verdict, severity: Severity = "major", page: int = 3) -> Finding:
    return Finding(
        rule, verdict, severity, f"{rule} {verdict}", (Evidence("处", "文", page),), reason="看原页" if verdict == "unknown" else None
    )


def report(*findings: Finding, writs: tuple[str, ...] = ("filing_approval", "penalty_decision"), origin: str = "text") -> Report:
    rows = tuple(
        WritRow(writ.partition("/")[0], writ, place, place, subtype=writ.partition("/")[2] or None) for place, writ in enumerate(writs, 1)
    )
    pages = tuple(PageRow(place, 595, 842, origin) for place in range(1, len(writs) + 1))  # type: ignore[arg-type]
    return Report("k", "案卷", "done", None, (), pages, writs=rows, findings=findings)


def filled(given: Report, sheet: Sheet = SHEET) -> FilledSheet:
    return fill(given, [sheet])


def test_kept_checks_give_points_and_items_without_checks_are_the_reviewers() -> None:
    sheet = filled(report(*(said(rule, "met") for rule in ALL_KEPT)))
    first = sheet.groups[0]
    assert [(item.answer.state, item.points) for item in first.items] == [("kept", 3), ("open", None)]
    assert first.pages == (1,)
    assert (sheet.least, sheet.most) == (50 + 50 * 3 / 4, 100)
    assert [veto.answer.state for veto in sheet.vetoes] == ["kept", "open"]


def test_a_breach_takes_the_points_and_shows_its_page() -> None:
    sheet = filled(report(said("filing.approval_missing", "breach", page=7), said("service.receipt_missing_or_defect", "breach")))
    item = sheet.groups[0].items[0]
    assert (item.answer.state, item.points, item.answer.pages) == ("broken", 0.0, (7,))
    assert sheet.deductions[0][1][0].points == 2
    assert (sheet.least, sheet.most) == (50 - 2, 50 + 50 * 1 / 4 - 2)


def test_what_could_not_be_decided_is_open() -> None:
    item = filled(report(said("filing.approval_missing", "unknown"))).groups[0].items[0]
    assert (item.answer.state, item.points) == ("open", None)
    assert item.answer.findings[0].reason == "看原页"


def test_a_heavy_breach_of_a_veto_is_nought_and_a_light_one_is_asked_about() -> None:
    heavy = filled(report(said("notice.decision_before_period", "breach", "fatal")))
    assert heavy.vetoed
    assert (heavy.least, heavy.most) == (0, 0)
    light = filled(report(said("notice.decision_before_period", "breach", "minor")))
    assert not light.vetoed
    assert light.vetoes[0].answer.state == "open"
    assert light.vetoes[0].answer.findings


def test_a_writ_that_lacks_costs_its_points_or_is_not_reviewed() -> None:
    sheet = filled(report(writs=("penalty_decision",)))
    missing, hearing = sheet.groups
    assert missing.reviewed
    assert [item.points for item in missing.items] == [0, 0]
    assert not hearing.reviewed
    assert hearing.items[0].answer.state == "skipped"
    held = filled(report(said("hearing.notice_less_than_7", "met"), writs=("filing_approval", "hearing_doc/record")))
    assert held.groups[1].reviewed
    assert held.groups[1].items[0].points == 6


@pytest.mark.parametrize("origin", ["none"])
def test_on_unread_pages_nothing_is_missing(origin: str) -> None:
    sheet = filled(report(writs=("penalty_decision",), origin=origin))
    assert [item.points for item in sheet.groups[0].items] == [None, None]
    assert sheet.most == 100


def test_a_dossier_without_a_group_to_review_scores_its_base() -> None:
    skipping = replace_absent(SHEET)
    assert filled(report(writs=("penalty_decision",)), skipping).most == 50


def replace_absent(sheet: Sheet) -> Sheet:
    """The sheet with every group left out where its writ lacks."""
    kind = sheet.kinds[0]
    groups = tuple(group.model_copy(update={"absent": "skip"}) for group in kind.groups)
    return sheet.model_copy(update={"kinds": (kind.model_copy(update={"groups": groups}),)})


def test_a_score_is_never_below_nought() -> None:
    given = report(said("service.receipt_missing_or_defect", "breach"), writs=("penalty_decision",))
    sheet = SHEET.model_copy(update={"formula": SHEET.formula.model_copy(update={"base": 0})})
    assert filled(replace(given), sheet).least == 0
