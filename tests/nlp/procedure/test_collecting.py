from datetime import date

import pytest

from nlp.procedure.collecting import banked, collected_on_the_spot, handed_in
from nlp.procedure.engine import run_checks
from nlp.procedure.examples import case_of
from nlp.procedure.rules import Example, ExampleWrit


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("罚款的履行方式：☑当场缴纳 □自收到本决定书之日起15日内缴至银行", True),
        ("罚款的履行方式：□当场缴纳 ☑自收到本决定书之日起15日内缴至银行", False),
        ("收缴方式：当场缴纳（√） 银行缴纳（ ）", True),
        ("罚款50元，已由执法人员当场收缴。", True),
        ("执法人员当场收缴罚款的，应当出具专用票据。", False),
        ("罚款未当场收缴，由当事人到银行缴纳。", False),
        ("依据《行政处罚法》第六十八条的规定，可以当场收缴罚款。", False),
    ],
)
def test_only_what_was_done_counts(text: str, spot: bool) -> None:
    case = case_of(Example(name=text, writs=(ExampleWrit(type="summary_decision", text=text),)))
    assert (collected_on_the_spot(case) is not None) is spot


def test_days_of_handing_in_and_banking() -> None:
    text = "收缴的罚款于2024年6月7日交至本机关财务，2024年6月11日缴付指定银行。"
    case = case_of(Example(name="解缴", writs=(ExampleWrit(type="payment_doc", subtype="voucher", title="罚没款票据", text=text),)))
    given, paid_in = handed_in(case), banked(case)
    assert given is not None
    assert paid_in is not None
    assert (given.value, paid_in.value) == (date(2024, 6, 7), date(2024, 6, 11))


@pytest.mark.parametrize(("payee", "verdict"), [("全称", "not_applicable"), ("户名", "not_applicable"), ("乐桂枝", "breach")])
def test_a_label_in_the_place_of_the_payee_is_nobody(payee: str, verdict: str) -> None:
    fields: dict[str, str | None] = {"payee": payee, "date": "2024年6月14日", "amount": "¥5000"}
    writs = (
        ExampleWrit(type="penalty_decision", fields={"date": "2024年6月1日"}),
        ExampleWrit(type="payment_doc", subtype="voucher", title="一般缴款书", fields=fields),
    )
    found = run_checks(case_of(Example(name=payee, writs=writs)))
    assert [one.verdict for one in found if one.rule == "exec.self_collection"] == [verdict]
