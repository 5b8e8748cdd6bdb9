"""Approvals of payment later or in parts: what the head left blank or refused is none."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]

DECISION = (
    "行政处罚决定书",
    (
        "当事人：甲市和济医院有限公司",
        "依据《中华人民共和国水法》第六十九条的规定，决定给予罚款人民币9000元的行政处罚。",
        "自收到本决定书之日起十五日内到农商银行缴纳，逾期加处罚款。",
        "2024年3月1日",
    ),
    (),
)
APPLICATION = ("分期缴纳罚款申请书", ("因资金困难，申请将9000元罚款分两期缴纳。", "甲市和济医院有限公司", "2024年3月8日"), ())
VOUCHERS = (
    "非税收入电子票据",
    (),
    ("票据号码|缴款日期|项目|金额", "0033|2024/3/11|罚款（第1期）|4,000.00", "0034|2024/5/14|罚款（第2期）|5,000.00"),
)
AT_ONCE = ("非税收入电子票据", (), ("票据号码|0033", "缴款日期|2024年3月11日", "项目|罚款", "金额|9,000.00"))
STEPS = "序号|环节|处理人|处理意见|处理时间"
SENT = "1|承办人|俞某正、祝某茗|建议准予|2024/3/9 09:40"


def _verdicts(case: CaseFile) -> dict[str, str]:
    return {one.verdict: one.message for one in run_checks(case) if one.rule == "exec.payment_terms"}


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("分期缴纳罚款审批表", (STEPS, SENT, "2|负责人|||")),
        ("暂缓（分期）缴纳罚款审批表", (STEPS, SENT, "2|局领导审批|||")),
        (
            "延期（分期）缴纳罚款审批表",
            ("承办人意见|建议准予 俞某正 2024年3月9日", "行政机关\n负责人意见|\n签名：        年  月  日"),
        ),
        ("分期缴纳罚款审批表", (STEPS, SENT, "2|机关负责人|汤某钧|不同意，按期缴纳|2024/3/10 11:50")),
    ],
)
def test_parts_that_the_head_did_not_grant(drawn_case: MakeCase, title: str, rows: tuple[str, ...]) -> None:
    found = _verdicts(drawn_case(DECISION, APPLICATION, (title, (), rows), VOUCHERS))
    assert set(found) == {"breach"}
    assert title in found["breach"]


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("分期缴纳罚款审批表", (STEPS, SENT, "2|负责人|汤某钧|同意分期|2024/3/10 11:50")),
        ("同意分期缴纳罚款通知书", ("审批事项|准予分两期缴纳",)),
        ("分期缴纳罚款审批表", ("承办人意见|建议准予 俞某正 2024年3月9日", "负责人意见|同意 汤某钧 2024年3月10日")),
    ],
)
def test_parts_that_were_granted(drawn_case: MakeCase, title: str, rows: tuple[str, ...]) -> None:
    assert set(_verdicts(drawn_case(DECISION, APPLICATION, (title, (), rows), VOUCHERS))) == {"met"}


def test_a_fine_paid_at_once_after_parts_were_refused(drawn_case: MakeCase) -> None:
    advised = "1|承办人|俞某正、祝某茗|建议准予分期缴纳|2024/3/9 09:40"
    refused = ("分期缴纳罚款审批表", (), (STEPS, advised, "2|机关负责人|汤某钧|不同意，按期缴纳|2024/3/10 11:50"))
    assert "breach" not in _verdicts(drawn_case(DECISION, APPLICATION, refused, AT_ONCE))
