"""Fines reckoned by a base."""

from decimal import Decimal

from nlp.procedure.fine_base import BasedRange, base_amounts, based_range


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
