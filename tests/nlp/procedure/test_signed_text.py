import pytest

from nlp.procedure.signed_text import bare_of_names

LABEL = "当事人|现场负责人"


@pytest.mark.parametrize(
    "text",
    [
        "现场负责人（签名）：执法人员（签名）：张建国李小明",
        "现场负责人（签名）：以上笔录我看过，与现场情况一致。执法人员（签名）：张建国",
        "当事人（签名）：2024年3月5日第1页共1页",
    ],
)
def test_no_name_stands_in_the_place(text: str) -> None:
    assert bare_of_names(text, LABEL)


@pytest.mark.parametrize(
    "text",
    [
        "现场负责人（签名）：王三木2024年3月5日执法人员（签名）：张建国",
        "现场负责人（签名或者盖章）：以上笔录已阅，与现场情况相符。王三木2024年3月5日",
        "执法人员（签名）：张建国",
        "",
    ],
)
def test_a_name_stands_there_or_there_is_no_place(text: str) -> None:
    assert not bare_of_names(text, LABEL)
