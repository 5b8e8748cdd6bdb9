"""Defects after the decision and around it: remedies not carried out, fines as targets, whole trades shut down."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from zhijian.demo.blocks import Para
from zhijian.demo.case import Case, Planted
from zhijian.demo.days import after, chinese, roll
from zhijian.demo.defects.catalogue import DEFECTS, defect, ordinary
from zhijian.demo.edits import altered, behind
from zhijian.demo.writs.coercion import matter
from zhijian.demo.writs.remedy import letter, reconsidered, report

_BEFORE = len(DEFECTS)


def _now(case: Case) -> bool:
    return ordinary(case) and "old" not in case.features


# ---- remedies ----

_REMEDY = "resp.post_remedy_not_corrected"
_RECONSIDERED = ("remedy_paper", "payment", "closing", "publicity", "served", "payment_gone")


def _set_aside(case: Case, rng: Random, ruling: str) -> date:
    """The government set the decision aside after the case was closed; gives the day."""
    case.dates["remedy_asked"] = after(case.dates["served"], rng.randint(20, 35))
    day = roll(max(case.dates["remedy_asked"] + timedelta(days=55), case.dates["closing"] + timedelta(days=10)))
    case.dates["archive"] = after(day, 15)
    case.extra.setdefault("closing", []).append(lambda case: reconsidered(case, day, ruling))
    return day


@defect(_REMEDY, *_RECONSIDERED, fits=_now, order=7)
def set_aside_and_nothing_done(case: Case, rng: Random) -> Planted:
    """The decision was set aside: the fine is not handed back and the publication stays."""
    ruling = rng.choice(("撤销被申请人作出的上述行政处罚决定。", f"撤销被申请人{case.on('decision')}作出的行政处罚决定。"))
    day = _set_aside(case, rng, ruling)
    why = f"{chinese(day)}的行政复议决定书撤销处罚决定，卷内没有退还罚没款、撤回公示的记录"
    return Planted(_REMEDY, ("remedy",), why, (ruling,))


@defect(_REMEDY, *_RECONSIDERED, fits=_now, order=7)
def not_decided_anew(case: Case, rng: Random) -> Planted:
    """The agency had to decide anew and did not."""
    within = rng.choice(("三十日", "六十日"))
    ruling = f"撤销被申请人作出的行政处罚决定，责令被申请人自收到本决定书之日起{within}内重新作出行政行为。"
    day = _set_aside(case, rng, ruling)
    why = f"{chinese(day)}的行政复议决定书责令{within}内重新作出，卷内没有重新作出的决定，公示也没有撤回"
    return Planted(_REMEDY, ("remedy",), why, (ruling,))


_LETTER = ("remedy_paper",)


@defect(_REMEDY, *_LETTER, fits=_now, order=7)
def letter_unanswered(case: Case, rng: Random) -> Planted:
    """A letter of supervision with a last day, and no answer."""
    day = after(case.dates["closing"], 3)
    case.dates["archive"] = after(day, 25)
    days = rng.choice(("十五日", "10日", "二十日"))
    sender = f"{case.agency.government.removesuffix('人民政府')}司法局"
    told = f"请你单位自收到本意见书之日起{days}内予以纠正，并将纠正情况书面报送本机关。"
    title = rng.choice(("行政执法监督意见书", "行政执法监督通知书"))
    case.extra.setdefault("closing", []).append(
        lambda case: letter(case, title, sender, f"{case.agency.county[0]}司监〔{day.year}〕{case.serial % 40 + 1}号", day, told)
    )
    return Planted(_REMEDY, ("remedy",), f"{chinese(day)}的{title}要求{days}内报送纠正情况，卷内没有报告", (days,))


@defect(_REMEDY, *_LETTER, fits=_now, order=7)
def answered_late(case: Case, rng: Random) -> Planted:
    """The opinion of the reconsideration body was answered after more than sixty days."""
    day = after(case.dates["closing"], 3)
    answered = roll(day + timedelta(days=rng.randint(80, 110)))
    case.dates["archive"] = after(answered, 5)
    told = "请你单位自收到本意见书之日起六十日内纠正，并将纠正相关违法行为的情况报送本机关。"
    government = case.agency.government
    case.extra.setdefault("closing", []).extend(
        [
            lambda case: letter(
                case, "行政复议意见书", government, f"{case.agency.county[0]}政复意〔{day.year}〕{case.serial % 9 + 1}号", day, told
            ),
            lambda case: report(case, "行政复议意见书", answered),
        ]
    )
    return Planted(
        _REMEDY,
        ("remedy", "remedy_report"),
        f"{chinese(day)}的行政复议意见书，{chinese(answered)}才报送纠正情况，超过六十日",
        (chinese(day), chinese(answered)),
    )


# ---- fines as targets ----

_QUOTA = "penalty.quota_or_return"
_TARGETS = (
    "请办案机构抓紧办理，今年全队罚没收入任务{yuan}万元，目前只完成百分之四十。",
    "同意。各中队年度罚没指标完成情况要按月通报，落后的在绩效考核中扣分。",
    "同意。本案罚款入库后计入中队罚没收入，罚没收入与年度绩效考核挂钩。",
    "同意。罚没款缴入国库后，由财政按罚没收入百分之三十的比例返还办案经费。",
)


def _target(rng: Random) -> str:
    return rng.choice(_TARGETS).format(yuan=rng.choice((80, 120, 300, 500)))


@defect(_QUOTA, "approval_words", fits=_now)
def target_in_the_approval(case: Case, rng: Random) -> Planted:
    """The head of the unit writes of the year's target."""
    words = _target(rng)
    case.edit("approval", altered("办案机构负责人意见", text=words))
    return Planted(_QUOTA, ("approval",), f"决定审批表写有罚没任务、指标、挂钩或者返还：{words}")


