from datetime import date, datetime

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.examples import case_of
from nlp.procedure.finding import Evidence
from nlp.procedure.measure_approval import approvals, timing
from nlp.procedure.rules import Example, ExampleWrit

START = Dated(date(2024, 3, 4), Evidence("实施日期", "2024年3月4日", 1))
WHAT = "查封|扣押"


def case(title: str, fields: dict[str, str | None], text: str = "", type: str = "internal_approval") -> CaseFile:
    return case_of(Example(name="one form", writs=(ExampleWrit(type=type, title=title, fields=fields, text=text),)))


@pytest.mark.parametrize(
    ("title", "fields", "text"),
    [
        ("行政强制措施审批表", {}, "拟对涉案物品实施查封"),
        ("案件处理内部审批表", {"type": "实施查封、扣押"}, ""),
        ("有关事项审批表", {}, "为便于调查处理，拟对涉案物品予以扣押"),
    ],
)
def test_forms_that_ask_for_the_measure(title: str, fields: dict[str, str | None], text: str) -> None:
    assert [one.own for one in approvals(case(title, fields, text), WHAT)] == [True]


@pytest.mark.parametrize(
    ("title", "fields", "text"),
    [
        ("有关事项审批表", {"type": "延长扣押期限"}, ""),
        ("有关事项审批表", {"type": "解除查封"}, ""),
        ("有关事项审批表", {}, "拟延长扣押期限三十日"),
        ("有关事项审批表", {"type": "延长办案期限"}, "物品已经扣押"),
    ],
)
def test_forms_about_what_comes_after(title: str, fields: dict[str, str | None], text: str) -> None:
    assert approvals(case(title, fields, text), WHAT) == []


def test_a_word_in_another_form_counts() -> None:
    found = approvals(case("立案审批表", {}, "同意立案，并同意对涉案物品予以扣押", "filing_approval"), WHAT)
    assert [one.own for one in found] == [False]


@pytest.mark.parametrize(
    ("day", "text", "moment", "expected"),
    [
        ("2024年3月4日", "", None, "before"),
        ("2024年3月5日", "", None, "within"),
        ("2024年3月6日", "", None, "late"),
        ("2024年3月5日", "2024年3月5日9时10分", datetime(2024, 3, 4, 9, 30), "within"),
        ("2024年3月5日", "2024年3月5日16时", datetime(2024, 3, 4, 9, 30), "late"),
        ("2024年3月4日", "2024年3月4日16时", datetime(2024, 3, 4, 9, 30), "within"),
        (None, "", None, "unread"),
    ],
)
def test_when_it_was_approved(day: str | None, text: str, moment: datetime | None, expected: str) -> None:
    one = case("扣押审批表", {"approved_at": day} if day else {}, text)
    assert timing(one, approvals(one, WHAT)[0], START, moment) == expected


def test_a_leader_who_neither_wrote_nor_signed() -> None:
    fields: dict[str, str | None] = {"approved_at": "2024年3月4日", "leader_opinion": None, "leader_sign": None}
    assert [one.blank for one in approvals(case("扣押审批表", fields), WHAT)] == [True]
