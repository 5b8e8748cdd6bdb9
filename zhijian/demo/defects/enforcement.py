"""Defects of enforcement: no demand, one too short or without its elements, the court asked too early or too late, force by night."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from zhijian.demo.blocks import Writ
from zhijian.demo.case import Case, Planted, Receipt
from zhijian.demo.days import after, between, roll
from zhijian.demo.defects.catalogue import DEFECTS, defect, ordinary
from zhijian.demo.edits import reworded, without
from zhijian.demo.writs.closing import money, sums, voucher
from zhijian.demo.writs.enforcement import application, demand, demand_to_act, performance, performance_order
from zhijian.demo.writs.service import receipt

_BEFORE = len(DEFECTS)
_OWN_POWER = ("税务",)  # agencies that enforce by themselves
_OWN_PERIODS = ("自然资源", "烟草专卖")  # whose laws may set a period of their own for suing
_LAST_YEAR = 2024  # later decisions are not yet enforced
_SUIT, _WINDOW = 6, 3  # months: 行政诉讼法第四十六条, 行政强制法第五十三条
_COURSE = ("payment", "closing", "served", "late_fee", "fine", "fines", "decision_date", "publicity", "enforcement", "r_decision")


@dataclass(frozen=True, slots=True)
class Course:
    """How a fine is enforced: days from the end of the time for suing to the demand, working days from there to the application."""

    waited: int
    wait: int = 13
    demanded: bool = True
    received: bool = True


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def suit_end(case: Case) -> date:
    """The last day for suing the decision."""
    return roll(months_later(case.dates["served"], _SUIT))


def enforce(case: Case, rng: Random, course: Course) -> None:
    """Nobody paid: demanded, brought to court, and paid in the end with as much on top."""
    end = suit_end(case)
    served = case.dates["demand_served"] = roll(end + timedelta(days=course.waited))
    case.dates["demand"] = after(served, 0) if course.waited < 0 else served
    apply_on(case, after(served, course.wait), rng)
    case.texts.setdefault("demand.title", rng.choice(("行政处罚决定履行催告书", "履行行政处罚决定催告书", "催告书")))
    case.receipts["r_demand"] = Receipt("demand", signer=case.signer.name, relation=case.signer_relation)

    def demand_receipt(case: Case) -> Writ:
        return receipt(case, "r_demand", [demand(case)])

    if course.demanded:
        made = [demand, *([demand_receipt] if course.received else []), application]
    else:
        del case.dates["demand"], case.dates["demand_served"]
        made = [application]
    case.extra.setdefault("r_decision", []).extend(made)


def apply_on(case: Case, day: date, rng: Random) -> None:
    """The court is asked on ``day``; it is paid some weeks later, and the case closed."""
    paid = after(day, rng.randint(24, 32))
    case.dates |= {"applied": day, "payment": paid, "closing": after(paid, 4), "archive": after(paid, 9)}
    case.dates = dict(sorted(case.dates.items(), key=lambda item: item[1]))
    case.edit("payment", lambda writ: voucher(case, "payment", case.dates["payment"], [*sums(case), ("罚没收入—加处罚款", case.fine)]))
    told = f"经人民法院强制执行，当事人已于{case.on('payment')}缴清罚没款{money(case)}元和加处罚款{case.fine}元"
    case.edit("closing", reworded(f"当事人已于{case.on('payment')}缴纳全部罚没款{money(case)}元", told))


def enforceable(case: Case) -> bool:
    """Whether the agency asks the court and the time for that lies in the past."""
    return (
        ordinary(case)
        and not case.features & {"old", "heavy"}
        and case.dept not in (*_OWN_POWER, *_OWN_PERIODS)
        and case.dates["decision"].year <= _LAST_YEAR
    )


# ---- the demand ----

_DEMAND = "exec.demand_notice"


@defect(_DEMAND, *_COURSE, fits=enforceable, order=6)
def undemanded(case: Case, rng: Random) -> Planted:
    """To court without a demand."""
    enforce(case, rng, Course(waited=rng.randint(5, 30), demanded=False))
    return Planted(_DEMAND, ("application",), f"{case.on('applied')}申请人民法院强制执行，卷内没有催告书", (case.on("applied"),))


@defect(_DEMAND, *_COURSE, fits=enforceable, order=6)
def demand_unserved(case: Case, rng: Random) -> Planted:
    """A demand that nobody received."""
    enforce(case, rng, Course(waited=rng.randint(5, 20), received=False))
    case.edit("application", reworded(f"本机关于{case.on('demand_served')}向其送达催告书，", "本机关已经制作催告书，"))
    return Planted(
        _DEMAND,
        ("demand", "application"),
        "催告书没有送达回证，也没有当事人签收，即申请人民法院强制执行",
        tolerated=("service.receipt_missing_or_defect",),
    )


@defect(_DEMAND, *_COURSE, fits=enforceable, order=6)
def demanded_shortly_before(case: Case, rng: Random) -> Planted:
    """Less than ten working days between demand and application."""
    enforce(case, rng, Course(waited=rng.randint(5, 30), wait=rng.randint(3, 8)))
    days = between(case.dates["demand_served"], case.dates["applied"])
    return Planted(
        _DEMAND,
        ("r_demand", "application"),
        f"{case.on('demand_served')}送达催告书，{case.on('applied')}申请人民法院强制执行，仅{days}个工作日",
        (case.on("demand_served"), case.on("applied")),
    )


@defect(_DEMAND, *_COURSE, fits=enforceable, order=6)
def demand_without_rights(case: Case, rng: Random) -> Planted:
    """The demand says neither how much nor that the party may speak up."""
    enforce(case, rng, Course(waited=rng.randint(5, 30)))
    case.edit("demand", without(f"{case.addressed}收到本催告书后有权"))
    case.edit("demand", reworded(f"罚没款{money(case)}元及加处罚款{case.fine}元", "上述罚没款及加处罚款"))
    return Planted(_DEMAND, ("demand",), "催告书没有载明应当缴纳的金额和当事人的陈述权、申辩权")


# ---- the time for asking the court ----

_TIME = "exec.court_application_window"


@defect(_TIME, *_COURSE, fits=enforceable, order=6)
def court_asked_too_early(case: Case, rng: Random) -> Planted:
    """Before the time for suing had run out."""
    enforce(case, rng, Course(waited=-rng.randint(45, 110)))
    return _out_of_time(case, f"起诉期限六个月尚未届满（至{suit_end(case):%Y-%m-%d}）即申请")


@defect(_TIME, *_COURSE, fits=enforceable, order=6)
def court_asked_too_late(case: Case, rng: Random) -> Planted:
    """More than three months after it."""
    enforce(case, rng, Course(waited=rng.randint(88, 150)))
    return _out_of_time(case, "超过起诉期限届满后三个月")


def _out_of_time(case: Case, why: str) -> Planted:
    return Planted(
        _TIME,
        ("r_decision", "application"),
        f"{case.on('served')}送达处罚决定书，{case.on('applied')}申请人民法院强制执行，{why}",
        (case.on("applied"),),
    )


@defect(_TIME, *_COURSE, "payment_gone", fits=lambda case: enforceable(case) and "disposal" not in case.dates, order=6)
def nothing_was_done(case: Case, rng: Random) -> Planted:
    """Neither paid nor closed nor brought to court, and the time is over."""
    case.absent |= {"payment", "closing", "disposal_record"}
    case.edit("cover", without("结案日期"))
    return Planted(
        _TIME,
        ("decision", "r_decision"),
        f"{case.on('served')}送达处罚决定书，罚款没有缴纳，起诉期限届满三个月内没有申请人民法院强制执行",
        tolerated=("archive.required_docs_missing", "exec.forfeit_and_treasury"),
    )


# ---- how it is done ----

_FORCE = "exec.prohibited_enforcement"
_PERFORMED = {  # by scenario: what is cleared away in the party's place
    "litter": "将倾倒的生活垃圾装车清运至生活垃圾中转站，现场清扫干净",
    "water": "对机井安装封盖并焊封，拆除取水泵",
    "barbecue": "将占道摆放的桌椅、棚架清运，清洗地面油污",
    "construction": "对施工现场出入口设置围挡并封闭",
}


def _performable(case: Case) -> bool:
    return ordinary(case) and case.scenario.id in _PERFORMED and "old" not in case.features


def perform(case: Case, day: date, hours: str, course: str) -> None:
    """The agency has the duty performed on ``day``, after demand and order."""
    served = after(case.dates["served"], 12)
    case.dates |= {"demand": served, "demand_served": served, "performance_order": after(served, 12), "performance": day}
    case.dates["closing"] = after(day, 5)
    case.dates["archive"] = after(day, 9)
    case.receipts["r_demand"] = Receipt("demand", signer=case.signer.name, relation=case.signer_relation)
    case.receipts["r_performance"] = Receipt("performance_order", signer=case.signer.name, relation=case.signer_relation)
    case.extra.setdefault("r_decision", []).extend(
        [
            demand_to_act,
            lambda case: receipt(case, "r_demand", [demand_to_act(case)]),
            performance_order,
            lambda case: receipt(case, "r_performance", [performance_order(case)]),
            lambda case: performance(case, hours, f"{course}{_PERFORMED[case.scenario.id]}，执法人员全程记录。"),
        ]
    )


@defect(_FORCE, *_COURSE, "recheck", "facts", fits=_performable, order=6)
def by_night(case: Case, rng: Random) -> Planted:
    """In the middle of the night."""
    day = after(case.dates["served"], 30)
    hour = rng.choice((22, 23, 1, 4))
    perform(case, day, f"{hour}时{rng.choice((10, 20, 40))}分至{(hour + 1) % 24}时50分", "本机关组织人员实施代履行：")
    return Planted(_FORCE, ("performance",), f"{case.on('performance')}{hour}时实施代履行，属于夜间，没有情况紧急的记载")


@defect(_FORCE, *_COURSE, "recheck", "facts", fits=_performable, order=6)
def on_a_holiday(case: Case, rng: Random) -> Planted:
    """On a public holiday."""
    earliest = after(case.dates["served"], 26)
    holidays = [date(earliest.year + n, *day) for n in (0, 1) for day in ((5, 1), (10, 1), (10, 2), (1, 1))]
    day = min(holiday for holiday in holidays if holiday > earliest)
    perform(case, day, "9时20分至11时10分", "本机关组织人员实施代履行：")
    why = f"{case.on('performance')}是法定节假日，实施代履行，没有情况紧急的记载"
    return Planted(_FORCE, ("performance",), why, (case.on("performance"),))


ENFORCEMENT_DEFECTS = tuple(DEFECTS[_BEFORE:])