@defect(_QUOTA, "discussion", fits=lambda case: _now(case) and "discussion" in case.dates)
def target_in_the_discussion(case: Case, rng: Random) -> Planted:
    """A deputy speaks of it."""
    words = _target(rng)
    case.texts["discussion.deputy"] = words
    return Planted(_QUOTA, ("discussion",), f"集体讨论记录写有罚没任务、指标、挂钩或者返还：{words}")


@defect(_QUOTA, "filing_words", fits=_now)
def target_at_the_filing(case: Case, rng: Random) -> Planted:
    """The officers propose to file it for the target's sake."""
    words = rng.choice(
        (
            "本月罚没任务尚未完成，建议对该线索立案调查。",
            "为完成大队下达的季度罚款指标，建议立案调查。",
            "经核查符合立案条件，且可计入本中队全年罚没任务，建议立案。",
        )
    )
    case.edit("filing", altered("承办人意见", text=words))
    return Planted(_QUOTA, ("filing",), f"立案审批表写有罚没任务、指标：{words}")


# ---- whole trades ----

_SHUT = "inspect.mass_shutdown"
_TRADES = {
    "fumes": "餐饮门店",
    "food_purchase": "食品经营商户",
    "barbecue": "餐饮商户",
    "gas_alarm": "使用燃气的餐饮场所",
    "voc": "涉喷漆加工企业",
    "noise": "加工企业",
    "special_work": "焊接加工企业",
    "medical_waste": "口腔诊疗场所",
    "construction": "建筑工地",
    "net_cafe": "互联网上网服务营业场所",
    "fire": "经营场所",
    "product_quality": "电动自行车配件门店",
    "pesticide": "农资经营门店",
    "freight": "货运企业",
    "overtime": "电子加工企业",
    "water": "用水企业",
}


def _trade(case: Case) -> bool:
    return _now(case) and case.scenario.id in _TRADES


def _order(case: Case, rng: Random) -> str:
    trade, area = _TRADES[case.scenario.id], case.agency.county
    return rng.choice(
        (
            f"为配合专项整治，自即日起{area}辖区内所有{trade}一律停业整顿，待统一验收后再行恢复。",
            f"根据整治行动部署，辖区{trade}自本月起全部停业，恢复时间另行通知。",
            f"请通知{area}范围内各{trade}立即停产停业，开展自查自纠。",
        )
    )


@defect(_SHUT, "correction_words", fits=lambda case: _trade(case) and "correction" in case.features)
def trade_shut_by_the_notice(case: Case, rng: Random) -> Planted:
    """The notice to one party shuts the whole trade."""
    words = _order(case, rng)
    case.edit("correction", behind("经查，", Para(words)))
    return Planted(_SHUT, ("correction",), f"责令改正通知书要求辖区同类经营者普遍停产停业：{words}")


@defect(_SHUT, "shutdown", fits=_trade)
def trade_shut_by_approval(case: Case, rng: Random) -> Planted:
    """A form of approval for the campaign does so."""
    words = _order(case, rng)
    case.extra.setdefault("filing", []).append(
        lambda case: matter(case, "campaign", "开展行业专项整治", f"本案反映出行业管理存在薄弱环节。{words}", "filing", "整审")
    )
    return Planted(_SHUT, ("campaign",), f"审批表要求辖区同类经营者普遍停产停业：{words}")


AFTERWARDS_DEFECTS = tuple(DEFECTS[_BEFORE:])
