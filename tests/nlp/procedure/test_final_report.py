"""The parts of a report at the end of an investigation, where words that only look like one of them stand in another."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.checks.final_report import investigation_report_missing
from nlp.procedure.outcome import Outcome
from nlp.procedure.rules import rules

MakeCase = Callable[..., CaseFile]
BEFORE = "当事人基本情况：甲县某商店。案件来源：举报。违法事实：购进饼干未查验合格证明，有现场笔录、询问笔录等证据。"
AFTER = "处理意见：依据《中华人民共和国食品安全法》第一百二十六条，建议罚款5000元。办案人员：张三、李四"


def _judged(make_case: MakeCase, between: str) -> Outcome:
    case = make_case(
        {"type": "penalty_decision", "fields": {"issuer": "甲县市场监督管理局", "date": "2024年5月6日"}, "text": "决定罚款5000元。"},
        {
            "type": "investigation_report",
            "fields": {"date": "2024年4月20日", "officers_sign": "张三、李四"},
            "text": BEFORE + between + AFTER,
        },
        {"type": "filing_approval", "fields": {"approved_date": "2024年3月5日"}},
    )
    return investigation_report_missing(case, rules()["invest.investigation_report_missing"])[0]


@pytest.mark.parametrize(
    "between",
    [
        "裁量理由：涉及多个品种，不属于首违不罚清单所列情形，情节一般。",
        "裁量理由：属于初次违法，危害后果轻微，符合从轻情形。",
        "当事人的行为不构成犯罪，属一般情节。",
    ],
)
def test_no_word_on_what_the_act_is_in_law(make_case: MakeCase, between: str) -> None:
    outcome = _judged(make_case, between)
    assert (outcome.verdict, "违法行为性质" in outcome.message) == ("breach", True), outcome.message


@pytest.mark.parametrize(
    "between",
    [
        "案件性质：未履行进货查验义务，情节一般。",
        "当事人违反《中华人民共和国食品安全法》第五十三条，情节一般。",
        "该行为系未查验合格证明的行为，情节一般。",
        "上述行为属于未按规定查验，情节一般。",
        "构成未按规定建立并遵守进货查验记录制度的违法行为，情节一般。",
    ],
)
def test_what_the_act_is_in_law(make_case: MakeCase, between: str) -> None:
    assert _judged(make_case, between).verdict == "met"
