from collections.abc import Callable
from decimal import Decimal

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.examples import case_of
from nlp.procedure.gain import found_gain, left_to_take, returned, takings, undetermined
from nlp.procedure.penalties import Imposed, imposed
from nlp.procedure.rules import Example, ExampleWrit

MakeCase = Callable[..., CaseFile]

RULING = "决定给予当事人以下行政处罚：1.没收违法所得900元；2.罚款人民币5000元。"


def read(facts: str) -> tuple[CaseFile, Imposed]:
    case = case_of(Example(name="例", writs=(ExampleWrit(type="penalty_decision", fields={"date": "2024年6月6日"}, text=facts + RULING),)))
    done = imposed(case.decision, case.squeezed(case.decision)) if case.decision else None
    assert done
    return case, done


@pytest.mark.parametrize(
    ("facts", "amounts"),
    [
        ("违法所得共计1,820元。", [1820]),
        ("违法所得为人民币二千元。", [2000]),
        ("当事人违法所得不足一万元。", []),
        ("违法所得一万元以上的，并处罚款。", []),
        ("当事人没有违法所得。", []),
    ],
)
def test_amounts_found(facts: str, amounts: list[int]) -> None:
    assert [one.value for one in found_gain(*read(facts))] == [Decimal(one) for one in amounts]


def test_what_is_taken_is_not_what_was_found() -> None:
    assert not found_gain(*read("经查，当事人销售过期食品。"))


@pytest.mark.parametrize(("facts", "amounts"), [("共收取运费1680元。", [1680]), ("销售收入3000元。", [3000]), ("未收取任何费用。", [])])
def test_takings(facts: str, amounts: list[int]) -> None:
    assert [one.value for one in takings(*read(facts))] == [Decimal(one) for one in amounts]


@pytest.mark.parametrize("facts", ["违法所得无法计算。", "没有账目，无法查明违法所得。", "没有违法所得。"])
def test_undetermined(facts: str) -> None:
    assert undetermined(read(facts)[0], read(facts)[1])


@pytest.mark.parametrize(
    ("facts", "back"),
    [("已全部退还购买人。", True), ("为消费者办理退款。", True), ("解除扣押并将车辆退还当事人。", False), ("未退还消费者。", False)],
)
def test_returned(facts: str, back: bool) -> None:
    assert returned(*read(facts)) is back


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        ("违法所得952元。", 952),
        ("当事人召回12盒并退还货款816元，未退还的2盒违法所得136元。", 136),
        ("扣除已经退还消费者的500元，违法所得300元。", 300),
        ("销售收入800元，已向购买人退款500元，违法所得300元。", 300),
        ("违法所得800元，案发后退还购买人500元。", 300),
        ("违法所得800元，案发后将800元退还购买人。", 0),
        ("违法所得800元，已向两名学生退费，共计800元。", 0),
        ("违法所得800元，已全部退还消费者。", 0),
        ("违法所得800元，当事人主动退款。", None),
        ("违法所得800元，按每盒20元退还消费者。", None),
        ("违法所得800元，未退还消费者。", 800),
    ],
)
def test_left_to_take(facts: str, left: int | None) -> None:
    case, done = read(facts)
    assert left_to_take(case, done, found_gain(case, done)[0]) == left


@pytest.mark.parametrize(
    ("facts", "ruling", "verdict"),
    [
        ("退还货款816元，未退还的2盒违法所得136元。", "没收面霜98盒；罚款20000元。", "breach"),
        ("违法所得952元，已退还购买人816元。", "没收面霜98盒；罚款20000元。", "breach"),
        ("退还货款816元，剩余违法所得136元。", "没收违法所得68元；没收面霜98盒；罚款20000元。", "breach"),
        ("退还货款816元，剩余违法所得136元。", "没收违法所得136元；没收面霜98盒；罚款20000元。", "met"),
        ("违法所得952元，已退还购买人816元。", "没收违法所得136元；没收面霜98盒；罚款20000元。", "met"),
        ("违法所得952元，主动召回并退款。", "没收面霜98盒；罚款20000元。", "unknown"),
        ("违法所得952元，已全额退还购买人。", "没收面霜98盒；罚款20000元。", "met"),
    ],
)
def test_income_beside_other_goods(make_case: MakeCase, facts: str, ruling: str, verdict: str) -> None:
    filing = {"type": "filing_approval", "fields": {"approved_date": "2024年5月1日"}}
    decision = {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": f"经查，{facts}决定给予以下行政处罚：{ruling}"}
    case = make_case(filing, decision)
    assert {one.verdict for one in run_checks(case) if one.rule == "discretion.illegal_gain"} == {verdict}
