"""One fine told at each step of an approval is one; numbered fines and fines for different acts add up."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.penalties import planned

MakeCase = Callable[..., CaseFile]


def fine(make_case: MakeCase, text: str) -> int | None:
    case = make_case({"type": "decision_approval", "text": text})
    told = planned(case.writs("decision_approval")[0], case.squeezed(case.writs("decision_approval")[0]))
    return None if told is None or told.fine is None else int(told.fine)


@pytest.mark.parametrize(
    "text",
    [
        "拟处罚：罚款8000元。科室：拟罚款8000元，请审定。局长：同意罚款8000元。",
        "拟作出如下行政处罚：1.没收违法所得200元；2.罚款8000元。分管领导：同意，处罚款人民币8000元（捌仟元整）。",
        "建议给予以下处罚：一、警告；二、处8000元罚款。法制机构：拟给予如下处罚：1.警告；2.处8000元罚款。",
        "拟决定：对其未备案的行为罚款3000元，对其未报告的行为罚款5000元，合计罚款8000元。",
        "三、拟处罚意见：拟处罚款8000元。四、主任：同意罚款8000元。",
    ],
)
def test_said_again_is_one(make_case: MakeCase, text: str) -> None:
    assert fine(make_case, text) == 8000


@pytest.mark.parametrize(
    "text",
    [
        "拟作出如下行政处罚：1.未设标志，罚款4000元；2.罚款4000元。",
        "拟作出如下行政处罚：1.罚款4000元；2.罚款4000元。",
        "拟处罚：对未公示收费标准的行为罚款4000元，对未开具票据的行为罚款4000元。",
        "拟处罚：对未公示收费标准的行为，处罚款4000元；对未开具票据的行为，处罚款4000元。",
        "拟处罚：对法定代表人罚款3000元；对直接责任人员罚款5000元。",
    ],
)
def test_different_fines_add_up(make_case: MakeCase, text: str) -> None:
    assert fine(make_case, text) == 8000


@pytest.mark.parametrize(
    ("approval", "verdict"),
    [
        ("拟处罚：罚款5000元。领导：同意罚款5000元。", "met"),
        ("拟处罚：罚款8000元。领导：罚款5000元。", "unknown"),
        ("拟处罚：罚款8000元。领导：同意罚款8000元。", "breach"),
        ("拟作出如下行政处罚：1.罚款5000元；2.罚款3000元。", "breach"),
    ],
)
def test_the_decision_against_its_approval(make_case: MakeCase, approval: str, verdict: str) -> None:
    case = make_case(
        {"type": "decision_approval", "fields": {"date": "2024年6月5日"}, "text": approval},
        {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": "本机关决定作出如下行政处罚：罚款5000元。"},
    )
    found = [one.verdict for one in run_checks(case) if one.rule == "decision.amount_inconsistent"]
    assert found == [verdict]
