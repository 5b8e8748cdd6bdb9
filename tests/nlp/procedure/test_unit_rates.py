"""Fines reckoned by the unit, against what the law allows for each."""

from decimal import Decimal

import pytest

from nlp.procedure.engine import run_checks
from nlp.procedure.unit_rates import allowed_rate, stated_rate
from tests.nlp.procedure.conftest import MakeCase


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("决定对你单位按每人2,500元的标准处以罚款30,000元", ("人", 2500)),
        ("决定对你单位处每名劳动者800元", ("人", 800)),
        ("罚款按2500元/人计，合计30000元", ("人", 2500)),
        ("决定每人处二千五百元罚款，共计30000元", ("人", 2500)),
        ("罚款12人×2500元=30000元", ("人", 2500)),
        ("按每平方米120元处以罚款", ("平方米", 120)),
        ("按每名劳动者两千二百元处以罚款26400元", ("人", 2200)),
        ("责令退还收取的每人800元押金，罚款30000元", None),
        ("依据“以每人五百元以上二千元以下的标准处以罚款”的规定，罚款9000元", None),
        ("1.按每人500元计罚款；2.按每人800元计罚款", None),
    ],
)
def test_what_a_decision_takes_for_each(text: str, found: tuple[str, int] | None) -> None:
    stated = stated_rate(text, 0, len(text))
    assert (stated and (stated.unit, int(stated.rate))) == found


@pytest.mark.parametrize(
    ("text", "unit", "bounds"),
    [
        ("并以每人五百元以上二千元以下的标准处以罚款", "人", (500, 2000)),
        ("按照受侵害的劳动者每人100元以上500元以下的标准计算，处以罚款", "人", (100, 500)),
        ("可以并处每株五百元以下的罚款", "株", (0, 500)),
        ("按照每平方米二十元以下计处；情节严重的，每平方米五十元以上一百元以下计处", "平方米", (0, 100)),
        ("处二千元以上二万元以下的罚款", "人", None),
    ],
)
def test_what_the_law_allows_for_each(text: str, unit: str, bounds: tuple[int, int] | None) -> None:
    allowed = allowed_rate([text], unit)
    assert (allowed and (allowed.low, allowed.high)) == (bounds and tuple(map(Decimal, bounds)))


@pytest.mark.parametrize(
    ("words", "verdict", "said"),
    [
        ("按每人2,500元的标准处以罚款人民币叁万元整（30,000元）", "breach", "每人2,500元"),
        ("每人罚款300元，合计罚款3600元", "breach", "最低为500元"),
        ("按每人2,000元的标准处以罚款人民币24,000元", "met", ""),
        ("按每名劳动者两千元的标准处以罚款人民币24,000元", "met", ""),
        ("按每人2,000元的标准处以罚款人民币34,000元", "unknown", ""),
        ("处以罚款人民币24,000元", "unknown", ""),
    ],
)
def test_a_rate_beyond_what_the_law_allows(make_case: MakeCase, words: str, verdict: str, said: str) -> None:
    text = (
        "经查，你单位招用岑小龙等12名劳动者时收取押金每人800元，违反了《中华人民共和国劳动合同法》第九条的规定。"
        f"依据《中华人民共和国劳动合同法》第八十四条第二款的规定，决定对你单位{words}。"
    )
    case = make_case({"type": "penalty_decision", "fields": {"date": "2024年5月6日"}, "text": text})
    found = [one for one in run_checks(case) if one.rule == "law.penalty_type_or_range"]
    assert [one.verdict for one in found] == [verdict]
    assert said in found[0].message


@pytest.mark.parametrize(
    ("facts", "words", "wrong"),
    [
        ("招用岑小龙等12名劳动者", "按每人1,500元的标准处以罚款人民币贰万肆仟元整（24,000元）", True),
        ("招用劳动者12人", "以1500元/人计罚款24000元", True),
        ("超面积占用9平方米", "按每平方米100元处以罚款1200元", True),
        ("招用岑小龙等12名劳动者", "按每人2,000元的标准处以罚款人民币24,000元", False),
        ("招用劳动者15人，其中12人被收取押金", "按每人2,000元的标准处以罚款人民币24,000元", False),
        ("招用劳动者15人，其中10人被收取押金", "按每人2,000元的标准处以罚款人民币24,000元", False),
    ],
)
def test_the_fine_against_so_much_for_each(make_case: MakeCase, facts: str, words: str, wrong: bool) -> None:
    text = f"经查，你单位{facts}。依据《中华人民共和国劳动合同法》第八十四条第二款的规定，决定对你单位{words}。"
    case = make_case({"type": "penalty_decision", "fields": {"date": "2024年5月6日"}, "text": text})
    found = [one for one in run_checks(case) if one.rule == "decision.amount_inconsistent"]
    assert [one.verdict for one in found] == ["breach" if wrong else "met"]
