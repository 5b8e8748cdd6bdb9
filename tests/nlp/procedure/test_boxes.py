"""Which words stand behind an empty box."""

import pytest

from nlp.procedure.boxes import Choice, chosen, unticked, without_unticked


@pytest.mark.parametrize(
    ("text", "word", "empty"),
    [
        ("案件来源☑监督检查□投诉举报□上级交办", "投诉举报", True),
        ("案件来源□监督检查☑投诉举报□上级交办", "投诉举报", False),
        ("案件来源：投诉举报", "投诉举报", False),
        ("□同意。案件由投诉举报而来", "投诉举报", False),
        ("☐）移送公安机关", "移送", True),
    ],
)
def test_choices_behind_empty_boxes(text: str, word: str, empty: bool) -> None:
    assert unticked(text, text.index(word)) is empty


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("：☑是□否", "yes"),
        ("□是☑否", "no"),
        ("（是□否√）", "no"),
        ("情况：是□否□", "open"),
        ("：□已出示□未出示", "open"),
        ("：■无异议□有异议", "yes"),
        ("：当场出示。", None),
        ("，□是", None),
    ],
)
def test_the_choice_behind_a_label(text: str, choice: Choice | None) -> None:
    label = "是否出示证件"
    assert chosen(label + text, len(label)) == choice


def test_what_is_left_of_a_form_are_the_ticked_choices() -> None:
    assert without_unticked("☑提出申辩□放弃申辩。请求从轻") == "☑提出申辩。请求从轻"
    assert without_unticked("□提出申辩□放弃申辩。") == "□提出申辩□放弃申辩。"
