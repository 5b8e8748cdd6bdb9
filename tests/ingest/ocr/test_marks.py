"""What is put right in recognised lines: only marks change, and never their number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.ocr.marks import mended


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("(以下空白)", "（以下空白）"),
        ("你（单位)涉嫌", "你（单位）涉嫌"),
        ("是否申请回避?答:已看过", "是否申请回避？答：已看过"),
        ("执法证号：99631062525)、郝文静", "执法证号：99631062525）、郝文静"),
        ("青综执罚〔2024]384号", "青综执罚〔2024〕384号"),
        ("（100毫克)", "（100毫克）"),
        ("落款：2024年6月12口", "落款：2024年6月12日"),
        ("2024午6月12日", "2024年6月12日"),
        ("统一社会信用代码：91997528C3A82WBYOG", "统一社会信用代码：91997528C3A82WBY0G"),
    ],
)
def test_marks_of_chinese_text_are_put_right(read: str, printed: str) -> None:
    assert mended(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        "9:40",
        "1,000.50",
        "f(x, y)",
        "http://a.cn/?b",
        "GB 2762-2017",
        "青综执罚（2024）384号",
        "2024年13月12口",
        "2024-6-12日",
        "JY19150102O0003SZ8",
        "PROTOCOL-91",
    ],
)
def test_what_may_be_meant_so_stays(text: str) -> None:
    assert mended(text) == text


@given(st.text(alphabet="甲乙a1 （）()〔〕[],，:：?？、2024", max_size=30))
def test_only_marks_change_and_doing_it_twice_changes_nothing(text: str) -> None:
    found = mended(text)
    assert len(found) == len(text)
    assert all(a == b for a, b in zip(text, found, strict=True) if a.isalnum() or a == " ")
    assert mended(found) == found
