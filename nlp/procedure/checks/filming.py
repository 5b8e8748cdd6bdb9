"""Acts that must be on film (处罚法第四十七条; 市场监督管理行政处罚程序规定第四十四条; 广东省行政执法全过程记录办法第十四条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.dossier import Writ
from nlp.facts.dates import find_dates, find_time_ranges
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Severity
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_PICTURE = re.compile(r"照片|相片|录像|视频|影像|光盘|录音|音像")
_SAID = re.compile(
    r"录像|录音|摄像|执法记录仪|音像|拍照|拍摄|照片|光盘|索引号|(?:设备|记录仪)(?:故障|损坏|没电)|电量不足|存储空间不足|无法(?:继续)?记录"
)
_DEMOLISHED = re.compile(r"(?:实施|依法|组织|予以|进行)[^。；，]{0,6}强制拆除(?!的?(?:申请|决定|催告|规定))")
_POSTED = re.compile(r"张贴")
_FILMED_BY_LAW = "广东"
_WITHOUT_BREAK = ("GD_REC2021:第十四条",)
_LAW = ("APL2021", "SAMR_PROC", *_WITHOUT_BREAK)
_SCENE, _HEARING, _LEFT, _POST = "现场检查", "听证", "留置送达", "公告送达"


@dataclass(frozen=True, slots=True)
class _Act:
    """One act that should be on film, and the writ that tells of it."""

    what: str
    writ: Writ
    day: date | None
    weight: Severity


@check("record.av_missing")
def av_missing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Seizures, demolitions and posted notices are filmed; in Guangdong, or where the office has settled it, more than that."""
    acts = list(_acts(case))
    if not acts:
        return not_applicable("卷内没有查封扣押、强制拆除、张贴公告等应当音像记录的活动")
    outcomes: list[Outcome] = [*_too_short(case, rule)]
    for act in acts:
        if _filmed(case, act):
            continue
        mark = case.evidence(act.what, writ=act.writ)
        said = f"{zh(act.day) if act.day else ''}{act.what}（第{mark.page}页）"
        there = case.has("av_record")
        if there.unknown:
            if act.weight != "info":
                outcomes.append(unknown(f"{said}未见音像记录，但{there.reason}", evidence=(mark,)))
            continue
        message = f"疑似缺音像记录：{said}，卷内没有与之对应的音像资料、照片或者平台存储编号"
        absent = () if there.yes else ("av_record",)
        on = act.day or case.decision_date
        outcomes.append(breach(message, on=on, severity=act.weight, evidence=(mark,), absent=absent, law=_LAW))
    return outcomes or met("应当音像记录的活动有音像资料或者照片")


def _acts(case: CaseFile) -> Iterator[_Act]:
    for writ in case.writs("seizure_doc", "decision"):
        if "审批" not in writ.title:
            yield _Act("查封扣押", writ, _day(case, writ), "minor")
    for writ in (*case.writs("scene_record"), *case.writs("enforcement_doc", "record")):
        if case.mentions(writ, _DEMOLISHED, drop_negation=True):
            yield _Act("强制拆除", writ, _day(case, writ), "minor")
    for writ in case.writs("service_doc", "announcement"):
        if case.mentions(writ, _POSTED):
            yield _Act("张贴公告送达", writ, _day(case, writ), "minor")
    required = case.settled.av_required or ()
    everything = (case.region or "").startswith(_FILMED_BY_LAW)
    for writ in case.writs("scene_record"):
        if everything or _SCENE in required:
            yield _Act(_SCENE, writ, _day(case, writ), "minor")
        elif case.department == "市场监管":
            yield _Act(_SCENE, writ, _day(case, writ), "info")
    for writ in case.writs("hearing_doc", "record") if everything or _HEARING in required else ():
        yield _Act(_HEARING, writ, _day(case, writ), "minor")
    for receipt in case.receipts if everything or _LEFT in required else ():
        if receipt.mode == "留置" and not re.search(r"见证人[（(]?(?:签名|签字)?[^：:]{0,6}[：:]?[\u4e00-\u9fa5]{2,4}", receipt.text):
            yield _Act(_LEFT, receipt.writ, receipt.day, "minor")


def _filmed(case: CaseFile, act: _Act) -> bool:
    """Whether the writ of the act, a record of that day, a recording or a photograph of that day shows that it was filmed."""
    own = [act.writ, *(writ for type in ("scene_record", "seizure_doc") for writ in case.writs(type) if _day(case, writ) == act.day)]
    if case.mentions(own, _SAID):
        return True
    materials = [*case.writs("av_record"), *(writ for writ in case.writs("evidence_material") if _shows(writ))]
    for writ in materials:
        days = {one.value for one in find_dates(case.squeezed(writ).text)}
        if act.day is None or not days or act.day in days:
            return True
    return False


def _shows(writ: Writ) -> bool:
    return bool(_PICTURE.search(writ.title + writ.get("form").text))


def _too_short(case: CaseFile, rule: Rule) -> Iterator[Outcome]:
    """In Guangdong a seizure is filmed without a break: a recording much shorter than the record of the spot."""
    if not (case.region or "").startswith(_FILMED_BY_LAW):
        return
    seized = {_day(case, writ) for writ in case.writs("seizure_doc", "decision")}
    for writ in case.writs("scene_record"):
        if _day(case, writ) not in seized or not (spot := find_time_ranges(case.squeezed(writ).text)):
            continue
        spent = (spot[0].value.end - spot[0].value.start).total_seconds()
        for film in case.writs("av_record"):
            shot = [one for one in find_time_ranges(case.squeezed(film).text) if one.value.start.date() == spot[0].value.start.date()]
            filmed = sum((one.value.end - one.value.start).total_seconds() for one in shot)
            if shot and spent and filmed < rule.params["av_ratio"] * spent:
                sides = (
                    quoted(case, writ, "现场笔录起止时间", spot[0].start, spot[0].end),
                    quoted(case, film, "录制起止时间", shot[0].start, shot[0].end),
                )
                message = (
                    f"疑似音像记录不完整：查封扣押现场历时{spent / 60:.0f}分钟（第{sides[0].page}页），"
                    f"录制{filmed / 60:.0f}分钟（第{sides[1].page}页），不是全过程无间断记录"
                )
                yield breach(message, on=spot[0].value.start.date(), severity="minor", evidence=sides, law=_WITHOUT_BREAK)


def _day(case: CaseFile, writ: Writ) -> date | None:
    day = case.date(writ)
    return day.value if isinstance(day, Dated) else None
