"""Defects of measures (查封、扣押、先行登记保存): approval, basis, decision, list, what is done on the spot, what becomes of the goods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from zhijian.demo.blocks import Field, Opinion, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case, Clause, Planted
from zhijian.demo.days import after, chinese
from zhijian.demo.defects.catalogue import DEFECTS, defect, having
from zhijian.demo.edits import Edit, altered, reworded, without
from zhijian.demo.writs.coercion import remedy_sentence

_BEFORE = len(DEFECTS)
_seized, _kept = having("seizure"), having("preserve")


def _dated(day: date) -> Edit:
    """A form of approval filled in and signed on ``day``."""

    def change(writ: Writ) -> Writ:
        blocks = [replace(block, day=day) if isinstance(block, Opinion) else block for block in writ.blocks]
        return replace(writ, day=day, blocks=blocks)

    return change


# ---- evidence registered and kept (先行登记保存)


@defect("preserve.approval_or_list_missing", "preserve", fits=_kept)
def kept_without_approval(case: Case, rng: Random) -> Planted:
    """Nothing shows that the head of the agency approved."""
    case.absent.add("preserve_approval")
    return Planted("preserve.approval_or_list_missing", ("preserve",), "先行登记保存没有行政机关负责人的批准文书，通知书却称经负责人批准")


@defect("preserve.approval_or_list_missing", "preserve", fits=_kept)
def approval_left_blank(case: Case, rng: Random) -> Planted:
    """The form went up, and the head of the agency neither wrote nor signed."""
    case.edit("preserve_approval", altered("负责人意见", text="", signers=(), day=None))
    return Planted("preserve.approval_or_list_missing", ("preserve_approval", "preserve"), "先行登记保存审批表的负责人意见、签名空白")


@defect("preserve.approval_or_list_missing", "preserve", fits=_kept)
def approved_days_later(case: Case, rng: Random) -> Planted:
    """Approved three working days after the things were taken."""
    approved = after(case.dates["scene"], 3)
    case.edit("preserve_approval", _dated(approved))
    day = chinese(approved)
    return Planted(
        "preserve.approval_or_list_missing", ("preserve_approval", "preserve"), f"{case.on('scene')}先行登记保存，{day}才批准", (day,)
    )


@defect("preserve.approval_or_list_missing", "preserve", fits=_kept)
def kept_without_list(case: Case, rng: Random) -> Planted:
    """Neither the notice nor a list says what was taken."""
    case.absent.add("preserve_list")
    case.edit("preserve", reworded("现对下列清单所列物品作为证据", f"现对{case.addressed}的经营工具作为证据"))
    case.edit("preserve", without("附件"))
    case.scenario = replace(
        case.scenario, proofs=tuple(text.replace("先行登记保存清单及处理决定书", "先行登记保存处理决定书") for text in case.scenario.proofs)
    )
    return Planted("preserve.approval_or_list_missing", ("preserve",), "先行登记保存通知书没有列明物品，卷内没有清单")


@defect("preserve.approval_or_list_missing", "preserve", fits=_kept)
def list_not_signed(case: Case, rng: Random) -> Planted:
    """The party's place on the list is empty and no note says why."""
    case.edit("preserve_list", altered("上述物品", names=(), day=None))
    return Planted("preserve.approval_or_list_missing", ("preserve_list",), "先行登记保存清单当事人签名处空白，也没有注明拒签或者不到场")


# ---- authority and basis


def _based_on(clause: Clause, case: Case) -> None:
    """The approval and the decision name ``clause`` and nothing else."""
    case.scenario = replace(case.scenario, coercion=clause)


@defect("coercion.authority_or_basis", "seizure", "basis", fits=_seized)
def only_the_law_of_procedure(case: Case, rng: Random) -> Planted:
    """The decision rests on 行政强制法 alone, which lets nobody seize."""
    _based_on(Clause("中华人民共和国行政强制法", "第二十二条"), case)
    law = "《中华人民共和国行政强制法》第二十二条"
    return Planted("coercion.authority_or_basis", ("seizure",), "查封扣押只引用行政强制法，没有引用授权的法律、法规", (law,))


@defect("coercion.authority_or_basis", "seizure", "basis", fits=lambda case: _seized(case) and case.dept == "市场监管")
def only_a_rule(case: Case, rng: Random) -> Planted:
    """The decision rests on a rule of a ministry (规章)."""
    _based_on(Clause("市场监督管理行政处罚程序规定", "第三十六条第一款"), case)
    law = "《市场监督管理行政处罚程序规定》第三十六条第一款"
    return Planted("coercion.authority_or_basis", ("seizure",), "查封扣押决定书以部门规章为依据，没有引用授权的法律、法规", (law,))


@defect("coercion.authority_or_basis", "seizure", "basis", fits=_seized)
def only_a_campaign(case: Case, rng: Random) -> Planted:
    """The decision rests on the plan of a campaign (专项整治方案)."""
    plan = f"{case.agency.county}专项整治行动实施方案"
    _based_on(Clause(plan, "第三条"), case)
    case.edit("seizure", reworded("和《中华人民共和国行政强制法》第二十四条", ""))
    return Planted("coercion.authority_or_basis", ("seizure",), f"查封扣押以《{plan}》为依据，没有法律、法规授权", (f"《{plan}》",))


