"""What a decision says of paying the fine."""

from datetime import date

import pytest

from nlp.procedure.examples import case_of
from nlp.procedure.payment_terms import PaymentTerms, payment_terms
from nlp.procedure.rules import Example, ExampleWrit


def terms(text: str) -> PaymentTerms:
    case = case_of(Example(name="x", writs=(ExampleWrit(type="penalty_decision", text=text),)))
    return payment_terms(case, case.dossier.writs[0])


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("自收到本决定书之日起十五日内，持本决定书到某银行（户名：某局，账号：62）缴纳罚款。", [(15, "日")]),
        ("自收到本决定书之日起 15 日内缴至某银行，账号 62，到期不缴每日按罚款数额的 3%加处罚款。", [(15, "日")]),
        ("限你（单位）在收到本决定书之日起30天内将罚没款汇至某账户。", [(30, "日")]),
        ("缴款期限：收到本决定书之日起十五日", [(15, "日")]),
        ("请于十五个工作日内到某银行缴纳罚款。", [(15, "工作日")]),
        ("收到本决定书15个自然日内到某银行缴纳罚款。", [(15, "日")]),
        ("责令当事人七日内改正违法行为，罚款缴至某银行。", []),
        ("可以在六十日内申请行政复议，逾期不缴纳罚款的加处罚款。", []),
        ("违法所得于七日内上缴国库。", []),
        ("限期三十日内补缴税款。", []),
        ("于2024年6月20日前到某银行缴纳罚款。", []),
    ],
)
def test_periods(text: str, periods: list[tuple[int, str]]) -> None:
    assert [(term.n, term.unit) for term in terms(text).periods] == periods


def test_a_fixed_last_day() -> None:
    until = terms("限于2024年6月20日前将罚款缴至某银行。").until
    assert until is not None
    assert until[0] == date(2024, 6, 20)
    labelled = terms("罚款缴纳期限：2024年6月20日").until
    assert labelled is not None
    assert labelled[0] == date(2024, 6, 20)
    assert terms("如不服，2024年6月20日前申请复议，罚款另行缴纳。").until is None


def test_a_period_for_performing_the_decision() -> None:
    told = terms("自收到本决定书之日起十五日内履行本决定。罚款缴至某银行。")
    assert told.performed
    assert not told.periods
    assert not terms("罚款缴至某银行，逾期不履行的申请执行。").performed


def test_channel_and_consequence() -> None:
    told = terms("十五日内通过电子支付系统缴纳罚款，到期不缴纳的每日按百分之三加处罚款。")
    assert told.channel
    assert told.consequence
    assert not told.on_the_spot
    bare = terms("十五日内缴纳罚款。")
    assert bare.pays
    assert not bare.channel
    assert not bare.consequence
    assert terms("罚款缴纳方式：当场收缴").on_the_spot
