"""A notice whose receipt bears an earlier day; a decision on the spot that lies in the dossier of a later case."""

from collections.abc import Callable
from typing import Any

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.checks.summary_procedure import procedure_defect
from nlp.procedure.engine import run_checks
from nlp.procedure.finding import Finding
from nlp.procedure.rules import rules

MakeCase = Callable[..., CaseFile]
NUMBER = "甲市监罚告〔2024〕3号"
DECISION = {"type": "penalty_decision", "fields": {"date": "2024年6月17日", "issuer": "甲县市场监督管理局"}, "text": "决定罚款5000元。"}


def _findings(case: CaseFile, rule: str) -> list[Finding]:
    return [one for one in run_checks(case) if one.rule == rule]


@pytest.mark.parametrize(
    ("received", "scanned", "breach"),
    [("2024年6月3日", False, True), ("2024年6月4日", False, False), ("2024年6月6日", False, False), ("2024年6月3日", True, False)],
)
def test_the_receipt_of_a_notice_is_not_older_than_the_notice(make_case: MakeCase, received: str, scanned: bool, breach: bool) -> None:
    notice: dict[str, Any] = {"type": "prior_notice", "title": "行政处罚告知书", "fields": {"date": "2024年6月4日", "number": NUMBER}}
    receipt: dict[str, Any] = {
        "type": "service_doc",
        "subtype": "receipt",
        "title": "送达回证",
        "scanned": scanned,
        "fields": {"doc_title": f"行政处罚告知书{NUMBER}", "mode": "直接送达", "signer": "向晓芸", "date": received},
    }
    found = _findings(make_case(notice | {"text": NUMBER}, receipt, DECISION), "timeline.inversion")
    assert any(one.verdict == "breach" and "才作出告知书" in one.message for one in found) == breach


@pytest.mark.parametrize(("told", "open_"), [("", True), ("当场告知事实、理由和依据，当事人未作陈述、申辩。", False)])
def test_the_later_case_says_nothing_of_what_was_told_on_the_spot(make_case: MakeCase, told: str, open_: bool) -> None:
    summary = {
        "type": "summary_decision",
        "title": "当场行政处罚决定书",
        "fields": {"date": "2024年1月4日", "number": "甲市监当罚〔2024〕1号"},
        "text": f"占道经营，罚款50元。{told}",
    }
    notice = {"type": "prior_notice", "fields": {"date": "2024年6月4日"}, "text": "你有权陈述、申辩。"}
    found = procedure_defect(make_case(summary, notice, DECISION), rules()["summary.procedure_defect"])
    assert any(one.verdict == "unknown" and "请调阅原卷" in one.message for one in found) == open_
