"""Dossiers that are wrong in themselves: what the checks cannot decide they leave open, and say why."""

from collections.abc import Mapping
from typing import Any

import pytest

from nlp.procedure.engine import run_checks
from nlp.procedure.examples import case_of
from nlp.procedure.finding import Finding
from nlp.procedure.rules import Example

DECIDED = "本机关决定给予当事人以下行政处罚：{fine}。自收到本决定书之日起十五日内到指定银行缴纳罚款。"
DECISION = {"type": "penalty_decision", "fields": {"party_name": "甲县好味餐饮店", "date": "2024年5月20日"}}
FILING = {
    "type": "filing_approval",
    "fields": {"party_name": "甲县好味餐饮店", "approved_date": "2024年3月1日", "leader_opinion": "同意立案", "leader_sign": "王某"},
}
Said = Mapping[str, list[Finding]]


def said(*writs: dict[str, Any], unread: int = 0) -> Said:
    found: dict[str, list[Finding]] = {}
    for finding in run_checks(case_of(Example.model_validate({"name": "错卷", "writs": writs, "unread": unread}))):
        found.setdefault(finding.rule, []).append(finding)
    return found


def filed_on(day: str) -> dict[str, Any]:
    return {**FILING, "fields": {**FILING["fields"], "approved_date": day}}


def fined(words: str) -> dict[str, Any]:
    return {**DECISION, "text": DECIDED.format(fine=words)}


def test_a_day_no_calendar_has_is_reported_and_no_period_is_counted_from_it() -> None:
    found = said(filed_on("2024年2月30日"), fined("罚款人民币500元"))
    assert [one.verdict for one in found["timeline.inversion"]] == ["breach"]
    assert "2024年2月30日" in found["timeline.inversion"][0].message
    (period,) = found["decision.over_90_days"]
    assert period.verdict == "unknown"
    assert "日期未能识别" in (period.reason or "")


def test_contradictory_days_are_reported_with_both_places() -> None:
    found = said(filed_on("2024年6月1日"), fined("罚款人民币500元"))["timeline.inversion"]
    assert {one.verdict for one in found} == {"breach"}
    assert (1, 2) in {one.pages for one in found}


@pytest.mark.parametrize("words", ["罚款人民币伍佰零拾点元整", "罚款", "罚款若干元"])
def test_an_amount_that_does_not_parse_is_open_and_shown(words: str) -> None:
    (found,) = said(FILING, fined(words))["decision.amount_inconsistent"]
    assert found.verdict == "unknown"
    assert "罚款" in (found.reason or "")
    assert found.pages == (2,)


def test_two_parties_named_in_one_place_are_no_contradiction() -> None:
    two = {**DECISION, "fields": {**DECISION["fields"], "party_name": "甲县好味餐饮店、李大明"}, "text": DECIDED.format(fine="罚款500元")}
    assert "breach" not in {one.verdict for one in said(FILING, two)["doc.party_inconsistent"]}


def test_pages_of_another_case_are_reported_as_such() -> None:
    other = {"type": "investigation_report", "fields": {"party_name": "乙市大成建材有限公司", "date": "2024年4月2日"}}
    found = said(FILING, fined("罚款人民币500元"), {**FILING, "type": "decision_approval"}, other)["doc.party_inconsistent"]
    assert [one.verdict for one in found] == ["breach"]
    assert "乙市大成建材有限公司" in found[0].message
    assert 4 in found[0].pages


def test_of_half_a_dossier_nothing_is_said_to_lack() -> None:
    found = said(fined("罚款人民币500元"), unread=3)
    absent = [one for findings in found.values() for one in findings if one.verdict == "breach" and one.absent]
    assert absent == []
    for rule in ("filing.approval_missing", "notice.prior_notice_missing", "service.receipt_missing_or_defect"):
        assert found[rule][0].verdict == "unknown"
        assert "第2-4页未能识别" in (found[rule][0].reason or "")


def test_a_single_receipt_is_read_without_an_accusation() -> None:
    found = said({"type": "service_doc", "text": "送达文书：行政处罚决定书"})
    assert {one.verdict for findings in found.values() for one in findings} <= {"unknown", "not_applicable", "met"}
