"""Defects of paying and closing: terms told wrongly, money in the wrong hands or too little of it, goods nobody accounts for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from zhijian.demo.blocks import Field, Para, Writ
from zhijian.demo.case import Case, Planted
from zhijian.demo.days import after, chinese, roll
from zhijian.demo.defects.catalogue import DEFECTS, defect, ordinary
from zhijian.demo.edits import altered, behind, reworded, rows, without
from zhijian.demo.writs.closing import confiscates_goods, money, sums, voucher
from zhijian.demo.writs.enforcement import late_fee

_BEFORE = len(DEFECTS)
_CLAUSE = "当事人应当依据"  # the decision's paragraph on paying begins with this
_SPOT_LIMIT = 100  # yuan: 行政处罚法第六十八条


def _now(case: Case) -> bool:
    return ordinary(case) and "old" not in case.features


def _summary(case: Case) -> bool:
    return case.summary and "old" not in case.features


# ---- how to pay ----

_TERMS = "exec.payment_terms"


@defect(_TERMS, "decision", "late_fee", fits=_now)
def wrong_period(case: Case, rng: Random) -> Planted:
    """Another period than fifteen days."""
    period = rng.choice(("三十日", "七日", "10日", "五个工作日", "一个月"))
    case.edit("decision", reworded("自收到本决定书之日起十五日内，持", f"自收到本决定书之日起{period}内，持"))
    return Planted(
        _TERMS, ("decision",), f"决定书告知的缴款期限为{period}，应为收到决定书之日起十五日", (f"自收到本决定书之日起{period}内，持",)
    )


@defect(_TERMS, "decision", "late_fee", fits=_now)
def nowhere_to_pay(case: Case, rng: Random) -> Planted:
    """Neither bank nor electronic payment."""
    text = rng.choice(
        (
            "当事人应当自收到本决定书之日起十五日内履行缴纳罚没款的义务。",
            "上述罚没款，当事人应当自收到本决定书之日起十五日内一次性缴清。",
        )
    )
    late = f"到期不缴纳罚款的，依据{case.law.cite(case.law.late_fee)}的规定，每日按罚款数额的百分之三加处罚款。"
    case.edit("decision", altered(_CLAUSE, text=text + late))
    return Planted(_TERMS, ("decision",), "决定书没有载明代收银行或者电子支付渠道", (text,))


@defect(_TERMS, "decision", "late_fee", fits=_now)
def nothing_of_delay(case: Case, rng: Random) -> Planted:
    """Nothing on what follows where nobody pays."""
    agency = case.agency
    text = rng.choice(
        (
            f"当事人应当自收到本决定书之日起十五日内，持本决定书到{agency.bank}（户名：{agency.payee}，账号：{agency.account}）缴纳罚没款。",
            f"请当事人在收到本决定书之日起15日内将罚没款缴至{agency.payee}（开户行：{agency.bank}，账号：{agency.account}）。",
        )
    )
    case.edit("decision", altered(_CLAUSE, text=text))
    return Planted(_TERMS, ("decision",), "决定书没有明确逾期缴纳罚款是否加处罚款")


@defect(_TERMS, "summary_payment", fits=_summary)
def wrong_period_on_the_spot(case: Case, rng: Random) -> Planted:
    """Another period than fifteen days, in a decision on the spot."""
    period = rng.choice(("七日", "三日", "30日", "五个工作日"))
    case.edit("summary", reworded("自收到本决定书之日起十五日内到", f"自收到本决定书之日起{period}内到"))
    return Planted(_TERMS, ("summary",), f"当场处罚决定书告知的缴款期限为{period}，应为十五日", (f"自收到本决定书之日起{period}内到",))


@defect(_TERMS, "payment", "closing", "served", fits=lambda case: _now(case) and case.fine >= 1000, order=6)
def in_parts_unasked(case: Case, rng: Random) -> Planted:
    """Paid in two or three parts, and nobody applied for that or allowed it."""
    parts = rng.choice((2, 3))
    share = case.fine // parts // 100 * 100
    first = case.dates["payment"]
    days = [first, *(after(first, 18 * n) for n in range(1, parts))]
    case.shift("payment", days[-1])
    amounts = [*(share for _ in days[1:]), case.fine - share * (parts - 1)]
    keys = tuple(f"payment_{n}" for n in range(1, parts + 1))
    case.absent.add("payment")
    confiscated = sums(case)[1:]

    def paid(number: int) -> Callable[[Case], Writ]:
        extra = confiscated if number == 0 else []
        return lambda case: voucher(case, keys[number], days[number], [("罚没收入—罚款", amounts[number]), *extra], step=number)

    case.extra.setdefault("r_decision", []).extend(paid(number) for number in range(parts))
    why = f"罚款分{parts}次缴纳（{'、'.join(map(chinese, days))}），没有当事人的申请和批准文书"
    return Planted(_TERMS, keys, why)


# ---- on the spot ----

_SPOT = "exec.onsite_collection"
_LABEL = "罚款缴纳方式和期限"


def _ticket(case: Case, day: str, *more: Field) -> None:
    """The voucher becomes the ticket that the officers hand out."""
    case.edit("payment", without("收款人", "代收银行", "开票日期", "缴款日期"))
    case.edit("payment", behind("缴款人", Field("收款方式", "现金，执法人员当场收缴"), Field("缴款日期", day), *more))


@defect(_SPOT, "summary_payment", "payment", fits=lambda case: _summary(case) and case.fine > _SPOT_LIMIT)
def collected_without_ground(case: Case, rng: Random) -> Planted:
    """More than a hundred yuan, and nobody says why it could not wait."""
    words = rng.choice(("当场收缴", "由执法人员当场收缴，已出具票据", "罚款当场缴纳"))
    case.edit("summary", altered(_LABEL, value=f"{words}。"))
    case.dates["payment"] = case.dates["decision"]
    _ticket(case, case.on("decision"))
    return Planted(_SPOT, ("summary",), f"罚款{case.fine}元当场收缴，超过一百元，未写明不当场收缴事后难以执行", (words,))


@defect(_SPOT, "decision", "late_fee", "payment", "served", "closing", fits=_now, order=6)
def collected_in_an_ordinary_case(case: Case, rng: Random) -> Planted:
    """The fine of an ordinary decision, in a town with a bank."""
    words = rng.choice(("由本机关执法人员当场收缴罚款", "罚没款在送达本决定书时当场收缴"))
    late = f"拒不缴纳的，依据{case.law.cite(case.law.late_fee)}的规定，每日按罚款数额的百分之三加处罚款。"
    case.edit("decision", altered(_CLAUSE, text=f"当事人应当履行本决定，{words}，并出具财政部门统一制发的专用票据。{late}"))
    return Planted(_SPOT, ("decision",), "适用普通程序的罚款当场收缴，不属于边远、水上、交通不便地区", (words,))


def _small(case: Case) -> None:
    case.fine = case.notice_fine = min(case.fine, _SPOT_LIMIT)


def _may_be_small(case: Case) -> bool:
    """Whether a hundred yuan is a lawful fine."""
    return _summary(case) and case.scenario.fine.low <= _SPOT_LIMIT and case.party.citizen


@defect(_SPOT, "summary_payment", "payment", "fine", "payment_gone", fits=_may_be_small, order=0)
def no_ticket(case: Case, rng: Random) -> Planted:
    """A hundred yuan in cash, and no ticket."""
    _small(case)
    words = rng.choice(("当场收缴", "罚款当场收缴"))
    case.edit("summary", altered(_LABEL, value=f"{words}。"))
    case.absent.add("payment")
    return Planted(_SPOT, ("summary",), "当场收缴罚款，卷内没有财政部门统一制发的专用票据", (words,))


@defect(_SPOT, "summary_payment", "payment", "fine", fits=_may_be_small, order=0)
def handed_in_late(case: Case, rng: Random) -> Planted:
    """Two working days to the agency and two to the bank were not kept."""
    _small(case)
    case.edit("summary", altered(_LABEL, value="当场收缴。"))
    given = after(case.dates["decision"], rng.randint(4, 8))
    paid = after(given, rng.randint(1, 2))
    _ticket(case, case.on("decision"), Field("收缴人", case.officers[0].name))
    case.edit(
        "payment",
        behind("金额合计（小写）", Para(f"罚款于{chinese(given)}交至本机关财务，于{chinese(paid)}缴付代收银行。", indent=False)),
    )
    return Planted(_SPOT, ("summary", "payment"), f"{case.on('decision')}当场收缴罚款，{chinese(given)}才交至机关，超过两个工作日")


# ---- whose hands ----

_OWN = "exec.self_collection"


@defect(_OWN, "payment", fits=lambda case: True)
def paid_to_the_agency(case: Case, rng: Random) -> Planted:
    """To the account of the agency or of its unit."""
    payee = case.agency.name + rng.choice(("", "", case.agency.unit, "工会委员会"))
    case.edit("payment", without("代收银行"))
    case.edit("payment", altered("收款人", value=payee))
    return Planted(_OWN, ("payment",), f"缴款凭证载明收款人为{payee}，罚款没有缴入财政专户、国库或者代收银行", (payee,))


@defect(_OWN, "payment", fits=lambda case: True)
def paid_to_an_officer(case: Case, rng: Random) -> Planted:
    """To an officer's own account."""
    name = rng.choice(case.officers).name
    case.edit("payment", without("代收银行"))
    case.edit("payment", altered("收款人", value=name))
    return Planted(_OWN, ("payment",), f"缴款凭证载明收款人为执法人员{name}", (name,))


