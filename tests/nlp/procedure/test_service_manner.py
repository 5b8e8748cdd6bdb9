"""Service by leaving and by mail in the words of many offices: what is proven, what is left to a person."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]

RULE = "service.leave_or_mail_evidence"
DECISION = {"type": "penalty_decision", "title": "行政处罚决定书", "number": "甲水罚〔2024〕8号", "fields": {"date": "2024年6月6日"}}


def verdict(make_case: MakeCase, mode: str, text: str) -> str:
    fields = {"doc_title": "《行政处罚决定书》甲水罚〔2024〕8号", "mode": mode, "date": "2024年6月8日"}
    case = make_case(DECISION, {"type": "service_doc", "subtype": "receipt", "fields": fields, "text": text})
    return next(finding.verdict for finding in run_checks(case) if finding.rule == RULE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("备注：业主不予签收。在场人（签名）：吴七", "met"),
        ("备注：药店负责人拒绝接受文书。社区代表签字：吴七", "met"),
        ("备注：医院拒领。见证单位（盖章）：青石社区居委会", "met"),
        ("备注：法定代表人避而不见，执法摄录仪全程记录留置过程。", "met"),
        ("备注：当事人拒收，留存影像资料。", "met"),
        ("拒收事由 负责人不予签收\n在场人签名 社区居委会 吴七\n送达人 张三 李四", "met"),
        ("拒收事由 负责人不予签收\n见证人签名\n送达人 张三 李四", "breach"),
        ("备注：当事人拒收，邀请河东社区居委会工作人员到场。", "unknown"),
        ("备注：当事人拒收。见证人签名：\n送达人：张三 李四", "breach"),
        ("备注：\n见证人签字：", "breach"),
    ],
)
def test_what_proves_that_a_writ_was_left(make_case: MakeCase, text: str, expected: str) -> None:
    assert verdict(make_case, "留置送达", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("备注：挂号信编号12345678901，回执附后，6月8日前台收。", "met"),
        ("备注：物流单号1234567890123，2024年6月8日已派送，单位收。", "met"),
        ("备注：无", "breach"),
    ],
)
def test_what_proves_that_mail_arrived(make_case: MakeCase, text: str, expected: str) -> None:
    assert verdict(make_case, "邮寄送达", text) == expected
