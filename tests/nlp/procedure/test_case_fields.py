from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.case_fields import case_fields, cause_of


@pytest.mark.parametrize(
    ("printed", "cause"),
    [
        ("涉嫌未办理备案", "未办理备案"),
        ("未办理变更备案案", "未办理变更备案"),
        ("未编制专项施工方案一案", "未编制专项施工方案"),
        ("未制定事故应急预案违法案", "未制定事故应急预案"),
        ("伪造职工健康监护档案", "伪造职工健康监护档案"),
        ("使用不合格计量设备案", "使用不合格计量设备"),
        ("无照经营药品案件", "无照经营药品"),
    ],
)
def test_a_cause_keeps_the_words_that_end_like_the_word_for_a_case(make_case: Callable[..., CaseFile], printed: str, cause: str) -> None:
    assert cause_of(make_case({"type": "filing_approval", "fields": {"cause": printed}})) == cause


def test_the_number_of_the_volume_is_that_of_the_case_only_where_no_other_is_told(make_case: Callable[..., CaseFile]) -> None:
    cover = {"type": "dossier_binding", "subtype": "cover", "fields": {"volume_no": "甲城管卷〔2024〕5号"}}
    source = {"type": "case_source", "fields": {"case_no": "甲城管线〔2024〕77号"}}
    filing = {"type": "filing_approval", "fields": {"case_no": "甲城管立〔2024〕12号"}}
    assert case_fields(make_case(cover))["case_no"] == "甲城管卷〔2024〕5号"
    assert case_fields(make_case(cover, source, filing))["case_no"] == "甲城管立〔2024〕12号"
    told = {**cover, "fields": {**cover["fields"], "case_no": "甲城管立〔2024〕13号"}}
    assert case_fields(make_case(told))["case_no"] == "甲城管立〔2024〕13号"


@pytest.mark.parametrize(
    ("filing", "others", "cause"),
    [
        ("涉嫌未按照规定组织在岗期问职业健康检查", ("未按照规定组织在岗期间职业健康检查",) * 2, "未按照规定组织在岗期间职业健康检查"),
        ("涉嫌点用城市道路摆放桌凳", ("占用城市道路摆放桌凳",) * 2, "占用城市道路摆放桌凳"),
        ("涉嫌占道经营", ("占道停车",) * 2, "占道经营"),
        ("涉嫌未按照规定组织在岗期问职业健康检查", ("未按照规定组织在岗期间职业健康检查",), "未按照规定组织在岗期问职业健康检查"),
    ],
)
def test_a_letter_of_the_cause_that_one_writ_has_otherwise_is_misread(
    make_case: Callable[..., CaseFile], filing: str, others: tuple[str, ...], cause: str
) -> None:
    writs = [{"type": kind, "fields": {"cause": text}} for kind, text in zip(("legal_review", "closing_doc"), others, strict=False)]
    assert cause_of(make_case({"type": "filing_approval", "fields": {"cause": filing}}, *writs)) == cause


@pytest.mark.parametrize(("scanned", "number"), [(True, "沅川市监立案〔2024〕117号"), (False, "市监立案〔2024〕117号")])
def test_the_first_letters_of_a_number_that_a_scan_lost(make_case: Callable[..., CaseFile], scanned: bool, number: str) -> None:
    filing = {"type": "filing_approval", "number": "市监立案〔2024〕117号", "scanned": scanned}
    cover = {"type": "dossier_binding", "fields": {"case_no": "沅川市监立案〔2024〕117号"}}
    assert case_fields(make_case(filing, cover))["case_no"] == number


@pytest.mark.parametrize(
    "line",
    [
        "执法人员：谯志勇（执法证号51170210011）、税\n小兰（执法证号51170210024） 记录人 税小兰",
        "执法人员：谯志勇（执法证号51170210011）、税小\n兰（执法证号51170210024）",
        "检查人员谯志勇（执法\n证号51170210011）、税小兰（执法 证号5117021\n0024）已出示证件。",
    ],
)
def test_officers_and_numbers_broken_over_lines_are_read(make_case: Callable[..., CaseFile], line: str) -> None:
    record = {"type": "scene_record", "text": line}
    assert case_fields(make_case(record))["officers"] == [
        {"name": "谯志勇", "cert_no": "51170210011"},
        {"name": "税小兰", "cert_no": "51170210024"},
    ]
