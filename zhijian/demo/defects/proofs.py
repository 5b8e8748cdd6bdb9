"""Defects of proof: who the party is, nothing but its word, copies of nothing known, against what the decision finds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from random import Random

from zhijian.demo.blocks import Para, Writ
from zhijian.demo.case import Case, Planted
from zhijian.demo.days import after, before, chinese
from zhijian.demo.defects.catalogue import DEFECTS, defect, having, ordinary
from zhijian.demo.edits import reworded, without

_BEFORE = len(DEFECTS)


# ---- who the party is


@defect("invest.party_identity_missing", "party", fits=lambda case: ordinary(case) and case.agent is None)
def no_papers(case: Case, rng: Random) -> Planted:
    """Neither licence nor identity card."""
    case.absent |= {"license", "idcard"}
    return Planted(
        "invest.party_identity_missing",
        ("decision",),
        "卷内没有当事人营业执照、身份证等主体资格证明",
        tolerated=("archive.required_docs_missing",),
    )


@defect("invest.party_identity_missing", "party", fits=lambda case: not case.party.citizen)
def bad_code(case: Case, rng: Random) -> Planted:
    """A credit code whose check digit does not hold, wherever it is printed."""
    wrong = _misprinted(case.party.uscc or "")
    case.party = replace(case.party, uscc=wrong)
    writ = "summary" if case.summary else "decision"
    return Planted("invest.party_identity_missing", ("license", writ), f"统一社会信用代码{wrong}校验位不符", (wrong,))


@defect("invest.party_identity_missing", "party", fits=lambda case: case.party.citizen)
def bad_id(case: Case, rng: Random) -> Planted:
    """An identity number whose check digit does not hold."""
    wrong = _misprinted(case.rep.id_number)
    case.rep = replace(case.rep, id_number=wrong)
    writ = "summary" if case.summary else "decision"
    return Planted("invest.party_identity_missing", ("idcard", writ), f"公民身份号码{wrong}校验位不符", (wrong,))


def _misprinted(number: str) -> str:
    """A number with one wrong figure before its check digit."""
    at = next(at for at in range(16, 1, -1) if number[at].isdigit())
    return f"{number[:at]}{(int(number[at]) + 1) % 10}{number[at + 1 :]}"


@defect("invest.party_identity_missing", "party", fits=having("agent"))
def no_authority(case: Case, rng: Random) -> Planted:
    """Somebody acts as the party's agent without authority in the dossier."""
    case.absent.add("authorization")
    name = case.signer.name
    return Planted("invest.party_identity_missing", ("inquiry",), f"{name}以委托代理人身份接受询问，卷内没有授权委托书", (name,))


# ---- the evidence

_WITNESSED = ("seizure", "preserve", "sampling", "correction", "monitored")  # these leave evidence of their own


@defect("invest.only_party_statement", "scene", "second", "copies", "decision", "report", fits=having(without=_WITNESSED))
def nothing_but_the_party(case: Case, rng: Random) -> Planted:
    """Nothing but what the party said, in the lists of evidence and in the dossier."""
    case.absent |= {"scene", "photos", "av", "second", *(f"copies{number or ''}" for number in range(len(case.scenario.copies)))}
    proofs = (case.scenario.proofs[0], "{on_inquiry}" + f"对{case.signer.name}的询问笔录，证明当事人承认违法事实")
    case.scenario = replace(case.scenario, proofs=proofs, second=(), facts=tuple(map(_unseen, case.scenario.facts)))
    case.second = None
    case.edit("report", _reported_by_the_party)
    case.edit("filing", reworded(f"执法人员{case.officers[0].name}、{case.officers[1].name}依法进行检查，发现", "经电话核实，"))
    return Planted(
        "invest.only_party_statement",
        ("decision",),
        "认定违法事实的证据只有当事人的询问笔录",
        tolerated=("archive.required_docs_missing", "invest.inquiry_record_missing", "invest.rights_not_told_first_contact"),
    )


