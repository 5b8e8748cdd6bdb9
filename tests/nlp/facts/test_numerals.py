import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.facts.numerals import parse_numeral

DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """The standard Chinese spelling, written independently of the parser."""
    if number < 10:
        return DIGITS[number]
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return spell(head) + unit + gap + (spell(rest) if rest else "")
    raise AssertionError


@given(st.integers(0, 10**12 - 1))
def test_spelled_numbers_are_read_back(number: int) -> None:
    assert parse_numeral(spell(number)) == number


@given(st.integers(0, 10**12 - 1))
def test_arabic_numbers_are_read_back(number: int) -> None:
    assert parse_numeral(f"{number:,}") == number
    assert parse_numeral(str(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十五", 15),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("三万五", 35000),
        ("两千三", 2300),
        ("一百五", 150),
        ("壹佰零伍", 105),
        ("四十\n五", 45),
    ],
)
def test_usual_forms(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize("text", ["", "百", "十百", "二二十", "一零十", "12,3", "第五", "五条", "万五", "一千零"])
def test_what_is_no_numeral_gives_none(text: str) -> None:
    assert parse_numeral(text) is None
