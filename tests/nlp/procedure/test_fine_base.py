"""Fines reckoned by a base."""

from decimal import Decimal

from nlp.procedure.fine_base import BasedRange, base_amounts, base_of_tiers, based_range, tier_range


def test_shares_and_multiples() -> None:
    assert based_range("处建设工程造价百分之五以上百分之十以下的罚款") == BasedRange("工程造价", Decimal("0.05"), Decimal("0.1"))
    assert based_range("并处货值金额百分之五十以上三倍以下的罚款") == BasedRange("货值金额", Decimal("0.5"), Decimal(3))
    assert based_range("并处违法所得一倍以上五倍以下的罚款") == BasedRange("违法所得", Decimal(1), Decimal(5))
    assert based_range("可以并处违法所得3倍以下的罚款") == BasedRange("违法所得", Decimal(0), Decimal(3))


def test_other_tiers_are_not_read() -> None:
    assert based_range("货值金额不足1万元的，并处2000元以上2万元以下罚款，货值金额1万元以上的，并处货值金额2倍以上5倍以下罚款") is None
    assert based_range("处五千元以下的罚款") is None
    assert based_range("每日按罚款数额的百分之三加处罚款") is None


def test_the_base_a_decision_gives() -> None:
    assert base_amounts("货值金额共计2000元，扣除成本", "货值金额") == {Decimal(2000): 0}
    assert not base_amounts("货值金额无法查明", "货值金额")


TIERS = (
    "有下列情形之一，违法经营的货值金额不足一万元的，并处五万元以上十万元以下罚款；"
    "货值金额一万元以上的，并处货值金额十倍以上二十倍以下罚款；情节严重的，吊销许可证：（一）生产；（二）经营"
)
OTHER_TIERS = "货值金额不足1万元的，并处2000元以上2万元以下罚款，货值金额1万元以上的，并处货值金额2倍以上5倍以下罚款"
BY_ITEM = (
    "（一）违法所得超过1万元的，处违法所得1倍以上5倍以下的罚款；违法所得不足1万元的，处1万元以下的罚款；"
    "（二）违法所得超过2万元的，处违法所得2倍以上10倍以下的罚款；违法所得不足2万元的，处3万元以下的罚款"
)


def test_tiers_by_the_amount_of_the_base() -> None:
    assert base_of_tiers(TIERS) == "货值金额"
    assert tier_range(TIERS, Decimal(800), "货值金额") == (Decimal(50000), Decimal(100000))
    assert tier_range(TIERS, Decimal(20000), "货值金额") == (Decimal(200000), Decimal(400000))
    assert tier_range(OTHER_TIERS, Decimal(10000), "货值金额") == (Decimal(20000), Decimal(50000))


def test_tiers_of_another_form() -> None:
    assert tier_range("处货值金额一倍以上三倍以下罚款", Decimal(800), "货值金额") is None
    assert tier_range(BY_ITEM, Decimal(800), "违法所得") is None
