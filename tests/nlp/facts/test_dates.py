from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.facts.dates import find_bad_dates, find_dates, find_time_ranges, find_times

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月5日",
        "2024-03-05",
        "2024.3.5",
        "2024/3/5",
        "二〇二四年三月五日",
        "二○二四年三月五日",
        "二零二四年三月五日",
        "2024 年 3 月 5 日",
        "2024\n年 3\n月 5 日",
        "20\n24年3月5\n日",
        "2024年03月05日",
        "２０２４年３月５日",
        "2024 - 03 - 05",
    ],
)
def test_every_way_to_write_a_day(text: str) -> None:
    found = find_dates(f"于{text}作出")
    assert [fact.value for fact in found] == [DAY]
    assert f"于{text}作出"[found[0].start : found[0].end] == found[0].text == text


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{y}年{m}月{d}日", "{y}-{m:02}-{d:02}", "{y}.{m}.{d}", "{y} 年 {m} 月\n{d} 日"]),
)
def test_printed_days_are_read_back(day: date, form: str) -> None:
    text = "时间：" + form.format(y=day.year, m=day.month, d=day.day) + " 地点"
    assert [fact.value for fact in find_dates(text)] == [day]
    assert not find_bad_dates(text)


def test_a_day_right_behind_another_does_not_hide_it() -> None:
    assert [fact.value for fact in find_dates("签收：王小虎2024-03-052024年3月6日")] == [DAY]
    assert [fact.value for fact in find_dates("签收：王小虎2024.3.52024.3.6")] == [DAY]


def test_impossible_days_are_kept_apart() -> None:
    text = "2024年2月30日立案，2023年2月29日送达，2024年13月1日，2024年2月29日结案"
    assert [fact.value for fact in find_bad_dates(text)] == [(2024, 2, 30), (2023, 2, 29), (2024, 13, 1)]
    assert [fact.value for fact in find_dates(text)] == [date(2024, 2, 29)]


@pytest.mark.parametrize(
    "text", ["AV-2024-0384", "1.2024.3.5.7", "12024-03-05", "2024年3月", "第2024号", "电话0531-2024-3-5-1", "24年3月5日"]
)
def test_what_is_no_day(text: str) -> None:
    assert find_dates(text) == []


def test_later_days_borrow_month_and_year() -> None:
    text = "2024年3月5日至8日停业，2024年3月5日至4月2日整改，同年5月8日复查"
    assert [fact.value.isoformat() for fact in find_dates(text)] == ["2024-03-05", "2024-03-08", "2024-03-05", "2024-04-02", "2024-05-08"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024年3月6日14时10分至15时05分", datetime(2024, 3, 6, 14, 10), datetime(2024, 3, 6, 15, 5)),
        ("2024-03-06 9:40-10:35", datetime(2024, 3, 6, 9, 40), datetime(2024, 3, 6, 10, 35)),
        ("2024年3月6日 14 时 10 分 至\n同日15 时 05 分", datetime(2024, 3, 6, 14, 10), datetime(2024, 3, 6, 15, 5)),
        ("2024年3月6日22时10分至次日1时5分", datetime(2024, 3, 6, 22, 10), datetime(2024, 3, 7, 1, 5)),
        ("2024年3月6日23时至0时30分", datetime(2024, 3, 6, 23), datetime(2024, 3, 7, 0, 30)),
        ("2024年6月13日9时30分至2024年6月13日11时05分", datetime(2024, 6, 13, 9, 30), datetime(2024, 6, 13, 11, 5)),
        ("2024年3月6日下午2点半至4点", datetime(2024, 3, 6, 14, 30), datetime(2024, 3, 6, 16)),
        ("2024年3月6日，上午九时四十分至十时三十五分", datetime(2024, 3, 6, 9, 40), datetime(2024, 3, 6, 10, 35)),
    ],
)
def test_time_ranges(text: str, start: datetime, end: datetime) -> None:
    (found,) = find_time_ranges(f"询问时间：{text}。")
    assert (found.value.start, found.value.end, found.text) == (start, end, text)


def test_the_day_and_the_hours_under_labels_of_their_own() -> None:
    for text in (
        "检查日期：2024年5月7日 时间：10时10分至11时25分",
        "2024年5月7日，起止时间：10:10-11:25",
        "2024年5月7日\n询问时间：10时10分至11时25分",
    ):
        (found,) = find_time_ranges(text)
        assert (found.value.start, found.value.end) == (datetime(2024, 5, 7, 10, 10), datetime(2024, 5, 7, 11, 25))


def test_a_range_that_ends_before_it_starts_is_told_as_written() -> None:
    (found,) = find_time_ranges("2024年3月6日11时10分至9时05分")
    assert found.value.end < found.value.start


def test_single_times() -> None:
    assert [fact.value for fact in find_times("2024年2月27日9时40分许拍摄，2024年3月6日24时")] == [
        datetime(2024, 2, 27, 9, 40),
        datetime(2024, 3, 7),
    ]
    assert find_times("2024年3月6日3点意见") == []
    assert find_times("2024年3月6日25时") == []


@pytest.mark.parametrize("text", ["办理时间：2024-07-1709:30", "2024/07/1709:30:05同意"])
def test_the_time_may_stand_right_behind_a_day(text: str) -> None:
    assert [fact.value for fact in find_dates(text)] == [date(2024, 7, 17)]
    assert [fact.value for fact in find_times(text)] == [datetime(2024, 7, 17, 9, 30)]
