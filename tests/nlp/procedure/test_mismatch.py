"""Notice against decision on recognised pages: what may be a misreading is asked, what is none is a breach."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.finding import Finding

MakeCase = Callable[..., CaseFile]

_TOLD = "上述行为违反了《中华人民共和国安全生产法》第二十八条第一款的规定。依据《中华人民共和国安全生产法》第九十七条第（三）项的规定"


def _judged(
    make_case: MakeCase,
    decided: str,
    origin: str,
    *,
    told: str = "5000元",
    fine: str = "5000元",
    rule: str = "notice.decision_mismatch",
    others: Sequence[dict[str, object]] = (),
) -> list[Finding]:
    case = make_case(
        *others,
        {"type": "prior_notice", "fields": {"date": "2024年5月24日"}, "text": f"{_TOLD}，拟作出如下行政处罚：罚款人民币{told}。"},
        {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": f"{decided}，决定给予以下行政处罚：罚款人民币{fine}。"},
    )
    (document,) = case.dossier.documents
    pages = tuple(replace(page, origin=origin, confidence=0.97) for page in document.pages)
    read = CaseFile(replace(case.dossier, documents=(replace(document, pages=pages),)))
    return [finding for finding in run_checks(read) if finding.rule == rule]


@pytest.mark.parametrize(("origin", "verdict"), [("text", "breach"), ("ocr", "unknown")])
def test_a_law_one_character_off_is_a_question_only_where_it_was_recognised(make_case: MakeCase, origin: str, verdict: str) -> None:
    (finding,) = _judged(make_case, _TOLD.replace("安全生产法》第二十八条", "安全主产法》第二十八条"), origin)
    assert finding.verdict == verdict
    assert "安全主产法" in (finding.reason or finding.message)
    assert len(finding.evidence) == 2  # both pages, side by side
    assert ("识读有误" in (finding.reason or "")) is (verdict == "unknown")


def test_another_law_is_a_breach_on_recognised_pages_too(make_case: MakeCase) -> None:
    (finding,) = _judged(make_case, _TOLD.replace("安全生产法》第二十八条", "消防法》第二十八条"), "ocr")
    assert finding.verdict == "breach"


@pytest.mark.parametrize(
    ("told", "fine", "verdict"),
    [
        ("3000元", "叁仟伍佰元整（￥3000.00）", "met"),
        ("叁仟伍佰元整", "3000元（大写：叁仟伍佰元整）", "met"),
        ("2000元", "叁仟伍佰元整（￥3000.00）", "breach"),
        ("3000元", "叁仟伍佰元整（￥3500.00）", "breach"),
    ],
)
def test_a_decision_that_contradicts_itself_is_heavier_only_by_both_amounts(
    make_case: MakeCase, told: str, fine: str, verdict: str
) -> None:
    (finding,) = _judged(make_case, _TOLD, "text", told=told, fine=fine)
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    ("origin", "fine", "verdict"),
    [
        ("ocr", "捌万陆仟元整（￥8600.00）", "unknown"),
        ("text", "捌万陆仟元整（￥8600.00）", "breach"),
        ("ocr", "捌万陆仟元整（￥85000.00）", "breach"),
    ],
)
def test_a_digit_that_recognition_may_have_lost_is_asked_for(make_case: MakeCase, origin: str, fine: str, verdict: str) -> None:
    (finding,) = _judged(make_case, _TOLD, origin, fine=fine, rule="decision.amount_inconsistent")
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    ("origin", "approved", "verdict"),
    [("ocr", "3000元", "unknown"), ("text", "3000元", "breach"), ("ocr", "20000元", "breach"), ("ocr", "300000元", "unknown")],
)
def test_an_approved_fine_that_lost_a_digit_is_asked_for(make_case: MakeCase, origin: str, approved: str, verdict: str) -> None:
    approval = {"type": "decision_approval", "fields": {"date": "2024年6月5日"}, "text": f"拟作出如下行政处罚：罚款人民币{approved}。"}
    (finding,) = _judged(make_case, _TOLD, origin, fine="30000元", rule="decision.amount_inconsistent", others=[approval])
    assert (finding.verdict, "审批金额" in finding.message) == (verdict, True)


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("没收违法所得136元；没收馨悦保湿面霜98盒；罚款20000元", "met"),
        ("没收违法所得136元，没收化妆品98盒，并处罚款20000元", "met"),
        ("（1）没收违法所得136元；（2）没收馨悦保湿面霜（详见清单）；（3）罚款20000元", "met"),
        ("没收违法所得136元、馨悦保湿面霜98盒，罚款20000元", "met"),
        ("没收馨悦保湿面霜九十八盒及违法所得136元，罚款20000元", "met"),
        ("没收违法所得136元，并处违法所得三倍的罚款20000元", "breach"),
    ],
)
def test_confiscated_goods_are_told_in_one_sentence_too(make_case: MakeCase, told: str, verdict: str) -> None:
    decided = "一、没收违法所得136元；二、没收馨悦保湿面霜98盒；三、罚款20000元"
    case = make_case(
        {"type": "prior_notice", "fields": {"date": "2024年9月24日"}, "text": f"{_TOLD}，拟对你单位作出以下处罚：{told}。"},
        {"type": "penalty_decision", "fields": {"date": "2024年10月10日"}, "text": f"{_TOLD}，决定作出如下行政处罚：{decided}。"},
    )
    (finding,) = [one for one in run_checks(case) if one.rule == "notice.decision_mismatch"]
    assert finding.verdict == verdict, finding


@pytest.mark.parametrize(
    ("told", "taken", "origin", "verdict"),
    [
        ("1800元", "5400元", "text", "breach"),
        ("1800元", "5400元", "ocr", "unknown"),
        ("5400元", "1800元", "text", "met"),
        ("", "5400元", "text", "met"),  # to be taken, how much was not said
    ],
)
def test_more_income_taken_than_announced(make_case: MakeCase, told: str, taken: str, origin: str, verdict: str) -> None:
    (finding,) = _judged(
        make_case, _TOLD, origin, told=f"5000元；没收违法所得{told}", fine=f"5000元；没收违法所得{taken}", rule="notice.decision_mismatch"
    )
    assert finding.verdict == verdict
    assert ("5,400元，告知的是1,800元" in finding.message) is (verdict != "met")


@pytest.mark.parametrize(
    ("told", "imposed", "origin", "verdict"),
    [
        ("责令停业整顿15日", "责令停业整顿30日", "text", "breach"),
        ("责令停产停业，期限十五日", "责令停产停业，期限一个月", "text", "breach"),
        ("暂扣道路运输证七日", "暂扣道路运输证十五天", "text", "breach"),
        ("责令停业整顿（自2024年10月11日起）5日", "责令停业整顿（自2024年10月11日起）10日", "ocr", "unknown"),
        ("责令停业整顿15日", "责令停业整顿15日", "text", "met"),
        ("责令停业整顿1个月", "责令停业整顿30日", "text", "met"),
        ("责令停业整顿", "责令停业整顿30日", "text", "met"),  # how long was not said
    ],
)
def test_a_penalty_that_lasts_longer_than_announced(make_case: MakeCase, told: str, imposed: str, origin: str, verdict: str) -> None:
    (finding,) = _judged(make_case, _TOLD, origin, told=f"5000元；{told}", fine=f"5000元；{imposed}", rule="notice.decision_mismatch")
    assert finding.verdict == verdict, finding
