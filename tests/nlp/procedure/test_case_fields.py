from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.case_fields import cause_of


@pytest.mark.parametrize(
    ("printed", "cause"),
    [
        ("涉嫌未办理备案", "未办理备案"),
        ("未办理变更备案案", "未办理变更备案"),
        ("未编制专项施工方案一案", "未编制专项施工方案"),
        ("未制定事故应急预案违法案", "未制定事故应急预案"),
        ("伪造职工健康监护档案", "伪造职工健康监护档案"),
        ("使用不合格计量设备案", "使用不合格计量设备"),
        ("无照经营药品案件", "无照经营药品"),
    ],
)
def test_a_cause_keeps_the_words_that_end_like_the_word_for_a_case(make_case: Callable[..., CaseFile], printed: str, cause: str) -> None:
    assert cause_of(make_case({"type": "filing_approval", "fields": {"cause": printed}})) == cause