@defect(_OWN, "payment", fits=_now)
def transferred_to_the_agency(case: Case, rng: Random) -> Planted:
    """A transfer slip of the party's bank instead of the treasury's voucher."""
    agency, day = case.agency, case.dates["payment"]

    def slip(writ: Writ) -> Writ:
        return replace(
            writ,
            title="银行转账回单",
            blocks=[
                Field("付款人", case.party.name),
                Field("收款人", agency.name),
                Field("交易日期", chinese(day)),
                Field("金额（小写）", f"¥{money(case)}"),
                Field("用途", "行政处罚罚没款"),
            ],
        )

    case.edit("payment", slip)
    return Planted(_OWN, ("payment",), f"转账回单载明收款人为处罚机关{agency.name}", (agency.name,))


# ---- what is charged on top ----

_ON_TOP = "exec.late_fee"


@defect(_ON_TOP, "decision", "late_fee", fits=_now)
def higher_rate(case: Case, rng: Random) -> Planted:
    """More than three per cent a day."""
    rate = rng.choice(("百分之五", "5%", "百分之十", "百分之四"))
    case.edit("decision", reworded("每日按罚款数额的百分之三", f"每日按罚款数额的{rate}"))
    return Planted(_ON_TOP, ("decision",), f"决定书告知每日按罚款数额的{rate}加处罚款，超过百分之三", (f"每日按罚款数额的{rate}",))


