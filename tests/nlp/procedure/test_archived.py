"""The day of filing away against the closing: below labels side by side it may be another column's."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.document import Span
from ingest.dossier import Field
from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]

DECISION = {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}}
CLOSING = {"type": "closing_doc", "subtype": "approval", "title": "结案审批表", "fields": {"approved_at": "2024年7月9日"}}
DAY = "2024年6月20日"


@pytest.mark.parametrize(
    ("text", "inverted"),
    [(f"归档日期：{DAY}", True), (f"立案日期 结案日期 归档日期\n{DAY} 2024年7月9日 2024年7月20日", False)],
)
def test_a_day_among_others_inverts_nothing(make_case: MakeCase, text: str, inverted: bool) -> None:
    case = make_case({"type": "dossier_binding", "subtype": "cover", "title": "行政处罚案卷", "text": text}, DECISION, CLOSING)
    cover, *others = case.dossier.writs
    at = case.dossier.page(1).text.index(DAY)
    cover = replace(cover, fields=(Field("archived_date", "value", DAY, (Span(1, at, at + len(DAY)),)),))
    case = CaseFile(replace(case.dossier, writs=(cover, *others)), today=case.today)
    found = [finding for finding in run_checks(case) if finding.rule == "timeline.inversion" and finding.verdict == "breach"]
    assert any("归档" in finding.message for finding in found) is inverted
