from collections.abc import Callable
from datetime import date

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.case_time import case_time
from nlp.procedure.deductions import Period, deducted_days, deductions, extensions, spoken_of

MakeCase = Callable[..., CaseFile]

LIMITS = {"市场监管": 90, "default": 90}
FILED = {"type": "filing_approval", "fields": {"approved_date": "2024年3月1日"}}
DECIDED = {"type": "penalty_decision", "fields": {"issuer": "甲县市场监督管理局", "date": "2024年6月20日"}}


def period(first: str, last: str) -> Period:
    return Period("检验检测鉴定", date.fromisoformat(first), date.fromisoformat(last), ())


@pytest.mark.parametrize(
    ("periods", "days"),
    [
        ([], 0),
        ([("2024-03-05", "2024-03-25")], 20),
        ([("2024-03-05", "2024-03-25"), ("2024-03-20", "2024-03-30")], 25),
        ([("2024-02-20", "2024-03-11")], 10),
        ([("2024-06-10", "2024-07-10")], 10),
        ([("2024-03-05", "2024-03-05")], 0),
    ],
)
def test_days_count_once_and_only_within_the_case(periods: list[tuple[str, str]], days: int) -> None:
    assert deducted_days([period(*one) for one in periods], date(2024, 3, 1), date(2024, 6, 20)) == days


def test_a_test_runs_from_commission_to_report(make_case: MakeCase) -> None:
    case = make_case(
        {"type": "appraisal_doc", "subtype": "entrust", "fields": {"entrust_date": "2024年3月5日"}},
        {"type": "appraisal_doc", "subtype": "report", "fields": {"report_date": "2024年3月25日"}},
    )
    assert [(one.what, one.first, one.last) for one in deductions(case)] == [("检验检测鉴定", date(2024, 3, 5), date(2024, 3, 25))]


def test_a_commission_without_report_deducts_nothing(make_case: MakeCase) -> None:
    assert deductions(make_case({"type": "appraisal_doc", "subtype": "entrust", "fields": {"entrust_date": "2024年3月5日"}})) == []


def test_a_suspension_needs_its_resumption(make_case: MakeCase) -> None:
    suspended = {"type": "internal_approval", "subtype": "suspend", "fields": {"approved_at": "2024年4月1日"}}
    resumed = {"type": "internal_approval", "subtype": "resume", "fields": {"approved_at": "2024年4月21日"}}
    assert deductions(make_case(suspended)) == []
    assert [(one.first, one.last) for one in deductions(make_case(suspended, resumed))] == [(date(2024, 4, 1), date(2024, 4, 21))]


def test_a_hearing_runs_from_request_to_report(make_case: MakeCase) -> None:
    case = make_case(
        {"type": "hearing_doc", "subtype": "request", "fields": {"request_date": "2024年5月28日"}},
        {"type": "hearing_doc", "subtype": "record", "fields": {"hearing_time": "2024年6月13日9时"}},
        {"type": "hearing_doc", "subtype": "report", "fields": {"date": "2024年6月17日"}},
    )
    assert [(one.what, one.first, one.last) for one in deductions(case)] == [("听证", date(2024, 5, 28), date(2024, 6, 17))]


@pytest.mark.parametrize(
    ("field", "text", "days", "until"),
    [
        ("三十日", "", 30, None),
        (None, "同意延长办案期限30日。", 30, None),
        (None, "同意延长办案期限至2024年7月1日。", None, "2024-07-01"),
        (None, "同意延期办理。", None, None),
    ],
)
def test_extensions_say_how_long(make_case: MakeCase, field: str | None, text: str, days: int | None, until: str | None) -> None:
    fields = {"approved_at": "2024年5月20日"} | ({"extend_days": field} if field else {})
    case = make_case({"type": "internal_approval", "subtype": "extension", "fields": fields, "text": text})
    (found,) = extensions(case)
    assert (found.days, found.until) == (days, date.fromisoformat(until) if until else None)


def test_the_last_day_moves_with_extension_and_weekend(make_case: MakeCase) -> None:
    time = case_time(make_case(FILED, DECIDED), LIMITS)
    assert time is not None
    assert (time.days, time.last) == (111, date(2024, 5, 30))
    extended = {"type": "internal_approval", "subtype": "extension", "fields": {"approved_at": "2024年5月20日", "extend_days": "30日"}}
    time = case_time(make_case(FILED, extended, DECIDED), LIMITS)
    assert time is not None
    assert time.last == date(2024, 7, 1)  # 29 June is a Saturday


def test_no_time_runs_for_old_cases_the_police_and_open_ones(make_case: MakeCase) -> None:
    old = {"type": "filing_approval", "fields": {"approved_date": "2021年7月14日"}}
    police = {"type": "penalty_decision", "fields": {"issuer": "丙县公安局", "date": "2024年6月20日"}}
    assert case_time(make_case(old, DECIDED), LIMITS) is None
    assert case_time(make_case(FILED, police), LIMITS) is None
    assert case_time(make_case(FILED), LIMITS) is None


def test_talk_of_an_approved_extension_is_found_outside_its_own_paper(make_case: MakeCase) -> None:
    report = {"type": "investigation_report", "text": "本案情况复杂，经局负责人批准，延长办案期限三十日。"}
    assert [one.page for one in spoken_of(make_case(report))] == [1]
    assert spoken_of(make_case({"type": "investigation_report", "text": "本案已调查终结。"})) == []
