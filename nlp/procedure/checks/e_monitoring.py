"""Records of electronic monitoring devices as evidence (电子技术监控, 处罚法第四十一条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_MONITOR = re.compile(
    r"电子警察|电子(?:技术)?监控|(?:不停车|动态|非现场)[^。；，]{0,10}(?:检测|称重|执法)(?!仪)|治超(?:非现场|检测)|(?:自动|系统|电子)抓拍|抓拍(?:时间|图像|图片|照片|记录|视频)"
    r"|(?:违停|闯红灯|超速|鸣笛|黑烟)[^。；，]{0,8}(?:抓拍|自动检测)|(?:油烟|扬尘|噪声)[^。；，]{0,6}(?:在线|自动)监(?:控|测)(?:设备|系统|数据)|视频巡查|卡口(?:图像|照片|数据|系统)"
)
# the party's own cameras and its own monitoring of what it discharges; the officers' recorders
_NOT_OURS = re.compile(
    r"(?:当事人|企业|单位|公司|店内|店铺|厂区|小区|物业)(?:自有|自行|自动|安装|店内)?[^。；，]{0,6}监控|执法记录仪|污染源自动(?:监控|监测)"
)
_REVIEWED = re.compile(r"审核|复核|校核|初审|复审|审验|人工确认")
_SAID_REVIEWED = re.compile(r"(?:监控|检测|记录|数据|抓拍|视频|图像|资料)(?![^。；]{0,15}(?:法制|案件|送|报))[^。；]{0,15}(?:审核|复核)")
_PAPERS = re.compile(
    r"检定(?:合格|证书|有效|结论)|经(?:依法)?检定|校准证书|计量检定|(?:设置|点位|地点)[^。；]{0,16}(?:公布|公告|公示)|(?:公布|公告|公示)[^。；]{0,16}(?:点位|设置地点)"
    r"|法制和技术审核|技术审核"
)
_OF_DEVICE = re.compile(r"检定|审核|公告|公示|告知|通知|短信")  # titles of papers about a device or its record, which are no records
_VALID_UNTIL = re.compile(r"有效期[^。；\d]{0,6}(?:至|到|截止)?[：:]?$")
_TESTED = re.compile(r"检定日期[：:]?$")
_REASONED = ("penalty_decision", "investigation_report", "prior_notice", "decision_approval")
_INFORMED = re.compile(r"(?:短信|电话|平台|APP|网站|系统推送)[^。；]{0,20}(?:告知|通知|推送|提示)")


@dataclass(frozen=True, slots=True)
class _Record:
    """One record of a device: the writ, its number, when it recorded."""

    writ: Writ
    device: str
    captured: Dated | None
    mark: Evidence

    @property
    def named(self) -> str:
        """The record as messages name it."""
        return f"《{self.writ.title}》（第{self.mark.page}页）"


@check("invest.e_monitoring")
def e_monitoring(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Every record of a device that the case rests on: its device verified, its content reviewed, the party told in time."""
    records = list(_records(case))
    if not records:
        return not_applicable("没有以电子技术监控设备的记录作为证据")
    return [outcome for record in records for outcome in _judged(case, record)]


def _records(case: CaseFile) -> Iterator[_Record]:
    """The records, where the decision (or another writ that reasons) uses them."""
    used = [hit for type in _REASONED for hit in case.mentions(type, _MONITOR)]
    if not used:
        return
    for writ in case.writs("evidence_material"):
        text = case.squeezed(writ).text
        if not _MONITOR.search(text) or _NOT_OURS.search(text) or _OF_DEVICE.search(writ.title):
            continue
        captured = case.date(writ, "captured_at")
        if not isinstance(captured, Dated):
            captured = case.date(writ)
        number = writ.get("device_id")
        mark = case.evidence(f"《{writ.title}》", field=number if number.state == "value" else None, writ=writ)
        yield _Record(writ, "".join(number.text.split()), captured if isinstance(captured, Dated) else None, mark)


def _judged(case: CaseFile, record: _Record) -> Iterator[Outcome]:
    yield _reviewed(case, record)
    yield from _verified(case, record)
    yield from _informed(case, record)


def _day(case: CaseFile, record: _Record) -> date | None:
    return record.captured.value if record.captured else case.decision_date


