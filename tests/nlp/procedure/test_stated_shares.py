"""Fines given as a share of a base, against the shares the law allows of it."""

import pytest

from nlp.facts.shares import in_words
from nlp.procedure.engine import run_checks
from nlp.procedure.stated_shares import allowed_share, stated_shares
from tests.nlp.procedure.conftest import MakeCase

_BUILDING = "第五十七条、第七十三条"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("对周大成处单位罚款数额百分之十二的罚款", [("单位罚款数额", "百分之十二")]),
        ("按单位罚款金额的8%处以罚款", [("单位罚款金额", "8%")]),
        ("罚款7200元（单位罚款数额的12%）", [("单位罚款数额", "12%")]),
        ("处货值金额（3000元）五倍的罚款15000元", [("货值金额", "五倍")]),
        ("并处违法所得3000元1.5倍罚款", [("违法所得", "1.5倍")]),
        ("处工程合同价款百分之一点五的罚款", [("工程合同价款", "百分之一点五")]),
        ("处货值金额十五倍以上二十倍以下的罚款", []),
        ("依据“处货值金额二十倍的罚款”的规定，罚款5000元", []),
        ("每日按罚款数额的百分之三加处罚款", []),
    ],
)
def test_what_a_decision_states(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.label, one.said) for one in stated_shares(text, 0, len(text))] == found


@pytest.mark.parametrize(
    ("text", "label", "bounds"),
    [
        ("对单位直接负责的主管人员处单位罚款数额5%以上10%以下的罚款。", "单位罚款", ("5%", "10%")),
        ("处中标项目金额千分之五以上千分之十以下的罚款", "项目", ("0.5%", "1%")),
        ("处上一年年收入百分之四十的罚款", "上一年年收入", ("40%", "40%")),
        ("处其上一年年收入40%至80%的罚款", "年收入", ("40%", "80%")),
        ("并处违法所得五倍以下罚款", "违法所得", ("0%", "5倍")),
        ("处运输费用三倍以上五倍以下罚款；情节严重的，处五倍以上十倍以下罚款", "运输费用", ("3倍", "10倍")),
        ("并处违法所得五倍以下罚款", "货值", None),
        ("并处二万元以下罚款", "货值", None),
    ],
)
def test_what_the_law_allows(text: str, label: str, bounds: tuple[str, str] | None) -> None:
    allowed = allowed_share([text], label)
    assert (allowed and (in_words(allowed.low), in_words(allowed.high))) == bounds


@pytest.mark.parametrize(
    ("clauses", "words", "verdict", "said"),
    [
        (_BUILDING, "处单位罚款数额百分之十二的罚款，计人民币7200元", "breach", "单位罚款数额的百分之十二处罚款"),
        (_BUILDING, "按单位罚款数额的15%处以罚款9000元", "breach", "最高为10%"),
        (_BUILDING, "处单位罚款数额3%的罚款1800元", "breach", "最低为5%"),
        (_BUILDING, "处单位罚款数额百分之八的罚款，计人民币4800元", "met", ""),
        (_BUILDING, "减轻处罚，处单位罚款数额百分之三的罚款1800元", "met", ""),
        (_BUILDING, "罚款4800元", "unknown", ""),
    ],
)
def test_a_share_beyond_what_the_law_allows(make_case: MakeCase, clauses: str, words: str, verdict: str, said: str) -> None:
    text = "经查明，甲公司未取得施工许可证擅自施工，违反了《中华人民共和国建筑法》第七条第一款的规定。"
    text += f"依据《建设工程质量管理条例》{clauses}的规定，决定如下："
    text += f"一、对甲公司处工程合同价款百分之一点五的罚款，计60000元；二、对周大成{words}。"
    case = make_case({"type": "penalty_decision", "fields": {"party_name": "甲公司、周大成", "date": "2024年5月14日"}, "text": text})
    (finding,) = [one for one in run_checks(case) if one.rule == "law.penalty_type_or_range"]
    assert finding.verdict == verdict
    assert said in finding.message


@pytest.mark.parametrize(
    ("facts", "words", "said"),
    [
        ("经价格认定价值人民币5460元", "处滥伐林木价值三倍的罚款，计人民币16830元", "应为16,380元"),
        ("经价格认定价值人民币5460元", "处滥伐林木价值三倍的罚款，计人民币16380元", ""),
        ("进货总额9160元", "处以进货总额9160元百分之六的罚款，计人民币594.60元", "应为549.6元"),
        ("工程合同价款为400万元", "处工程合同价款百分之一点五的罚款，计人民币60000元", ""),
        ("工程合同价款为400万元", "处工程合同价款百分之一点五的罚款，计人民币64000元", "应为60,000元"),
        ("价值人民币5460元，另有价值300元的原木", "处滥伐林木价值三倍的罚款，计人民币16830元", ""),
        ("货值金额（含税）12000元", "处货值金额（12000元）2倍的罚款24000元", ""),
        ("情节一般", "处单位罚款数额百分之八的罚款4800元", ""),
        ("月收入5000元", "处上一年年收入百分之四十的罚款40000元", ""),
    ],
)
def test_a_fine_reckoned_wrongly(make_case: MakeCase, facts: str, words: str, said: str) -> None:
    text = f"经查明，当事人违法，{facts}。依据《中华人民共和国森林法》第七十六条第二款的规定，决定如下：{words}。"
    case = make_case({"type": "penalty_decision", "fields": {"party_name": "周大成", "date": "2024年5月14日"}, "text": text})
    (finding,) = [one for one in run_checks(case) if one.rule == "decision.amount_inconsistent"]
    assert finding.verdict == ("breach" if said else "met")
    assert said in finding.message
