"""Sign-offs that a system prints step by step, labels in brackets."""

import pytest

from nlp.procedure.signing import leader_opinion, leader_signed
from tests.nlp.procedure.conftest import MakeCase

_BEFORE = "【承办人】 卜建忠 茅晓燕\n建议立案。 2024-02-27 16:20\n【监察机构负责人】 宗玉民\n拟同意立案。 2024-02-28 09:05\n"


@pytest.mark.parametrize(
    "head",
    [
        "【局领导】 纪兰芝\n同意立案。 2024-02-28 10:41",
        "【分管局领导审批】 纪兰芝\n同意 2024-02-28 10:41:07",
        "【机关负责人】纪兰芝 批准立案 2024年2月28日",
        "【审批意见】 纪兰芝\n准予立案。 2024/2/28 10:41",
    ],
)
def test_the_head_signed_in_a_step_of_his_own(make_case: MakeCase, head: str) -> None:
    case = make_case({"type": "filing_approval", "text": _BEFORE + head})
    writ = case.writs("filing_approval")[0]
    assert leader_signed(case, writ).yes
    assert leader_opinion(case, writ).yes


@pytest.mark.parametrize("head", ["", "【局领导】\n", "卷宗编号：LJ2024-0217 4/24"])
def test_a_step_of_the_head_that_is_not_there(make_case: MakeCase, head: str) -> None:
    case = make_case({"type": "filing_approval", "text": _BEFORE + head})
    assert leader_signed(case, case.writs("filing_approval")[0]).no


def test_one_step_alone_tells_nothing_of_the_head(make_case: MakeCase) -> None:
    case = make_case({"type": "filing_approval", "text": "【承办人】 卜建忠\n建议立案。 2024-02-27 16:20\n"})
    assert leader_signed(case, case.writs("filing_approval")[0]).unknown
