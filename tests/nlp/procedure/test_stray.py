"""Which pages of no known kind leave open whether a paper is there."""

import pytest

from nlp.procedure.stray import may_be_a_paper


@pytest.mark.parametrize(
    "text",
    [
        "姓名 阿依古丽\n性别 女 民族 维吾尔\n出生 1988年7月2日\n公民身份号码 650102198807020024\n与原件核对无误",
        "图一 门前堆放的木料\n图二 堆放处近景",
        "第 3 页",
        "★",
    ],
)
def test_copies_and_captions_are_no_paper(text: str) -> None:
    assert not may_be_a_paper(text)


@pytest.mark.parametrize(
    "text",
    [
        "经局长同意，扣押期限顺延三十日。",
        "今收\n到罚款叁仟元整",
        "关于延 长 期 限 的 请 示",
        "收件人 刘某\n中国邮政速递物流",
        "本人对拟作出的处罚没有异议。当事人 王某",
    ],
)
def test_what_speaks_of_the_procedure_may_be_one(text: str) -> None:
    assert may_be_a_paper(text)