# ---- decision and list


@defect("coercion.decision_or_list_missing", "seizure", "r_seizure", fits=_seized)
def no_decision_of_seizure(case: Case, rng: Random) -> Planted:
    """A list, and nothing that decides."""
    case.absent |= {"seizure", "r_seizure"}
    return Planted("coercion.decision_or_list_missing", ("scene", "goods"), "卷内有查封扣押清单，没有查封扣押决定书")


@defect("coercion.decision_or_list_missing", "seizure", fits=_seized)
def seizure_without_remedy(case: Case, rng: Random) -> Planted:
    """The decision does not say where to turn against it."""
    case.edit("seizure", reworded(remedy_sentence(case), ""))
    return Planted("coercion.decision_or_list_missing", ("seizure",), "查封扣押决定书没有告知申请行政复议、提起行政诉讼的途径和期限")


@defect("coercion.decision_or_list_missing", "seizure", fits=_seized)
def seizure_without_end(case: Case, rng: Random) -> Planted:
    """The decision does not say for how long."""
    case.edit("seizure", _without_period)
    return Planted("coercion.decision_or_list_missing", ("seizure",), "查封扣押决定书没有载明期限")


def _without_period(writ: Writ) -> Writ:
    def cut(text: str) -> str:
        head, found, tail = text.partition("，期限三十日")
        return f"{head}。{tail.split('止。', 1)[1]}" if found else text

    return replace(writ, blocks=[replace(block, text=cut(block.text)) if isinstance(block, Para) else block for block in writ.blocks])


@defect("coercion.decision_or_list_missing", "seizure", "goods", fits=_seized)
def seizure_without_list(case: Case, rng: Random) -> Planted:
    """Neither the decision nor a list says what was taken."""
    case.absent.add("goods")
    items = "、".join(f"{case.fill(name)}{case.fill(count)}" for name, _, count in case.scenario.goods)
    case.edit("seizure", reworded(f"{items}（详见清单）", "有关涉案物品"))
    case.edit("seizure", without("附件"))
    return Planted("coercion.decision_or_list_missing", ("seizure",), "查封扣押决定书没有列明物品的名称、数量，卷内没有清单")


@defect("coercion.decision_or_list_missing", "seizure", "r_seizure", fits=_seized)
def seizure_handed_over_late(case: Case, rng: Random) -> Planted:
    """The decision reached the party three working days after the goods were taken."""
    day = after(case.dates["scene"], 3)
    case.copy_receipt("r_seizure", day=day)
    case.edit("seizure", without("当事人签收"))
    case.scenario = replace(case.scenario, scene=tuple(text.replace("当场交付", "制作") for text in case.scenario.scene))
    return Planted(
        "coercion.decision_or_list_missing",
        ("seizure", "r_seizure"),
        f"{case.on('scene')}实施查封扣押，决定书{chinese(day)}才送达，没有当场交付",
        (chinese(day),),
    )


# ---- approval


@defect("coercion.approval_24h", "seizure", fits=_seized)
def seized_without_approval(case: Case, rng: Random) -> Planted:
    """Nothing shows that the head of the agency approved."""
    case.absent.add("seizure_approval")
    return Planted("coercion.approval_24h", ("seizure",), "实施查封扣押没有行政机关负责人的批准文书")


@defect("coercion.approval_24h", "seizure", fits=_seized)
def seizure_approval_blank(case: Case, rng: Random) -> Planted:
    """The form went up, and the head of the agency neither wrote nor signed."""
    case.edit("seizure_approval", altered("负责人意见", text="", signers=(), day=None))
    return Planted("coercion.approval_24h", ("seizure_approval",), "查封扣押审批表的负责人意见、签名空白")


@defect("coercion.approval_24h", "seizure", fits=_seized)
def seizure_approved_days_later(case: Case, rng: Random) -> Planted:
    """Approved when more than 24 hours were over."""
    approved = after(case.dates["scene"], rng.choice((3, 4)))
    case.edit("seizure_approval", _dated(approved))
    day = chinese(approved)
    return Planted(
        "coercion.approval_24h", ("seizure_approval", "seizure"), f"{case.on('scene')}查封扣押，{day}才补办批准，超过二十四小时", (day,)
    )


# ---- what is done on the spot


@defect("coercion.scene_procedure", "seizure", "scene", fits=_seized)
def nobody_heard(case: Case, rng: Random) -> Planted:
    """Neither the record nor the decision tells that the party could speak up."""
    case.edit("scene", _unheard)
    case.edit("seizure", reworded(f"{case.addressed}对本决定依法享有陈述、申辩的权利。", ""))
    return Planted(
        "coercion.scene_procedure",
        ("scene",),
        "采取查封扣押措施，现场笔录没有告知陈述、申辩权利和听取陈述申辩的记载",
        tolerated=("invest.rights_not_told_first_contact",),
    )