@defect(_ON_TOP, "decision", "late_fee", fits=lambda case: _now(case) and money(case) > case.fine)
def on_confiscated_money(case: Case, rng: Random) -> Planted:
    """On the confiscated income as well."""
    base = rng.choice(("罚没款总额", "罚没款", "罚款和没收违法所得合计数额"))
    case.edit("decision", reworded("每日按罚款数额的百分之三", f"每日按{base}的百分之三"))
    return Planted(_ON_TOP, ("decision",), f"加处罚款以{base}为基数，包含没收的违法所得", (f"每日按{base}的百分之三",))


_LATE = ("payment", "closing", "served", "late_fee", "fine")


def _paid_late(case: Case, days: int, amount: int, told: str) -> None:
    """Paid ``days`` after the last day, with ``amount`` on top by a decision of the same day."""
    last = roll(case.dates["served"] + timedelta(days=15))
    case.shift("payment", roll(last + timedelta(days=days)))
    paid = case.dates["payment"]
    case.extra.setdefault("r_decision", []).append(lambda case: late_fee(case, paid, amount, told))
    case.edit("payment", lambda writ: voucher(case, "payment", paid, [*sums(case), ("罚没收入—加处罚款", amount)]))
    case.edit("closing", reworded(f"全部罚没款{money(case)}元", f"全部罚没款{money(case)}元及加处罚款{amount}元"))


@defect(_ON_TOP, *_LATE, fits=lambda case: _now(case) and case.fine >= 1000, order=6)
def charged_for_more_days(case: Case, rng: Random) -> Planted:
    """Ten days late, charged for more."""
    days, more = rng.randint(9, 14), rng.randint(6, 12)
    amount = case.fine * 3 * (days + more) // 100
    _paid_late(case, days, amount, f"自逾期之日起至缴款之日止共计{days + more}日")
    late = (case.dates["payment"] - roll(case.dates["served"] + timedelta(days=15))).days
    why = f"逾期{late}日，按每日百分之三最多加处{case.fine * 3 * late // 100}元，计收{amount}元"
    return Planted(_ON_TOP, ("late_fee",), why, (f"加处罚款人民币{amount}元",))


@defect(_ON_TOP, *_LATE, fits=lambda case: _now(case) and case.fine >= 1000, order=6)
def more_than_the_fine(case: Case, rng: Random) -> Planted:
    """More on top than the fine itself."""
    days = rng.randint(40, 55)
    last = roll(case.dates["served"] + timedelta(days=15))
    late = (roll(last + timedelta(days=days)) - last).days
    amount = case.fine * 3 * late // 100
    _paid_late(case, days, amount, f"共逾期{late}日")
    return Planted(_ON_TOP, ("late_fee",), f"加处罚款{amount}元，超过罚款本金{case.fine}元", (f"加处罚款人民币{amount}元",))


# ---- closed ----

_CLOSED = "exec.unpaid_but_closed"


