"""A suspected crime, and a transfer of something else to an agency that prosecutes no crimes."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.checks.duty import crime_not_transferred
from nlp.procedure.rules import rules

MakeCase = Callable[..., CaseFile]


@pytest.mark.parametrize(
    ("transfer", "verdict"),
    [
        ("某县自然资源局：砂场超量装载的线索属你局管辖，现移送你局处理。", "breach"),
        ("某县市场监督管理局：现将当事人无照经营的线索移送你局。", "breach"),
        ("某县公安局：现将当事人使用伪造通行证的线索移送你局。", "unknown"),
        ("某县自然资源局：现将砂场线索移送你局，另案已报检察机关。", "unknown"),
    ],
)
def test_whom_a_transfer_goes_to(make_case: MakeCase, transfer: str, verdict: str) -> None:
    case = make_case(
        {
            "type": "investigation_report",
            "fields": {"date": "2024年5月6日"},
            "text": "另查明，当事人使用伪造的超限运输车辆通行证，涉嫌构成伪造国家机关证件罪。建议罚款五千元。",
        },
        {"type": "transfer_doc", "title": "案件移送书", "fields": {"date": "2024年5月7日"}, "text": transfer},
        {"type": "penalty_decision", "fields": {"issuer": "某县交通运输局", "date": "2024年6月6日"}, "text": "决定罚款五千元。"},
    )
    (outcome,) = crime_not_transferred(case, rules()["transfer.crime_not_transferred"])
    assert outcome.verdict == verdict, outcome.message
