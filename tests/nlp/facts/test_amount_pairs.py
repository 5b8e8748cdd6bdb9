from decimal import Decimal

import pytest

from nlp.facts.amount_pairs import find_amount_pairs


@pytest.mark.parametrize(
    ("text", "figures", "capitals"),
    [
        ("罚款人民币叁仟伍佰元整（￥3000.00）", 3000, 3500),
        ("罚款2000元（大写：贰仟元整）", 2000, 2000),
        ("处十万元（¥100000.00）罚款", 100000, 100000),
        ("金额（大写）玖佰元整小写：￥90.00", 90, 900),
        ("（大写）叁仟伍佰元，（小写）3000元", 3000, 3500),
        ("大写：肆佰元整小写：400.00", 400, 400),
        ("肆佰元整(RMB400.00)", 400, 400),
        ("罚款人民币肆佰元整，￥450.00", 450, 400),
        ("￥450.00，大写人民币肆佰元整", 450, 400),
    ],
)
def test_both_ways_of_one_amount(text: str, figures: int, capitals: int) -> None:
    (pair,) = find_amount_pairs(text)
    assert (pair.figures, pair.capitals) == (Decimal(figures), Decimal(capitals))
    assert pair.agrees is (figures == capitals)
    assert text[pair.start : pair.end] == pair.text


def test_amounts_apart_are_no_pair() -> None:
    assert not find_amount_pairs("罚款2000元；没收违法所得叁佰元整")
    assert not find_amount_pairs("没收2000元，叁佰元罚款另缴")


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("肆拾伍万元整（￥45000.00）", True),  # a nought lost
        ("壹万贰仟元整（￥120000.00）", True),  # a nought added
        ("伍佰元整（￥50000）", True),  # the point lost
        ("叁仟伍佰元整（￥3000.00）", False),
        ("壹仟元整（￥900.00）", False),
        ("叁万元整（￥13000.00）", False),
    ],
)
def test_what_recognition_may_have_misread(text: str, misread: bool) -> None:
    (pair,) = find_amount_pairs(text)
    assert not pair.agrees
    assert pair.perhaps_misread is misread
