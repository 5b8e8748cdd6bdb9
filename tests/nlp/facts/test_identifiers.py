from hypothesis import given
from hypothesis import strategies as st

from nlp.facts.identifiers import find_id_numbers, find_usccs, valid_id_number, valid_uscc

CODE = "91350100M000100Y43"  # the example of GB 32100-2015
NUMBER = "11010519491231002X"  # the example of GB 11643-1999


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_breaks_a_code(at: int, other: str) -> None:
    assert valid_uscc(CODE)
    changed = CODE[:at] + other + CODE[at + 1 :]
    assert valid_uscc(changed) == (changed == CODE)


@given(st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_breaks_a_number(at: int, other: str) -> None:
    assert valid_id_number(NUMBER) is True
    changed = NUMBER[:at] + other + NUMBER[at + 1 :]
    assert valid_id_number(changed) == (changed == NUMBER)


def test_a_masked_number_cannot_be_checked() -> None:
    assert [fact.value for fact in find_id_numbers("身份证号379903********8588")] == ["379903********8588"]
    assert valid_id_number("379903********8588") is None


def test_codes_and_numbers_are_told_apart() -> None:
    text = f"统一社会信用代码 {CODE[:9]}\n{CODE[9:]} 公民身份号码{NUMBER.lower()} 账号 6200 0000 1109 0000 01"
    assert [fact.value for fact in find_usccs(text)] == [CODE]
    assert [fact.value for fact in find_id_numbers(text)] == [NUMBER]


def test_a_code_with_a_wrong_check_character_is_still_found() -> None:
    assert [fact.value for fact in find_usccs(CODE[:-1] + "4")] == [CODE[:-1] + "4"]
