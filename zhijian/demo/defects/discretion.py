"""Defects of the basis and the measure of a penalty: what it rests on, why so much, whom the law spares, income left or taken wrongly."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from zhijian.demo.case import Case, Clause, Planted
from zhijian.demo.defects.catalogue import defect, having, ordinary
from zhijian.demo.edits import reworded
from zhijian.demo.people import id_number
from zhijian.demo.plan import with_products

_GRAVE = re.compile(r"多次|两次|再次|屡|拒不|恶劣|严重|从重")
_TAKEN = "没收违法所得"
_AVERAGE = "当事人违法行为的性质、情节和社会危害程度一般，参照行政处罚裁量基准，适用一般情节"


def silent(case: Case) -> bool:
    """Ordinary cases in which nobody asks for lenience."""
    return having(without=("statement", "hearing"))(case)


def takes_income(case: Case) -> bool:
    """Whether the decision takes unlawful income."""
    return ordinary(case) and any(ruling.startswith(_TAKEN) for ruling in case.scenario.rulings)


@defect("law.normative_document_as_basis", "penalty", "fine", "summary_basis", fits=lambda case: "实施条例" not in case.scenario.discretion)
def papers_as_basis(case: Case, rng: Random) -> Planted:
    """A paper below the rank of rules as the only basis."""
    agency = case.agency
    law, at = rng.choice(
        (
            (f"{agency.county}人民政府关于加强综合管理的通告", "第五条"),
            (f"{agency.county}人民政府办公室关于开展专项整治工作的实施方案", "第三条第二项"),
            (f"{agency.city}{case.dept}行政处罚裁量权基准", "第十二条"),
            (f"{agency.name}关于规范生产经营秩序的若干意见", "第八条"),
            (f"{agency.county}人民政府专题会议纪要", "第二条"),
        )
    )
    case.penalty = Clause(law, at, "有上述行为的，由主管部门责令改正，处以罚款")
    writ = "summary" if case.summary else "decision"
    return Planted(
        "law.normative_document_as_basis",
        (writ,),
        f"处罚依据只有《{law}》，属规范性文件，没有引用法律、法规、规章",
        (law,),
    )


# by scenario: another clause of penalty of the same law, or another article violated, that do not belong together
_APART: dict[str, tuple[tuple[Clause | None, Clause | None], ...]] = {
    "advert": (
        (
            None,
            Clause(
                "中华人民共和国广告法",
                "第五十八条第一款第（一）项",
                "有下列行为之一的，由市场监督管理部门责令停止发布广告，责令广告主在相应范围内消除影响，处广告费用一倍以上三倍以下的罚款",
            ),
        ),
        (
            None,
            Clause(
                "中华人民共和国广告法",
                "第五十八条第一款第（十四）项",
                "有下列行为之一的，由市场监督管理部门责令停止发布广告，责令广告主在相应范围内消除影响，处广告费用一倍以上三倍以下的罚款",
            ),
        ),
    ),
    "tobacco": (
        (Clause("中华人民共和国烟草专卖法实施条例", "第二十五条"), None),
        (Clause("中华人民共和国烟草专卖法实施条例", "第二十三条第一款"), None),
    ),
    "net_cafe": (
        (
            Clause("中华人民共和国未成年人保护法", "第五十七条"),
            Clause(
                "中华人民共和国未成年人保护法",
                "第一百二十三条",
                "责令限期改正，给予警告，没收违法所得，可以并处五万元以下罚款",
            ),
        ),
    ),
}


@defect("law.violation_penalty_clause_mismatch", "penalty", "violated", "fine", "start", fits=lambda case: case.scenario.id in _APART)
def clauses_apart(case: Case, rng: Random) -> Planted:
    """The clause of penalty punishes another act than the one violated."""
    violated, penalty = rng.choice(_APART[case.scenario.id])
    case.violated, case.penalty = violated or case.violated, penalty or case.penalty
    return Planted(
        "law.violation_penalty_clause_mismatch",
        ("decision",),
        f"决定书认定违反{case.violated}，处罚依据却是{case.penalty}，该条处罚的不是违反前者的行为",
        (case.penalty.at,),
    )


def _has_range(case: Case) -> bool:
    """Whether the clause itself says between what and what a fine may be."""
    return silent(case) and "实施条例" not in case.scenario.discretion


@defect("discretion.benchmark_not_applied", "discretion", "discussion", "review", fits=_has_range)
def no_word_why(case: Case, rng: Random) -> Planted:
    """Not a word on why the fine is what it is within its range."""
    case.texts["discretion"] = rng.choice(
        ("当事人的行为事实清楚，证据确凿", "对当事人的上述违法行为，应当依法予以行政处罚", "当事人对违法事实没有异议")
    )
    case.texts["discussion.deputy"] = "事实和程序没有问题，同意。"
    return Planted(
        "discretion.benchmark_not_applied",
        ("decision", "report"),
        "决定书、调查终结报告没有写明适用裁量基准、裁量情节或者从轻从重的理由",
    )


@defect(
    "discretion.statutory_mitigation_ignored",
    "discretion",
    "party",
    fits=lambda case: case.party.citizen and (case.summary or silent(case)),
)
def minor(case: Case, rng: Random) -> Planted:
    """Under eighteen, and punished like anybody else."""
    scene = case.dates["scene"]
    age = rng.choice((15, 16, 17))
    born = scene.replace(year=scene.year - age, month=1 + rng.randrange(scene.month), day=rng.randint(1, 5))
    case.rep = replace(case.rep, born=born, id_number=id_number(case.rep.id_number[:6], born, case.rep.sex, rng))
    case.texts["discretion"] = _AVERAGE
    writ = "summary" if case.summary else "decision"
    return Planted(
        "discretion.statutory_mitigation_ignored",
        (writ, "idcard"),
        f"当事人案发时{age}周岁，决定书没有从轻或者减轻处罚的考虑",
        (case.rep.id_number,),
    )


_FACTS = (
    "案发后，当事人主动消除了违法行为的危害后果，本机关核查属实。",
    "案发后，当事人主动赔偿了受影响群众的损失，并取得谅解。",
    "调查期间，当事人主动供述了本机关尚未掌握的违法事实。",
    "经核实，当事人系受他人胁迫实施上述违法行为。",
)


@defect("discretion.statutory_mitigation_ignored", "discretion", "facts", fits=silent)
def merits_unweighed(case: Case, rng: Random) -> Planted:
    """Facts for which lenience is owed are found, and nothing follows from them."""
    fact = rng.choice(_FACTS)
    case.scenario = replace(case.scenario, facts=(*case.scenario.facts, fact))
    case.texts["discretion"] = _AVERAGE
    return Planted(
        "discretion.statutory_mitigation_ignored",
        ("report", "decision"),
        f"卷内认定“{fact.rstrip('。')}”，决定书没有写明是否从轻、减轻处罚",
        (fact,),
    )


@defect("discretion.statutory_mitigation_ignored", "discretion", "facts", fits=lambda case: silent(case) and case.party.citizen)
def disabled_party(case: Case, rng: Random) -> Planted:
    """The report says that the party is mentally disabled, the decision does not speak of it."""
    fact = rng.choice(
        ("另查明，当事人系智力残疾人，持有残疾人证，残疾等级三级。", "另查明，当事人被诊断为精神分裂症，目前在服药治疗，能够正常表达。")
    )
    first = case.fill(case.scenario.facts[0])
    case.edit("report", reworded(first, f"{first}{fact}"))
    case.texts["discretion"] = _AVERAGE
    return Planted(
        "discretion.statutory_mitigation_ignored",
        ("report", "decision"),
        "调查终结报告查明当事人系智力残疾人或者精神病人，决定书没有写明是否从轻、减轻处罚",
        (fact,),
    )


def _could_be_top(case: Case) -> bool:
    """A clause with limits in yuan whatever the goods are worth, and a case without anything grave about it."""
    scenario = case.scenario
    said = (*scenario.facts, *scenario.proofs, scenario.exemption, scenario.cause)
    allowed = scenario.fine
    plain = allowed.high > allowed.low and not allowed.base and "货值" not in case.penalty.words
    return silent(case) and plain and not any(_GRAVE.search(text) for text in said)


@defect("discretion.aggravation_or_top_fine", "fine", "penalty", "discretion", fits=_could_be_top, order=3)
def top_without_reason(case: Case, rng: Random) -> Planted:
    """The most that the clause allows, or next to it, for a case like any other."""
    high = case.scenario.fine.high
    case.fine = case.notice_fine = rng.choice((high, high, high - high // 50 // 10 * 10))
    case.texts["discretion"] = rng.choice(
        (
            _AVERAGE,
            "综合考虑当事人违法行为的事实、性质、情节以及社会危害程度，作出相应处罚",
            "当事人配合调查并已改正，参照本机关行政处罚裁量基准，决定处以罚款",
            "当事人没有从轻、减轻处罚的情节，也没有从重处罚的情节，应当依法处罚",
        )
    )
    return Planted(
        "discretion.aggravation_or_top_fine",
        ("decision",),
        f"罚款{case.fine}元，为法定上限{high}元或者接近上限，没有从重、情节严重的理由",
        (f"罚款人民币{case.fine}元",),
        ("hearing.notice_missing",),
    )


def _small_trade(case: Case) -> bool:
    """A small trader whose goods can be worth next to nothing."""
    return (silent(case) and case.scenario.id in ("pesticide", "barbecue")) or case.scenario.id == "food_purchase"


@defect("discretion.disproportionate_small_case", "fine", "penalty", "discretion", "facts", "statement", fits=_small_trade, order=3)
def out_of_proportion(case: Case, rng: Random) -> Planted:
    """Goods for a few yuan, a fine of thousands, and not a word on lenience."""
    if case.scenario.id == "pesticide":
        case.numbers = with_products(case.scenario, {**case.numbers, "qty": 3, "sold": 1, "cost": rng.randint(8, 12), "margin": 4})
        case.fine = case.notice_fine = rng.randrange(3500, 5001, 500)
        value = case.numbers["goods"]
    else:
        value = case.fine // rng.randint(55, 90)
        what = "现场查获未售出的食材，货值金额{}元。" if case.party.citizen else "上述食品货值金额共计{}元。"
        case.scenario = replace(case.scenario, facts=(*case.scenario.facts, what.format(value)))
    case.texts["discretion"] = _AVERAGE
    case.absent.add("exemption")
    return Planted(
        "discretion.disproportionate_small_case",
        ("decision",),
        f"货值金额{value}元，罚款{case.fine}元，决定、审核文书没有减轻或者不予处罚的分析",
        (f"{value}元",),
        ("discretion.no_penalty_not_considered",),
    )


@defect("discretion.illegal_gain", "gain", "notice", fits=takes_income)
def income_left(case: Case, rng: Random) -> Planted:
    """Unlawful income is found and not taken."""
    case.scenario = replace(case.scenario, rulings=tuple(text for text in case.scenario.rulings if not text.startswith(_TAKEN)))
    return Planted(
        "discretion.illegal_gain",
        ("decision",),
        f"决定书认定违法所得{_income(case)}元，没有没收，也未说明退赔",
        (f"违法所得{_income(case)}元",),
        ("law.penalty_type_or_range",),
    )


@defect("discretion.illegal_gain", "gain", "notice", fits=lambda case: takes_income(case) and _income(case) > 100)
def other_sum_taken(case: Case, rng: Random) -> Planted:
    """Another sum is taken than the one that was found."""
    found = _income(case)
    taken = found - max(10, found // rng.choice((5, 4, 3)) // 10 * 10)
    case.scenario = replace(
        case.scenario, rulings=tuple(f"{_TAKEN}{taken}元" if text.startswith(_TAKEN) else text for text in case.scenario.rulings)
    )
    return Planted(
        "discretion.illegal_gain",
        ("decision",),
        f"决定书认定违法所得{found}元，决定没收{taken}元",
        (f"违法所得{found}元", f"{_TAKEN}{taken}元"),
        ("decision.amount_inconsistent",),
    )


@defect("discretion.illegal_gain", "gain", fits=lambda case: takes_income(case) and "sold" in case.numbers and "price" in case.numbers)
def wrong_product(case: Case, rng: Random) -> Planted:
    """So many pieces at such a price, and another sum."""
    key = "gain" if "gain" in case.numbers else "income"
    sold, each = case.numbers["sold"], case.numbers["margin" if case.scenario.id == "tobacco" else "price"]
    case.numbers = {**case.numbers, key: case.numbers[key] + each * rng.choice((1, 2, 5))}
    old = ("违法所得{gain}元（已售出{sold}只×{price}元）", "每条获利{margin}元，违法所得{gain}元", "违法所得{income}元")
    unit = {"tobacco": "条", "pesticide": "袋"}.get(case.scenario.id, "只")
    new = f"违法所得{case.numbers[key]}元（{sold}{unit}×{each}元）"
    facts = []
    for text in case.scenario.facts:
        part = next((part for part in old if part in text), None)
        facts.append(text.replace(part, new, 1) if part else text)
    case.scenario = replace(case.scenario, facts=tuple(facts))
    return Planted(
        "discretion.illegal_gain",
        ("decision",),
        f"决定书写明违法所得{case.numbers[key]}元，所列{sold}×{each}元应为{sold * each}元",
        (new,),
    )


_EARNED = (
    ("违法所得{gain}元（已售出{sold}只×{price}元）", "销售收入{gain}元（已售出{sold}只×{price}元）"),
    ("每条获利{margin}元，违法所得{gain}元", "共获利{gain}元"),
    ("违法所得{income}元，库存", "销售款{income}元，库存"),
    ("每趟运费{fare}元，违法所得{income}元", "每趟运费{fare}元，营业收入{income}元"),
    ("当事人经营时间短，没有账目记录，违法所得无法查明。", "查获当日营业收入{stoves}60元。"),
)


@defect("discretion.illegal_gain", "gain", "notice", "discretion", "facts", fits=lambda case: silent(case) and _earned(case) is not None)
def income_not_looked_for(case: Case, rng: Random) -> Planted:
    """Sums were earned, and nobody says what of them was unlawful income."""
    earned = _earned(case)
    if earned is None:
        raise ValueError("nothing was earned")
    old, new = earned
    case.scenario = replace(
        case.scenario,
        facts=tuple(text.replace(old, new) for text in case.scenario.facts),
        proofs=tuple(text.replace("违法所得", "销售、收费情况") for text in case.scenario.proofs),
        rulings=tuple(text for text in case.scenario.rulings if not text.startswith(_TAKEN)),
    )
    case.texts["discretion"] = "当事人配合调查，已停止违法行为，参照行政处罚裁量基准，适用较轻情节，从轻处罚"
    shown = case.fill(new).split("，")[-1].split("（")[0].rstrip("。")
    return Planted(
        "discretion.illegal_gain",
        ("decision",),
        f"决定书载明“{shown}”，没有认定违法所得，也未说明无法计算",
        (shown,),
        ("law.penalty_type_or_range",),
    )


def _income(case: Case) -> int:
    return case.numbers.get("gain") or case.numbers.get("income") or 0


def _earned(case: Case) -> tuple[str, str] | None:
    """How the facts speak of unlawful income, and how they would of takings."""
    return next((pair for pair in _EARNED if any(pair[0] in text for text in case.scenario.facts)), None)
