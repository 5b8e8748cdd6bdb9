from collections.abc import Callable
from datetime import date

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.violation_time import acted_by, violation_time

MakeCase = Callable[..., CaseFile]
FOUND = date(2024, 4, 6)


def decided(make_case: MakeCase, facts: str) -> CaseFile:
    return make_case({"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": f"经查，{facts}上述事实有证据证明。"})


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ("2021年3月2日当事人销售过期食品三袋。", date(2021, 3, 2)),
        ("2021年3月2日至2021年5月4日，当事人销售过期食品三袋。", date(2021, 5, 4)),
        ("当事人2021年3月销售过期食品三袋。", date(2021, 3, 31)),
        ("2019年当事人组织生产一批。", date(2019, 12, 31)),
        ("2021年3月2日当事人购进一批，2024年4月6日检查发现。", date(2021, 3, 2)),
    ],
)
def test_the_last_day_of_an_act(make_case: MakeCase, facts: str, last: date) -> None:
    time = violation_time(decided(make_case, facts), FOUND)
    assert time is not None
    assert time.last.value == last
    assert not time.going_on


@pytest.mark.parametrize(
    "facts",
    ["当事人2015年3月2日注册成立。", "2021年3月2日取得营业执照。", "2024年4月6日当事人销售一批。", "当事人销售一批，日期不明。"],
)
def test_no_day_of_an_act(make_case: MakeCase, facts: str) -> None:
    assert violation_time(decided(make_case, facts), FOUND) is None


def test_other_days_and_going_on(make_case: MakeCase) -> None:
    time = violation_time(decided(make_case, "2020年3月2日当事人发布广告，2023年8月再次修改页面。"), FOUND)
    assert time is not None
    assert time.since(date(2022, 4, 6))
    assert not time.since(date(2024, 1, 1))
    going = violation_time(decided(make_case, "2020年3月2日起当事人发布广告，持续至今。"), FOUND)
    assert going is not None
    assert going.since(date(2024, 1, 1))


def test_the_day_by_which_an_act_was_committed(make_case: MakeCase) -> None:
    assert acted_by(decided(make_case, "2024年3月2日当事人销售过期食品三袋。"), date(2024, 6, 6)) == date(2024, 3, 2)
    assert acted_by(decided(make_case, "2024年3月2日起当事人发布广告，持续至今。"), date(2024, 6, 6)) is None
