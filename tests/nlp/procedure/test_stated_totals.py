"""The total of a decision against its penalties, in figures or in words."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]
_ITEMS = "一、没收违法所得壹仟零伍拾元整（￥1050.00）；二、罚款贰仟元整（￥2000.00）。"
_FINES = "1.对甲店罚款1000元；2.对乙店罚款2000元；"


def _verdicts(make_case: MakeCase, text: str) -> list[tuple[str, str]]:
    case = make_case({"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": f"本局决定作出如下行政处罚：{text}"})
    return [(one.verdict, one.message or one.reason) for one in run_checks(case) if one.rule == "decision.amount_inconsistent"]


@pytest.mark.parametrize(
    "total",
    [
        "以上罚没款合计{words}元整（￥{figures}.00）。",
        "以上两项合计人民币{words}元整。",
        "罚没款合计（大写）：人民币{words}元整（小写：{figures}元）。",
        "罚款和没收违法所得共计{words}元。",
        "罚没款总计为￥{figures}.00（大写：{words}元整）。",
        "罚没款合计{figures}元。",
    ],
)
def test_a_total_is_compared_in_figures_and_in_words(make_case: MakeCase, total: str) -> None:
    ((verdict, message),) = _verdicts(make_case, _ITEMS + total.format(words="叁仟壹佰伍拾", figures="3150"))
    assert verdict == "breach"
    assert "分项与合计不一致" in message
    assert "1,050元 + 2,000元" in message
    ((verdict, _),) = _verdicts(make_case, _ITEMS + total.format(words="叁仟零伍拾", figures="3050"))
    assert verdict == "met"


def test_a_total_that_contradicts_itself_is_reported_once(make_case: MakeCase) -> None:
    ((verdict, message),) = _verdicts(make_case, f"{_ITEMS}罚没款合计叁仟壹佰伍拾元整（￥3050.00）。")
    assert verdict == "breach"
    assert "大小写不一致" in message


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"{_FINES}以上两项罚款合计叁仟元整。", "met"),
        (f"{_FINES}以上两项合计罚款叁仟伍佰元整。", "breach"),
        (f"{_FINES}以上三项合计叁仟伍佰元整。", "unknown"),  # the third was not read
        (f"{_FINES}3.警告。以上三项罚没款合计叁仟伍佰元整。", "breach"),
        (f"{_FINES}3.没收违法所得共计伍佰元整。", "met"),
        (f"{_ITEMS}涉案农药货值金额合计壹仟伍佰元整。", "met"),
        ("1.没收违法所得100元；2.对甲店罚款1000元，对乙店罚款2000元，罚款合计叁仟元整。", "met"),
        ("1.没收违法所得500元；2.罚款：甲店1000元，乙店2000元，合计3000元。", "met"),
        ("对甲店罚款1000元，对乙店罚款2000元，合计3000元；没收违法所得500元。", "met"),
    ],
)
def test_a_total_is_that_of_the_penalties_it_speaks_of(make_case: MakeCase, text: str, verdict: str) -> None:
    ((found, message),) = _verdicts(make_case, text)
    assert found == verdict, message
