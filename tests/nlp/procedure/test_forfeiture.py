from decimal import Decimal

import pytest

from nlp.procedure.examples import case_of
from nlp.procedure.forfeiture import confiscated_goods, disposals_of_goods, quantities_in
from nlp.procedure.rules import Example, ExampleWrit


def goods_of(text: str) -> tuple[tuple[Decimal, str], ...] | None:
    decision = ExampleWrit(type="penalty_decision", text=f"本局决定作出如下行政处罚：{text}")
    case = case_of(Example(name=text, writs=(decision,)))
    found = confiscated_goods(case, case.writs("penalty_decision")[0])
    return found.quantities if found else None


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("1.没收库存软电缆22卷；2.罚款2000元。", ((Decimal(22), "卷"),)),
        ("1.没收违法所得2166元；2.没收不合格产品30箱、工具2件；3.罚款2000元。", ((Decimal(30), "箱"), (Decimal(2), "件"))),
        ("1.没收销售不合格产品的违法所得2166元；2.罚款2000元。", None),
        ("1.没收违法所得2166元；2.罚款2000元。", None),
        ("没收违法所得136元；没收面霜98盒；罚款2000元。", ((Decimal(98), "盒"),)),
        ("没收违法所得136元和面霜98盒，罚款2000元。", ((Decimal(98), "盒"),)),
        ("没收销售98盒面霜的收入136元，罚款2000元。", None),
    ],
)
def test_goods_are_told_from_money(text: str, goods: tuple[tuple[Decimal, str], ...] | None) -> None:
    assert goods_of(text) == goods


def test_a_size_before_the_unit_is_no_quantity() -> None:
    assert quantities_in("聚氯乙烯绝缘软电缆RVV3×1.5卷22", "卷") == [Decimal(22)]
    assert quantities_in("销毁充电器54只", "只") == [Decimal(54)]


@pytest.mark.parametrize(("text", "numbers"), [("其中豆沙糕五十盒", [50]), ("销毁一百零五盒、第十盒留样", [105]), ("每一盒均已启封", [])])
def test_quantities_in_words(text: str, numbers: list[int]) -> None:
    assert quantities_in(text, "盒") == [Decimal(number) for number in numbers]


@pytest.mark.parametrize(("title", "counts"), [("涉案物品处理记录", True), ("罚没物品移交清单", True), ("没收物品清单", False)])
def test_a_bare_list_is_no_disposal(title: str, counts: bool) -> None:
    paper = ExampleWrit(type="closing_doc", subtype="property_disposal", title=title)
    assert bool(disposals_of_goods(case_of(Example(name=title, writs=(paper,))))) is counts
