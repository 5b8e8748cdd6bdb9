"""Whether the dossier says that the act was put right, by the party itself and not by those it told."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("我已经电话告知购买人停用。", "breach"),
        ("当天通知各门店停止销售。", "breach"),
        ("事后提醒住户自行拆除。", "breach"),
        ("我已经把剩下的全部下架。", "met"),
        ("案发后当事人停止销售。", "met"),
        ("当事人已主动召回。", "met"),
        ("接到通知后自行拆除。", "met"),
    ],
)
def test_who_put_it_right(make_case: MakeCase, said: str, verdict: str) -> None:
    decision = {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": "决定给予以下行政处罚：罚款5000元。"}
    case = make_case({"type": "inquiry_record", "text": f"答：{said}"}, decision)
    assert {one.verdict for one in run_checks(case) if one.rule == "correction.missing_or_no_recheck"} == {verdict}


@pytest.mark.parametrize(
    ("qualification", "text", "verdicts"),
    [
        (None, "检验结论：不合格。检验专用章", {"breach"}),
        (None, "鉴定意见：假药。鉴定专用章", {"breach"}),
        (None, "检验结论：不合格。CMA 221012340567", {"met"}),
        ("资质认定证书221012340567", "检验结论：不合格。检验专用章", {"met"}),
    ],
)
def test_an_empty_place_for_the_qualification(make_case: MakeCase, qualification: str | None, text: str, verdicts: set[str]) -> None:
    report = {
        "type": "appraisal_doc",
        "subtype": "report",
        "title": "检验报告",
        "fields": {"institution_qualification": qualification, "date": "2024年5月6日"},
        "text": f"委托单位：甲县农业农村局\n{text}",
    }
    told = {"type": "appraisal_doc", "subtype": "result_notice", "title": "检验结果告知书", "text": "检验结果告知当事人。"}
    found = [one.verdict for one in run_checks(make_case(report, told)) if one.rule == "invest.appraisal_defect"]
    assert set(found) == verdicts
