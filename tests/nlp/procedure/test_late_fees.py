"""Additional fines and their rates, and reconsideration or suits, as papers state them."""

from decimal import Decimal

import pytest

from nlp.facts.shares import in_words
from nlp.procedure.case import CaseFile
from nlp.procedure.challenges import challenge
from nlp.procedure.examples import case_of
from nlp.procedure.late_fees import late_fees, rates
from nlp.procedure.rules import Example, ExampleWrit


def case(text: str) -> CaseFile:
    return case_of(Example(name="x", writs=(ExampleWrit(type="enforcement_doc", title="加处罚款决定书", text=text),)))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("决定对你单位加处罚款（大写）陆仟元整（￥6000.00）。", ["6000"]),
        ("将罚款5000元，加处罚款1500元，（合计：6500元）缴至某银行。", ["1500"]),
        ("每日按罚款数额的3%加处罚款，截至2024年5月1日共计人民币900元。", ["900"]),
        ("每日按罚款数额的3%加处罚款，加处罚款的数额不得超出罚款5000元的数额。", []),
        ("将罚款5000元，加处罚款  元（大写），（合计：5000元）缴至某银行。", []),
        ("到期不缴纳罚款的，依法加处罚款。罚款5000元。", []),
    ],
)
def test_amounts_charged(text: str, amounts: list[str]) -> None:
    assert [one.amount for one in late_fees(case(text))] == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每日按罚款数额的百分之三加处罚款", [("3%", "罚款数额")]),
        ("每日按罚没款总额的 5％加处罚款", [("5%", "罚没款总额")]),
        ("按日加处罚款额6%的罚款", [("6%", "罚款额")]),
        ("每逾期一日，按罚款数额的百分之五加处罚款", [("5%", "罚款数额")]),
        ("逐日以罚款本金百分之三加处罚款", [("3%", "罚款本金")]),
        ("每日按罚款数额的千分之三加处罚款", [("0.3%", "罚款数额")]),
        ("每日按罚款数额的百分之零点五加处罚款", [("0.5%", "罚款数额")]),
        ("按日处罚款数额一倍的罚款", []),
    ],
)
def test_rates(text: str, found: list[tuple[str, str]]) -> None:
    read = case(text)
    assert [(in_words(rate.share), rate.base.removesuffix("的")) for rate in rates(read, read.dossier.writs[0])] == found


@pytest.mark.parametrize(
    ("text", "brought"),
    [
        ("当事人于2024年3月18日向南山县人民政府申请行政复议。", True),
        ("复议机关维持了本机关的决定。", True),
        ("如不服本决定，可以在60日内申请行政复议，或者在6个月内提起行政诉讼。", False),
        ("当事人在法定期限内未申请行政复议，也未提起行政诉讼。", False),
        ("逾期不申请行政复议、不提起行政诉讼，又不履行的，申请人民法院强制执行。", False),
    ],
)
def test_a_challenge_is_told_from_the_printed_remedies(text: str, brought: bool) -> None:
    assert (challenge(case(text)) is not None) is brought
