"""Periods kept to the day: across holidays and days worked in their stead, rolled over weekends, with days that do not count."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from zhijian.demo.case import Case
from zhijian.demo.days import after, between, is_workday, roll
from zhijian.demo.near_misses.bundled import Known, Make, fixed
from zhijian.demo.plan import build


def decide(case: Case, day: date) -> None:
    """The case is decided on ``day``; what follows keeps its distance in working days, be ``day`` earlier or later than planned."""
    order = list(case.dates)
    later = order[order.index("approval") + 1 :]
    distances = {key: between(case.dates["decision"], case.dates[key]) for key in later}
    for key, distance in distances.items():
        case.dates[key] = after(day, distance)
    case.dates["approval"] = case.dates["decision"] = day


def ninetieth_on_a_weekend(identity: str, known: Known, rng: Random) -> Case:
    """The ninetieth day is no working day: decided on the first one after it (民事诉讼法 art. 85)."""
    while True:
        case = build(identity, known["special_work"], rng)
        last = case.dates["filing"] + timedelta(days=90)
        if not is_workday(last) and (roll(last) - last).days <= 2:
            break
    steps = between(case.dates["decision"], roll(last))
    for key in ("report", "review", "notice", "notice_served"):
        case.dates[key] = after(case.dates[key], steps)
    decide(case, roll(last))
    case.near_miss = [f"{case.on('filing')}立案，第九十日不是工作日，顺延至{case.on('decision')}作出决定"]
    return case


def spring_festival(identity: str, known: Known, rng: Random) -> Case:
    """Five working days across the Spring Festival, a Sunday worked in its stead among them; decided on the day after."""
    case = fixed(identity, known["medical_waste"], rng, date(2024, 12, 20))
    case.shift("notice", date(2025, 1, 23))
    case.dates["notice_served"] = date(2025, 1, 23)
    case.dates["statement"], case.dates["reconsidered"] = date(2025, 1, 24), date(2025, 1, 26)
    decide(case, after(case.dates["notice_served"], 6))
    case.near_miss = [f"{case.on('notice_served')}送达告知书，五个工作日跨春节（1月26日周日上班），{case.on('decision')}作出决定"]
    return case


def may_day(identity: str, known: Known, rng: Random) -> Case:
    """Served on the seventh working day, two weekend days worked in the May holiday's stead counted."""
    case = fixed(identity, known["gas_alarm"], rng, date(2024, 3, 11))
    decide(case, date(2024, 4, 26))
    day = after(case.dates["decision"], 7)
    case.dates["served"] = day
    for key, distance in (("payment", 4), ("closing", 8), ("archive", 12)):
        case.dates[key] = after(day, distance)
    case.near_miss = [f"{case.on('decision')}作出决定，{case.on('served')}送达，含4月28日（周日）上班，恰为七个工作日"]
    return case


def hearing_on_the_seventh(identity: str, known: Known, rng: Random) -> Case:
    """The hearing is held seven working days after its notice was served, no more."""
    case = build(identity, known["advert"], rng)
    case.shift("hearing", after(case.dates["hearing_notice_served"], 7))
    case.near_miss = [f"{case.on('hearing_notice_served')}送达听证通知书，{case.on('hearing')}举行听证，恰为七个工作日"]
    return case


def hearing_under_the_old_law(identity: str, known: Known, rng: Random) -> Case:
    """Three days to ask for a hearing, as the notice and the law of that time say."""
    case = build(identity, known["advert"], rng, old_law=True)
    case.near_miss = ["全部程序在2021年7月15日以前，告知书载明三日内要求听证，听证七日前通知，均合当时的法律"]
    return case


def waived(identity: str, known: Known, rng: Random) -> Case:
    """The party gave up its statement in writing: decided on the next working day."""
    case = build(identity, known["fumes"], rng)
    case.features.add("waiver")
    case.dates["waiver"] = case.dates["notice_served"]
    case.dates = dict(sorted(case.dates.items(), key=lambda item: item[1]))
    decide(case, after(case.dates["notice_served"], 1))
    case.near_miss = [f"{case.on('notice_served')}送达告知书，当事人当日书面放弃陈述、申辩，{case.on('decision')}作出决定"]
    return case


def fifteenth_working_day(identity: str, known: Known, rng: Random) -> Case:
    """Filed fifteen working days after the source was registered (市场监督管理行政处罚程序规定 art. 18)."""
    case = build(identity, known["food_purchase"], rng)
    case.shift("filing", after(case.dates["source"], 15))
    case.near_miss = [f"{case.on('source')}登记案件来源，{case.on('filing')}立案，恰为十五个工作日"]
    return case


def tests_do_not_count(identity: str, known: Known, rng: Random) -> Case:
    """More than ninety days from filing to decision, less the days of the test."""
    case = build(identity, known["product_quality"], rng)
    case.shift("appraisal", after(case.dates["entrust"], 32))
    last = case.dates["filing"] + timedelta(days=95)
    steps = between(case.dates["approval"], roll(last))
    for key in ("report", "review", "notice", "notice_served"):
        case.dates[key] = after(case.dates[key], steps)
    decide(case, roll(last))
    case.near_miss = [
        f"{case.on('filing')}立案，{case.on('decision')}决定，超过九十日，扣除{case.on('entrust')}至{case.on('appraisal')}的检验期间后未超过"
    ]
    return case


def thirtieth_day_of_a_seizure(identity: str, known: Known, rng: Random) -> Case:
    """The vehicle is given back on the thirtieth day (行政强制法 art. 25)."""
    while True:
        case = build(identity, known["freight"], rng)
        last = case.dates["scene"] + timedelta(days=30)
        if is_workday(last):
            break
    case.shift("release", last)
    case.near_miss = [f"{case.on('scene')}扣押车辆，{case.on('release')}解除，恰为三十日"]
    return case


PERIODS: tuple[Make, ...] = (
    ninetieth_on_a_weekend,
    spring_festival,
    may_day,
    hearing_on_the_seventh,
    hearing_under_the_old_law,
    waived,
    fifteenth_working_day,
    tests_do_not_count,
    thirtieth_day_of_a_seizure,
)
