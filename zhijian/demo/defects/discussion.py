"""Defects of the joint discussion (集体讨论) and of what follows when the party has spoken up."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from zhijian.demo.blocks import Para
from zhijian.demo.case import Case, Planted
from zhijian.demo.days import after
from zhijian.demo.defects.catalogue import defect, having, lower, ordinary
from zhijian.demo.edits import altered, behind, reworded, without
from zhijian.demo.money import both
from zhijian.demo.titles import chiefs

_RULE = "decision.collective_discussion_defect"
_HEAVIER = "statement.aggravated_penalty"


def discussed(case: Case) -> bool:
    """Whether the leaders discussed the case."""
    return ordinary(case) and "discussion" in case.dates


@defect(_RULE, "discussion", "decision_date", fits=discussed, order=8)
def discussed_afterwards(case: Case, rng: Random) -> Planted:
    """Decided first, discussed afterwards."""
    case.dates["discussion"] = after(case.dates["decision"], rng.choice((1, 2, 3)))
    return Planted(
        _RULE,
        ("discussion", "decision"),
        f"{case.on('decision')}已作出处罚决定，{case.on('discussion')}才集体讨论",
        (case.on("decision"), case.on("discussion")),
        ("timeline.inversion",),
    )


@defect(_RULE, "discussion", "statement", fits=lambda case: discussed(case) and bool(case.features & {"statement", "hearing"}), order=8)
def discussed_before_it_was_heard(case: Case, rng: Random) -> Planted:
    """Discussed before the party spoke up, and not again."""
    case.dates["discussion"] = case.dates["notice"]
    case.edit("discussion", without(f"{case.officers[1].name}汇报告知情况"))
    case.edit("discussion", reworded("，听证后法制审核意见为同意", ""))
    what = "hearing" if "hearing" in case.features else "statement"
    return Planted(
        _RULE,
        ("discussion", what, "decision"),
        f"{case.on('discussion')}集体讨论，{case.on(what)}当事人{'听证' if what == 'hearing' else '陈述申辩'}，此后未再讨论即作出决定",
        (case.on("discussion"), case.on(what)),
        ("timeline.inversion",),
    )


@defect(_RULE, "discussion", fits=discussed)
def nobody_spoke(case: Case, rng: Random) -> Planted:
    """The record goes from the report straight to the conclusion."""
    case.edit("discussion", without(*_speakers(case)))
    if rng.random() < 0.5:
        case.edit("discussion", reworded("结论意见：经集体讨论，一致同意对当事人作出", "会议听取汇报后讨论决定：对当事人作出"))
    return Planted(_RULE, ("discussion",), "集体讨论记录只有汇报和结论，没有记录各参加人员的意见")


@defect(_RULE, "discussion", fits=discussed)
def nobody_signed(case: Case, rng: Random) -> Planted:
    """The participants did not sign."""
    case.edit("discussion", altered("参加人员（签名）", names=(), day=None))
    return Planted(_RULE, ("discussion",), "集体讨论记录参加人员签名处空白")


@defect(_RULE, "discussion", fits=discussed)
def one_did_not_sign(case: Case, rng: Random) -> Planted:
    """One of those named as taking part did not sign."""
    missing = rng.choice(case.staff.deputies)
    names = tuple(name for name in (case.staff.leader, *case.staff.deputies) if name != missing)
    case.edit("discussion", altered("参加人员（签名）", names=names))
    return Planted(_RULE, ("discussion",), f"集体讨论记录载明{missing}参加讨论，签名处没有其签名", (missing,))


@defect(_RULE, "discussion", fits=discussed)
def handler_voted(case: Case, rng: Random) -> Planted:
    """An officer who handles the case takes part and agrees."""
    officer, staff = case.officers[rng.randrange(2)].name, case.staff
    role = f"（{case.agency.unit}）" if rng.random() < 0.5 else ""
    words = rng.choice(("同意按拟处理意见作出处罚。", "案件是我们办的，赞成作出处罚。"))
    chief, deputy = chiefs(case.dept)
    present = "、".join((f"{staff.leader}（{chief}）", *(f"{name}（{deputy}）" for name in staff.deputies), f"{officer}{role}"))
    case.edit("discussion", altered("参加人员", value=present))
    case.edit("discussion", behind(f"{staff.deputies[1]}：", Para(f"{officer}：{words}")))
    case.edit("discussion", altered("参加人员（签名）", names=(staff.leader, *staff.deputies, officer)))
    return Planted(
        _RULE, ("discussion", "filing"), f"{officer}是本案办案人员，又作为集体讨论的参加人员表态并签名", (f"{officer}：{words}",)
    )


@defect(_RULE, "discussion", fits=discussed)
def alone(case: Case, rng: Random) -> Planted:
    """The head alone is no joint discussion."""
    staff = case.staff
    chief, _ = chiefs(case.dept)
    case.edit("discussion", altered("参加人员", value=f"{staff.leader}（{chief}）"))
    case.edit("discussion", without(*(f"{name}：" for name in staff.deputies)))
    case.edit("discussion", altered(f"{staff.leader}：", text=f"{staff.leader}：同意办案机构的处理意见，按程序办理。"))
    case.edit("discussion", reworded("经集体讨论，一致同意", "经讨论，同意"))
    case.edit("discussion", altered("参加人员（签名）", text="参加人员（签名）：", names=(staff.leader,)))
    return Planted(_RULE, ("discussion",), f"集体讨论参加人员只有{staff.leader}一人")


@defect(_RULE, "discussion", "fine", fits=lambda case: discussed(case) and lower(case) is not None)
def more_than_agreed(case: Case, rng: Random) -> Planted:
    """The discussion agreed to less than the decision fines."""
    agreed = lower(case)
    if agreed is None:
        raise ValueError("no lower fine fits")
    staff = case.staff
    case.edit("discussion", altered(f"{staff.leader}：", text=f"{staff.leader}：当事人已经整改，罚款降为{agreed}元，其他同意大家的意见。"))
    conclusion = f"结论意见：经集体讨论，一致同意对当事人作出如下行政处罚：{'；'.join(case.penalties(agreed))}。"
    case.edit("discussion", altered("结论意见", text=conclusion))
    return Planted(
        _RULE,
        ("discussion", "decision"),
        f"集体讨论结论为罚款{agreed}元，决定书罚款{case.fine}元",
        (f"罚款人民币{both(agreed)}", f"罚款人民币{both(case.fine)}"),
        ("decision.amount_inconsistent",),
    )


@defect(_HEAVIER, "fine", "statement", "notice", fits=lambda case: having("statement")(case) and lower(case) is not None)
def raised_for_the_plea(case: Case, rng: Random) -> Planted:
    """The reviewer takes the statement for a bad attitude and the fine is raised."""
    told = lower(case)
    if told is None:
        raise ValueError("no lower fine fits")
    case.notice_fine = told
    answer = rng.choice(
        (
            f"当事人对违法行为认识不足、态度不端正，其意见不予采纳，罚款由{told}元调整为{case.fine}元",
            f"当事人不能正确认识自身错误，所提意见不成立，建议将罚款提高到{case.fine}元",
        )
    )
    case.scenario = replace(case.scenario, answer=answer)
    return Planted(
        _HEAVIER,
        ("notice", "statement", "decision"),
        f"告知书拟罚款{told}元，当事人陈述申辩后决定罚款{case.fine}元，未重新告知",
        (f"罚款人民币{both(told)}", f"罚款人民币{both(case.fine)}"),
        ("notice.decision_mismatch",),
    )


@defect(_HEAVIER, "fine", "statement", "notice", fits=lambda case: having("statement")(case) and "警告" in case.penalty.words)
def fined_instead_of_warned(case: Case, rng: Random) -> Planted:
    """Told of a warning, fined after having spoken up."""
    case.texts["notice.proposal"] = (
        f"依据{case.penalty}的规定，本机关拟责令{case.addressed}{case.scenario.order}，并作出如下行政处罚：给予警告。"
    )
    case.scenario = replace(
        case.scenario,
        plea="认为情节轻微，不应当给予警告，请求不予处罚",
        answer="当事人违法事实清楚，其请求没有法律依据，不予采纳，另应当依法处以罚款",
    )
    return Planted(
        _HEAVIER,
        ("notice", "statement", "decision"),
        f"告知书只拟给予警告，当事人陈述申辩后决定罚款{case.fine}元，未重新告知",
        (f"罚款人民币{both(case.fine)}",),
        ("notice.decision_mismatch",),
    )


@defect(_HEAVIER, "fine", "statement", "notice", "discretion", fits=lambda case: having("hearing")(case) and bool(case.scenario.fine.base))
def raised_after_the_hearing(case: Case, rng: Random) -> Planted:
    """The presider of the hearing proposes more, and more it is."""
    case.notice_fine = case.fine
    case.fine += case.fine // 6 // 100 * 100
    case.texts["discretion"] = "当事人发布的内容涉及健康，容易误导消费者，参照行政处罚裁量基准，适用一般情节"
    answer = f"当事人在听证中仍不承认宣传内容与实际不符，其意见不予采纳，罚款由{case.notice_fine}元增加到{case.fine}元"
    case.scenario = replace(case.scenario, answer=answer)
    return Planted(
        _HEAVIER,
        ("notice", "hearing", "decision"),
        f"告知书拟罚款{case.notice_fine}元，听证后决定罚款{case.fine}元，未重新告知",
        (f"罚款人民币{both(case.notice_fine)}", f"罚款人民币{both(case.fine)}"),
        ("notice.decision_mismatch",),
    )


def _speakers(case: Case) -> tuple[str, ...]:
    return tuple(f"{name}：" for name in (case.staff.leader, *case.staff.deputies))
