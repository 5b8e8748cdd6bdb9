from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ingest.readers.text_layer import LETTERS_LOST
from nlp.procedure.case import CaseFile
from nlp.procedure.case_fields import case_fields
from nlp.procedure.clocks import clocks
from nlp.procedure.engine import run_checks
from nlp.procedure.local import LocalParameters
from nlp.procedure.report import Clock, FilePart, Step
from nlp.procedure.screening import screen
from nlp.procedure.steps import steps

MakeCase = Callable[..., CaseFile]
Writ = Mapping[str, Any]

FILED: Writ = {
    "type": "filing_approval", "number": "甲市监立〔2024〕8号",
    "fields": {"party_name": "甲县云帆食品有限公司", "cause": "涉嫌销售超过保质期的食品案", "approved_date": "2024年3月1日"},
}  # fmt: skip
RECORD: Writ = {
    "type": "scene_record",
    "fields": {"start": "2024年2月27日9时40分"},
    "text": "执法人员：张建国（执法证号：37010012345）、李卫东（执法证号：37010012346）",
}
NOTICE: Writ = {
    "type": "prior_notice", "title": "行政处罚告知书", "number": "甲市监罚告〔2024〕8号",
    "fields": {"date": "2024年5月20日"}, "text": "你单位可以自收到本告知书之日起五个工作日内陈述、申辩。",
}  # fmt: skip
DECISION: Writ = {
    "type": "penalty_decision", "title": "行政处罚决定书", "number": "甲市监罚〔2024〕9号",
    "fields": {
        "party_name": "甲县云帆食品有限公司", "party.uscc": "91370000163053158R", "party.legal_rep": "王云帆",
        "issuer": "甲县市场监督管理局", "date": "2024年6月6日",
    },
    "text": "依据《食品安全法》第一百二十四条第一款第（五）项的规定，决定给予以下行政处罚：1.没收违法所得200元；2.罚款人民币5000元。",
}  # fmt: skip
CLOSED: Writ = {"type": "closing_doc", "subtype": "approval", "fields": {"approval_date": "2024年7月1日"}}


def receipt(title: str, day: str) -> Writ:
    return {"type": "service_doc", "subtype": "receipt", "fields": {"doc_title": title, "mode": "直接送达", "date": day}}


TOLD = receipt("《行政处罚告知书》甲市监罚告〔2024〕8号", "2024年5月21日")
SERVED = receipt("《行政处罚决定书》甲市监罚〔2024〕9号", "2024年6月11日")


def test_the_fields_of_the_contract(make_case: MakeCase) -> None:
    fields = case_fields(make_case(FILED, RECORD, NOTICE, TOLD, DECISION, SERVED, CLOSED))
    assert fields == {
        "case_no": "甲市监立〔2024〕8号",
        "party": "甲县云帆食品有限公司",
        "party_type": "organisation",
        "uscc_or_id": "91370000163053158R",
        "legal_representative": "王云帆",
        "agency": "甲县市场监督管理局",
        "cause": "销售超过保质期的食品",
        "filing_date": "2024-03-01",
        "notice_date": "2024-05-20",
        "decision_no": "甲市监罚〔2024〕9号",
        "decision_date": "2024-06-06",
        "service_date": "2024-06-11",
        "closing_date": "2024-07-01",
        "fine_amount": 5000.0,
        "confiscated_amount": 200.0,
        "officers": [{"name": "张建国", "cert_no": "37010012345"}, {"name": "李卫东", "cert_no": "37010012346"}],
        "cited_laws": [{"law": "食品安全法", "article": 124, "paragraph": 1, "item": 5}],
    }


def test_fields_that_stand_nowhere_are_none(make_case: MakeCase) -> None:
    fields = case_fields(make_case({"type": "evidence_material"}))
    assert {name for name, value in fields.items() if value} == set()
    assert fields["fine_amount"] is None
    assert fields["officers"] == []


def test_an_on_the_spot_decision_signed_by_the_party_was_served_at_once(make_case: MakeCase) -> None:
    summary = {
        "type": "summary_decision", "title": "当场行政处罚决定书", "number": "甲当罚〔2024〕3号",
        "fields": {"party_name": "王五", "party.id": "11010519491231002X", "time": "2024年6月7日16时25分"},
        "text": "当事人签收：王五",
    }  # fmt: skip
    fields = case_fields(make_case(summary))
    assert (fields["party"], fields["party_type"], fields["uscc_or_id"]) == ("王五", "person", "11010519491231002X")
    assert fields["service_date"] == "2024-06-07"
    assert fields["case_no"] is None


def test_where_no_label_says_the_cause_the_decision_does(make_case: MakeCase) -> None:
    text = "上述行为违反了《某条例》第十四条的规定，属于擅自在街道两侧堆放物料影响市容的违法行为。该行为属于轻微违法行为。"
    summary = {"type": "summary_decision", "title": "行政处罚当场决定书", "text": text}
    assert case_fields(make_case(summary))["cause"] == "擅自在街道两侧堆放物料影响市容"
    labelled = {"type": "filing_approval", "fields": {"cause": "擅自堆放物料案"}}
    assert case_fields(make_case(summary, labelled))["cause"] == "擅自堆放物料"
    degree = summary | {"text": "该行为属于情节较轻的违法行为。上述行为构成第十四条规定的行为。"}
    assert case_fields(make_case(degree))["cause"] is None


