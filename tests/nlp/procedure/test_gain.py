from decimal import Decimal

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.examples import case_of
from nlp.procedure.gain import found_gain, returned, takings, undetermined
from nlp.procedure.penalties import Imposed, imposed
from nlp.procedure.rules import Example, ExampleWrit

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