def _reviewed(case: CaseFile, record: _Record) -> Outcome:
    """第二款: the agency reviews what a device recorded; the review of the case is another."""
    field = record.writ.get("reviewer")
    said = [] if field.state == "empty" else case.mentions(record.writ, _REVIEWED, drop_negation=True)
    sheets = [writ for writ in case.writs("evidence_material") if "审核" in writ.title and writ.get("reviewer").state != "empty"]
    said += case.mentions(sheets, _REVIEWED, drop_negation=True)
    for type in ("investigation_report", "penalty_decision"):
        said += case.mentions(type, _SAID_REVIEWED, drop_negation=True)
    if said:
        return met("监控记录的内容经过审核", (case.cite("审核监控记录", said[0]),))
    if case.gaps or not case.readable(record.writ):
        return unknown(f"{record.named}未见审核，{'；'.join(case.gaps) or '有未能识别的内容'}", evidence=(record.mark,))
    used = next(hit for type in _REASONED for hit in case.mentions(type, _MONITOR))
    where = case.cite("用作证据", used)
    return breach(
        f"疑似监控记录未经审核即作为证据：{record.named}没有审核人和审核意见，《{used.writ.title}》（第{where.page}页）用作证据，也未载明对记录内容的审核",
        on=_day(case, record),
        evidence=(record.mark, where),
        law=("APL2021",),
        confidence=0.8,
    )


def _verified(case: CaseFile, record: _Record) -> Iterator[Outcome]:
    """第一款: by the register, by a certificate in the dossier; nothing at all is a small defect, for offices keep it elsewhere."""
    known = case.local.devices
    if known and record.device:
        period = known.get(record.device)
        if period is None:
            yield breach(
                f"疑似监控设备不在本机关登记范围：{record.named}的设备编号{record.device}不在本地参数所列设备中",
                on=_day(case, record),
                evidence=(record.mark,),
                law=("APL2021",),
            )
        elif record.captured and not period[0] <= record.captured.value <= period[1]:
            yield _out_of_date(record, record.captured, f"设备{record.device}的检定有效期为{zh(period[0])}至{zh(period[1])}", ())
        return
    for writ in case.writs("evidence_material"):
        if "检定" in writ.title and record.captured:
            yield from _certificate(case, writ, record, record.captured)
    if not _papers(case) and not case.gaps:
        yield breach(
            f"疑似监控设备材料缺失：{record.named}作为证据，卷内未见设备检定、设置地点公布、法制和技术审核材料；由机关统一保存的，请调取核实",
            on=_day(case, record),
            severity="minor",
            evidence=(record.mark,),
            law=("APL2021",),
            confidence=0.7,
        )


def _certificate(case: CaseFile, writ: Writ, record: _Record, captured: Dated) -> Iterator[Outcome]:
    """A certificate whose time had run out, or that was made afterwards."""
    text = case.squeezed(writ).text
    for one in find_dates(text):
        before = text[max(0, one.start - 14) : one.start]
        mark = quoted(case, writ, "检定有效期", one.start, one.end)
        if _VALID_UNTIL.search(before) and captured.value > one.value:
            yield _out_of_date(record, captured, f"《{writ.title}》（第{mark.page}页）的有效期至{zh(one.value)}", (mark,))
        if _TESTED.search(before) and captured.value < one.value:
            yield _out_of_date(record, captured, f"《{writ.title}》（第{mark.page}页）的检定日期为{zh(one.value)}", (mark,))


def _out_of_date(record: _Record, captured: Dated, said: str, marks: tuple[Evidence, ...]) -> Outcome:
    return breach(
        f"疑似监控设备未在检定有效期内：{record.named}记录于{captured.text}，{said}",
        on=captured.value,
        evidence=(captured.evidence, *marks),
        law=("APL2021",),
    )


def _papers(case: CaseFile) -> bool:
    """Whether anything tells of the device's verification, of its published place, or of its legal and technical review."""
    writs = [writ for writ in case.dossier.writs if writ.type not in ("inquiry_record", "statement_doc", "dossier_binding")]
    return bool(case.mentions(writs, _PAPERS, drop_negation=True, drop_citations=True))


def _informed(case: CaseFile, record: _Record) -> Iterator[Outcome]:
    """第三款: the party is told in time, by what the office has settled as such."""
    allowed, captured = case.settled.inform_days, record.captured
    if allowed is None or captured is None or case.mentions(case.dossier.writs, _INFORMED):
        return
    known = [day for writ in case.writs("inquiry_record") if isinstance(day := case.date(writ), Dated)]
    known += [day for writ in case.notices if isinstance(day := case.served(writ).day, Dated)]
    first = min((day for day in known if day.value >= captured.value), key=lambda day: day.value, default=None)
    if first and (first.value - captured.value).days > allowed:
        yield breach(
            f"疑似未及时告知违法事实：{record.named}记录于{captured.text}，{first.text}才询问、告知当事人，超过本机关规定的{allowed}日",
            on=captured.value,
            evidence=(captured.evidence, first.evidence),
            law=("APL2021",),
        )
