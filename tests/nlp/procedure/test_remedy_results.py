from datetime import date

import pytest

from nlp.procedure.examples import case_of
from nlp.procedure.remedy_results import RemedyPaper, binding_results, remedy_papers, withdrawal
from nlp.procedure.rules import Example, ExampleWrit


def papers_of(title: str, text: str) -> list[RemedyPaper]:
    return remedy_papers(case_of(Example(name=title, writs=(ExampleWrit(type="evidence_material", title=title, text=text),))))


@pytest.mark.parametrize(
    ("title", "text", "results", "again"),
    [
        ("行政复议决定书", "决定如下：撤销被申请人作出的行政处罚决定。\n2024年6月20日", ("撤销",), False),
        ("行政复议决定书", "决定如下：维持被申请人作出的行政处罚决定。\n2024年6月20日", (), False),
        ("行政复议决定书", "决定如下：撤销该处罚决定，责令被申请人六十日内重新作出行政行为。\n2024年6月20日", ("撤销",), True),
        ("南岭市中级人民法院行政判决书", "判决如下：确认被告作出的处罚决定违法。本判决为终审判决。\n2024年6月20日", ("确认违法",), False),
    ],
)
def test_what_a_paper_does_to_the_decision(title: str, text: str, results: tuple[str, ...], again: bool) -> None:
    paper = papers_of(title, text)[0]
    assert (paper.results, paper.again) == (results, again)
    assert paper.day is not None
    assert paper.day.value == date(2024, 6, 20)
    assert bool(binding_results([paper])) is bool(results)


def test_a_judgment_that_can_be_appealed_does_not_bind() -> None:
    paper = papers_of("行政判决书", "判决如下：撤销被告作出的处罚决定。如不服本判决，可以上诉。\n2024年6月20日")[0]
    assert paper.results
    assert not binding_results([paper])


def test_a_report_counts_only_where_it_answers_such_a_letter() -> None:
    assert not papers_of("整改情况报告", "我公司已经整改。\n2024年6月20日")
    assert papers_of("关于行政执法监督意见书落实情况的报告", "我局已经纠正。\n2024年6月20日")


def test_a_decision_that_tells_of_the_right_to_reconsideration_is_none() -> None:
    assert not papers_of("行政处罚决定书", "如不服本决定，可以申请行政复议。行政复议决定书一经送达即发生法律效力。")


def test_withdrawal_with_its_day() -> None:
    text = "2024年6月24日撤回公示信息。"
    case = case_of(Example(name="撤回", writs=(ExampleWrit(type="closing_doc", title="结案审批表", text=text),)))
    found = withdrawal(case, date(2024, 6, 20), [])
    assert found is not None
    assert found[1] == date(2024, 6, 24)
