from datetime import date
from decimal import Decimal

from nlp.procedure.dating import Dated
from nlp.procedure.examples import case_of
from nlp.procedure.rules import Example, ExampleWrit
from nlp.procedure.vouchers import total, vouchers


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
