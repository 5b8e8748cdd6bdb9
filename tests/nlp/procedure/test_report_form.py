"""A form for the decision that tells the facts, the evidence and the proposal is the report; nothing says then that one is lacking."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]

DECISION = {"type": "penalty_decision", "fields": {"date": "2025年2月24日"}}
WHOLE = "违法事实：2025年1月5日当事人擅自储存烟花。证据：现场检查记录、照片。承办人意见：建议罚款3000元。"


@pytest.mark.parametrize("title", ["案件处理呈批表", "违法案件处理意见审批表"])
@pytest.mark.parametrize("row", ["{}", "{}承办人李某", "{}及附件"])
@pytest.mark.parametrize("unread", [0, 2])
def test_a_form_with_all_a_report_holds_is_no_missing_report(make_case: MakeCase, title: str, row: str, unread: int) -> None:
    catalogue = {"type": "dossier_binding", "subtype": "catalog", "title": "卷内目录", "text": f"序号 题名 页码\n12 {row.format(title)} 20"}
    case = make_case(catalogue, {"type": "decision_approval", "title": title, "text": WHOLE}, DECISION, unread=unread)
    found = run_checks(case)
    assert [one.verdict for one in found if one.rule == "invest.investigation_report_missing"] == ["met"]
    lacking = [one.message for one in found if one.rule == "archive.required_docs_missing" and one.verdict != "met"]
    assert lacking
    assert not any("调查终结报告" in message for message in lacking)


@pytest.mark.parametrize("row", ["案件处理呈批表承办人李某", "案件处理呈批表"])
def test_a_row_of_the_catalogue_lists_the_kind_its_title_names(make_case: MakeCase, row: str) -> None:
    case = make_case({"type": "dossier_binding", "subtype": "catalog", "title": "卷内目录", "text": f"1 {row} 20"}, DECISION)
    assert case.listed("decision_approval") == "案件处理呈批表"
    assert case.listed("investigation_report") is None


def test_a_form_that_only_proposes_is_no_report(make_case: MakeCase) -> None:
    case = make_case({"type": "decision_approval", "title": "案件处理呈批表", "text": "承办人意见：建议罚款3000元。"}, DECISION)
    assert [one.verdict for one in run_checks(case) if one.rule == "invest.investigation_report_missing"] == ["breach"]
