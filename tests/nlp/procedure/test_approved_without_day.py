"""The head's name behind the opinion where no day follows: signed, and the day of approval left open."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.checks.filing import approval_missing
from nlp.procedure.rules import rules

DrawnCase = Callable[..., CaseFile]
ROWS = ["案由|涉嫌占道经营", "承办人意见|建议立案。  王有才  李思思  2024年6月13日", "承办机构意见|同意。  苗广田  2024年6月13日"]
DECISION = ("行政处罚决定书", ["青禾县禾旺农资店：", "决定罚款5000元。", "青禾县农业农村局", "2024年7月8日"], [])


@pytest.mark.parametrize(
    ("said", "verdict", "message"),
    [
        ("同意立案。  何振邦", "breach", "未写批准日期"),
        ("经研究，同意立案。 何振邦", "breach", "未写批准日期"),
        ("批准。何立", "breach", "未写批准日期"),
        ("同意立案。  何振邦  2024年6月14日", "met", ""),
        ("何振邦  同意立案  24年6月14日", "met", ""),
    ],
)
def test_the_day_of_approval(drawn_case: DrawnCase, said: str, verdict: str, message: str) -> None:
    case = drawn_case(("立案审批表", [], [*ROWS, f"负责人审批意见|{said}"]), DECISION)
    (outcome,) = approval_missing(case, rules()["filing.approval_missing"])
    assert (outcome.verdict, message in outcome.message) == (verdict, True), outcome.message


@pytest.mark.parametrize("said", ["同意立案。", "同意，尽快查办。", "同意。 按程序办理"])
def test_words_are_no_name(drawn_case: DrawnCase, said: str) -> None:
    case = drawn_case(("立案审批表", [], [*ROWS, f"负责人审批意见|{said}"]), DECISION)
    (outcome,) = approval_missing(case, rules()["filing.approval_missing"])
    assert "未写批准日期" not in outcome.message, outcome.message
