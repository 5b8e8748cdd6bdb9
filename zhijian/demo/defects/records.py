"""Defects of the records: lacking, of two people at once, copied from each other, unsigned, not filmed."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from zhijian.demo.blocks import Para
from zhijian.demo.case import Case, Planted
from zhijian.demo.defects.catalogue import DEFECTS, defect, having, ordinary
from zhijian.demo.edits import altered, behind, reworded

_BEFORE = len(DEFECTS)


def _two_asked(case: Case) -> bool:
    """Whether two people are questioned."""
    return ordinary(case) and case.second is not None


# ---- records that are lacking


@defect("invest.inquiry_record_missing", "second", fits=_two_asked)
def no_record_of_the_witness(case: Case, rng: Random) -> Planted:
    """The report tells that a witness was questioned; there is no record of it."""
    case.absent.add("second")
    name = case.second.name if case.second else ""
    return Planted("invest.inquiry_record_missing", ("report",), f"调查报告称对{name}进行询问，卷内没有{name}的询问笔录", (name,))


@defect("invest.inquiry_record_missing", "inquiry", "second", "discretion", fits=_two_asked)
def no_record_of_the_party(case: Case, rng: Random) -> Planted:
    """The party was questioned too, and only the witness's record is there."""
    case.absent.add("inquiry")
    name = case.signer.name
    return Planted(
        "invest.inquiry_record_missing", ("report", "decision"), f"调查报告、决定书称询问{name}，卷内没有{name}的询问笔录", (name,)
    )


@defect("invest.inquiry_record_missing", "scene", fits=having(without=("seizure", "preserve", "sampling", "monitored")))
def no_record_of_the_inspection(case: Case, rng: Random) -> Planted:
    """The report tells of an inspection; there is no record of it."""
    case.absent.add("scene")
    told = f"执法人员{case.officers[0].name}、{case.officers[1].name}到{case.scenario_place}进行检查并制作笔录。"
    case.edit("report", reworded(told, "执法人员到现场进行了检查，发现有关情况后当场拍照取证。"))
    return Planted(
        "invest.inquiry_record_missing",
        ("report",),
        "调查报告载明执法人员到现场进行了检查，卷内没有现场笔录",
        tolerated=("archive.required_docs_missing",),
    )


# ---- people questioned together, or copied from each other


@defect("invest.inquiry_not_individual", "inquiry", "second", fits=_two_asked)
def two_in_one_record(case: Case, rng: Random) -> Planted:
    """One record for two people, who answer and sign together."""
    name = case.signer.name
    other = case.second.name if case.second else ""
    case.edit("inquiry", altered("被询问人", value=f"{name}、{other}"))
    case.edit("inquiry", altered("被询问人（签名）", names=(name, other)))
    return Planted("invest.inquiry_not_individual", ("inquiry",), f"一份询问笔录的被询问人为{name}、{other}两人，未个别询问", (name, other))


@defect("invest.inquiry_not_individual", "inquiry", "second", fits=_two_asked, order=4)
def two_at_one_time(case: Case, rng: Random) -> Planted:
    """The same officers question both at one time and in one room."""
    case.dates["second"] = case.dates["inquiry"]
    first, other = rng.choice(
        (
            (("9时10分", "10时30分"), ("9时50分", "10时40分")),
            (("14时00分", "15时20分"), ("14时30分", "15时10分")),
        )
    )
    case.hours["inquiry"], case.hours["second"] = first, other
    return Planted(
        "invest.inquiry_not_individual",
        ("inquiry", "second"),
        f"两份询问笔录由相同执法人员制作，{case.on('inquiry')}的询问时间{first[0]}至{first[1]}与{other[0]}至{other[1]}重叠",
        (first[1], other[0]),
    )


def _told(case: Case) -> int:
    """How many characters the party answers."""
    return sum(len(answer) for _, answer in case.scenario.inquiry)


@defect("invest.record_cloned", "inquiry", "second", fits=lambda case: _two_asked(case) and _told(case) >= 150)
def same_answers(case: Case, rng: Random) -> Planted:
    """The witness says what the party said, word for word."""
    case.scenario = replace(case.scenario, second=case.scenario.inquiry)
    return Planted("invest.record_cloned", ("inquiry", "second"), "两名被询问人的答复逐字相同，疑似复制粘贴")


