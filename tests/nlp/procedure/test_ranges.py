from decimal import Decimal

import pytest

from nlp.procedure.ranges import fine_range


@pytest.mark.parametrize(
    ("text", "least", "most", "plain", "open_ended"),
    [
        ("处一万元以上五万元以下的罚款", 10000, 50000, 50000, False),
        ("可以处五万元以下的罚款；逾期未改正的，处五万元以上二十万元以下的罚款", 0, 200000, 50000, False),
        ("处3000元以上1万元以下的罚款，情节严重的，处1万元以上5万元以下的罚款", 3000, 50000, 10000, False),
        ("处二千元以下罚款；造成严重后果的，处二千元以上一万元以下罚款", 0, 10000, 2000, False),
        ("处违法所得一倍以上五倍以下的罚款；没有违法所得的，处一万元以下的罚款", 0, 10000, 10000, True),
        ("对单位处十万元以上二十万元以下罚款，对个人处一万元以下罚款", 0, 200000, 200000, False),
        ("拒不改正的，处五千元罚款", 5000, 5000, None, False),
    ],
)
def test_tiers_are_read_with_what_they_are_reserved_for(text: str, least: int, most: int, plain: int | None, open_ended: bool) -> None:
    found = fine_range(text)
    assert found is not None
    assert (found.least, found.most, found.open_ended) == (Decimal(least), Decimal(most), open_ended)
    assert found.plain_most == (None if plain is None else Decimal(plain))


def test_a_clause_without_fixed_fine_has_no_range() -> None:
    assert fine_range("给予警告；情节严重的，吊销许可证") is None
    assert fine_range("处货值金额五倍以上十倍以下的罚款") is None


def test_no_upper_limit_is_none() -> None:
    found = fine_range("处十万元以上罚款")
    assert found is not None
    assert (found.least, found.most, found.plain_most) == (Decimal(100000), None, None)
