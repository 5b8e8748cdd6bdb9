"""Letters whose day was not read under the seal: what they must say is judged by the law of the other days."""

from collections.abc import Mapping
from typing import Any

import pytest

from nlp.procedure.engine import run_checks
from tests.nlp.procedure.conftest import MakeCase

_TOLD = (
    "经查，你店于2024年5月6日使用未经检定的计量器具，违反了《中华人民共和国计量法》第九条第一款的规定，"
    "依据《中华人民共和国计量法》第二十五条的规定，拟处罚款{fine}元。你可以在五日内陈述、申辩。\n甲县市场监督管理局\n2024年5月 日"
)
_DECIDED = {
    "type": "penalty_decision",
    "fields": {"date": "2024年6月17日"},
    "text": "违反了《中华人民共和国计量法》第九条第一款的规定。依据《中华人民共和国计量法》第二十五条的规定，决定罚款900元。",
}


def _judged(make_case: MakeCase, rule: str, told: str, *others: Mapping[str, Any]) -> list[str]:
    notice = {"type": "prior_notice", "title": "行政处罚告知书", "text": told, "scanned": True}
    return [one.verdict for one in run_checks(make_case(notice, *others)) if one.rule == rule]


def _filed(day: str) -> Mapping[str, Any]:
    return {"type": "filing_approval", "fields": {"approved_date": day, "leader_opinion": "同意立案", "leader_sign": "王某"}}


@pytest.mark.parametrize(("fine", "verdict"), [(900, "met"), (500, "breach")])
def test_a_notice_is_compared_with_the_decision(make_case: MakeCase, fine: int, verdict: str) -> None:
    assert _judged(make_case, "notice.decision_mismatch", _TOLD.format(fine=fine), _DECIDED) == [verdict]


@pytest.mark.parametrize(
    ("others", "verdict"),
    [
        ((_DECIDED,), "breach"),
        ((_filed("2024年5月7日"),), "breach"),
        ((_filed("2021年6月1日"), _DECIDED), "unknown"),  # the law changed between the two
        ((), "unknown"),
    ],
)
def test_what_a_notice_lacks_is_seen_where_other_days_tell_its_law(
    make_case: MakeCase, others: tuple[Mapping[str, Any], ...], verdict: str
) -> None:
    told = _TOLD.format(fine=900).replace("你可以在五日内陈述、申辩。", "")
    assert _judged(make_case, "notice.content_incomplete", told, *others) == [verdict]


@pytest.mark.parametrize(("decided", "verdict"), [("责令停产停业。", "breach"), ("罚款900元。", "not_applicable")])
def test_a_hearing_is_told_of_whatever_the_day(make_case: MakeCase, decided: str, verdict: str) -> None:
    decision = {**_DECIDED, "text": f"依据《中华人民共和国计量法》第二十五条的规定，决定{decided}"}
    local = {"departments": {"市场监管": {"hearing_fine": {"person": 10000, "organisation": 100000}}}}
    notice = {"type": "prior_notice", "title": "行政处罚告知书", "text": _TOLD.format(fine=900), "scanned": True}
    found = run_checks(make_case(notice, decision, local=local))
    assert [one.verdict for one in found if one.rule == "hearing.notice_missing"] == [verdict]


@pytest.mark.parametrize(
    ("tail", "filed", "verdict"),
    [
        ("", "2024年5月7日", "breach"),
        ("不服本决定的，可以在六十日内申请行政复议，或者在六个月内提起行政诉讼。", "2024年5月7日", "unknown"),  # its day is an element too
        ("", None, "unknown"),
    ],
)
def test_the_elements_of_a_decision_whose_day_was_not_read(make_case: MakeCase, tail: str, filed: str | None, verdict: str) -> None:
    text = (
        "当事人住址：甲县东街1号。经查，当事人使用未经检定的计量器具，有现场笔录、照片等证据证实。"
        "依据《中华人民共和国计量法》第二十五条的规定，决定罚款900元，自收到之日起十五日内缴至指定银行。"
    )
    decision = {"type": "penalty_decision", "text": f"{text}{tail}\n甲县计量所\n2024年6月 日", "scanned": True}
    case = make_case(decision, *([_filed(filed)] if filed else []))
    assert [one.verdict for one in run_checks(case) if one.rule == "decision.elements_missing"] == [verdict]
