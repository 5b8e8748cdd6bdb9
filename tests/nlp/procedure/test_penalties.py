"""Penalties beside each other in one sentence: each takes its own amount and its own things."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.penalties import imposed

MakeCase = Callable[..., CaseFile]
GAIN, GOODS, FINE = "没收违法所得", "没收非法财物", "罚款"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("没收销售98盒面霜的违法所得、罚款2万元。", {GAIN: None, FINE: 20000}),
        ("没收其出租违法建筑物的非法所得8000元，罚款2万元。", {GAIN: 8000, FINE: 20000}),
        ("没收销售过期食品30袋和过期饮料12瓶的违法所得136元，罚款5000元。", {GAIN: 136, FINE: 5000}),
        ("没收98盒面霜的销售所得的货款500元；罚款2万元。", {GAIN: 500, FINE: 20000}),
        ("没收非法财物及违法所得300元，罚款2万元。", {GAIN: 300, GOODS: None, FINE: 20000}),
        ("没收经营工具和违法所得300元，罚款2万元。", {GAIN: 300, GOODS: None, FINE: 20000}),
        ("没收违法所得、违法生产经营的食品，并处罚款2万元。", {GAIN: None, GOODS: None, FINE: 20000}),
        ("没收违法所得，并处罚款2万元。", {GAIN: None, FINE: 20000}),
        ("没收违法所得并处2000元罚款。", {GAIN: None, FINE: 2000}),
        ("没收违法所得和2000元的罚款。", {GAIN: None, FINE: 2000}),
        ("没收违法所得，共计1050元，罚款2000元。", {GAIN: 1050, FINE: 2000}),
        ("（一）没收违法所得1050元（二）罚款2000元", {GAIN: 1050, FINE: 2000}),
        ("（一）没收违法所得（二）罚款2000元", {GAIN: None, FINE: 2000}),
        ("（1）没收违法所得1050元（2）罚款", {GAIN: 1050, FINE: None}),
        ("一、没收违法所得1050元二、罚款2000元", {GAIN: 1050, FINE: 2000}),
        ("1.没收违法所得2.罚款2000元", {GAIN: None, FINE: 2000}),
        ("没收违法所得136元没收面霜98盒罚款20000元", {GAIN: 136, GOODS: None, FINE: 20000}),
        ("没收“金鼎”高度白酒4箱、没收违法所得680元、罚款人民币3000元的行政处罚。", {GAIN: 680, GOODS: None, FINE: 3000}),
        ("没收散装白酒4桶、没收违法所得680元、罚款3000元。", {GAIN: 680, GOODS: None, FINE: 3000}),
        ("罚款3000元、没收“金鼎”牌白酒、没收违法所得680元。", {GAIN: 680, GOODS: None, FINE: 3000}),
        ("没收“金鼎”白酒4箱、违法所得680元，罚款3000元。", {GAIN: 680, GOODS: None, FINE: 3000}),
        ("没收违法所得680元、“金鼎”白酒4箱，罚款3000元。", {GAIN: 680, GOODS: None, FINE: 3000}),
        ("将“金鼎”白酒4箱予以没收，罚款3000元。", {GOODS: None, FINE: 3000}),
        ("没收销售“金鼎”白酒的违法所得680元、罚款3000元。", {GAIN: 680, FINE: 3000}),
        ("没收“金鼎”酒水销售所得680元；罚款3000元。", {GAIN: 680, FINE: 3000}),
        ("没收违法所得1050元，处5000元（大写：伍仟元整）的罚款。", {GAIN: 1050, FINE: 5000}),
    ],
)
def test_each_takes_its_own(make_case: MakeCase, words: str, expected: dict[str, int | None]) -> None:
    case = make_case({"type": "penalty_decision", "text": f"决定给予以下行政处罚：{words}"})
    done = imposed(case.writs("penalty_decision")[0], case.squeezed(case.writs("penalty_decision")[0]))
    assert done is not None
    assert {item.kind: item.amount for item in done.items} == expected
    assert all(item.start < item.end for item in done.items)


@pytest.mark.parametrize(
    ("ruling", "verdict"),
    [
        ("没收销售30袋食品的违法所得500元；罚款5000元。", "breach"),
        ("没收其违法所得500元；罚款5000元。", "breach"),
        ("没收扣押的食品30袋；罚款5000元。", "met"),
        ("没收违法所得500元、扣押的食品30袋；罚款5000元。", "met"),
    ],
)
def test_confiscated_money_ends_no_seizure(make_case: MakeCase, ruling: str, verdict: str) -> None:
    case = make_case(
        {"type": "seizure_doc", "subtype": "decision", "title": "扣押决定书", "fields": {"date": "2024年3月4日"}},
        {"type": "penalty_decision", "fields": {"date": "2024年3月20日"}, "text": f"决定给予以下行政处罚：{ruling}"},
        {"type": "closing_doc", "subtype": "approval", "fields": {"approval_date": "2024年6月3日"}},
    )
    assert {one.verdict for one in run_checks(case) if one.rule == "coercion.not_released_or_fee"} == {verdict}


@pytest.mark.parametrize(
    "opening",
    [
        "根据同法第一百二十四条第一款第（三）项的规定，责令当事人改正违法行为，处罚如下：",
        "依照该法第六十条的规定，现决定如下：",
        "依据上述规定，作如下行政处罚：",
        "经研究，对你单位的行政处理决定如下：",
        "根据前述规定，予以以下处罚：",
    ],
)
def test_what_opens_the_list_of_penalties(make_case: MakeCase, opening: str) -> None:
    case = make_case({"type": "penalty_decision", "text": f"{opening}一、没收违法所得5320元；二、罚款60000元。"})
    done = imposed(case.writs("penalty_decision")[0], case.squeezed(case.writs("penalty_decision")[0]))
    assert done is not None
    assert ({item.kind: item.amount for item in done.items}, done.fine) == ({GAIN: 5320, FINE: 60000}, 60000)
