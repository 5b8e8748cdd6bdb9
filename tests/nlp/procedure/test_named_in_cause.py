"""Another person's name where a case is called by the party's."""

from collections.abc import Callable
from typing import Any

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.checks.identity import party_inconsistent
from nlp.procedure.rules import rules

COMPANY = "甲县宏远运输有限公司"
MakeCase = Callable[..., CaseFile]
CAUSE = "运输未取得河道采砂许可证的单位开采的砂石"


def _verdicts(case: CaseFile) -> set[str]:
    return {one.verdict for one in party_inconsistent(case, rules()["doc.party_inconsistent"])}


def _case(make: MakeCase, other: dict[str, Any], party: str = "甘永胜") -> CaseFile:
    filing = {"type": "filing_approval", "fields": {"party_name": party, "cause": CAUSE}}
    decision = {"type": "penalty_decision", "fields": {"party_name": party, "date": "2024年6月20日"}}
    return make(filing, other, decision)


@pytest.mark.parametrize(
    ("kind", "text", "verdict"),
    [
        ("legal_review", "2024年6月14日送审的周德旺运输砂石案收悉。", "breach"),
        ("dossier_binding", f"案件名称：周德旺{CAUSE}案", "breach"),
        ("collective_discussion", "会议讨论了关于周德旺涉嫌运输非法砂石一案。", "breach"),
        ("decision_approval", "现将承办的欧阳德旺运输砂石案报请审批。", "breach"),
        ("legal_review", "2024年6月14日送审的甘永胜运输砂石案收悉。", "met"),
        ("legal_review", "送审的甘永胜、周德旺运输砂石案收悉。", "met"),
        ("legal_review", "送审的运输砂石案收悉。证人周德旺运输砂石时在场，见案卷第3页。", "met"),
        ("legal_review", "关于周德旺运输砂石案，另案处理。", "met"),
        ("collective_discussion", "关于周某运输砂石案的讨论。", "met"),
        ("collective_discussion", "讨论了周旺运输砂石案。", "unknown"),
        ("inquiry_record", "我知道关于周德旺运输砂石案的事。", "met"),
    ],
)
def test_who_is_named_before_the_cause(make_case: MakeCase, kind: str, text: str, verdict: str) -> None:
    assert _verdicts(_case(make_case, {"type": kind, "text": text})) == {verdict}


def test_a_person_in_the_name_of_a_case_against_a_company_is_a_question(make_case: MakeCase) -> None:
    review = {"type": "legal_review", "text": "送审的周德旺运输砂石案收悉。"}
    assert _verdicts(_case(make_case, review, COMPANY)) == {"unknown"}
    led = {
        "type": "penalty_decision",
        "fields": {"party_name": COMPANY, "party.legal_rep": "周德旺", "date": "2024年6月20日"},
    }
    filing = {"type": "filing_approval", "fields": {"party_name": COMPANY, "cause": CAUSE}}
    assert _verdicts(make_case(filing, review, led)) == {"met"}
