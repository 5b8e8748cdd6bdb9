from collections.abc import Callable
from decimal import Decimal

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.ranges import fine_range, needs_base


@pytest.mark.parametrize(
    ("text", "least", "most", "plain", "based"),
    [
        ("处一万元以上五万元以下的罚款", 10000, 50000, 50000, False),
        ("可以处五万元以下的罚款；逾期未改正的，处五万元以上二十万元以下的罚款", 0, 200000, 50000, False),
        ("处3000元以上1万元以下的罚款，情节严重的，处1万元以上5万元以下的罚款", 3000, 50000, 10000, False),
        ("处二千元以下罚款；造成严重后果的，处二千元以上一万元以下罚款", 0, 10000, 2000, False),
        ("处违法所得一倍以上五倍以下的罚款；没有违法所得的，处一万元以下的罚款", 0, 10000, 10000, True),
        ("对单位处十万元以上二十万元以下罚款，对个人处一万元以下罚款", 0, 200000, 200000, False),
        ("罚款额为非法占用土地每平方米100元以上1000元以下", 100, 1000, 1000, True),
        ("按照受害的劳动者每人100元以上500元以下的标准计算，处以罚款", 100, 500, 500, True),
        ("每辆车处二百元罚款", 200, 200, 200, True),
        ("每次处罚应当登记，处二百元以上五百元以下罚款", 200, 500, 500, False),
        ("拒不改正的，处五千元罚款", 5000, 5000, None, False),
    ],
)
def test_tiers_are_read_with_what_they_are_reserved_for(text: str, least: int, most: int, plain: int | None, based: bool) -> None:
    found = fine_range(text)
    assert found is not None
    assert (found.least, found.most, needs_base(text)) == (Decimal(least), Decimal(most), based)
    assert found.plain_most == (None if plain is None else Decimal(plain))


@pytest.mark.parametrize(
    ("text", "whom", "least", "most"),
    [
        (
            "单位有前款第一项行为之一，处五万元以上五十万元以下的罚款；个人有前款第一项行为之一，处一百元以上五百元以下的罚款",
            "个人",
            100,
            500,
        ),
        (
            "单位有前款第一项行为之一，处五万元以上五十万元以下的罚款；个人有前款第一项行为之一，处一百元以上五百元以下的罚款",
            "单位",
            50000,
            500000,
        ),
        ("对单位处十万元以上二十万元以下罚款，对个人处一万元以下罚款", "个人", 0, 10000),
        ("对单位处十万元以上二十万元以下罚款，对个人处一万元以下罚款", None, 0, 200000),
        ("处五千元以下罚款；对单位处一万元以上五万元以下罚款", "个人", 0, 5000),
        ("处二千元以下罚款", "单位", 0, 2000),
        ("个人独资企业违反本条的，处二千元以下罚款", "单位", 0, 2000),
    ],
)
def test_tiers_for_others_are_left_out(text: str, whom: str | None, least: int, most: int) -> None:
    found = fine_range(text, whom)
    assert found is not None
    assert (found.least, found.most) == (Decimal(least), Decimal(most))


@pytest.mark.parametrize(("party", "verdict"), [("于秀芬", "breach"), ("于秀芬小吃店", "met"), ("听涛恒润有限公司", "breach")])
def test_who_is_fined_decides_the_range(make_case: Callable[..., CaseFile], party: str, verdict: str) -> None:
    text = "依据《中华人民共和国固体废物污染环境防治法》第一百一十一条第二款的规定，决定给予当事人以下行政处罚：罚款人民币1500元。"
    case = make_case({"type": "penalty_decision", "fields": {"party_name": party, "date": "2024年5月6日"}, "text": text})
    (found,) = [one for one in run_checks(case) if one.rule == "law.penalty_type_or_range"]
    assert found.verdict == verdict


def test_a_clause_without_fixed_fine_has_no_range() -> None:
    assert fine_range("给予警告；情节严重的，吊销许可证") is None
    assert fine_range("处货值金额五倍以上十倍以下的罚款") is None


def test_no_upper_limit_is_none() -> None:
    found = fine_range("处十万元以上罚款")
    assert found is not None
    assert (found.least, found.most, found.plain_most) == (Decimal(100000), None, None)


def test_multiples_and_units_need_a_base() -> None:
    assert needs_base("处货值金额五倍以上十倍以下的罚款")
    assert needs_base("每平方米一百元以上一千元以下")
    assert not needs_base("处五千元以下罚款，每季度公布一次")


def test_a_fine_per_unit_is_never_above_the_amount_of_one_unit(make_case: Callable[..., CaseFile]) -> None:
    text = "依据《中华人民共和国土地管理法实施条例》第五十七条第一款的规定，决定给予当事人以下行政处罚：罚款人民币7000元。"
    case = make_case({"type": "penalty_decision", "fields": {"date": "2024年5月6日"}, "text": text})
    (found,) = [one for one in run_checks(case) if one.rule == "law.penalty_type_or_range"]
    assert (found.verdict, "每一单位" in (found.reason or "")) == ("unknown", True)
