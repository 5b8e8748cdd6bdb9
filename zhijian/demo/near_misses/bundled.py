"""The near misses that come with the demo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random

from zhijian.demo.case import Case, Receipt, Scenario
from zhijian.demo.days import after, between, chinese, is_workday
from zhijian.demo.plan import build

Known = Mapping[str, Scenario]
Make = Callable[[str, Known, Random], Case]


def fixed(identity: str, scenario: Scenario, rng: Random, scene: date) -> Case:
    """A case moved so that its inspection falls on ``scene``."""
    case = build(identity, scenario, rng)
    while case.dates["scene"] >= scene:
        case = build(identity, scenario, rng)
    distance = between(case.dates["scene"], scene)
    days = (scene - case.dates["scene"]).days
    for key, day in case.dates.items():
        case.dates[key] = day + timedelta(days=days) if key in {"start", "scene"} else after(day, distance)
    return case


def ninety_days(identity: str, known: Known, rng: Random) -> Case:
    """Decision on the ninetieth day, reconsideration office in brackets, notice and decision by post."""
    while True:
        case = build(identity, known["gas_alarm"], rng)
        last = case.dates["filing"] + timedelta(days=90)
        if is_workday(last) and case.dates["filing"].year >= 2024:
            break
    steps = between(case.dates["decision"], last)
    for key in ("report", "review", "notice", "notice_served"):
        case.dates[key] = after(case.dates[key], steps)
    case.shift("approval", last)
    for key in list(case.dates)[list(case.dates).index("approval") + 1 :]:
        if key == "decision":
            case.dates[key] = last
    case.remedy = type(case.remedy)(
        f"{case.agency.government}（行政复议申请可递交{case.agency.county}人民政府行政复议委员会办公室，地址：{case.agency.county}司法局一楼）",
        "六十日",
        case.agency.court,
        "六个月",
    )
    for key, sent in (("r_notice", case.dates["notice"]), ("r_decision", case.dates["decision"])):
        arrived = case.dates["notice_served" if key == "r_notice" else "served"]
        case.receipts[key] = Receipt(
            case.receipts[key].of,
            mode="邮寄送达",
            remark="邮单及签收查询单附后",
            extra=(
                f"邮件号码：EMS99{rng.randrange(10**9):09d}CN  交寄日期：{chinese(sent)}",
                f"签收查询：{chinese(arrived)}由{case.rep.name}本人签收，妥投。",
            ),
        )
    case.near_miss = [
        f"{case.on('filing')}立案，{case.on('decision')}决定，恰为第九十日",
        "复议机关为人民政府，括号内为行政复议委员会办公室及司法局收件地址",
        "告知书、决定书邮寄送达，有邮件号码和签收查询，无当事人在回证上签名",
        "告知期限届满后方作出决定",
    ]
    return case


def national_day(identity: str, known: Known, rng: Random) -> Case:
    """Preservation disposed of on the seventh working day, across the National Day holiday; decision right after the period."""
    scene = date(2024, 9, 27)
    case = fixed(identity, known["barbecue"], rng, scene)
    case.dates["disposal"] = after(scene, 7)
    case.dates["filing"] = after(scene, 2)
    case.dates["inquiry"] = after(scene, 4)
    case.dates["second"] = after(scene, 5)
    case.dates["report"] = after(scene, 9)
    case.dates["review"] = after(scene, 10)
    case.dates["notice"] = case.dates["notice_served"] = after(scene, 11)
    case.dates["approval"] = case.dates["decision"] = after(case.dates["notice_served"], 6)
    case.dates["publicity"] = after(case.dates["decision"], 6)
    case.dates["served"] = after(case.dates["decision"], 7)
    case.dates["payment"] = after(case.dates["served"], 9)
    case.dates["closing"] = after(case.dates["payment"], 4)
    case.dates["archive"] = after(case.dates["closing"], 5)
    case.near_miss = [
        f"{case.on('scene')}先行登记保存，{case.on('disposal')}处理，跨国庆节假期，恰为七个工作日",
        f"{case.on('notice_served')}送达告知书，{case.on('decision')}决定，为五个工作日届满后的第一个工作日",
        f"{case.on('decision')}决定，{case.on('served')}送达，恰为七个工作日",
        "对公民罚款当场没有收缴，由当事人到银行缴纳",
    ]
    return case


def old_law(identity: str, known: Known, rng: Random) -> Case:
    """Everything before 2021-07-15: old article numbers, three days to answer, a waiver, decision the day after."""
    case = build(identity, known["fumes"], rng, old_law=True)
    case.features.add("waiver")
    case.dates["waiver"] = case.dates["notice_served"]
    case.dates = dict(sorted(case.dates.items(), key=lambda item: item[1]))
    day = after(case.dates["notice_served"], 1)
    case.dates["approval"] = case.dates["decision"] = day
    case.near_miss = [
        "全部程序在2021年7月15日以前，引用2017年修正的行政处罚法第三十一条、第三十二条、第四十六条、第五十一条正确",
        "陈述申辩期限三日（旧法及告知书载明），当事人书面放弃陈述申辩，次日作出决定",
        "2021年复议机关告知为人民政府或者上一级主管部门",
    ]
    case.dates["publicity"] = after(day, 4)
    case.dates["served"] = after(day, 2)
    case.dates["payment"] = after(day, 6)
    case.dates["closing"] = after(day, 10)
    case.dates["archive"] = after(day, 15)
    return case


def extended(identity: str, known: Known, rng: Random) -> Case:
    """More than ninety days with an approved extension; the decision and the credit notice on one receipt."""
    case = build(identity, known["voc"], rng)
    case.features |= {"longer", "two_letters"}
    filing = case.dates["filing"]
    steps = between(case.dates["report"], after(filing + timedelta(days=84), 0))
    keys = list(case.dates)
    for key in keys[keys.index("report") :]:
        case.dates[key] = after(case.dates[key], steps)
    case.dates["longer"] = after(filing + timedelta(days=76), 0)
    case.dates = dict(sorted(case.dates.items(), key=lambda item: item[1]))
    case.near_miss = [
        f"{case.on('filing')}立案，{case.on('decision')}决定，超过九十日，但{case.on('longer')}经负责人批准延长三十日",
        "决定书与信用修复告知书使用一张送达回证",
        "陈述申辩意见未采纳，但已复核并在决定书中说明理由",
    ]
    return case


CLEAN: tuple[Make, ...] = (ninety_days, national_day, old_law, extended)
