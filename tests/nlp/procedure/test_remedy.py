"""What the remedy clause tells, and who reconsiders whose acts."""

import pytest

from nlp.procedure.department import agency_kind
from nlp.procedure.engine import run_checks
from nlp.procedure.examples import case_of
from nlp.procedure.reconsideration import Issuer, issuer_of
from nlp.procedure.remedy_clause import RemedyClause, remedy_clause
from nlp.procedure.rules import Example, ExampleWrit


def clause(text: str) -> RemedyClause | None:
    case = case_of(Example(name="x", writs=(ExampleWrit(type="penalty_decision", fields={"date": "2024年6月6日"}, text=text),)))
    return remedy_clause(case, case.dossier.writs[0])


def issuer(name: str, place: str | None = None) -> Issuer:
    return issuer_of(name, agency_kind(name), place, ())


@pytest.mark.parametrize(
    ("text", "bodies", "reconsider", "sue"),
    [
        (
            "如不服本决定，可以自收到本决定书之日起六十日内向南山县人民政府申请行政复议；也可以自收到本决定书之日起六个月内依法向南山县人民法院提起行政诉讼。",
            ["南山县人民政府"],
            [(60, "日")],
            [(6, "月")],
        ),
        (
            "可在收到之日起60日内向南山县人民政府（地址：某路1号）或者东江市水利局申请行政复议，或者6个月内直接向人民法院起诉。",
            ["南山县人民政府", "东江市水利局"],
            [(60, "日")],
            [(6, "月")],
        ),
        ("可以在六十日内向南山县人民政府申请行政复议或者向南山县人民法院提起行政诉讼。", ["南山县人民政府"], [(60, "日")], []),
        ("自收到本决定书之日起15日内缴纳罚款；如不服，可依法向南山县人民政府申请行政复议。", ["南山县人民政府"], [], []),
        ("复议机关为南山县人民政府，申请复议的期限为60日。可以在半年内起诉。", ["南山县人民政府"], [(60, "日")], [(6, "月")]),
        ("可以在60个工作日内向南山县人民政府申请行政复议，可以在三个月内起诉。", ["南山县人民政府"], [(60, "工作日")], [(3, "月")]),
    ],
)
def test_bodies_and_periods(text: str, bodies: list[str], reconsider: list[tuple[int, str]], sue: list[tuple[int, str]]) -> None:
    found = clause(text)
    assert found is not None
    assert [name for name, _, _ in found.bodies()] == bodies
    assert [(period.n, period.unit) for period in found.reconsider_periods()] == reconsider
    assert [(period.n, period.unit) for period in found.suit_periods()] == sue


@pytest.mark.parametrize(
    "text",
    [
        "逾期不申请行政复议、不提起行政诉讼，又不履行本决定的，本机关将依法申请人民法院强制执行。",
        "行政复议、行政诉讼期间，本决定不停止执行。",
        "罚款人民币5000元。",
    ],
)
def test_sentences_about_enforcement_tell_no_remedy(text: str) -> None:
    assert clause(text) is None


def test_a_suit_after_reconsideration_is_no_direct_suit() -> None:
    found = clause(
        "应当先在六十日内向南山县人民政府申请行政复议，对行政复议决定不服的，可以在收到复议决定书之日起十五日内向人民法院提起行政诉讼。"
    )
    assert found is not None
    assert found.any_suit
    assert not found.suit
    assert found.suit_periods() == []


@pytest.mark.parametrize(
    ("agency", "place", "body", "wrong"),
    [
        ("南山县水利局", "南山县", "南山县人民政府", False),
        ("南山县水利局", "南山县", "东江市南山县人民政府", False),
        ("东江市临河区水务局", "东江市临河区", "临河区人民政府", False),
        ("南山县水利局", "南山县", "本级人民政府", False),
        ("南山县水利局", "南山县", "东江市水利局", True),
        ("南山县水利局", "南山县", "上一级主管部门", True),
        ("南山县水利局", "南山县", "东江市人民政府", True),
        ("南山县水利局", "南山县", "上一级人民政府", True),
        ("南山县水利局", "南山县", "南山县司法局", True),
        ("南山县水利局", "南山县", "南山县行政复议局", False),
        ("东江市公安局临河分局", "东江市", "临河区人民政府", False),
        ("东江市公安局临河分局", "东江市", "东江市公安局", True),
        ("东江经济技术开发区管理委员会", None, "东江市人民政府", False),
        ("中华人民共和国东江海关", None, "中华人民共和国南江海关", False),
        ("国家税务总局南山县税务局", None, "南山县人民政府", True),
        ("南山县气象局", "南山县", "东江市气象局", False),
    ],
)
def test_the_reconsideration_body_since_2024(agency: str, place: str | None, body: str, wrong: bool) -> None:
    assert (issuer(agency, place).wrong_body(body, new=True) is not None) is wrong


def test_before_2024_the_party_had_the_choice_but_not_of_the_agency_itself() -> None:
    agency = issuer("南山县水利局", "南山县")
    assert agency.wrong_body("东江市水利局", new=False) is None
    assert agency.wrong_body("南山县人民政府", new=False) is None
    assert agency.wrong_body("南山县水利局", new=False) is not None


def test_a_body_that_was_not_read_is_a_question_not_a_right_one() -> None:
    text = "如不服本决定，应当六十日内先向南山县水利局申-1-请行政复议。可以在六个月内向南山县人民法院提起行政诉讼。南山县水利局"
    case = case_of(
        Example(
            name="x", writs=(ExampleWrit(type="penalty_decision", fields={"date": "2024年6月6日", "issuer": "南山县水利局"}, text=text),)
        )
    )
    found = {one.rule: one for one in run_checks(case)}
    assert found["decision.remedy_authority_wrong"].verdict == "unknown"


@pytest.mark.parametrize(
    ("issuer", "basis", "verdict"),
    [
        ("南山县烟草专卖局", "《烟草专卖许可证管理办法》第四十九条", "met"),
        ("南山县烟草专卖局", "《中华人民共和国烟草专卖法实施条例》第五十六条", "met"),
        ("南山县市场监督管理局", "《中华人民共和国计量法实施细则》第四十三条", "met"),
        ("南山县应急管理局", "《东江省实施〈中华人民共和国矿山安全法〉办法》第四十条", "met"),
        ("南山县水利局", "《中华人民共和国河道管理条例》第四十四条", "breach"),
    ],
)
def test_a_period_of_its_own_holds_for_what_carries_the_law_out(issuer: str, basis: str, verdict: str) -> None:
    text = (
        f"依据{basis}的规定，决定罚款500元。如不服，可以自收到本决定书之日起六十日内向南山县人民政府申请行政复议，"
        f"也可以在十五日内直接向南山县人民法院提起行政诉讼。{issuer}"
    )
    case = case_of(
        Example(name="x", writs=(ExampleWrit(type="penalty_decision", fields={"date": "2024年6月6日", "issuer": issuer}, text=text),))
    )
    found = {one.rule: one for one in run_checks(case)}
    assert found["decision.remedy_period_wrong"].verdict == verdict
