"""First offences (初次违法) that a question only asks about are told by its answer."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]

DECISION = {
    "type": "penalty_decision",
    "fields": {"date": "2024年6月6日"},
    "text": "当事人已及时改正。决定给予当事人以下行政处罚：罚款人民币500元。",
}


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("问：以前有没有因为接纳未成年人被处理过？答：2023年11月被区局警告过一次。", "not_applicable"),
        ("问：此前有没有受过处罚？答：去年罚过500元。", "not_applicable"),
        ("问：这是第一次被查吗？答：不是，上个月也查过。", "not_applicable"),
        ("问：你店是首次违法吗？答：是第二次。", "not_applicable"),
        ("问：以前有没有因为接纳未成年人被处理过？答：没有。", "breach"),
        ("问：此前有没有受过处罚？答：从来没有。", "breach"),
        ("问：这是第一次被查吗？答：是的，以后一定注意。", "breach"),
        ("问：你还有什么要说的？答：我是第一次违法，请从轻。", "breach"),
    ],
)
def test_the_answer_tells(make_case: MakeCase, asked: str, verdict: str) -> None:
    case = make_case({"type": "inquiry_record", "text": asked}, DECISION)
    assert {one.verdict for one in run_checks(case) if one.rule == "discretion.no_penalty_not_considered"} == {verdict}


@pytest.mark.parametrize(
    ("paper", "verdict"),
    [
        ({"type": "dossier_binding", "subtype": "catalog", "text": "5 责令立即改正通知书 7"}, "not_applicable"),
        ({"type": "investigation_report", "text": "已责令当事人改正。"}, "not_applicable"),
        ({"type": "inquiry_record", "text": "答：我保证按期整改。"}, "not_applicable"),
        ({"type": "investigation_report", "text": "执法人员现场要求当事人及时清理，当事人当日改正。"}, "breach"),
        ({"type": "correction_notice", "subtype": "recheck", "text": "复查情况：锁具已拆除。"}, "breach"),
    ],
)
def test_an_order_to_correct_is_no_correction(make_case: MakeCase, paper: dict[str, object], verdict: str) -> None:
    decision = DECISION | {"text": "当事人系初次违法。决定给予当事人以下行政处罚：罚款人民币500元。"}
    case = make_case(paper, decision)
    assert {one.verdict for one in run_checks(case) if one.rule == "discretion.no_penalty_not_considered"} == {verdict}
