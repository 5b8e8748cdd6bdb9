from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.facts.amounts import find_amounts, parse_amount, parse_capitals

CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def capitals(number: int) -> str:
    """The capital spelling, written independently of the parser."""
    if number < 10:
        return CAPITALS[number]
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return capitals(head) + unit + gap + (capitals(rest) if rest else "")
    raise AssertionError


@given(st.integers(1, 10**11))
def test_capitals_are_read_back(number: int) -> None:
    text = f"人民币{capitals(number)}元整"
    assert parse_capitals(text) == number
    assert [fact.value for fact in find_amounts(f"罚款（大写）{text}。")] == [number]


@given(st.decimals(Decimal("0.01"), Decimal(10**9), places=2))
def test_figures_are_read_back(number: Decimal) -> None:
    assert [fact.value for fact in find_amounts(f"罚款{number:,}元。")] == [number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,000元", "12000"),
        ("3万元", "30000"),
        ("1.5万余元", "15000"),
        ("20余万元", "200000"),
        ("5万3千元", "53000"),
        ("二千元", "2000"),
        ("人民币壹仟元整", "1000"),
        ("¥200.00", "200"),
        ("￥1,200", "1200"),
        ("人民币 300.5", "300.5"),
        ("200\n元", "200"),
        ("12,\n000元", "12000"),
        ("一千\n二百元", "1200"),
        ("一万多块", "10000"),
        ("两百块钱", "200"),
        ("5元3角", "5.3"),
        ("壹万贰仟叁佰元伍角整", "12300.5"),
    ],
)
def test_every_way_to_write_money(text: str, value: str) -> None:
    (found,) = find_amounts(f"处罚款{text}。")
    assert found.value == Decimal(value)
    assert found.text.startswith(text.rstrip("钱")[:2])


@pytest.mark.parametrize(
    "text",
    [
        "第十二条",
        "2024年",
        "3件",
        "50平方米",
        "2024年元月",
        "二元论",
        "人民币2024年",
        "百分之三",
        "3%",
        "37990322306",
        "五个工作日",
        "10块地",
    ],
)
def test_what_is_no_money(text: str) -> None:
    assert find_amounts(text) == []


def test_a_number_broken_at_the_margin_is_one_number() -> None:
    text = "本机关依法决定对你单位处以罚款人民币10\n00元的行政处罚"
    assert [fact.value for fact in find_amounts(text)] == [1000]


def test_a_number_in_a_cell_above_is_another_number() -> None:
    assert [fact.value for fact in find_amounts("数量 3\n200元")] == [200]


@pytest.mark.parametrize("text", ["壹仟伍元", "壹贰叁元", "仟元", "元整", "一二", ""])
def test_malformed_capitals(text: str) -> None:
    assert parse_capitals(text) is None


def test_figures_and_capitals_are_both_found() -> None:
    assert [fact.value for fact in find_amounts("罚款人民币1000元（大写：壹仟贰佰元整）")] == [1000, 1200]


def test_a_bare_number_is_yuan() -> None:
    assert parse_amount("1,000.50") == Decimal("1000.50")
    assert parse_amount("罚款") is None
