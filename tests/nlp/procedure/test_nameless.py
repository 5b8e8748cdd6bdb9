"""Forms with a place for a name that was left empty."""

from collections.abc import Callable, Sequence

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.checks.blanks import blank_or_undated
from nlp.procedure.rules import rules

MakeCase = Callable[..., CaseFile]
DECISION = (
    "行政处罚决定书",
    ("当事人：甲市和济医院有限公司", "依据《中华人民共和国水法》第六十九条的规定，决定给予罚款人民币9000元的行政处罚。", "2024年3月1日"),
    (),
)
PARTY = "当事人|甲市和济医院有限公司"
HANDLED = "承办人意见|建议结案。 签名：俞某正、祝某茗 2024年5月20日"
AGREED = "负责人审批意见|同意结案。 签名：汤某钧 2024年5月22日"


def _said(case: CaseFile) -> str:
    outcomes = blank_or_undated(case, rules()["doc.blank_or_undated"])
    return "；".join(one.message for one in outcomes if one.verdict == "breach")


@pytest.mark.parametrize(
    ("title", "rows", "said"),
    [
        ("结案审批表", (PARTY, HANDLED, "负责人审批意见|同意结案。 签名：           2024年5月22日"), "负责人意见没有签名"),
        ("结案审批表", (PARTY, "承办人意见|建议结案。 签名：           2024年5月20日", AGREED), "承办人意见没有签名"),
        ("结案报告", ("当事人|", HANDLED, AGREED), "当事人栏空白"),
        ("立案审批表", ("当事人|", "案由|未经许可取水", "承办人意见|建议立案。 签名：俞某正 2024年1月2日"), "当事人栏空白"),
    ],
)
def test_a_name_is_missing(drawn_case: MakeCase, title: str, rows: Sequence[str], said: str) -> None:
    assert said in _said(drawn_case(DECISION, (title, (), rows)))


@pytest.mark.parametrize(
    "rows",
    [
        (PARTY, HANDLED, AGREED),
        ("当事人|", "执行情况|甲市和济医院有限公司已缴清罚款。", HANDLED, AGREED),
        (PARTY, "承办人意见|建议结案。 签名：           2024年5月20日", "负责人审批意见|同意结案。 签名：           2024年5月22日"),
    ],
)
def test_nothing_is_missing_or_all_may_be_written_by_hand(drawn_case: MakeCase, rows: Sequence[str]) -> None:
    said = _said(drawn_case(DECISION, ("结案审批表", (), rows)))
    assert "没有签名" not in said
    assert "当事人栏空白" not in said
