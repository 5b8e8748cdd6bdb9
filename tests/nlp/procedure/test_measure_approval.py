from datetime import date, datetime

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.examples import case_of
from nlp.procedure.finding import Evidence
from nlp.procedure.measure_approval import PRESERVATION, approvals, approved_by_word, timing
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
        ("行政处罚告知审批表", {}, "3月4日扣押烟花4箱，拟告知当事人陈述申辩权利"),
        ("委托鉴定审批表", {}, "拟对扣押的药品委托鉴定"),
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


@pytest.mark.parametrize(
    ("type", "text"),
    [
        ("scene_record", "以上记录属实。\n先行登记保存呈批件\n物品：水泵1台\n分管领导审批意见：同意登记保存。李四 2024年3月4日"),
        ("reg_preserve_doc", "先行登记保存通知书（存根）\n审批人：同意 李四 2024年3月4日"),
        ("evidence_material", "证据保存批准文书\n承办人意见：建议登记保存\n局长意见\n同意。李四 2024年3月4日"),
    ],
)
def test_an_approval_on_a_page_of_another_writ_counts(type: str, text: str) -> None:
    one = case("某文书", {}, text, type)
    (found,) = approvals(one, PRESERVATION)
    assert (found.own, timing(one, found, START, None)) == (False, "before")


@pytest.mark.parametrize(
    ("type", "text"),
    [
        ("reg_preserve_doc", "经本机关负责人批准，对下列物品先行登记保存。"),
        ("penalty_decision", "先行登记保存经负责人审批意见：同意。"),
        ("scene_record", "执法人员对水泵先行登记保存，当事人同意。"),
    ],
)
def test_a_claim_of_approval_is_none(type: str, text: str) -> None:
    assert approvals(case("某文书", {}, text, type), PRESERVATION) == []


@pytest.mark.parametrize(
    ("type", "text"),
    [
        ("decision_approval", "案情：3月4日当场对卷烟登记保存。\n承办人意见：建议罚款。\n负责人审批意见：同意。李四 2024年4月1日"),
        ("decision_approval", "拟没收先行登记保存的卷烟20条。\n局长审批意见：同意。李四 2024年4月1日"),
        ("decision_approval", "建议将已登记保存的卷烟退还当事人。\n审批意见：同意。李四 2024年4月1日"),
        ("closing_doc", "登记保存的卷烟已退还，罚款已缴清，建议结案。\n领导审批意见：同意结案。李四 2024年5月1日"),
        ("payment_doc", "登记保存的车辆已发还，申请分期缴纳。\n负责人审批意见：同意。李四 2024年5月1日"),
    ],
)
def test_the_approval_of_penalty_or_closing_approves_no_measure(type: str, text: str) -> None:
    assert approvals(case("某文书", {}, text, type), PRESERVATION) == []


def test_a_form_for_any_matter_of_the_case_that_asks_for_the_measure_approves_it() -> None:
    text = "承办人意见：建议对该批卷烟先行登记保存。\n局长审批意见：同意。李四 2024年3月4日"
    (found,) = approvals(case("案件处理呈批表", {}, text, "decision_approval"), PRESERVATION)
    assert timing(case("案件处理呈批表", {}, text, "decision_approval"), found, START, None) == "before"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("执法人员电话请示分管副局长李四同意后，当场实施扣押。", True),
        ("经系统报请局领导批准，对药品予以登记保存。", True),
        ("现场报告情况后未获批准。", False),
        ("经负责人批准，予以登记保存。", False),
    ],
)
def test_an_approval_by_word_is_told_in_the_record(text: str, told: bool) -> None:
    assert (approved_by_word(case("现场笔录", {}, text, "scene_record")) is not None) is told
