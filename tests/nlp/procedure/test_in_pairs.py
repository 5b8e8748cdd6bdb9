"""Records that name two officers in ways of which one name is easily lost: that is no breach, one officer alone is."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]


def verdict(make_case: MakeCase, text: str, fields: dict[str, str], type: str) -> str:
    case = make_case({"type": type, "fields": {"start": "2024年4月6日"} | fields, "text": text})
    return next(finding.verdict for finding in run_checks(case) if finding.rule == "officer.fewer_than_two")


@pytest.mark.parametrize(
    ("type", "fields", "text"),
    [
        ("inquiry_record", {"recorder": "李红梅"}, "我们出示水政监察证件（37990322306、37990322305）。\n张建国李红梅 2024年4月6日"),
        ("scene_record", {"inspectors": "张建国"}, "监督员出示证件，证号37990322306、37990322305。"),
        ("scene_record", {"inspectors": "张建国"}, "渔政检查员\n张建国李红梅"),
        ("inquiry_record", {"recorder": "李红梅"}, "调查取证人 记录人\n李红梅"),
    ],
)
def test_a_second_name_may_be_there(make_case: MakeCase, type: str, fields: dict[str, str], text: str) -> None:
    assert verdict(make_case, text, fields, type) == "unknown"


@pytest.mark.parametrize(
    ("type", "fields", "text"),
    [
        ("scene_record", {"inspectors": "张建国"}, "检查人员张建国出示执法证（37990322306）。"),
        ("inquiry_record", {"officers": "张建国", "recorder": "张建国"}, "询问人：张建国 记录人：张建国"),
        ("scene_record", {"officers": "孔令和"}, "检查人：____孔令和____ 执法证号：____37990322306____ 记录人：____孔令和____"),
    ],
)
def test_one_alone_is_a_breach(make_case: MakeCase, type: str, fields: dict[str, str], text: str) -> None:
    assert verdict(make_case, text, fields, type) == "breach"


@pytest.mark.parametrize("names", ["曾勇　谢婷", "曾勇 谢婷", "王成李强"])
def test_two_short_names_without_a_mark_are_two(make_case: MakeCase, names: str) -> None:
    assert verdict(make_case, f"检查人：{names}", {"officers": names.replace("　", "")}, "scene_record") == "met"


@pytest.mark.parametrize(
    "text",
    [
        "抽样单位：赣州中测检验有限公司（承检机构）　抽样人：曾勇 2024年4月6日",
        "采样机构名称：甲市产品质量检验研究院。采样人：曾勇",
        "监督抽检任务，承检机构：甲省食品检验所。抽样人员：曾勇",
    ],
)
def test_people_of_an_institute_are_no_officers(make_case: MakeCase, text: str) -> None:
    assert verdict(make_case, text, {"officers": "曾勇"}, "sampling_record") == "not_applicable"


@pytest.mark.parametrize(
    "text", ["被抽样单位：甲县乙检测有限公司　抽样人：张建国（执法证号：37990322306）", "抽样人：张建国。样品送甲省食品检验所检验。"]
)
def test_one_officer_who_samples_is_a_breach(make_case: MakeCase, text: str) -> None:
    assert verdict(make_case, text, {"officers": "张建国"}, "sampling_record") == "breach"
