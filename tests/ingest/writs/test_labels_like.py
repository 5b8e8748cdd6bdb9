"""Labels that no list holds are read by how they are made: whose or of what, the thing, its name or number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ingest.dossier import Writ
from ingest.errors import KnowledgeError
from ingest.writs.catalogue import all_labels, is_label, kinds, parse_kinds
from ingest.writs.fields import field_name
from ingest.writs.labels import known_label, labels_in

MADE = [
    ("filing_approval", "cause", "案件事由 涉案事由 案名 案由名称 案由摘要 涉嫌违规行为"),
    ("filing_approval", "party_name", "行政管理相对人 被处罚当事人名称 被处理人姓名 违法主体名称 被检查企业"),
    ("penalty_decision", "party.legal_rep", "投资人 法定代表人或者负责人 法人代表姓名"),
    ("penalty_decision", "address", "通讯地址 企业住所地 居住地 户籍地址"),
    ("filing_approval", "case_no", "受案字号 立案字号 案件号"),
    ("filing_approval", "approved_date", "立案时间 批准立案时间"),
    ("filing_approval", "handlers", "主办人 协办人 承办人姓名"),
    ("case_source", "received_date", "登记时间 受案时间 接报时间"),
    ("case_source", "source_channel", "案源来源 线索来源渠道"),
    ("scene_record", "place", "勘测地点 现场检查处所"),
    ("scene_record", "start", "勘测时间 检查起止时间"),
    ("scene_record", "officers", "勘测人员 监督检查人员 执法人员及执法证号"),
    ("inquiry_record", "interviewee_role", "与案件关系 与当事人关系"),
    ("summary_decision", "time", "作出处罚时间 决定时间"),
    ("summary_decision", "collect_mode", "罚款缴纳方式和期限"),
    ("dossier_binding", "closing_date", "办结日期 结案时间"),
    ("dossier_binding", "decision_no", "行政处罚决定书编号 决定文号"),
    ("closing_doc", "execution_status", "处罚执行情况 履行情况"),
    ("payment_doc", "payer", "缴款单位或个人 付款单位名称"),
    ("payment_doc", "date", "交款日期 缴费时间"),
    (
        "appraisal_doc",
        "institution_qualification",
        "鉴定机构资质 检验检测机构资质认定证书编号 鉴定机构资格 检测单位资质等级",
    ),
    ("appraisal_doc", "institution", "受委托鉴定机构 承检机构名称 评估机构"),
    ("service_doc", "addressee", "被送达人 受送达人姓名或名称 受送达单位名称"),
    ("service_doc", "doc_title", "所送达文书 送达法律文书名称及文号"),
]


@pytest.mark.parametrize(("kind", "field", "label"), [(kind, field, label) for kind, field, labels in MADE for label in labels.split()])
def test_a_label_is_known_by_its_make(kind: str, field: str, label: str) -> None:
    assert known_label(label) == label
    assert field_name(kinds()[kind], label) == field


def test_the_make_of_labels_goes_beyond_the_lists() -> None:
    beyond = [label for _, _, labels in MADE for label in labels.split() if label not in all_labels()]
    assert len(beyond) > 40


@pytest.mark.parametrize("text", ["处罚", "当事人拒绝", "地址不详", "检查发现", "执法", "送达", "人", "案件事由是堆物占道"])
def test_words_of_running_text_are_no_labels(text: str) -> None:
    assert not is_label(text)


def test_a_label_with_an_alternative_in_its_middle_stands_before_a_colon() -> None:
    (hit,) = labels_in("被检查（勘测）人：甲公司")
    assert hit.label == "被检查（勘测）人"


def test_a_form_with_labels_never_met_is_read(split_pdf: Callable[..., tuple[Writ, ...]], form: Callable[..., Any]) -> None:
    def draw(canvas: Any) -> None:
        sheet = form(canvas, "海事行政处罚立案呈批表")
        for label, value in (("案件事由", "擅自占用航道"), ("被处理单位名称", "甲航运有限公司"), ("受案字号", "某海立〔2024〕12号")):
            sheet.row(label, value, widths=(110.0, 340.0))

    (writ,) = split_pdf(draw)
    assert writ.type == "filing_approval"
    assert [writ.get(name).text for name in ("cause", "party_name", "case_no")] == ["擅自占用航道", "甲航运有限公司", "某海立〔2024〕12号"]


@pytest.mark.parametrize("label", ["文号", "编号", "审批文号"])
def test_a_bare_number_in_the_box_of_the_filing_is_that_of_the_case(
    split_pdf: Callable[..., tuple[Writ, ...]], form: Callable[..., Any], label: str
) -> None:
    def draw(canvas: Any) -> None:
        sheet = form(canvas, "立案审批会签单")
        for name, value in ((label, "某渔立〔2024〕12号"), ("案由", "在禁渔期捕捞"), ("当事人", "张小江")):
            sheet.row(name, value, widths=(110.0, 340.0))

    (writ,) = split_pdf(draw)
    assert (writ.type, writ.get("case_no").text) == ("filing_approval", "某渔立〔2024〕12号")


def test_a_cover_tells_the_number_of_the_volume_from_that_of_the_case(
    split_pdf: Callable[..., tuple[Writ, ...]], form: Callable[..., Any]
) -> None:
    def draw(canvas: Any) -> None:
        sheet = form(canvas, "行政处罚案卷封皮")
        for name, value in (("案卷号", "某渔卷〔2024〕3号"), ("收卷号（立案编号）", "某渔立〔2024〕12号"), ("保管期限", "长期")):
            sheet.row(name, value, widths=(110.0, 340.0))

    (writ,) = split_pdf(draw)
    assert [writ.get(name).text for name in ("volume_no", "case_no")] == ["某渔卷〔2024〕3号", "某渔立〔2024〕12号"]


def test_a_wrong_expression_is_named() -> None:
    row = "- id: s\n  name_zh: 样\n  stage: 立案\n  required: required\n  titles: [样表]\n  examples: {match: [样表], differ: [另表]}\n"
    with pytest.raises(KnowledgeError, match="标签正则"):
        parse_kinds("local.yml", row + "  fields: [{name: cause, labels: [案由], like: '案(由'}]\n")
