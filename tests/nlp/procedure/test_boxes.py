"""Which words stand behind an empty box."""

import pytest

from nlp.procedure.boxes import unticked


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
