import pytest

from nlp.facts.document_numbers import find_document_numbers, same_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("栖市监罚〔2024〕267号", "栖市监罚〔2024〕267号"),
        ("栖市监罚（2024）\n267\n号", "栖市监罚〔2024〕267号"),
        ("栖市监罚[2024]第12-3号", "栖市监罚〔2024〕12-3号"),
        ("栖市监罚字【2024】第5号", "栖市监罚〔2024〕5号"),
        ("（2024）栖市监罚字第267号", "〔2024〕栖市监罚267号"),
        ("（2024）京01行终12号", "〔2024〕京01行终12号"),
        ("行政处罚决定书\n栖市监\n罚〔2024〕267号", "栖市监罚〔2024〕267号"),
        ("法释〔2002〕21号", "法释〔2002〕21号"),
        ("行政处罚决定书（2024）第5号", "〔2024〕5号"),
        ("向其送达栖市监罚告〔2024〕252号", "栖市监罚告〔2024〕252号"),
        ("（江川华测造审〔2024〕067号", "江川华测造审〔2024〕067号"),
        ("案号 和市监立〔2024〕1号", "和市监立〔2024〕1号"),
    ],
)
def test_every_way_to_print_a_number(text: str, number: str) -> None:
    (found,) = find_document_numbers(text)
    assert found.value.text == number
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", ["2024年3月5号", "第12号楼", "No.160040216", "（2024年度）检查3号车间", "总局令第61号"])
def test_what_is_no_number(text: str) -> None:
    assert find_document_numbers(text) == []


def test_same_number_ignores_brackets_and_glue() -> None:
    assert same_number("栖市监罚（2024）267号", "栖市监罚〔2024〕第0267号")
    assert same_number("栖市监罚字〔2024〕267号", "栖市监罚[2024]267号")
    assert not same_number("栖市监罚〔2024〕267号", "栖市监罚〔2024〕268号")
    assert not same_number("栖市监罚〔2024〕267号", "栖市监罚告〔2024〕267号")
    assert not same_number("栖市监罚〔2024〕267号", "栖市监罚〔2023〕267号")
