"""Words of campaigns: what sets a target for fines or stops whole trades, and what only looks like it."""

import pytest

from nlp.procedure.engine import run_checks
from nlp.procedure.examples import case_of
from nlp.procedure.finding import Verdict
from nlp.procedure.rules import Example, ExampleWrit


def verdict(rule: str, text: str, type: str = "internal_approval") -> Verdict:
    writ = ExampleWrit(type=type, fields={"date": "2024年6月6日"}, text=text)
    return next(one.verdict for one in run_checks(case_of(Example(name="x", writs=(writ,)))) if one.rule == rule)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各队上半年罚没指标完成率为百分之六十。", "breach"),
        ("下达罚款任务：每个中队每月不少于2万元。", "breach"),
        ("未完成罚没任务的中队扣减绩效。", "breach"),
        ("按罚没款的30%提成。", "breach"),
        ("关于市容整治的通知：各队要完成全年罚没任务80万元，纳入考核。", "breach"),
        ("严禁下列行为：（1）违规收费；（2）下达年度罚没指标。", "not_applicable"),
        ("本单位没有下达罚没指标。", "not_applicable"),
        ("检查是否存在罚没收入与经费挂钩的情况。", "not_applicable"),
        ("罚没收入同比增长百分之二十。", "not_applicable"),
        ("罚没物品按规定比例抽样。", "not_applicable"),
        ("逾期不缴纳罚款的，申请执行，完成年度案件目标。", "not_applicable"),
    ],
)
def test_targets_for_fines(text: str, expected: str) -> None:
    assert verdict("penalty.quota_or_return", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自即日起，全区范围内建筑工地一律停工。", "breach"),
        ("所有小餐饮店全部停业整顿。", "breach"),
        ("各养殖场于6月底前全部关停。", "breach"),
        ("无证照的作坊一律停业。", "not_applicable"),
        ("经县人民政府批准，全县烟花爆竹企业停产整顿。", "met"),
        ("责令该厂所有车间停产整改。", "not_applicable"),
        ("为保障食品安全市场监管所责令你单位停业。", "not_applicable"),
        ("避免全行业企业停产。", "not_applicable"),
    ],
)
def test_whole_trades_shut_down(text: str, expected: str) -> None:
    assert verdict("inspect.mass_shutdown", text) == expected
