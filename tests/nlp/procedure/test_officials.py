from collections.abc import Callable

from nlp.procedure.case import CaseFile
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
