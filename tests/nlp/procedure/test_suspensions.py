"""Periods for which a business or a permit is suspended, against those the clause of penalty allows."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.suspensions import Lasting, Suspension, allowed_suspension, lasting, suspended_for

MakeCase = Callable[..., CaseFile]
CLOSED, PERMIT = "责令停产停业", "暂扣许可证件"


@pytest.mark.parametrize(
    ("kind", "clause", "allowed"),
    [
        (CLOSED, "责令停业整顿1个月至3个月；情节严重的，责令停业整顿3个月至6个月。", Suspension(1, 6)),
        (CLOSED, "给予警告、停业整顿一个月以上六个月以下的处罚", Suspension(1, 6)),
        (CLOSED, "责令停业六个月以上一年以下", Suspension(6, 12)),
        (CLOSED, "责令停产停业整顿三至六个月", Suspension(3, 6)),
        (PERMIT, "可以暂扣捕捞许可证六个月以下", Suspension(0, 6)),
        (PERMIT, "并给予暂扣船员适任证书6个月以上2年以下直至吊销", Suspension(6, 24)),
        (PERMIT, "暂扣适任证书12个月以上直至吊销", Suspension(12, None)),
        (PERMIT, "处暂扣六个月机动车驾驶证", Suspension(6, 6)),
        (CLOSED, "责令停业整顿；情节严重的，责令停业整顿三个月至六个月", None),
        (CLOSED, "或者开业后自行停业连续六个月以上的", None),
        (CLOSED, "责令停业整顿", None),
        (PERMIT, "责令停业整顿1个月至3个月", None),
        ("罚款", "责令停业整顿1个月至3个月", None),
    ],
)
def test_what_a_clause_allows(kind: str, clause: str, allowed: Suspension | None) -> None:
    assert allowed_suspension(kind, [clause]) == allowed


@pytest.mark.parametrize(
    ("kind", "said", "months"),
    [
        (CLOSED, "责令停业整顿8个月", 8),
        (CLOSED, "责令停产停业整顿三个月（自2024年5月1日起）", 3),
        (CLOSED, "责令停业整顿，罚款5000元，三个月内缴清", None),
        (PERMIT, "暂扣船员适任证书一年", 12),
        (PERMIT, "暂扣许可证至2024年5月1日", None),
    ],
)
def test_what_a_decision_says(kind: str, said: str, months: int | None) -> None:
    assert suspended_for(kind, said) == months


@pytest.mark.parametrize(
    ("period", "verdict", "severity"), [("8个月", "breach", "fatal"), ("六个月", "met", "fatal"), ("1个月", "met", "fatal")]
)
def test_a_suspension_beyond_the_clause(make_case: MakeCase, period: str, verdict: str, severity: str) -> None:
    text = f"依据《娱乐场所管理条例》第四十八条的规定，决定给予当事人以下行政处罚：责令停业整顿{period}。"
    case = make_case({"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": text})
    found = [one for one in run_checks(case) if one.rule == "law.penalty_type_or_range"]
    assert [(one.verdict, one.severity) for one in found] == [(verdict, severity)]
    assert ("最长6个月" in found[0].message) is (verdict == "breach")


@pytest.mark.parametrize(
    ("kind", "said", "period"),
    [
        (CLOSED, "责令停业整顿15日", Lasting("15日", 15, 15)),
        (CLOSED, "责令停产停业，期限一个月", Lasting("一个月", 28, 31)),
        (PERMIT, "暂扣道路运输证（自2024年5月1日至2024年5月15日）十五天", Lasting("十五天", 15, 15)),
        ("行政拘留", "行政拘留五日", Lasting("五日", 5, 5)),
        (CLOSED, "责令停业整顿，罚款5000元，限十五日内缴清", None),
        (CLOSED, "责令停业整顿，自收到决定书之日起", None),
        ("罚款", "罚款5000元", None),
    ],
)
def test_how_long_a_penalty_lasts(kind: str, said: str, period: Lasting | None) -> None:
    assert lasting(kind, said) == period
