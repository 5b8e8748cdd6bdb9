"""Fines at the rim of what the law allows, with the reasons that carry them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from zhijian.demo.case import Case
from zhijian.demo.days import after
from zhijian.demo.near_misses.bundled import Known, Make
from zhijian.demo.plan import build


def _fined(case: Case, amount: int) -> None:
    case.fine = case.notice_fine = amount


def with_discussion(case: Case) -> None:
    """The leaders discuss the case on the day of its approval, which then is a day later."""
    case.features.add("discussion")
    order = list(case.dates)
    day = case.dates["approval"]
    case.dates["discussion"] = day
    case.dates = {key: case.dates[key] for key in (*order[: order.index("approval")], "discussion", *order[order.index("approval") :])}
    case.shift("approval", after(day, 1))
    case.dates["decision"] = case.dates["approval"]


def two_hundred(identity: str, known: Known, rng: Random) -> Case:
    """The most that may be fined on the spot of a person (行政处罚法 art. 51)."""
    case = build(identity, known["fire_lane_summary"], rng)
    _fined(case, 200)
    case.near_miss = ["当场处罚公民罚款二百元，恰为上限"]
    return case


def three_thousand(identity: str, known: Known, rng: Random) -> Case:
    """The most that may be fined on the spot of an organisation."""
    case = build(identity, known["spill_summary"], rng)
    _fined(case, 3000)
    reason = "当事人当场清扫并重新遮盖，但一年内曾因同类行为被责令改正，参照裁量基准从重处罚"
    case.scenario = replace(case.scenario, discretion=reason)
    case.near_miss = ["当场处罚单位罚款三千元，恰为上限，写明从重的理由"]
    return case


def lowered(identity: str, known: Known, rng: Random) -> Case:
    """The party's statement was accepted: fined less than it was told."""
    case = build(identity, known["food_purchase"], rng)
    case.notice_fine, case.fine = 8000, 6000
    answer = "当事人提出的理由成立，予以采纳，罚款由8000元调整为6000元"
    case.scenario = replace(case.scenario, plea="认为拟罚款8000元过高，已主动整改并提供进货凭证，请求从轻处罚", answer=answer)
    case.near_miss = ["采纳陈述申辩意见，决定罚款低于告知，无须重新告知"]
    return case


def below_the_least(identity: str, known: Known, rng: Random) -> Case:
    """Below the least fine, with the circumstance of the law that lessens it, after joint discussion."""
    case = build(identity, known["fumes"], rng)
    _fined(case, 3000)
    with_discussion(case)
    reason = (
        "当事人主动消除违法行为危害后果，在责令改正前已自行更换净化设施并取得周边居民谅解，符合《中华人民共和国行政处罚法》第三十二条第（一）项规定的减轻处罚情形，"
        "经本机关负责人集体讨论，决定在法定最低罚款数额以下减轻处罚"
    )
    case.scenario = replace(case.scenario, discretion=reason)
    case.near_miss = ["罚款低于法定下限，依据行政处罚法第三十二条减轻处罚，写明理由并经集体讨论"]
    return case


def the_most(identity: str, known: Known, rng: Random) -> Case:
    """The highest fine, with the circumstance of the benchmark that makes it heavier."""
    case = build(identity, known["gas_alarm"], rng)
    _fined(case, 50000)
    with_discussion(case)
    reason = (
        "当事人两年内因同一违法行为受过行政处罚后再次违法，且位于人员密集场所，依照《应急管理行政处罚裁量权基准暂行规定》及本省裁量基准，属于从重处罚情形，"
        "适用最高档次，按法定幅度上限处罚"
    )
    exemption = "当事人系再次违法，且燃气安全直接关系公共安全，不符合《中华人民共和国行政处罚法》第三十三条规定的不予处罚条件"
    case.scenario = replace(case.scenario, discretion=reason, exemption=exemption)
    case.features -= {"first"}
    case.features.add("hearing_told")
    case.near_miss = ["按法定上限罚款，写明再次违法的从重情节和裁量基准，告知了听证权，经集体讨论"]
    return case


MEASURE: tuple[Make, ...] = (two_hundred, three_thousand, lowered, below_the_least, the_most)
