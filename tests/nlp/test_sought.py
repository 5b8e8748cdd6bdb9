"""Expressions that look at the next letter first find what they find without."""

from __future__ import annotations

import re

import pytest

from nlp.sought import sought

TEXT = (
    "当事人2024年3月5日签收。[备注]拒绝签字-如拒绝签字，罚款3,000元（叁仟元整）；执法证号：37-1145 A.b)\n处以罚款￥500.00元，没收违法所得。"
)
GUARDED = [
    r"(?:当事人|责任人)?(?:签收|签字)",
    r"(?<!如)拒绝?签字",
    r"(?<=；)执法|(?:处以|给予)?罚款",
    r"(?:[￥¥]|人民币)?\d+(?:,\d+)*元",
    r"(?:(?:没|收)+违法|[-签]收)所得",
    r"(?:处以|)罚款?",
    r"(?P<how>(?:处以|给予)+)罚款",
    r"(?:^当事|当|\u5143|\]|\d-)",
    r"(?:[\d.\-]+|[叁-]仟|[\[（])(?:\S)",
    r"(?<![\d,])(?:3,000|500)",
    r"(?:(?=签)签|拒{1,2})(?:收|绝)",
]
AS_IT_IS = [
    r"罚款\d*",
    r"[拒签]",
    r"签收|签字",
    r"\d+",
    r"(?:当事人)?",
    r"(?:没|.)收",
    r"[^。]{2}收",
    r"(?i)(?:a|b)\.",
    r"(?:[\u4e00-\u9fa5]{2})?收",
]


@pytest.mark.parametrize("expression", [*GUARDED, *AS_IT_IS])
def test_the_same_is_found(expression: str) -> None:
    plain = re.compile(expression)
    assert [match.span() for match in sought(expression).finditer(TEXT)] == [match.span() for match in plain.finditer(TEXT)]
    assert any(True for _ in plain.finditer(TEXT)), "an example that finds nothing tells nothing"


def test_only_those_that_begin_with_one_of_several_words_are_guarded() -> None:
    assert [expression for expression in GUARDED if sought(expression).pattern == expression] == []
    assert [expression for expression in AS_IT_IS if sought(expression).pattern != expression] == []


def test_groups_keep_their_names_and_numbers() -> None:
    match = sought(r"(?:(?:处以)?(?P<what>罚款)|(没收)).(\d*)").search(TEXT)
    assert match is not None
    assert match["what"] == "罚款"
    assert match.groups() == ("罚款", None, "")
