from decimal import Decimal

import pytest

from nlp.facts.amounts import find_amounts
from nlp.facts.totals import total_from
from nlp.procedure.penalties import _penalties


def came_to(text: str) -> int | None:
    total = total_from(text, find_amounts(text), 0)
    return None if total is None else int(total.value)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("按每亩500元计，6亩×500元/亩=3000元，共计罚款人民币3000元（大写：叁仟元整）。", 3000),
        ("30元/平方米×300平方米，计9000元。", 9000),
        ("林地300平方米×10元=3000元，草地200平方米×5元=1000元。", 4000),
        ("货值2000元×5倍，即10000元；没收工具", 10000),
        ("每立方米20元，罚款总额为1200元", 1200),
        ("甲处80000元，乙处26400元，合计106400元。", 106400),
        ("人民币5000元整。合计金额以本决定书为准，其中每次200元", 5000),
        ("2000元/人民币贰仟元整", 2000),
        ("3000元，没收违法所得1000元，罚没款合计4000元", 3000),
        ("3000元，运费800元，税费200元，共计缴纳4000元", 3000),
    ],
)
def test_what_a_calculation_comes_to(text: str, yuan: int) -> None:
    assert came_to(text) == yuan


def test_a_rate_alone_is_no_amount() -> None:
    assert came_to("20元/平方米。合计9000元") is None


@pytest.mark.parametrize(
    ("text", "fines"),
    [
        ("处罚款：旱地150平方米×20元/平方米=3000元，林地50平方米×10元/平方米=500元，合计3500元；2.责令拆除", ["3500"]),
        ("处以每平方米30元的罚款，300平方米共计9000元。", ["9000"]),
        ("对甲行为罚款5000元，对乙行为罚款3000元，合并罚款8000元。", ["5000", "3000"]),
        ("1.罚款5000元；2.罚款3000元。", ["5000", "3000"]),
    ],
)
def test_the_fine_is_the_total(text: str, fines: list[str]) -> None:
    assert [one.amount for one in _penalties(text, 0, len(text)) if one.kind == "罚款"] == [Decimal(fine) for fine in fines]