def _unheard(writ: Writ) -> Writ:
    for old, new in (
        ("你依法享有陈述、申辩的权利；", ""),
        ("以及其依法享有的陈述、申辩权利、申请回避的权利和救济途径", "和申请回避的权利"),
        ("以及其依法享有的陈述、申辩权利和救济途径", ""),
    ):
        writ = reworded(old, new)(writ)
    return writ


@defect("coercion.scene_procedure", "seizure", "scene", fits=_seized)
def recorded_on_another_day(case: Case, rng: Random) -> Planted:
    """The only record was made days after the goods were taken."""
    day = after(case.dates["scene"], 1)
    start, end = case.hours["scene"]

    def change(writ: Writ) -> Writ:
        signed = [replace(block, day=day) if isinstance(block, Sign) else block for block in writ.blocks]
        return altered("检查时间", value=f"{chinese(day)}{start}至{end}")(replace(writ, day=day, blocks=signed))

    case.edit("scene", change)
    return Planted(
        "coercion.scene_procedure",
        ("scene", "seizure"),
        f"{case.on('scene')}查封扣押，没有当日的现场笔录，现场笔录制作于{chinese(day)}",
        (chinese(day),),
        ("decision.fact_conflicts_evidence", "timeline.inversion", "invest.inquiry_record_missing"),
    )


# ---- what may not be seized


@defect("coercion.scope_or_duplicate", "seizure", "scene", fits=_seized)
def seized_by_a_court_before(case: Case, rng: Random) -> Planted:
    """The record itself tells that a court had sealed the goods."""
    told = f"上述物品外包装贴有封条，{case.signer.name}称该批物品已于三日前被{case.agency.court}查封，执法人员查看了封条。"
    case.scenario = replace(case.scenario, scene=(*case.scenario.scene, told))
    return Planted(
        "coercion.scope_or_duplicate", ("scene", "seizure"), "现场笔录载明物品已被人民法院查封，本机关又对同一物品查封扣押", ("查封",)
    )


@defect("coercion.scope_or_duplicate", "seizure", "scene", fits=having("seizure", without=("vehicle",)))
def seals_of_another_agency(case: Case, rng: Random) -> Planted:
    """The record tells of the seals of another agency on the same goods."""
    other = f"{case.agency.government.removesuffix('人民政府')}公安局"
    told = f"上述物品已由{other}查封，货架上的封条完好，执法人员在原封条旁加贴本机关封条。"
    case.scenario = replace(case.scenario, scene=(*case.scenario.scene, told))
    return Planted("coercion.scope_or_duplicate", ("scene", "seizure"), f"物品已由{other}查封，本机关重复查封", (f"已由{other}查封",))


# ---- what becomes of the goods


@defect("coercion.not_released_or_fee", "release", "payment", fits=having("vehicle"))
def paid_for_the_keeping(case: Case, rng: Random) -> Planted:
    """The party had to pay a parking ground before it got its vehicle back."""
    fee = rng.choice((480, 600, 760))

    def receipt(case: Case) -> Writ:
        day = case.dates["release"]
        return Writ(
            "parking_fee", "payment_doc", "停车保管费收据", day, subtype="fee", agency_heading=False,
            blocks=[
                Field("交款人", case.party.name),
                Field("收费项目", f"扣押车辆停车保管费{fee}元"),
                Field("金额", f"{fee}元"),
                Field("收款日期", chinese(day)),
                Stamp(f"{case.agency.county}平安停车场", day),
            ],
        )  # fmt: skip

    case.extra.setdefault("r_release", []).append(receipt)
    case.edit("release", reworded("，未收取保管费用", ""))
    return Planted("coercion.not_released_or_fee", ("parking_fee",), f"扣押车辆期间的停车保管费{fee}元由当事人交纳", (f"{fee}元",))


@defect("coercion.not_released_or_fee", "release", "seizure", fits=having("vehicle"))
def never_given_back(case: Case, rng: Random) -> Planted:
    """The case is closed, and nothing became of the vehicle."""
    case.absent |= {"release", "r_release"}
    facts = tuple(_until(text, "查清事实后") for text in case.scenario.facts)
    case.scenario = replace(case.scenario, facts=facts)
    return Planted(
        "coercion.not_released_or_fee",
        ("seizure", "decision"),
        "处罚决定没有没收扣押的车辆，缴款结案后卷内没有解除扣押、退还的文书",
        tolerated=("coercion.overdue", "coercion.disposal_result_missing"),
    )


def _until(text: str, word: str) -> str:
    return text.split(word)[0] if word in text else text


@defect("coercion.not_released_or_fee", "release", "seizure", fits=having("vehicle"))
def released_by_word_only(case: Case, rng: Random) -> Planted:
    """The decision tells that the vehicle went back; there is no paper of it."""
    case.absent |= {"release", "r_release"}
    return Planted(
        "coercion.not_released_or_fee",
        ("seizure", "decision"),
        "决定书称已解除扣押并退还车辆，卷内没有解除扣押决定书和退还签收",
        tolerated=("coercion.overdue",),
    )


COERCION_DEFECTS = tuple(DEFECTS[_BEFORE:])
