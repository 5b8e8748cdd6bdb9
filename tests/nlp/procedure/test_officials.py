from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.officials import approvers, handlers, hosts, reviewers

MakeCase = Callable[..., CaseFile]


def test_roles_by_field_and_by_certificate(make_case: MakeCase) -> None:
    case = make_case(
        {"type": "filing_approval", "fields": {"handlers": "王建国、李晓梅", "leader_sign": "赵志强"}},
        {"type": "scene_record", "text": "执法人员：王建国（执法证号：37990131145）、张大伟（执法证号：37990131146）"},
        {"type": "legal_review", "fields": {"reviewer": "岐小雨"}},
    )
    assert {one.name: one.certificate for one in handlers(case)} == {"王建国": "37990131145", "李晓梅": None, "张大伟": "37990131146"}
    assert [one.name for one in reviewers(case)] == ["岐小雨"]
    assert [one.name for one in approvers(case)] == ["赵志强"]
    assert handlers(case)[0].where == "《立案审批表》（第1页）"


def test_masked_names_are_nobody(make_case: MakeCase) -> None:
    assert handlers(make_case({"type": "filing_approval", "fields": {"handlers": "王某某、李**"}})) == ()


def test_the_host_of_a_hearing(make_case: MakeCase) -> None:
    record = {"type": "hearing_doc", "subtype": "record", "title": "听证笔录"}
    for given in ({"fields": {"host": "邬光辉，听证员：陈文静"}}, {"text": "会议主持人邬光辉记录员韦佩芳"}, {"text": "主持人：邬光辉\n"}):
        case = make_case({**record, **given})
        assert [one.name for one in hosts(case, case.writs("hearing_doc")[0])] == ["邬光辉"]
    case = make_case({**record, "fields": {"host": "请双方作最后陈述。"}})
    assert hosts(case, case.writs("hearing_doc")[0]) == ()


@pytest.mark.parametrize(
    ("writ", "names"),
    [
        ({"type": "filing_approval", "text": "同意立案，拟由相里明、苟玉芬承办。"}, ["相里明", "苟玉芬"]),
        ({"type": "filing_approval", "text": "指定王志明和李玉芬为本案办案人员。"}, ["王志明", "李玉芬"]),
        ({"type": "filing_approval", "text": "建议立案调查，由王志明　李玉芬两人具体办理。"}, ["王志明", "李玉芬"]),
        ({"type": "filing_approval", "text": "同意立案，由稽查大队办理，法规科指定管辖。"}, []),
        ({"type": "investigation_report", "text": "建议罚款。\n办案人员：王志明 李玉芬 2024年5月8日"}, ["王志明", "李玉芬"]),
        ({"type": "investigation_report", "text": "承办人：王志明、李玉芬\n"}, ["王志明", "李玉芬"]),
        ({"type": "scene_record", "fields": {"officers": "王志明、李玉芬"}}, ["王志明", "李玉芬"]),
        ({"type": "inspection_doc", "fields": {"inspectors": "王志明 李玉芬"}}, ["王志明", "李玉芬"]),
        ({"type": "inquiry_record", "fields": {"handlers": "王志明", "interviewee_sign": "蔺守田"}}, ["王志明"]),
    ],
)
def test_handlers_without_numbers(make_case: MakeCase, writ: dict[str, object], names: list[str]) -> None:
    assert [one.name for one in handlers(make_case(writ))] == names


def test_who_reviews_what_he_handled_without_numbers(make_case: MakeCase) -> None:
    record = {"type": "scene_record", "fields": {"date": "2024年3月14日", "officers": "相里明、苟玉芬"}}
    review = {
        "type": "legal_review",
        "title": "案件审核流转单",
        "fields": {"date": "2024年5月10日"},
        "text": "审核人：苟玉芬 2024年5月10日",
    }
    findings = run_checks(make_case(record, review))
    assert {one.verdict for one in findings if one.rule == "review.reviewer_conflict_or_unqualified"} == {"breach"}


@pytest.mark.parametrize("number", ["法律职业资格证A20154206010233", "法律职业资格证书编号：A20154206010233", "公职律师证 11101201810"])
def test_the_number_of_a_lawyer_tells_nobody_from_an_officer(make_case: MakeCase, number: str) -> None:
    record = {"type": "scene_record", "text": "执法人员：柳成荫（执法证号：17042103044）、何光祖（执法证号：17042103018）"}
    review = {"type": "legal_review", "fields": {"date": "2024年6月24日", "reviewer": f"柳成荫（{number}）"}}
    found = run_checks(make_case(record, review))
    assert "breach" in [one.verdict for one in found if one.rule == "review.reviewer_conflict_or_unqualified"]
