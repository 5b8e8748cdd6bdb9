from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.workdays import is_public_holiday, is_workday, known_years, nth_workday, roll_to_workday, workdays_between

DAYS = st.dates(date(2019, 1, 1), date(2026, 6, 1))


def test_the_years_of_dossiers_are_known() -> None:
    assert set(range(2019, 2027)) <= known_years()


@pytest.mark.parametrize(
    "day",
    ["2024-02-04", "2024-02-18", "2024-09-29", "2024-10-12", "2025-01-26", "2025-02-08", "2025-09-28", "2025-10-11",
     "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
)  # fmt: skip
def test_make_up_days_are_worked(day: str) -> None:
    assert date.fromisoformat(day).weekday() >= 5
    assert is_workday(date.fromisoformat(day)) is True


@pytest.mark.parametrize("day", ["2024-02-12", "2024-10-07", "2025-01-28", "2025-10-08", "2026-02-16", "2026-10-01"])
def test_holidays_are_not_worked(day: str) -> None:
    assert date.fromisoformat(day).weekday() < 5
    assert is_workday(date.fromisoformat(day)) is False


def test_an_unknown_year_is_not_guessed() -> None:
    beyond = date(max(known_years()) + 1, 3, 3)
    assert is_workday(beyond) is None
    assert workdays_between(date(2026, 12, 30), beyond) is None
    assert roll_to_workday(beyond) is None
    assert nth_workday(date(max(known_years()), 12, 31), 1) is None


def test_periods_over_the_holidays() -> None:
    assert workdays_between(date(2024, 2, 8), date(2024, 2, 19)) == 3  # 9, 18 (make-up) and 19 February
    assert nth_workday(date(2024, 9, 27), 5) == date(2024, 10, 10)
    assert roll_to_workday(date(2025, 10, 1)) == date(2025, 10, 9)


@given(DAYS, st.integers(1, 60))
def test_the_nth_workday_is_n_workdays_away(day: date, n: int) -> None:
    last = nth_workday(day, n)
    assert last is not None
    assert is_workday(last)
    assert workdays_between(day, last) == n
    assert workdays_between(last, day) == -n
    assert roll_to_workday(last) == last


@given(DAYS, st.integers(0, 90), st.integers(0, 90))
def test_counts_add_up(day: date, a: int, b: int) -> None:
    middle, end = day + timedelta(a), day + timedelta(a + b)
    first, second, whole = workdays_between(day, middle), workdays_between(middle, end), workdays_between(day, end)
    assert first is not None
    assert second is not None
    assert first + second == whole


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        ("2024-10-01", True),
        ("2023-10-01", True),  # a Sunday
        ("2024-06-10", True),  # 端午
        ("2024-10-05", None),  # a weekend inside the days off
        ("2024-10-07", None),  # exchanged for a weekend worked
        ("2024-10-12", False),  # worked
        ("2024-10-13", False),  # a plain Sunday
        ("2090-10-13", None),
    ],
)
def test_public_holidays_are_neither_weekends_nor_days_exchanged(day: str, holiday: bool | None) -> None:
    assert is_public_holiday(date.fromisoformat(day)) is holiday
