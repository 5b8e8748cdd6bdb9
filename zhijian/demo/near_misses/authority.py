"""Power, place, time and hearing as the law allows them: a designated office, a police that declines, a hearing that nobody wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from zhijian.demo.blocks import Block, Field, Para, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import after, before, roll
from zhijian.demo.defects.crimes import ALL_PAPERS, hand_over
from zhijian.demo.near_misses.bundled import Known, Make
from zhijian.demo.near_misses.periods import decide
from zhijian.demo.people import COUNTIES
from zhijian.demo.plan import build, move
from zhijian.demo.writs.coercion import matter
from zhijian.demo.writs.hearing import plain_request, withdrawal
from zhijian.demo.writs.refusal import GROUND, refusal
from zhijian.demo.writs.review import heard


def designated(identity: str, known: Known, rng: Random) -> Case:
    """In the county next door, by order of the office above both (行政处罚法 art. 25)."""
    case = build(identity, known["pesticide"], rng)
    here = case.agency.county
    place = move(case, "", rng.choice([one for one in COUNTIES if one != here and one[-1] == here[-1]]))
    case.dates["start"] = min(case.dates["start"], case.dates["source"] - timedelta(days=3))
    day = case.dates["source"]

    number = f"{case.agency.city[0]}农指〔{day.year}〕{rng.randint(2, 30)}号"

    def order(case: Case) -> Writ:
        text = (
            f"因{place}的案件当地机关不便办理，依据《中华人民共和国行政处罚法》第二十五条的规定，经研究，指定由你单位管辖，请依法办理，"
            "并将结果报告本机关。"
        )
        blocks: list[Block] = [
            Para(f"{case.agency.name}：", indent=False),
            Para(text),
            Field("收到日期", case.on("source")),
            Stamp(case.agency.upper, day),
        ]
        return Writ("designation", "case_source", "指定管辖通知书", day, number, agency_heading=False, blocks=blocks)

    case.scenario = replace(case.scenario, channel="上级交办")
    case.extra["source"] = [order]
    case.near_miss = [f"违法行为地{place}不在机关辖区，有上一级机关的指定管辖通知书"]
    return case


def police_declined(identity: str, known: Known, rng: Random) -> Case:
    """Handed to the police within the time, given back without a case, then fined."""
    case = build(identity, known[rng.choice(("voc", "tobacco", "medical_waste"))], rng)
    soon = (after(case.dates["report"], 1) - case.dates["report"]).days <= 3
    hand_over(case, 1 if soon else 0, 0, ALL_PAPERS)
    case.near_miss = [
        f"调查报告认为涉嫌犯罪，{case.on('transfer_approved')}批准、{case.on('transfer_sent')}移送公安机关，公安机关决定不予立案退回后作出处罚"
    ]
    return case


def checked_longer(identity: str, known: Known, rng: Random) -> Case:
    """Filed on the thirtieth working day, the time having been prolonged (市场监督管理行政处罚程序规定 art. 18)."""
    case = build(identity, known["food_purchase"], rng)
    source = case.dates["source"]
    case.shift("filing", after(source, 30))
    case.dates["longer_check"] = after(source, 13)
    reason = "案件线索涉及外地供货者，十五个工作日内不能核查清楚，拟延长核查期限十五个工作日。"
    case.extra["scene"] = [lambda case: matter(case, "longer_check", "延长核查期限", reason, "longer_check", "核延")]
    case.near_miss = [
        f"{case.on('source')}登记案件来源，{case.on('filing')}立案，恰为三十个工作日，{case.on('longer_check')}经批准延长核查期限"
    ]
    return case


def going_on_for_years(identity: str, known: Known, rng: Random) -> Case:
    """Begun more than two years before, not over when it was found (行政处罚法 art. 36 para. 2)."""
    case = build(identity, known[rng.choice(("gas_alarm", "net_cafe", "land"))], rng)
    case.dates["start"] = roll(case.dates["source"] - timedelta(days=rng.randint(800, 1000)))
    case.near_miss = [f"违法行为自{case.on('start')}起持续至检查之日，处于继续状态，未超过追诉时效"]
    return case


def two_acts(identity: str, known: Known, rng: Random) -> Case:
    """Two acts, each with its fine."""
    case = build(identity, known["barbecue"], rng)
    law = "城市市容和环境卫生管理条例"
    second = 200
    facts = (*case.scenario.facts, "另查明，当事人{party}于{scene}还擅自在该路段街道两侧堆放木炭、桌椅等物料，影响市容。")
    case.scenario = replace(case.scenario, facts=facts)
    case.texts["decision.violated"] = (
        f"当事人有两个违法行为：露天烧烤食品的行为违反了{case.violated}的规定；在街道两侧堆放物料的行为违反了《{law}》第十四条的规定，应当分别裁量、合并执行。"
    )
    case.fines = (("对露天烧烤食品的行为，", case.fine), (f"对堆放物料的行为，依据《{law}》第三十六条第（二）项，", second))
    case.fine += second
    case.notice_fine = case.fine
    case.penalty = replace(case.penalty, beside=f"和《{law}》第三十六条第（二）项")
    case.violated = replace(case.violated, beside=f"和《{law}》第十四条")
    case.near_miss = ["当事人有两个违法行为，分别裁量、各罚一次，不是对同一违法行为两次罚款"]
    return case


def refused_in_part(identity: str, known: Known, rng: Random) -> Case:
    """A second matter of the clue was not filed, with its reasons and the head's approval."""
    case = build(identity, known[rng.choice(("fumes", "gas_alarm", "water"))], rng)
    case.extra["filing"] = [lambda case: refusal(case, GROUND)]
    case.near_miss = ["同一线索反映的另一问题不予立案，写明理由并经负责人批准"]
    return case


