"""Preservation and seizure in the words of offices of water, culture, fishery, medicine: what keeps the law is no breach."""

from collections.abc import Callable
from typing import Any

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]
Given = dict[str, Any]

APPROVAL: Given = {
    "type": "internal_approval",
    "subtype": "coercion",
    "title": "行政强制措施审批表",
    "fields": {"approved_at": "2024年3月4日", "leader_opinion": "同意", "leader_sign": "张三"},
}
SEIZED = (
    "因你单位涉嫌擅自取水，依据水法第六十五条，决定对水泵2台予以扣押，{period}。可以依法申请复议或者提起诉讼。"
    "取水单位签收：王五2024年3月4日"
)


def seizure(period: str = "扣押期限：叁拾日") -> Given:
    fields = {"date": "2024年3月4日"}
    return {"type": "seizure_doc", "subtype": "decision", "title": "扣押决定书", "fields": fields, "text": SEIZED.format(period=period)}


def verdicts(make_case: MakeCase, rule: str, *writs: Given) -> set[str]:
    return {finding.verdict for finding in run_checks(make_case(*writs)) if finding.rule == rule}


@pytest.mark.parametrize("period", ["扣押期限：叁拾日", "期限至2024年4月2日止", "为期三十日", "时限30日"])
def test_a_period_in_any_notation(make_case: MakeCase, period: str) -> None:
    assert verdicts(make_case, "coercion.decision_or_list_missing", APPROVAL, seizure(period)) == {"met"}


def test_no_period_at_all(make_case: MakeCase) -> None:
    assert verdicts(make_case, "coercion.decision_or_list_missing", APPROVAL, seizure("存放本局仓库")) == {"breach"}


@pytest.mark.parametrize(
    "record",
    [
        "水政监察人员展示监察证件，宣读扣押决定书，取水单位负责人表示没有意见。",
        "执法人员表明执法身份，说明扣押的事由，听取了负责人的意见。",
        "监督员出示卫生监督证，宣布扣押理由，经营者未提出异议。",
    ],
)
def test_the_procedure_on_the_spot_in_any_words(make_case: MakeCase, record: str) -> None:
    scene = {"type": "scene_record", "fields": {"date": "2024年3月4日"}, "text": record}
    assert verdicts(make_case, "coercion.scene_procedure", APPROVAL, seizure(), scene) == {"met"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经局领导批准，决定对上述渔船续扣三十日。", {"met"}),
        ("延期扣押渔船三十日。", {"met"}),
        ("同意对渔船进行评估。", {"breach"}),
    ],
)
def test_an_extension_in_other_words(make_case: MakeCase, text: str, expected: set[str]) -> None:
    release = {"type": "seizure_doc", "subtype": "release", "title": "解除扣押决定书", "fields": {"date": "2024年4月20日"}}
    fields = {"approved_at": "2024年4月1日", "leader_opinion": "同意", "leader_sign": "张三"}
    extension = {"type": "internal_approval", "title": "有关事项审批表", "fields": fields, "text": text}
    found = run_checks(make_case(seizure(), extension, release))
    fatal = [one for one in found if one.rule == "coercion.overdue" and one.verdict == "breach" and one.severity == "fatal"]
    assert bool(fatal) is (expected == {"breach"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("品种 规格 单位 数量\n彩票机 大 台 2", "met"),
        ("对录音带30卷、门票存根5扎先行登记保存", "met"),
        ("物品详见登记表", "breach"),
    ],
)
def test_what_is_preserved_is_listed_in_the_notice(make_case: MakeCase, text: str, expected: str) -> None:
    fields = {"type": "先行登记保存证据", "approved_at": "2024年3月4日", "leader_opinion": "同意", "leader_sign": "张三"}
    approval = {"type": "internal_approval", "title": "有关事项审批表", "fields": fields}
    notice = {"type": "reg_preserve_doc", "subtype": "notice", "title": "先行登记保存通知书", "fields": {"measure_at": "2024年3月4日"}}
    found = verdicts(make_case, "preserve.approval_or_list_missing", approval, notice | {"text": text})
    assert ("breach" in found) is (expected == "breach")


@pytest.mark.parametrize("person", ["孙小宝（未成年人，监护人孙大海在场）", "孙大海 记录人 赵明"])
def test_who_stands_beside_the_person_questioned_is_not_questioned(make_case: MakeCase, person: str) -> None:
    record = {"type": "inquiry_record", "fields": {"start": "2024年3月4日", "person": person}, "text": ""}
    assert verdicts(make_case, "invest.inquiry_not_individual", record) == {"met"}


def test_a_place_with_the_names_of_its_neighbours_is_nobodys_signature(make_case: MakeCase) -> None:
    filing = {"type": "filing_approval", "fields": {"handlers": "张建国、李红梅", "leader_sign": "张建国 李红梅 王志强"}}
    assert verdicts(make_case, "resp.same_person_multiple_roles", filing) == {"not_applicable"}
    alone = {"type": "filing_approval", "fields": {"handlers": "张建国、李红梅", "leader_sign": "张建国"}}
    assert verdicts(make_case, "resp.same_person_multiple_roles", alone) == {"breach"}


def test_mail_begins_the_service(make_case: MakeCase) -> None:
    decision = {"type": "penalty_decision", "number": "甲水罚〔2024〕8号", "fields": {"date": "2024年6月6日"}}
    fields = {"doc_title": "《行政处罚决定书》甲水罚〔2024〕8号", "mode": "邮寄送达", "date": "2024年7月3日"}
    receipt = {"type": "service_doc", "subtype": "receipt", "fields": fields}
    mail = {"type": "service_doc", "subtype": "mail", "title": "邮件详情单", "text": "收寄日期：2024年6月11日"}
    assert verdicts(make_case, "service.decision_late", decision, receipt) == {"breach"}
    assert verdicts(make_case, "service.decision_late", decision, receipt, mail) == {"met"}
