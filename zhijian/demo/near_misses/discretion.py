"""Lawful neighbours of the defects of basis, measure and papers: heard and discussed again, income given back, small and young parties."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from zhijian.demo.blocks import Field, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import after
from zhijian.demo.edits import altered, behind, counted, reworded, without
from zhijian.demo.near_misses.bundled import Known, Make
from zhijian.demo.near_misses.measure import with_discussion
from zhijian.demo.near_misses.periods import decide
from zhijian.demo.people import id_number
from zhijian.demo.plan import build, with_products
from zhijian.demo.writs.notice import notice
from zhijian.demo.writs.review import discussion
from zhijian.demo.writs.service import receipt


def discussed_twice(identity: str, known: Known, rng: Random) -> Case:
    """Discussed before the notice, and again after the party had spoken up."""
    case = build(identity, known["voc"], rng)

    def first(case: Case) -> Writ:
        writ = discussion(replace(case, dates={**case.dates, "discussion": case.dates["review"]}))
        for edit in (without(f"{case.officers[1].name}汇报告知情况"), reworded("一致同意对当事人作出", "一致同意拟对当事人作出")):
            writ = edit(writ)
        return replace(writ, key="discussion_first")

    case.extra["review"] = [first]
    case.near_miss = ["告知前集体讨论一次，当事人陈述申辩后再次集体讨论，决定以后一次讨论为准"]
    return case


def told_again(identity: str, known: Known, rng: Random) -> Case:
    """After the statement more came to light; the higher fine was told again before it was decided."""
    case = build(identity, known["fire"], rng)
    case.notice_fine = case.fine - 1000
    again = after(case.dates["reconsidered"], 2)
    served = after(again, 1)
    decide(case, after(served, 7))
    answer = (
        f"当事人申辩后本机关补充调查，查明另有两处疏散指示标志损坏，违法事实有变化，罚款由{case.notice_fine}元调整为{case.fine}元，"
        "已重新告知，当事人未再提出意见"
    )
    case.scenario = replace(case.scenario, answer=answer)

    def second(case: Case) -> Case:
        return replace(case, notice_fine=case.fine, dates={**case.dates, "notice": again, "notice_served": served})

    def second_notice(case: Case) -> Writ:
        day = case.dates["notice"]
        return replace(notice(second(case)), key="notice_again", number=case.no("罚告", year=day.year, step=1))

    case.extra["reconsidered"] = [
        second_notice,
        lambda case: replace(receipt(second(case), "r_notice", [second_notice(case)]), key="r_notice_again"),
    ]
    case.near_miss = ["陈述申辩后补充调查，违法事实变化，罚款高于第一次告知，已重新告知并期满后决定"]
    return case


def law_beside_benchmark(identity: str, known: Known, rng: Random) -> Case:
    """The law as basis, papers of lower rank beside it for the measure."""
    case = build(identity, known["fumes"], rng)
    case.penalty = replace(case.penalty, beside=f"，参照《{case.agency.city}大气污染行政处罚裁量权基准》第八条")
    case.near_miss = ["处罚依据为法律，同时参照裁量权基准确定数额"]
    return case


def given_back(identity: str, known: Known, rng: Random) -> Case:
    """What the buyers had paid went back to them: nothing is left to confiscate."""
    case = build(identity, known["product_quality"], rng)
    facts = tuple(
        text.replace("当事人已公告召回并停止销售", "当事人已公告召回并停止销售，将上述销售款{gain}元全部退还购买的消费者")
        for text in case.scenario.facts
    )
    rulings = tuple(text for text in case.scenario.rulings if "违法所得" not in text)
    reason = f"{case.scenario.discretion}。违法所得已全部退赔，不再没收"
    case.scenario = replace(case.scenario, facts=facts, rulings=rulings, discretion=reason)
    case.near_miss = ["违法所得已全部退赔消费者，依行政处罚法第二十八条第二款不再没收"]
    return case


def young(identity: str, known: Known, rng: Random) -> Case:
    """Sixteen, questioned with a guardian, and fined less for it."""
    case = build(identity, known["litter"], rng)
    scene = case.dates["scene"]
    born = scene.replace(year=scene.year - 16, month=1, day=rng.randint(1, 5))
    case.rep = replace(case.rep, born=born, id_number=id_number(case.rep.id_number[:6], born, case.rep.sex, rng))
    reason = "当事人已满十四周岁不满十八周岁，依据《中华人民共和国行政处罚法》第三十条的规定应当从轻处罚；当事人已清理现场，适用较轻情节"
    case.scenario = replace(case.scenario, discretion=reason)
    case.fine = case.notice_fine = 100
    case.near_miss = ["当事人十六周岁，决定书写明依据行政处罚法第三十条从轻处罚"]
    return case


def little_and_lenient(identity: str, known: Known, rng: Random) -> Case:
    """Goods for a few yuan: fined below the least, with the reasons, after joint discussion."""
    case = build(identity, known["pesticide"], rng)
    case.numbers = with_products(case.scenario, {**case.numbers, "qty": 2, "sold": 1})
    case.fine = case.notice_fine = 500
    with_discussion(case)
    reason = (
        f"当事人违法经营的货值金额仅{case.numbers['goods']}元，案发后主动通知回收，减轻了违法行为危害后果，依据《中华人民共和国行政处罚法》第三十二条第（一）项的规定，"
        "经本机关负责人集体讨论，决定在法定最低罚款数额以下减轻处罚"
    )
    case.scenario = replace(case.scenario, discretion=reason)
    case.near_miss = ["货值很小的个体工商户，依据行政处罚法第三十二条减轻处罚并经集体讨论"]
    return case


def refused_on_the_spot(identity: str, known: Known, rng: Random) -> Case:
    """The party would not sign for a decision on the spot; the officers noted it (行政处罚法 art. 52)."""
    case = build(identity, known["spill_summary"], rng)
    note = Field("备注", "当事人拒绝签收，执法人员已当场宣读并交付决定书，执法记录仪全程记录")
    case.edit("summary", altered("本决定书已当场交付", text="当事人签收：", names=(), day=None))
    case.edit("summary", behind("当事人签收", note))
    case.near_miss = ["当事人拒绝签收当场处罚决定书，执法人员在决定书上注明"]
    return case


def covers_counted(identity: str, known: Known, rng: Random) -> Case:
    """Cover and note count the cover and the catalogue among the pages; the catalogue begins behind them."""
    case = build(identity, known["gas_alarm"], rng)
    for key in ("cover", "memo"):
        case.edit(key, counted(2))
    case.near_miss = ["封面、备考表的页数连封面和目录计算，比目录最后一页多两页"]
    return case


DISCRETION: tuple[Make, ...] = (
    discussed_twice,
    told_again,
    law_beside_benchmark,
    given_back,
    young,
    little_and_lenient,
    refused_on_the_spot,
    covers_counted,
)
