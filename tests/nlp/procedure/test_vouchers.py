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


_GRANTED = ("分期缴纳罚款审批表", ("申请内容：罚款9000元分两期缴纳，2024年9月9日前缴清第一期", "2024年3月5日"), ())
_CLOSED = ("结案审批表", ("执行情况：罚款9000元已缴清", "2024年12月2日"), ())
_DECIDED = (
    "行政处罚决定书",
    ("当事人：甲市和济医院有限公司", "依据《中华人民共和国水法》第六十九条的规定，决定给予罚款人民币9000元的行政处罚。", "2024年3月1日"),
    (),
)


def _listed(heads: str, *rows: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return ("非税收入电子票据", (), (heads, *rows))


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (
            "票据号码|缴款日期|缴款人|项目|金额",
            ("0033|2024/9/30|甲市和济医院有限公司|退回医保基金|46,280.50", "0034|2024/10/8|甲市和济医院有限公司|罚款（第1期）|4,000.00"),
        ),
        ("序号|缴费时间|收费项目|实缴金额", ("1|2024.9.30|河道采砂管理费|46280.5元", "2|2024.10.8|水利罚没收入|4000元")),
        ("收入项目|金额合计（元）|交款日期|凭证号", ("土地复垦费|46280.5|2024-09-30|7", "行政处罚\n罚款|4000|2024-10-08|8")),
    ],
)
def test_rows_of_a_list_are_payments_and_a_refund_is_no_fine(drawn_case: MakeCase, heads: str, rows: tuple[str, ...]) -> None:
    last = rows[-1].replace("4,000.00", "5,000.00").replace("4000", "5000").replace("10/8", "11/14").replace("10.8", "11.14")
    found = vouchers(drawn_case(_DECIDED, _listed(heads, *rows, last.replace("10-08", "11-14")), _CLOSED))
    assert [one.amount for one in found] == [Decimal(4000), Decimal(5000)]
    assert [one.day.value.month for one in found if isinstance(one.day, Dated)] == [10, 11]


@pytest.mark.parametrize(("second", "verdict"), [("5,000.00", "met"), ("3,000.00", "breach")])
@pytest.mark.parametrize("head", ["", "制单时间 2024-12-30", "导出日期：2024/12/30"])
def test_what_was_paid_does_not_depend_on_when_the_sheet_was_printed(drawn_case: MakeCase, second: str, verdict: str, head: str) -> None:
    rows = ("0032|2024/9/30|退回医保基金|9,280.50", "0033|2024/10/8|罚款（第1期）|4,000.00", f"0034|2024/11/14|罚款（第2期）|{second}")
    granted = (_GRANTED[0], (head, *_GRANTED[1]), ())
    case = drawn_case(_DECIDED, granted, _listed("票据号码|缴款日期|项目|金额", *rows), _CLOSED)
    assert {one.verdict for one in run_checks(case) if one.rule == "exec.unpaid_but_closed"} == {verdict}


def test_items_of_one_receipt_are_no_payments_of_their_own(drawn_case: MakeCase) -> None:
    sheet = ("非税收入票据", ("开票日期：2024年10月8日",), ("项目名称|金额", "罚款|9000元", "合计|9000元"))
    assert [one.amount for one in vouchers(drawn_case(_DECIDED, sheet))] == [Decimal(9000)]


def test_parts_of_a_fine_in_rows_need_an_approval(drawn_case: MakeCase) -> None:
    rows = ("0033|2024/3/8|罚款|4,000.00", "0034|2024/5/14|罚款|5,000.00")
    case = drawn_case(_DECIDED, _listed("票据号码|缴款日期|项目|金额", *rows))
    assert [one.message for one in run_checks(case) if one.rule == "exec.payment_terms" and "分2次缴纳" in one.message]
