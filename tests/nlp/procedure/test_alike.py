import pytest

from nlp.procedure.alike import likeness, substance
from nlp.procedure.exchanges import exchanges

FIXED = "问：这是我们的执法证件，请过目。答：看清楚了。问：是否申请回避？答：听清了，不申请回避。"


def test_exchanges_end_before_the_signatures_at_the_foot_of_a_page() -> None:
    text = (
        "问：怎么进的货？答：送上门来的，被询问人（签名）：王三2024年3月5日第1页/共2页付了现金。问：属实吗？答：属实。询问人（签名）：李四"
    )
    assert [one.answer for one in exchanges(text)] == ["送上门来的，付了现金。", "属实。"]


@pytest.mark.parametrize("text", ["", "王三陈述：货是送上门来的。", "问：怎么进的货？"])
def test_no_exchange_where_nobody_answers(text: str) -> None:
    assert exchanges(text) == ()


def test_an_enquiry_or_an_answer_within_a_sentence_is_no_mark() -> None:
    found = exchanges("问：有何疑问：价格还是数量？答：他们的回答：不知道。")
    assert [(one.question, one.answer) for one in found] == [("有何疑问：价格还是数量？", "他们的回答：不知道。")]


def test_fixed_exchanges_are_left_out() -> None:
    said = substance(FIXED + "问：裸土为什么没有覆盖？答：前一天刮大风把网掀了。问：还有什么补充？答：没有了，希望从轻。")
    assert [one.answer for one in said] == ["前一天刮大风把网掀了。"]


def test_likeness_looks_at_answers_only() -> None:
    same = substance(FIXED + "问：裸土为什么没有覆盖？答：前一天刮大风把网掀了，没有来得及盖。")
    other = substance(FIXED + "问：裸土为什么没有覆盖？答：不归我管，我是开挖掘机的。")
    assert likeness(same, same).ratio == 1.0
    assert len(likeness(same, same).same) == 1
    assert likeness(same, other).ratio < 0.5
    assert likeness(same, other, least=0.9).ratio == 0.0
    assert likeness(same, ()).ratio == 0.0
