import pytest

from nlp.procedure.handing_over import NOT_RECEIVED, items_named


@pytest.mark.parametrize("text", ["扣押充电器20只", "烧烤炉二台", "序号品名规格数量", "附：清单序号名称规格数量1货车1辆"])
def test_things_with_their_number_are_named(text: str) -> None:
    assert items_named(text)


@pytest.mark.parametrize(
    "text",
    [
        "依据第五十六条的规定",
        "本通知书一式二份",
        "依据第24条",
        "有关证据",
        "货车1辆（详见清单）",
        "附件：扣押财物清单",
        "六个月内提起行政诉讼",
    ],
)
def test_articles_copies_and_a_list_apart_are_no_things(text: str) -> None:
    assert not items_named(text)


def test_what_a_form_prints_about_refusal_is_no_refusal() -> None:
    assert NOT_RECEIVED.search("当事人拒绝签名，邀请见证人到场")
    assert not NOT_RECEIVED.search("变更后未告知或者拒绝签收，文书退回之日视为送达之日")
    assert not NOT_RECEIVED.search("如拒绝签收，应当注明；当事人拒收的，记明情况")