@defect(_CLOSED, "payment", "closing", "fine", fits=lambda case: _now(case) and case.fine >= 1000)
def paid_a_part(case: Case, rng: Random) -> Planted:
    """Closed with a part of the money paid."""
    paid = max(100, money(case) * rng.choice((3, 5, 6)) // 10 // 100 * 100)
    case.edit("payment", lambda writ: voucher(case, "payment", case.dates["payment"], [("罚没收入", paid)]))
    told = rng.choice((f"罚没款{paid}元", f"罚没款{paid}元，余款因经营困难暂未缴纳"))
    case.edit("closing", reworded(f"全部罚没款{money(case)}元", told))
    case.edit("closing", reworded("，行政处罚决定全部履行", ""))
    why = f"决定罚没款{money(case)}元，缴款凭证只有{paid}元，即批准结案"
    return Planted(_CLOSED, ("decision", "payment", "closing"), why, (f"¥{paid}",))


@defect(_CLOSED, "payment", "closing", fits=_now, order=7)
def closed_before_payment(case: Case, rng: Random) -> Planted:
    """Closed first, paid afterwards."""
    closed = case.dates["closing"] = after(max(case.dates["served"], case.dates["publicity"]), 2)
    case.dates["payment"] = after(closed, rng.randint(2, 4))
    case.dates["archive"] = max(case.dates["archive"], after(case.dates["payment"], 4))
    told = rng.choice(("当事人承诺按期缴纳", "处罚决定书已送达，当事人表示愿意缴纳"))
    paid = f"当事人已于{case.on('payment')}缴纳"
    case.edit("closing", reworded(paid, told))
    case.edit("closing", reworded("，行政处罚决定全部履行", ""))
    return Planted(
        _CLOSED,
        ("closing", "payment"),
        f"{case.on('closing')}批准结案，{case.on('payment')}才缴款",
        (case.on("closing"), case.on("payment")),
    )


@defect(_CLOSED, "payment", "closing", "payment_gone", fits=_now)
def closed_though_nothing_was_paid(case: Case, rng: Random) -> Planted:
    """The closing form itself says that nothing was paid."""
    told = rng.choice(("当事人尚未缴纳罚没款，多次催促无果", "当事人至今未缴纳罚没款", "罚没款未缴纳，当事人下落不明"))
    case.absent.add("payment")
    case.edit("closing", altered("执行情况", value=f"{told}。"))
    case.edit("closing", altered("承办人意见", text="案件办理完毕，建议结案。"))
    return Planted(_CLOSED, ("decision", "closing"), f"结案审批表载明“{told}”，仍批准结案", (told,))


# ---- confiscated goods ----

_GOODS = "exec.forfeit_and_treasury"


def _taken(case: Case) -> bool:
    return _now(case) and confiscates_goods(case)


@defect(_GOODS, "goods_disposal", "closing_words", fits=_taken)
def goods_unaccounted_for(case: Case, rng: Random) -> Planted:
    """Nothing says what became of the goods."""
    case.absent.add("disposal_record")
    if rng.random() < 0.5:
        case.edit("closing", reworded("，没收物品已处理完毕", ""))
    return Planted(_GOODS, ("decision", "closing"), "决定没收物品，已结案，卷内没有物品处理记录")


@defect(_GOODS, "goods_disposal", fits=lambda case: _taken(case) and "sampling" not in case.features)
def fewer_goods_destroyed(case: Case, rng: Random) -> Planted:
    """Another number was destroyed than taken."""
    return _other_number(case, lambda number: max(1, number - rng.choice((1, 2, 3))) if number > 1 else number + 1)


@defect(_GOODS, "goods_disposal", fits=_taken)
def more_goods_destroyed(case: Case, rng: Random) -> Planted:
    """More was destroyed than taken."""
    return _other_number(case, lambda number: number + rng.choice((1, 2, 5)))


def _other_number(case: Case, change: Callable[[int], int]) -> Planted:
    count = case.fill(case.scenario.goods[0][2])
    number = "".join(char for char in count if char.isdigit())
    wrong = f"{change(int(number))}{count.removeprefix(number)}"
    case.edit("disposal_record", rows(lambda grid: tuple(tuple(wrong if cell == count else cell for cell in row) for row in grid.rows)))
    return Planted(_GOODS, ("decision", "disposal_record"), f"决定没收{count}，处理记录载明{wrong}", (wrong,))


@defect(_GOODS, "goods_disposal", fits=_taken)
def destroyed_by_one(case: Case, rng: Random) -> Planted:
    """One officer signed alone."""
    case.edit("disposal_record", without("监督人"))
    case.edit("disposal_record", altered("处理人", names=(rng.choice(case.officers).name,)))
    return Planted(_GOODS, ("disposal_record",), "涉案物品处理记录只有一人签名")


EXECUTION_DEFECTS = tuple(DEFECTS[_BEFORE:])
