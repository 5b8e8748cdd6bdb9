from decimal import Decimal

import pytest

from nlp.procedure.found_facts import found_facts
from nlp.procedure.quantities import agrees, quantities, stated

TOLERANCE = Decimal("0.02")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("裸土面积600平方米", 600, "平方米"),
        ("使用面漆240斤", 120, "千克"),
        ("车货总质量57.86吨", 57860, "千克"),
        ("查获卷烟三十二条", 32, "条"),
        ("进价每只40元", 40, "元/只"),
        ("售价65元/袋", 65, "元/袋"),
        ("每卷卖288元", 288, "元/卷"),
        ("清点白酒二瓶", 2, "瓶"),
        ("车货总质量62,480千克", 62480, "千克"),
        ("购进口罩1,200只", 1200, "只"),
        ("每台售价1,280元", 1280, "元/台"),
        ("单价1,280.50元/台", Decimal("1280.50"), "元/台"),
    ],
)
def test_values_are_in_the_base_unit(text: str, value: int | Decimal, unit: str) -> None:
    assert [(one.value, one.of) for one in quantities(text)] == [(Decimal(value), unit)]


@pytest.mark.parametrize("text", ["第二十八条第一款", "连续6个月", "2024年3月5日9时", "第3条", "行驶8公里时速"])
def test_articles_and_times_are_no_quantities(text: str) -> None:
    assert all(one.of == "米" for one in quantities(text))


def test_parts_add_up_to_the_whole() -> None:
    whole, parts = quantities("购进充电器82只")[0], quantities("售出22只，库存60只")
    assert agrees(whole, parts, TOLERANCE)
    assert not stated(whole, parts, TOLERANCE)
    assert not agrees(quantities("总质量67.86吨")[0], quantities("总质量57.86吨，超限8.86吨"), TOLERANCE)  # 66.72 is near, and no sum
    assert not agrees(quantities("夜间噪声105分贝")[0], quantities("昼间55分贝，夜间50分贝"), TOLERANCE)


def test_measures_have_a_tolerance_and_counts_have_none() -> None:
    assert agrees(quantities("面积600平方米")[0], quantities("面积595平方米"), TOLERANCE)
    assert agrees(quantities("面积600平方米")[0], quantities("面积约560平方米"), TOLERANCE)
    assert not agrees(quantities("充电器82只")[0], quantities("充电器81只"), TOLERANCE)


@pytest.mark.parametrize(
    ("told", "shown", "agreed"),
    [
        ("购进5箱，售出1箱，其余6箱待售", "购进5箱，售出1箱，现存4箱", False),
        ("购进5箱，售出1箱，剩余的4箱待售", "购进5箱，售出1箱", True),
        ("购进9箱，剩余5箱", "红酒2箱，白酒3箱", True),
        ("购进5箱，又购进1箱，共6箱", "购进5箱，购进1箱", True),
    ],
)
def test_what_is_left_is_no_sum_of_what_was_bought_and_sold(told: str, shown: str, agreed: bool) -> None:
    said = quantities(told)
    assert agrees(said[-1], quantities(shown), TOLERANCE, beside=said) is agreed


def test_the_words_beside_tell_what_is_counted() -> None:
    one, other, third = quantities("一次性手套9副，沾血的棉球6个，生活垃圾桶3个")
    assert other.shares(quantities("棉球15个")[0])
    assert not other.shares(third)
    assert not one.shares(other)


def test_facts_stand_between_their_opening_and_the_evidence() -> None:
    text = "当事人：某店。现查明：2024年3月5日检查发现裸土未覆盖。上述事实，有以下证据证明：1.现场笔录。"
    section = found_facts(text)
    assert section
    assert text[slice(*section)] == "2024年3月5日检查发现裸土未覆盖。"
    assert found_facts("行政处罚决定书") is None
