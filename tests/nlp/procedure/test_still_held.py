"""What of several seized things is still held after the decision, and what only sounds like an end of the seizure."""

from collections.abc import Callable
from typing import Any

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]
Given = dict[str, Any]

SEIZED: Given = {"type": "seizure_doc", "subtype": "decision", "title": "扣押决定书", "fields": {"date": "2024年3月4日"}}
CLOSED: Given = {"type": "closing_doc", "subtype": "approval", "title": "结案审批表", "fields": {"approval_date": "2024年6月3日"}}


def listed(*names: str) -> Given:
    rows = "\n".join(f"{number} {name} 1台" for number, name in enumerate(names, start=1))
    return {"type": "seizure_doc", "subtype": "list", "title": "扣押物品清单", "text": rows}


def decided(ruling: str, facts: str = "") -> Given:
    return {"type": "penalty_decision", "fields": {"date": "2024年5月20日"}, "text": f"{facts}决定给予以下行政处罚：{ruling}罚款5000元。"}


def verdicts(make_case: MakeCase, rule: str, *writs: Given) -> set[str]:
    return {finding.verdict for finding in run_checks(make_case(*writs)) if finding.rule == rule}


@pytest.mark.parametrize(
    ("ruling", "expected"),
    [
        ("1.没收保湿面霜98盒；2.", "breach"),
        ("一、没收馨悦面霜（扣押的86盒、召回的12盒）；二、", "breach"),
        ("没收不合格面霜86盒，并处", "breach"),
        ("1.没收保湿面霜98盒、喷码机1台；2.", "met"),
        ("1.没收保湿面霜98盒、打印设备1台；2.", "unknown"),
        ("1.没收保湿面霜98盒和打码器一台；2.", "unknown"),
        ("没收打印设备1台、保湿面霜（共98盒），并处", "unknown"),
        ("1.没收涉案物品；2.", "met"),
        ("1.没收保湿面霜98盒等物品；2.", "met"),
        ("1.没收扣押的全部物品；2.", "met"),
        ("1.没收违法物品（详见没收物品清单）；2.", "met"),
    ],
)
def test_what_is_confiscated_of_two_things(make_case: MakeCase, ruling: str, expected: str) -> None:
    writs = (SEIZED, listed("馨悦保湿面霜", "喷码机", "以下空白"), decided(ruling), CLOSED)
    assert verdicts(make_case, "coercion.not_released_or_fee", *writs) == {expected}


@pytest.mark.parametrize(
    "other",
    [
        {"type": "seizure_doc", "subtype": "release", "title": "解除扣押决定书", "fields": {"date": "2024年3月20日", "party_sign": "张三"}},
        {"type": "scene_record", "text": "喷码机已于2024年3月20日退还租赁公司。"},
        {"type": "appraisal_doc", "title": "检验报告", "text": "样品：喷码机墨盒。检验后样品耗尽。"},
        {"type": "transfer_doc", "fields": {"sent_date": "2024年3月20日"}, "text": "随案移送喷码机1台。"},
    ],
)
def test_the_other_thing_is_told_of(make_case: MakeCase, other: Given) -> None:
    writs = (SEIZED, listed("馨悦保湿面霜", "喷码机"), other, decided("1.没收保湿面霜98盒；2."), CLOSED)
    assert verdicts(make_case, "coercion.not_released_or_fee", *writs) == {"met"}


@pytest.mark.parametrize(
    "said",
    [
        "飞行检查移交线索，8月6日现场检查并扣押面霜86盒。",
        "案件由县局移送我局，本局扣押面霜86盒。",
        "其余86盒被本局扣押，当事人召回12盒并退还货款816元。",
        "扣押面霜86盒，报告移送法制审核。",
    ],
)
def test_no_end_of_a_seizure(make_case: MakeCase, said: str) -> None:
    filing = {"type": "filing_approval", "fields": {"approved_date": "2024年3月5日"}, "text": said}
    writs = (SEIZED, filing, decided("", said), CLOSED)
    assert verdicts(make_case, "coercion.not_released_or_fee", *writs) == {"breach"}
    assert verdicts(make_case, "coercion.overdue", *writs) == {"breach"}


@pytest.mark.parametrize(
    "said", ["2024年3月20日将扣押的面霜退还当事人。", "扣押的面霜于2024年3月20日移交公安机关。", "2024年3月20日拍卖扣押的面霜，返还价款。"]
)
def test_an_end_of_a_seizure(make_case: MakeCase, said: str) -> None:
    writs = (SEIZED, {"type": "investigation_report", "text": said}, decided(""), CLOSED)
    assert verdicts(make_case, "coercion.overdue", *writs) == {"met"}
