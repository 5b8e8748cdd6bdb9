"""Papers that give an agency a case of another county, and the formula of jurisdiction that gives none."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]


@pytest.mark.parametrize(
    ("type", "said", "verdict"),
    [
        ("legal_review", "经审核，本局具有管辖权，事实清楚。", "breach"),
        ("legal_review", "审核内容：管辖权、当事人情况、事实和证据。", "breach"),
        ("filing_approval", "该行为属于本机关管辖，建议立案。", "breach"),
        ("investigation_report", "本机关对本案享有管辖权。", "breach"),
        ("investigation_report", "两县对管辖权有争议，报请市局确定。", "met"),
        ("investigation_report", "经报请市局指定本局管辖。", "met"),
        ("case_source", "丙县局移送管辖。", "met"),
        ("case_source", "市局指定我局管辖。", "met"),
    ],
)
def test_what_gives_jurisdiction(make_case: MakeCase, type: str, said: str, verdict: str) -> None:
    record = {"type": "scene_record", "fields": {"date": "2024年4月1日", "place": "丙县人民路8号"}}
    fields = {"party_name": "某某商贸有限公司", "issuer": "乙县市场监督管理局", "date": "2024年6月6日"}
    text = "经查，当事人销售过期食品。上述事实有笔录证明。"
    decision = {"type": "penalty_decision", "title": "行政处罚决定书", "fields": fields, "text": text}
    found = run_checks(make_case(record, {"type": type, "text": said}, decision))
    assert {one.verdict for one in found if one.rule == "penalty.jurisdiction"} == {verdict}
