"""Paying and enforcing as the law just allows: a demand in time, the court asked on the last day, cash with a ticket, goods kept apart."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from zhijian.demo.blocks import Field, Para
from zhijian.demo.case import Case
from zhijian.demo.days import after, between, chinese, is_workday, roll
from zhijian.demo.defects.enforcement import Course, enforce, enforceable, months_later, perform, suit_end
from zhijian.demo.edits import altered, behind, reworded
from zhijian.demo.near_misses.bundled import Known, Make, fixed
from zhijian.demo.plan import build
from zhijian.demo.writs.announcement import announcement
from zhijian.demo.writs.closing import money, sums, voucher
from zhijian.demo.writs.enforcement import late_fee
from zhijian.demo.writs.remedy import reconsidered

_MARKET_DAYS = 20  # working days to publish, with market regulators


def _enforceable(identity: str, known: Known, scenario: str, rng: Random) -> Case:
    case = build(identity, known[scenario], rng)
    while not enforceable(case):
        case = build(identity, known[scenario], rng)
    return case


def demanded_in_time(identity: str, known: Known, rng: Random) -> Case:
    """Ten working days passed between demand and application; on top as much as the fine, no more."""
    case = _enforceable(identity, known, "gas_alarm", rng)
    enforce(case, rng, Course(waited=3, wait=11))
    case.near_miss = [
        f"{case.on('demand_served')}送达催告书，满十个工作日后于{case.on('applied')}申请人民法院强制执行",
        "加处罚款以罚款本金为限",
    ]
    return case


def on_the_last_day_of_three_months(identity: str, known: Known, rng: Random) -> Case:
    """The court is asked on the last day of the three months."""
    while True:
        case = _enforceable(identity, known, "fumes", rng)
        last = months_later(suit_end(case), 3)
        if is_workday(last):
            break
    served = last
    while between(served, last) < 15:
        served -= timedelta(days=1)
    enforce(case, rng, Course(waited=(roll(served) - suit_end(case)).days, wait=between(roll(served), last)))
    case.near_miss = [f"{case.on('served')}送达决定书，起诉期限届满后三个月的最后一日{case.on('applied')}申请人民法院强制执行"]
    return case


def at_three_per_cent_a_day(identity: str, known: Known, rng: Random) -> Case:
    """Eight days late, charged for eight days."""
    case = build(identity, known["special_work"], rng)
    last = roll(case.dates["served"] + timedelta(days=15))
    day = last + timedelta(days=8)
    while not is_workday(day):
        day += timedelta(days=1)
    case.shift("payment", day)
    days = (day - last).days
    amount = case.fine * 3 * days // 100
    case.extra.setdefault("r_decision", []).append(lambda case: late_fee(case, day, amount, f"共逾期{days}日"))
    case.edit("payment", lambda writ: voucher(case, "payment", day, [*sums(case), ("罚没收入—加处罚款", amount)]))
    case.edit("closing", reworded(f"全部罚没款{money(case)}元", f"全部罚没款{money(case)}元及加处罚款{amount}元"))
    case.near_miss = [f"逾期{days}日缴纳，按每日百分之三加处罚款{amount}元"]
    return case


def a_hundred_yuan_in_cash(identity: str, known: Known, rng: Random) -> Case:
    """A hundred yuan collected on the spot, with a ticket, handed in within two working days and banked within two more."""
    case = build(identity, known["occupy_summary"], rng)
    case.fine = case.notice_fine = 100
    decided = case.dates["decision"]
    given, paid = after(decided, 2), after(decided, 4)
    case.dates["payment"] = paid
    case.edit("summary", altered("罚款缴纳方式和期限", value="当场收缴，已出具财政部门统一制发的专用票据。"))
    case.edit("payment", behind("缴款人", Field("收款方式", "当场收缴"), Field("收缴日期", chinese(decided))))
    case.edit(
        "payment",
        behind("金额合计（小写）", Para(f"罚款于{chinese(given)}交至本机关财务，于{chinese(paid)}缴付代收银行。", indent=False)),
    )
    case.near_miss = ["当场收缴一百元，出具专用票据，二个工作日内交至机关，机关二个工作日内缴付银行"]
    return case


def cash_as_it_could_not_wait(identity: str, known: Known, rng: Random) -> Case:
    """More than a hundred yuan on the spot, as the party lives elsewhere and it could hardly be enforced later."""
    case = build(identity, known["fire_lane_summary"], rng)
    case.fine = case.notice_fine = 200
    case.dates["payment"] = after(case.dates["decision"], 1)
    ground = "当事人在本地没有固定住所，不当场收缴事后难以执行，罚款当场收缴，已出具专用票据。"
    case.edit("summary", altered("罚款缴纳方式和期限", value=ground))
    case.near_miss = ["罚款二百元当场收缴，写明不当场收缴事后难以执行"]
    return case


def by_night_in_an_emergency(identity: str, known: Known, rng: Random) -> Case:
    """By night, as it could not wait."""
    case = build(identity, known["litter"], rng)
    perform(
        case, after(case.dates["served"], 30), "22时40分至23时50分", "因暴雨将至，垃圾堵塞行洪沟渠，险情紧急，本机关组织人员实施代履行："
    )
    case.near_miss = ["夜间代履行，笔录载明险情紧急"]
    return case


def announced_after_mail_came_back(identity: str, known: Known, rng: Random) -> Case:
    """Mail came back, then announced for thirty days; paid afterwards."""
    case = build(identity, known["net_cafe"], rng)
    announced, published = case.dates["served"], case.dates["publicity"]
    case.shift("served", roll(announced + timedelta(days=30)))
    case.dates |= {"announced": announced, "publicity": published}
    case.absent.add("r_decision")
    reason = f"因{case.addressed}已搬离原址，直接送达未果，邮寄的决定书被退回，无法以其他方式送达，"
    case.extra.setdefault("decision", []).append(lambda case: announcement(case, "decision", reason, "现依法公告送达", "三十"))
    case.near_miss = [f"直接送达、邮寄送达未果，{chinese(announced)}公告，满三十日视为送达"]
    return case


def published_on_the_last_day(identity: str, known: Known, rng: Random) -> Case:
    """On the twentieth working day, as market regulators may."""
    case = build(identity, known["food_purchase"], rng)
    case.dates["publicity"] = after(case.dates["decision"], _MARKET_DAYS)
    if case.dates["closing"] <= case.dates["publicity"]:
        case.shift("closing", after(case.dates["publicity"], 1))
    case.near_miss = [f"{case.on('decision')}决定，{case.on('publicity')}公示，恰为二十个工作日（市场监管）"]
    return case


def targets_forbidden(identity: str, known: Known, rng: Random) -> Case:
    """The discussion speaks of targets and of shutting down trades to forbid both."""
    case = build(identity, known["voc"], rng)
    case.texts["discussion.deputy"] = (
        "同意。要按照上级要求，严禁下达罚没指标，不得将罚没收入与绩效考核挂钩，也不搞一刀切，不能要求辖区企业一律停产。"
    )
    case.near_miss = ["讨论记录要求严禁下达罚没指标、不搞“一刀切”停产"]
    return case


def set_aside_and_put_right(identity: str, known: Known, rng: Random) -> Case:
    """Set aside after reconsideration: published no longer, and the fine handed back."""
    case = fixed(identity, known["medical_waste"], rng, date(2024, 3, 11))
    case.dates["remedy_asked"] = after(case.dates["served"], 20)
    day = roll(max(case.dates["remedy_asked"] + timedelta(days=55), case.dates["closing"] + timedelta(days=10)))
    case.dates["archive"] = after(day, 15)
    done = Para(f"本案处罚决定经行政复议撤销，{chinese(after(day, 2))}撤回公示信息，{chinese(after(day, 8))}退还罚款{case.fine}元。")
    case.extra.setdefault("closing", []).append(lambda case: reconsidered(case, day, "撤销被申请人作出的行政处罚决定。"))
    case.edit("memo", behind("本卷情况说明", done))
    case.near_miss = ["行政复议撤销处罚决定，三个工作日内撤回公示，退还罚款"]
    return case


EXECUTION: tuple[Make, ...] = (
    demanded_in_time,
    on_the_last_day_of_three_months,
    at_three_per_cent_a_day,
    a_hundred_yuan_in_cash,
    cash_as_it_could_not_wait,
    by_night_in_an_emergency,
    announced_after_mail_came_back,
    published_on_the_last_day,
    targets_forbidden,
    set_aside_and_put_right,
)