@defect("invest.only_party_statement", "decision", "report", "proofs", fits=ordinary)
def only_the_party_listed(case: Case, rng: Random) -> Planted:
    """The lists of evidence in report and decision name nothing but what the party said, whatever else was gathered."""
    proofs = (case.scenario.proofs[0], "{on_inquiry}" + f"对{case.signer.name}的询问笔录，证明当事人承认违法事实")
    case.scenario = replace(case.scenario, proofs=proofs)
    return Planted("invest.only_party_statement", ("report", "decision"), "调查报告、决定书的证据清单只列当事人的询问笔录")


def _unseen(text: str) -> str:
    """Facts without the inspection."""
    return re.sub(r"本机关(?:再次)?检查(?:发现)?，?|被本机关检查发现|检查发现", "", text)


def _reported_by_the_party(writ: Writ) -> Writ:
    """The report without the inspection."""
    blocks = []
    for block in writ.blocks:
        if isinstance(block, Para) and "进行检查并制作笔录" in block.text:
            block = replace(block, text="。".join(part for part in block.text.split("。") if "进行检查并制作笔录" not in part))
        blocks.append(block)
    return replace(writ, blocks=blocks)


def _copied(case: Case) -> bool:
    """Whether a copy of the party's papers is in the dossier."""
    return ordinary(case) and any(not giver.startswith(("{one}", "{two}")) for _, giver in case.scenario.copies)


def _a_copy(case: Case) -> str:
    """The key of the first such copy."""
    own = next(number for number, (_, giver) in enumerate(case.scenario.copies) if not giver.startswith(("{one}", "{two}")))
    return f"copies{own or ''}"


@defect("invest.copy_or_edata_uncertified", "copies", fits=_copied)
def not_compared(case: Case, rng: Random) -> Planted:
    """A copy without a word that it agrees with the original."""
    key = _a_copy(case)
    case.edit(key, without("说明："))
    case.edit(key, reworded("复印，与原件核对", "复印"))
    return Planted("invest.copy_or_edata_uncertified", (key,), "复印件未注明与原件核对一致")


@defect("invest.copy_or_edata_uncertified", "copies", fits=_copied)
def of_unknown_origin(case: Case, rng: Random) -> Planted:
    """A copy that says neither whence it came nor who gave it."""
    key = _a_copy(case)
    case.edit(key, without("证据来源", "提供人（签名）"))
    case.edit(key, reworded("，原件由提供人保存", ""))
    return Planted("invest.copy_or_edata_uncertified", (key,), "复印件未注明出处，没有提供人签名")


@defect("invest.copy_or_edata_uncertified", "photos", fits=lambda case: True)
def photographer_unknown(case: Case, rng: Random) -> Planted:
    """Photographs that do not say who took them."""
    case.edit("photos", without("拍摄人"))
    return Planted("invest.copy_or_edata_uncertified", ("photos",), "现场照片未注明拍摄人")


@defect("invest.copy_or_edata_uncertified", "party", fits=lambda case: ordinary(case) and not case.party.citizen)
def licence_not_compared(case: Case, rng: Random) -> Planted:
    """A copy of the licence that nobody compared."""
    case.edit("license", without("本复印件由我提供", "核对人"))
    return Planted("invest.copy_or_edata_uncertified", ("license",), "营业执照复印件未注明与原件一致，没有提供人签名和日期")


# ---- what the decision finds


def _says_day(case: Case) -> bool:
    """Whether the facts give the day of the inspection."""
    return ordinary(case) and any(re.search(r"\{scene\}[，,]?[^。；，]{0,14}检查", text) for text in case.scenario.facts)


def _found_otherwise(case: Case, name: str, value: object) -> None:
    """The facts that report, notice and decision tell give another ``value`` for the placeholder ``name``."""
    case.scenario = replace(case.scenario, facts=tuple(text.replace(f"{{{name}}}", str(value)) for text in case.scenario.facts))


