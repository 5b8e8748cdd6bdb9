"""Years that lost a numeral under a seal."""

from datetime import date

import pytest

from nlp.procedure.dating import Dated
from tests.nlp.procedure.conftest import MakeCase

_BODY = "某店：\n我局于{year}年3月24日向你店送达告知书。\n决定罚款五百元。\n甲县城市管理局{foot}"


@pytest.mark.parametrize(
    ("number", "year", "foot", "day"),
    [
        ("甲城罚〔2025〕76号", 2025, "\n二五年四月七日", date(2025, 4, 7)),
        ("甲城罚〔2025〕76号", 2025, "\n〇二五年四月十七日", date(2025, 4, 17)),
        ("甲城罚〔2025〕76号", 2025, "二二五年四月七日", date(2025, 4, 7)),
        ("甲城罚〔2025〕76号", 2025, "\n225年4月7日", date(2025, 4, 7)),
        (None, 2025, "\n二五年四月七日", date(2025, 4, 7)),
        ("甲城罚〔2024〕76号", 2024, "\n二五年一月七日", None),  # the year after that of the number, or misread
        (None, 2024, "\n二五年一月七日", None),
        ("甲城罚〔2025〕76号", 2025, "\n二〇二年四月七日", None),
        ("甲城罚〔2025〕76号", 2025, "\n五年四月七日", None),
        ("甲城罚〔2025〕76号", 2025, "\n二五年四月七日前缴纳", None),
    ],
)
def test_the_year_is_that_of_the_number_or_of_the_other_days(
    make_case: MakeCase, number: str | None, year: int, foot: str, day: date | None
) -> None:
    decision = {"type": "penalty_decision", "number": number, "text": _BODY.format(year=year, foot=foot), "scanned": True}
    case = make_case(decision)
    found = case.date(case.dossier.writs[0])
    assert (found.value if isinstance(found, Dated) else None) == day


def test_print_is_taken_as_it_stands(make_case: MakeCase) -> None:
    case = make_case({"type": "penalty_decision", "number": "甲城罚〔2025〕76号", "text": _BODY.format(year=2025, foot="\n二五年四月七日")})
    assert case.decision_date != date(2025, 4, 7)
