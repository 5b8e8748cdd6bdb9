"""Defects of law: articles cited, ranges, limits, remedies, lenience."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from zhijian.demo.case import OLD_LAW, Case, Clause, Planted
from zhijian.demo.defects.catalogue import DEFECTS, defect, having, ordinary
from zhijian.demo.plan import RECONSIDERATION, REFORM

_BEFORE = len(DEFECTS)
_SUMMARY_CITIZEN = 200  # yuan, 行政处罚法 (2021) 第五十一条


@defect("law.old_penalty_law_article", "late_fee", fits=lambda case: ordinary(case) and case.dates["decision"] >= REFORM)
def old_late_fee(case: Case, rng: Random) -> Planted:
    """Late payment by the article of 2017."""
    cited = OLD_LAW.cite(OLD_LAW.late_fee)
    case.texts["decision.late_fee"] = cited
    return Planted(
        "law.old_penalty_law_article",
        ("decision",),
        f"{case.on('decision')}的决定引用修订前{cited}（加处罚款，现为第七十二条）",
        (cited,),
    )


@defect("law.old_penalty_law_article", "summary_basis", fits=lambda case: case.summary and case.dates["decision"] >= REFORM)
def old_summary(case: Case, rng: Random) -> Planted:
    """The summary procedure by the article of 2017."""
    cited = OLD_LAW.cite("第三十三条")
    case.texts["summary.basis"] = f"{case.penalty}和{cited}"
    return Planted(
        "law.old_penalty_law_article",
        ("summary",),
        f"{case.on('decision')}的当场处罚决定引用修订前{cited}（简易程序，现为第五十一条）",
        (cited,),
    )


@defect("law.old_penalty_law_article", "notice", fits=having(without=("hearing_told", "hearing", "old")))
def old_notice(case: Case, rng: Random) -> Planted:
    """The notice by the articles of 2017."""
    cited = OLD_LAW.cite(f"{OLD_LAW.notice}、{OLD_LAW.statement}")
    case.texts["notice.basis"] = cited
    return Planted(
        "law.old_penalty_law_article", ("notice",), f"{case.on('notice')}的告知书引用修订前{cited}（现为第四十四条、第四十五条）", (cited,)
    )


@defect("law.citation_nonexistent", "violated", fits=ordinary)
def no_such_article(case: Case, rng: Random) -> Planted:
    """An article beyond the last one."""
    case.violated = Clause(case.violated.law, f"第三百{rng.choice('一二三四五六七八九')}十二条")
    return Planted(
        "law.citation_nonexistent",
        ("decision",),
        f"引用{case.violated}，该法没有这一条",
        (case.violated.at,),
    )


@defect(
    "law.citation_not_in_force",
    "violated",
    "penalty",
    fits=lambda case: case.scenario.revoked is not None and case.dates["scene"].year >= 2023,
)
def repealed(case: Case, rng: Random) -> Planted:
    """The law had been repealed before the violation."""
    case.violated = case.scenario.revoked or case.violated
    case.penalty = case.scenario.revoked_penalty or case.penalty
    return Planted(
        "law.citation_not_in_force",
        ("decision",),
        f"引用{case.violated}、{case.penalty}，{case.scenario.revoked_note}",
        (case.violated.law,),
    )


@defect("law.citation_not_specific", "violated", "decision", fits=ordinary)
def no_article(case: Case, rng: Random) -> Planted:
    """The law alone, no article."""
    words = f"《{case.violated.law}》的有关规定"
    case.texts["decision.violated"] = f"当事人的上述行为违反了{words}，属于{case.scenario.cause}的违法行为。"
    return Planted("law.citation_not_specific", ("decision",), f"决定书认定违法只写“{words}”，未写明条款", (words,))


@defect(
    "law.penalty_type_or_range",
    "fine",
    "penalty",
    fits=lambda case: ordinary(case) and not case.scenario.fine.base and _one_tier(case.scenario.penalty.words),
    order=3,
)
def beyond_range(case: Case, rng: Random) -> Planted:
    """A fine above the upper limit, told and decided alike."""
    allowed = case.scenario.fine
    case.fine = case.notice_fine = allowed.high + max(1000, allowed.high // 10)
    return Planted(
        "law.penalty_type_or_range",
        ("decision",),
        f"罚款{case.fine}元，超过{case.penalty}规定的上限{allowed.high}元",
        (f"罚款人民币{case.fine}元",),
        ("hearing.notice_missing", "discretion.aggravation_or_top_fine"),
    )


@defect("summary.amount_over_limit", "fine", fits=lambda case: case.summary and case.party.citizen, order=3)
def over_two_hundred(case: Case, rng: Random) -> Planted:
    """More than an officer may fine a citizen on the spot."""
    case.fine = case.notice_fine = rng.choice((300, 400, 500))
    return Planted(
        "summary.amount_over_limit",
        ("summary",),
        f"对公民当场罚款{case.fine}元，超过{_SUMMARY_CITIZEN}元",
        (f"罚款人民币{case.fine}元",),
    )


@defect("summary.reconsideration_first_not_told", "remedy", fits=lambda case: case.summary and case.remedy.first)
def first_untold(case: Case, rng: Random) -> Planted:
    """Suit is offered although reconsideration comes first."""
    case.remedy = replace(case.remedy, first=False)
    return Planted(
        "summary.reconsideration_first_not_told", ("summary",), "对当场处罚决定不服应当先申请行政复议，决定书告知可以直接起诉", ("直接向",)
    )


@defect(
    "decision.remedy_authority_wrong",
    "remedy",
    fits=lambda case: case.dates["decision"] >= RECONSIDERATION and case.remedy.authority != case.agency.upper,
)
def superior_named(case: Case, rng: Random) -> Planted:
    """The superior department instead of the government."""
    case.remedy = replace(case.remedy, authority=case.agency.upper)
    writ = "summary" if case.summary else "decision"
    return Planted(
        "decision.remedy_authority_wrong",
        (writ,),
        f"{case.on('decision')}作出的决定告知向{case.agency.upper}申请行政复议，应为{case.agency.government}",
        (f"向{case.agency.upper}申请行政复议",),
    )


@defect("decision.remedy_period_wrong", "remedy", fits=ordinary)
def short_suit(case: Case, rng: Random) -> Planted:
    """Three months for a suit that may be brought within six, or fifteen days for a reconsideration within sixty."""
    if rng.random() < 0.5:
        case.remedy = replace(case.remedy, months="三个月")
        return Planted("decision.remedy_period_wrong", ("decision",), "告知起诉期限三个月，应为六个月", ("三个月内",))
    case.remedy = replace(case.remedy, days="十五日")
    return Planted("decision.remedy_period_wrong", ("decision",), "告知复议申请期限十五日，应为六十日", ("十五日内",))


@defect(
    "discretion.no_penalty_not_considered",
    "discretion",
    fits=lambda case: ordinary(case) and "first" in case.features and case.fine <= 20000,
)
def lenience_unconsidered(case: Case, rng: Random) -> Planted:
    """First violation, put right at once, and not a word on 第三十三条."""
    case.absent.add("exemption")
    return Planted(
        "discretion.no_penalty_not_considered",
        ("report", "decision"),
        "初次违法并及时改正，卷内未见是否适用行政处罚法第三十三条不予处罚的说理",
    )


def _government(case: Case) -> bool:
    """Whether reconsideration is the government's, and another office could be named instead."""
    return case.dates["decision"] >= RECONSIDERATION and case.remedy.authority != case.agency.upper


def _one_tier(words: str) -> bool:
    """Whether a provision knows one range of fines only, whatever the case."""
    return words.count("罚款") == 1 and "违法所得" not in words


LAW_DEFECTS = tuple(DEFECTS[_BEFORE:])