@defect("decision.fact_conflicts_evidence", "decision", "scene", fits=_says_day)
def other_day_of_inspection(case: Case, rng: Random) -> Planted:
    """What is found is dated otherwise than the record of the inspection."""
    wrong = chinese(_free_day(case, "scene", rng))
    _found_otherwise(case, "scene", wrong)
    return Planted(
        "decision.fact_conflicts_evidence",
        ("scene", "decision"),
        f"决定书称{wrong}检查，现场笔录日期为{case.on('scene')}",
        (wrong,),
    )


def _free_day(case: Case, key: str, rng: Random) -> date:
    """A working day shortly before or after day ``key`` on which nothing else happened."""
    taken = set(case.dates.values())
    days = [move(case.dates[key], steps) for move in (before, after) for steps in (3, 5, 6)]
    return rng.choice([day for day in days if day not in taken] or days)


def _lists_inquiry(case: Case) -> bool:
    """Whether the list of evidence gives the day of the party's record."""
    return ordinary(case) and any(text.startswith("{on_inquiry}对") for text in case.scenario.proofs)


@defect("decision.fact_conflicts_evidence", "decision", "inquiry", fits=_lists_inquiry)
def other_day_of_record(case: Case, rng: Random) -> Planted:
    """The decision lists the record of questioning under another day."""
    wrong = chinese(_free_day(case, "inquiry", rng))
    case.edit("decision", reworded(f"{case.on('inquiry')}对", f"{wrong}对"))
    return Planted(
        "decision.fact_conflicts_evidence",
        ("inquiry", "decision"),
        f"决定书所列询问笔录日期为{wrong}，该笔录日期为{case.on('inquiry')}",
        (wrong,),
    )


_UNITS = ("只", "台", "个", "件", "瓶", "箱", "袋", "包", "吨", "条", "支")


def _counted(case: Case) -> list[str]:
    """The numbers that the facts and the record of the inspection both give with a unit, and on which no amount rests."""
    scenario = case.scenario
    parts = {part.rstrip("+") for pair in scenario.products.values() for part in pair}
    facts, scene = "".join(scenario.facts), "".join(scenario.scene)
    return [
        name
        for name in scenario.numbers
        if name not in parts
        and name != scenario.fine.base
        and any(f"{{{name}}}{unit}" in facts and f"{{{name}}}{unit}" in scene for unit in _UNITS)
        and not any(f"{{{name}}}" in ruling for ruling in scenario.rulings)
    ]


@defect("decision.fact_conflicts_evidence", "decision", "scene", fits=lambda case: ordinary(case) and bool(_counted(case)))
def other_number(case: Case, rng: Random) -> Planted:
    """What is found is counted otherwise than in the record of the inspection."""
    name = rng.choice(_counted(case))
    right = case.numbers[name]
    wrong = right + rng.choice((4, 6))
    _found_otherwise(case, name, wrong)
    return Planted("decision.fact_conflicts_evidence", ("scene", "decision"), f"决定书认定数量{wrong}，现场笔录为{right}", (str(wrong),))


def _numbered_house(case: Case) -> bool:
    """Whether the facts name the house of the scene."""
    return ordinary(case) and bool(re.search(r"\d+号", case.scenario_place)) and any("{place}" in text for text in case.scenario.facts)


@defect("decision.fact_conflicts_evidence", "decision", "scene", fits=_numbered_house)
def other_house(case: Case, rng: Random) -> Planted:
    """What is found is placed in another house of the street."""
    right = int(re.findall(r"(\d+)号", case.scenario_place)[-1])
    wrong = right + rng.choice((11, 20, 36))
    _found_otherwise(case, "place", case.scenario_place.replace(f"{right}号", f"{wrong}号"))
    return Planted(
        "decision.fact_conflicts_evidence", ("scene", "decision"), f"决定书认定地点为{wrong}号，现场笔录为{right}号", (f"{wrong}号",)
    )


PROOF_DEFECTS = tuple(DEFECTS[_BEFORE:])