_SYNONYMS = (("一共", "总共"), ("因为", "由于"), ("现在", "目前"), ("已经", "早就"))


@defect("invest.record_cloned", "inquiry", "second", fits=lambda case: _two_asked(case) and _told(case) >= 185)
def nearly_the_same_answers(case: Case, rng: Random) -> Planted:
    """The same with a word changed here and there, the questions in another order."""
    rows = []
    for question, answer in case.scenario.inquiry:
        for old, new in _SYNONYMS:
            answer = answer.replace(old, new)
        rows.append((f"请你讲一下，{question}", answer))
    case.scenario = replace(case.scenario, second=tuple(rows))
    return Planted("invest.record_cloned", ("inquiry", "second"), "两名被询问人的答复除个别用词外相同，疑似复制粘贴")


# ---- the record of the scene


@defect("invest.scene_record_defect", "scene", fits=ordinary)
def party_did_not_sign(case: Case, rng: Random) -> Planted:
    """The party's place is empty and nothing says why."""
    case.edit("scene", altered("现场负责人（签名）", names=(), day=None))
    return Planted("invest.scene_record_defect", ("scene",), "现场笔录当事人签名处空白，未注明原因")


@defect("invest.scene_record_defect", "scene", fits=ordinary)
def one_officer_signed(case: Case, rng: Random) -> Planted:
    """Two officers named, one signed."""
    name = case.officers[0].name
    case.edit("scene", altered("执法人员（签名）", names=(name,)))
    case.edit("scene", altered("记录人（签名）", names=(name,)))
    case.edit("scene", altered("记录人", value=name))
    return Planted("invest.scene_record_defect", ("scene",), f"现场笔录载明两名执法人员，只有{name}签名", (name,))


@defect("invest.scene_record_defect", "scene", fits=ordinary)
def no_end(case: Case, rng: Random) -> Planted:
    """When the inspection ended is not filled in."""
    begun = f"{case.on('scene')}{case.hours['scene'][0]}"
    case.edit("scene", altered("检查时间", value=f"{begun}至"))
    return Planted("invest.scene_record_defect", ("scene",), "现场笔录检查结束时间空白", (begun,))


@defect("invest.scene_record_defect", "scene", fits=having("seizure"))
def absent_party_no_witness(case: Case, rng: Random) -> Planted:
    """A seizure in the party's absence without a witness."""
    note = Para("执法人员当场予以扣押时，当事人已离开，未到场，无法签名。")
    case.edit("scene", behind("（以下空白）", note))
    case.edit("scene", altered("现场负责人（签名）", names=(), day=None))
    return Planted(
        "invest.scene_record_defect",
        ("scene",),
        "当事人不到场实施查封扣押，现场笔录没有见证人签名",
        ("未到场",),
        ("coercion.scene_procedure",),
    )


# ---- recordings


def _unfilmed(case: Case) -> None:
    """Neither recording nor photograph, nor a word on one."""
    case.absent |= {"av", "photos"}
    proofs = tuple(re.sub(r"(?:及|、)现场照片", "", text) for text in case.scenario.proofs)
    scene = (re.sub(r"[^，。；]*(?:拍照|拍摄|录像|照片)[^，。；]*[，。；]", "", text) for text in case.scenario.scene)
    case.scenario = replace(case.scenario, proofs=proofs, scene=tuple(f"{text.rstrip('，；。')}。" for text in scene if text))


@defect("record.av_missing", "av", "photos", "scene", "decision", fits=having("seizure"))
def seized_unfilmed(case: Case, rng: Random) -> Planted:
    """A seizure of which there is neither a recording nor a photograph."""
    _unfilmed(case)
    return Planted("record.av_missing", ("seizure",), "实施查封扣押，卷内没有音像记录资料、照片或者存储编号")


def _bare_inspection(case: Case) -> bool:
    """Whether a market office inspected and took nothing away."""
    return having(without=("seizure",))(case) and case.dept == "市场监管"


@defect("record.av_missing", "av", "photos", "scene", "decision", fits=_bare_inspection)
def inspected_unfilmed(case: Case, rng: Random) -> Planted:
    """An inspection of a market office without a recording or a photograph."""
    _unfilmed(case)
    return Planted("record.av_missing", ("scene",), "市场监管部门现场检查，卷内没有音像资料和照片")


RECORD_DEFECTS = tuple(DEFECTS[_BEFORE:])