def hearing_withdrawn(identity: str, known: Known, rng: Random) -> Case:
    """Asked for a hearing and took the request back in writing."""
    case = _told_of_hearing(identity, known, rng)
    case.dates["hearing_request"] = after(case.dates["notice_served"], 2)
    case.dates["hearing_withdrawn"] = after(case.dates["hearing_request"], 1)
    _heard(
        case, f"当事人于{case.on('hearing_request')}申请听证，又于{case.on('hearing_withdrawn')}书面撤回听证申请，未提出陈述、申辩意见。"
    )
    case.extra["r_notice"] = [plain_request, withdrawal]
    case.near_miss = ["当事人申请听证后书面撤回，未举行听证"]
    return case


def hearing_asked_too_late(identity: str, known: Known, rng: Random) -> Case:
    """Asked for a hearing three working days after the time was over."""
    case = _told_of_hearing(identity, known, rng)
    served = case.dates["notice_served"]
    decide(case, after(served, 10))
    case.dates["hearing_request"] = after(served, 8)
    _heard(case, f"当事人在规定期限内未提出陈述、申辩意见，于{case.on('hearing_request')}提出听证申请，已经超过五个工作日的期限。")
    case.extra["r_notice"] = [plain_request]
    case.near_miss = [f"{case.on('notice_served')}送达告知书，当事人{case.on('hearing_request')}才申请听证，已逾五个工作日"]
    return case


def _told_of_hearing(identity: str, known: Known, rng: Random) -> Case:
    case = build(identity, known[rng.choice(("gas_alarm", "noise", "construction"))], rng)
    case.features.add("hearing_told")
    if "discussion" in case.dates:
        case.dates["discussion"] = before(case.dates["decision"], 1)
    return case


def _heard(case: Case, words: str) -> None:
    case.texts["decision.heard"] = f"{heard(case).split('的权利。')[0]}的权利。{words}"


AUTHORITY: tuple[Make, ...] = (
    designated,
    police_declined,
    checked_longer,
    going_on_for_years,
    two_acts,
    refused_in_part,
    hearing_withdrawn,
    hearing_asked_too_late,
)