def test_officers_named_below_their_certificates_are_two(make_case: MakeCase) -> None:
    text = "执法人员（签名及执法证号）：37990322306、37990322305\n邴有恒 匡福田\n2024年6月7日\n备案日期：2024年6月8日 经办人：张晓明"
    case = make_case({"type": "summary_decision", "title": "当场处罚决定书", "fields": {"date": "2024年6月7日"}, "text": text})
    assert [one["name"] for one in case_fields(case)["officers"]] == ["邴有恒", "匡福田"]
    assert {one.rule for one in run_checks(case) if one.verdict == "breach"}.isdisjoint({"officer.fewer_than_two"})


def of(case: CaseFile) -> dict[str, Step]:
    return {step.name: step for step in steps(case, run_checks(case))}


def test_the_steps_bear_day_and_page(make_case: MakeCase) -> None:
    found = of(make_case(FILED, RECORD, NOTICE, TOLD, DECISION, SERVED, CLOSED))
    assert found["立案"] == Step("立案", date(2024, 3, 1), 1)
    assert found["取证"] == Step("取证", date(2024, 2, 27), 2)
    assert found["告知"] == Step("告知", date(2024, 5, 20), 3)
    assert found["决定"] == Step("决定", date(2024, 6, 6), 5)
    assert found["送达"] == Step("送达", date(2024, 6, 11), 6)
    assert found["结案"] == Step("结案", date(2024, 7, 1), 7)
    assert found["执行"] == Step("执行", None, None)


def test_required_steps_are_missing_only_where_absence_is_proven(make_case: MakeCase) -> None:
    bare = of(make_case(DECISION))
    assert {name for name, step in bare.items() if step.missing} >= {"立案", "审核", "告知", "结案"}
    assert not bare["决定"].missing
    assert not bare["执行"].missing
    unread = of(make_case(DECISION, unread=1))
    assert not any(step.missing for step in unread.values())


def test_an_on_the_spot_case_misses_no_step_of_the_ordinary_procedure(make_case: MakeCase) -> None:
    found = of(make_case({"type": "summary_decision", "fields": {"time": "2024年6月7日16时25分"}}))
    assert not any(step.missing for step in found.values())


def named(case: CaseFile) -> dict[str, Clock]:
    return {clock.name: clock for clock in clocks(case)}


def test_the_clocks_count_as_the_checks_do(make_case: MakeCase) -> None:
    found = named(make_case(FILED, NOTICE, TOLD, DECISION, SERVED))
    case, notice, service = found["办案期限"], found["告知期限"], found["送达期限"]
    assert (case.first, case.last, case.used, case.allowed, case.broken) == (date(2024, 3, 1), date(2024, 6, 6), 97, 90, True)
    assert (notice.used, notice.allowed, notice.least, notice.broken) == (11, 5, True, False)
    assert (service.used, service.allowed, service.working, service.broken) == (2, 7, True, False)


@pytest.mark.parametrize(("decided", "broken"), [("2024年5月28日", True), ("2024年5月29日", False), ("2024年6月1日", False)])
def test_the_notice_clock_agrees_with_the_check(make_case: MakeCase, decided: str, broken: bool) -> None:
    decision = {**DECISION, "fields": {**DECISION["fields"], "date": decided}}
    case = make_case(FILED, NOTICE, TOLD, decision)
    assert named(case)["告知期限"].broken is broken
    verdicts = {finding.verdict for finding in run_checks(case) if finding.rule == "notice.decision_before_period"}
    assert verdicts == ({"breach"} if broken else {"met"})


def test_deductions_show_on_the_case_clock(make_case: MakeCase) -> None:
    entrust = {"type": "appraisal_doc", "subtype": "entrust", "fields": {"entrust_date": "2024年3月5日"}}
    result = {"type": "appraisal_doc", "subtype": "report", "fields": {"report_date": "2024年3月25日"}}
    clock = named(make_case(FILED, entrust, result, DECISION))["办案期限"]
    assert (clock.used, clock.deducted, clock.broken) == (77, 20, False)


def test_clocks_need_both_ends(make_case: MakeCase) -> None:
    assert named(make_case(DECISION)) == {}


def test_lost_files_are_told_and_prove_no_absence(make_case: MakeCase) -> None:
    dossier = replace(make_case({"type": "penalty_decision", "text": "甲县市场监督管理局\n2024年6月6日"}).dossier, writs=())
    good = FilePart("卷/甲.pdf", "a" * 64, 1, 1)
    whole = screen(dossier, [good], local=LocalParameters(), today=date(2026, 3, 2))
    assert [(writ.type, writ.dated) for writ in whole.writs] == [("penalty_decision", date(2024, 6, 6))]
    assert "filing.approval_missing" in {finding.rule for finding in whole.breaches}
    lost = FilePart("卷/乙.pdf", "b" * 64, 0, 0, "rejected", "文件已加密")
    part = screen(dossier, [good, lost], local=LocalParameters(), today=date(2026, 3, 2))
    assert part.error == "文件已加密"
    (finding,) = (one for one in part.findings if one.rule == "filing.approval_missing")
    assert finding.verdict == "unknown"
    assert "乙.pdf" in (finding.reason or "")


def test_a_page_whose_text_lost_letters_says_so(make_case: MakeCase) -> None:
    dossier = make_case(FILED, {**RECORD, "text": "执\x01人员\x02出示证件"}).dossier
    rows = screen(dossier, [], local=LocalParameters(), today=date(2026, 3, 2)).pages
    assert [row.problem for row in rows] == [None, LETTERS_LOST]
    assert [row.origin for row in rows] == ["text", "text"]
