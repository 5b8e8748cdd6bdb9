from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Finding, Severity, Verdict
from nlp.procedure.local import LocalParameters
from nlp.procedure.report import STEPS, Clock, FilePart, Report, Score, ScoreItem
from nlp.procedure.score import FULL, POINTS, score
from nlp.procedure.screening import screen

MakeCase = Callable[..., CaseFile]
TODAY = date(2026, 3, 2)


def finding(rule: str, severity: Severity = "major", verdict: Verdict = "breach") -> Finding:
    return Finding(rule, verdict, severity, "疑似")


def test_points_come_off_once_a_check_by_its_worst_finding() -> None:
    result = score([finding("a.b", "minor"), finding("a.b", "major"), finding("a.b", "minor"), finding("c.d", "minor")])
    assert result is not None
    assert [(item.rule, item.severity, item.points) for item in result.items] == [("a.b", "major", 10.0), ("c.d", "minor", 2.5)]
    assert (result.total, result.veto) == (87.5, False)


def test_a_fatal_breach_vetoes() -> None:
    assert score([finding("a.b", "fatal")]) == Score(60.0, True, (ScoreItem("a.b", "fatal", 40.0),))


def test_hints_and_other_verdicts_take_nothing_off() -> None:
    assert score([finding("a.b", "info"), finding("c.d", "fatal", "unknown"), finding("e.f", "fatal", "met")]) == Score(FULL, False, ())


def test_a_dossier_of_which_nothing_was_judged_has_no_score() -> None:
    assert score([finding("a.b", "fatal", "unknown"), finding("c.d", "major", "not_applicable")]) is None


@given(st.lists(st.tuples(st.sampled_from(["a.b", "c.d", "e.f", "g.h"]), st.sampled_from(sorted(POINTS))), min_size=1))
def test_a_score_lies_between_nothing_and_full_and_adds_up(given: list[tuple[str, Severity]]) -> None:
    result = score([finding(rule, severity) for rule, severity in given])
    assert result is not None
    assert 0 <= result.total <= FULL
    assert result.total == max(0.0, FULL - sum(item.points for item in result.items))


@pytest.fixture
def report(make_case: MakeCase) -> Report:
    dossier = make_case(
        {"type": "filing_approval", "title": "立案审批表", "text": "2024年3月1日"},
        {"type": "prior_notice", "title": "行政处罚告知书", "text": "甲县市场监督管理局\n2024年5月20日"},
        {
            "type": "penalty_decision",
            "title": "行政处罚决定书",
            "text": "决定给予以下行政处罚：罚款人民币5000元。\n甲县市场监督管理局\n2024年6月6日",
        },
        unread=1,
    ).dossier
    return screen(dossier, [FilePart("甲.pdf", "a" * 64, 1, 4)], local=LocalParameters(), today=TODAY)


def test_a_report_comes_back_from_json_as_it_was(report: Report) -> None:
    assert Report.from_json(report.to_json()) == report
    assert Report.from_json(report.to_json().encode()).to_json() == report.to_json()


def test_an_unread_report_comes_back_too() -> None:
    rejected = Report("k", "甲", "rejected", "文件已加密", (FilePart("甲.pdf", "a" * 64, 0, 0, "rejected", "文件已加密"),))
    assert Report.from_json(rejected.to_json()) == rejected
    row = rejected.contract_row()
    assert (row["status"], row["error"], row["pages"], row["score"]) == ("rejected", "文件已加密", 0, None)


def test_the_contract_row_holds_breaches_only_and_gives_reasons_for_the_open(report: Report) -> None:
    row = report.contract_row()
    assert {one["verdict"] for one in row["findings"]} <= {"breach"}
    assert set(row["unknown"]) == set(row["unknown_reasons"])
    assert all(row["unknown_reasons"].values())
    everything = report.contract_row(all_verdicts=True)["findings"]
    assert {one["rule"] for one in everything} == {one.rule for one in report.findings}
    assert row["unread_pages"] == [4]
    assert row["fields"]["fine_amount"] == 5000.0
    assert [step["name"] for step in row["steps"]] == list(STEPS)
    assert {clock["name"] for clock in row["clocks"]} == {clock.name for clock in report.clocks}


def test_breaches_come_worst_first(report: Report) -> None:
    given = replace(
        report, findings=(finding("a.b", "info"), finding("c.d", "fatal"), finding("e.f", "met", "met"), finding("g.h", "minor"))
    )
    assert [one.rule for one in given.breaches] == ["c.d", "g.h", "a.b"]


@pytest.mark.parametrize(
    ("used", "least", "broken"), [(5, False, False), (6, False, True), (5, True, False), (4, True, True), (9, True, False)]
)
def test_a_clock_is_broken_over_its_limit_or_under_its_least(used: int, least: bool, broken: bool) -> None:
    assert Clock("期限", TODAY, TODAY, used, 5, working=True, least=least).broken is broken


def test_the_steps_are_the_eight_in_order(report: Report) -> None:
    assert tuple(step.name for step in report.steps) == STEPS
