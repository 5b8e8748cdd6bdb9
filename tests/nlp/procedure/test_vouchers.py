from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.engine import run_checks
from nlp.procedure.examples import case_of
from nlp.procedure.rules import Example, ExampleWrit
from nlp.procedure.vouchers import total, vouchers

MakeCase = Callable[..., CaseFile]


def paper(title: str, paid: str, amount: str, text: str = "") -> ExampleWrit:
    return ExampleWrit(type="payment_doc", subtype="voucher", title=title, fields={"date": paid, "amount": amount}, text=text)


def test_the_total_of_a_sheet_counts_and_the_first_of_its_days() -> None:
    sheet = paper("非税收入一般缴款书", "2024年6月14日", "13824", "金额合计（小写）：¥15990")
    found = vouchers(case_of(Example(name="一张", writs=(sheet,))))
    assert total(found) == Decimal(15990)
    assert isinstance(found[0].day, Dated)
    assert found[0].day.value == date(2024, 6, 14)


def test_a_bank_slip_of_the_same_payment_counts_once() -> None:
    sheets = (paper("非税收入一般缴款书", "2024年6月14日", "¥500"), paper("银行缴款回单", "2024年6月14日", "¥500"))
    assert total(vouchers(case_of(Example(name="两张", writs=sheets)))) == Decimal(500)


def test_parts_paid_on_several_days_add_up() -> None:
    sheets = (paper("罚没款票据", "2024年6月14日", "¥500"), paper("罚没款票据", "2024年7月14日", "¥500"))
    assert total(vouchers(case_of(Example(name="分期", writs=sheets)))) == Decimal(1000)


def test_a_sum_that_was_not_read_leaves_the_total_open() -> None:
    sheet = ExampleWrit(type="payment_doc", subtype="voucher", title="罚没款票据")
    assert total(vouchers(case_of(Example(name="无金额", writs=(sheet,))))) is None


DECISION = {
    "type": "penalty_decision",
    "fields": {"date": "2024年3月1日"},
    "text": "依据《中华人民共和国水法》第六十九条的规定，决定给予以下行政处罚：罚款人民币9000元。限十五日内缴至银行，逾期加处罚款。",
}


def slip(day: str, item: str) -> dict[str, object]:
    fields = {"date": day, "amount": "¥3000"}
    return {"type": "payment_doc", "subtype": "voucher", "title": "非税收入票据", "fields": fields, "text": f"项目：{item}"}


@pytest.mark.parametrize("item", ["水利罚没收入", "罚没收入（第1期）", "行政处罚罚款"])
def test_parts_without_approval_under_any_name_of_the_income(make_case: MakeCase, item: str) -> None:
    case = make_case(DECISION, *(slip(day, item) for day in ("2024年3月8日", "2024年4月8日", "2024年5月8日")))
    found = [one for one in run_checks(case) if one.rule == "exec.payment_terms" and one.verdict == "breach"]
    assert len(found) == 1
    assert "分3次缴纳" in found[0].message


def test_confiscated_money_in_parts_is_no_fine_in_parts(make_case: MakeCase) -> None:
    case = make_case(DECISION, *(slip(day, "没收违法所得") for day in ("2024年3月8日", "2024年4月8日")))
    assert not [one for one in run_checks(case) if one.rule == "exec.payment_terms" and one.verdict == "breach"]


@pytest.mark.parametrize(
    ("closed", "days", "verdict"),
    [
        ("2024年7月1日", ("2024年3月8日", "2024年4月8日"), "breach"),
        ("2024年7月1日", ("2024年3月8日", "2024年4月8日", "2024年5月8日"), "met"),
        ("2024年5月1日", ("2024年3月8日", "2024年4月8日"), "met"),
    ],
)
def test_time_granted_that_has_run_out_ends_no_case(make_case: MakeCase, closed: str, days: tuple[str, ...], verdict: str) -> None:
    granted = {
        "type": "payment_doc",
        "subtype": "instalment_approval",
        "title": "同意分期缴纳罚款通知书",
        "fields": {"date": "2024年3月5日"},
        "text": "同意你单位分三期缴纳，最后一期于2024年5月31日前缴纳3000元。",
    }
    closing = {
        "type": "closing_doc",
        "subtype": "approval",
        "title": "结案审批表",
        "fields": {"date": closed},
        "text": "经批准分三期缴纳。",
    }
    case = make_case(DECISION, granted, *(slip(day, "罚没收入") for day in days), closing)
    assert {one.verdict for one in run_checks(case) if one.rule == "exec.unpaid_but_closed"} == {verdict}
