"""A seizure to which the head agreed by word of mouth before, and in writing the same day, is approved in time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]
SEIZED = {"type": "seizure_doc", "subtype": "decision", "title": "扣押决定书", "fields": {"date": "2025年1月13日"}}
APPROVED = {
    "type": "internal_approval",
    "title": "行政强制审批表",
    "fields": {"leader_opinion": "同意扣押", "leader_sign": "席定方", "leader_date": "2025年1月14日", "date": "2025年1月14日"},
    "text": "拟予以扣押。",
}


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("执法人员口头请示局领导同意后，对上述4箱组合烟花予以扣押。", "met"),
        ("经电话请示分管局长同意，执法人员将上述物品扣押。", "met"),
        ("执法人员对上述4箱组合烟花予以扣押。", "breach"),
        ("执法人员未经请示即对上述4箱组合烟花予以扣押。", "breach"),
    ],
)
def test_asked_by_word_and_approved_in_writing_within_a_day(make_case: MakeCase, told: str, verdict: str) -> None:
    record = {"type": "scene_record", "fields": {"date": "2025年1月13日"}, "text": told}
    found = [one for one in run_checks(make_case(record, SEIZED, APPROVED)) if one.rule == "coercion.approval_24h"]
    assert [one.verdict for one in found] == [verdict]
