"""Sampling by the agency itself (抽样取证): record, seal on the samples, signatures (市场监督管理行政处罚程序规定第三十一条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Writ
from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.mention import Mention
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.samplers import TELLING, by_institute, may_be_by_others
from nlp.procedure.signing import only_signer, signed

_PARTY = re.compile(r"当事人|被抽|被取证|被采|受检|被检|经营者|生产者|现场负责人|陪同|见证|确认")
_SAMPLER = re.compile(r"执法人员|办案人员|抽样人|采样人|抽样员|采样员|检查人员|民警")
# the party's absence or refusal, noted
_NOTED = re.compile(
    r"(?<!如)(?<!若)拒绝?签|拒绝在[^。；]{0,12}签|拒不[^。；]{0,6}签|(?:不|未|拒绝|无法)(?:能|予)?到场|不在(?:现)?场|下落不明|无法(?:联系|通知)"
)
# bought over the network: other rules on who signs
_BOUGHT = re.compile(r"网络购买|网购|网络抽样|电话购买|买样|拆包|截屏|录屏")
_OFFICIALS = r"(?:本局|我局|本机关|我机关|本队|我队|执法人员|办案人员|检查人员|民警)"
_THINGS = r"(?:件|个|瓶|袋|只|盒|罐|桶|份|双|台|卷|支|条|套|公斤|千克)"
_TAKEN = re.compile(
    rf"{_OFFICIALS}[^。；“]{{0,40}}?(?:抽样取证|进行了?(?:现场)?抽样|抽取了?[^。；]{{0,24}}?(?:样品|\d+{_THINGS})|(?:提取|采集)了?[^。；，]{{0,10}}样品)"
    rf"|对[^。；，]{{0,30}}?(?:予以|进行了?|实施了?)抽样取证"
)
# in the record of the inspection the officers need not be named again
_TAKEN_THERE = re.compile(
    r"抽样取证|(?:进行|予以|实施)了?(?:现场|随机)?抽样(?!检验|检测|调查)|(?:抽取|提取|采集)了?[^。；，]{0,24}?(?:样品|作为样|为检样|备样)"
)
_PLANNED = re.compile(r"(?:可以|有权|拟|将|如需|必要时|需要?|应当|建议|要求)[^。；，]{0,12}(?:抽样|抽取|提取|采集)")
_HINT = re.compile(r"抽样|抽取|取样|采样|样品")
_SEALED = re.compile(r"封条|封样|加封|密封|签封|封存|施封")
_SECTIONS = (("sample_name", "样品名称"), ("qty", "抽样数量"), ("date", "抽样日期"))
_WEIGHT: dict[Severity, int] = {"major": 1, "minor": 0}
_SURE = 0.8  # of a place that looks empty: a pale pen remains possible


@check("invest.sampling_procedure")
def sampling_procedure(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Every record of samples the agency took; where its officers took samples, that there is one."""
    records = [writ for writ in case.writs("sampling_record") if "封条" not in writ.title]
    if not records:
        return _no_record(case)
    return [_recorded(case, writ) for writ in records]


def _no_record(case: CaseFile) -> Outcome:
    taken = next(_own_samples(case), None)
    if taken is None:
        return not_applicable("卷内没有本机关抽样取证的记载")
    mark = case.cite("抽样取证", taken)
    said = f"第{mark.page}页载明“{taken.text}”"
    has = case.has("sampling_record")
    if has.unknown:
        return unknown(f"{said}，未见抽样记录，但{has.reason}", evidence=(mark,))
    if has.yes:
        return met("有样品封条", (mark,))
    day = case.date(taken.writ)
    return breach(
        f"疑似抽样取证没有记录：{said}，卷内未见抽样记录、抽样凭证和样品清单",
        on=day.value if isinstance(day, Dated) else case.decision_date,
        evidence=(mark,),
        absent=("sampling_record",),
        confidence=_SURE,
    )


def _own_samples(case: CaseFile) -> Iterator[Mention]:
    """Where the dossier tells that the officers took samples themselves."""
    for type in TELLING:
        for writ in case.writs(type):
            text = case.squeezed(writ).text
            if not _HINT.search(text) or may_be_by_others(text) or _BOUGHT.search(text):
                continue
            told = case.mentions(writ, _TAKEN, drop_negation=True)
            if type == "scene_record":
                told += case.mentions(writ, _TAKEN_THERE, drop_negation=True)
            yield from (hit for hit in told if not _PLANNED.search(text[max(0, hit.start - 16) : hit.end]))


def _recorded(case: CaseFile, writ: Writ) -> Outcome:
    """One record: its sections, the seal on the samples, the signatures."""
    named, text = f"《{writ.title}》（第{writ.first_page}页）", case.squeezed(writ).text
    if by_institute(case, writ):
        return not_applicable(f"{named}由承检机构抽样")
    defects = [*_blank(case, writ), *_unsealed(case, writ, text), *([] if _BOUGHT.search(text) else _unsigned(case, writ, text))]
    serious = [one for one in defects if one[0] is not None]
    if not serious:
        mark = case.evidence("抽样记录", writ=writ)
        party = signed(case, writ, _PARTY, "party_sign")
        if party.unknown and not _BOUGHT.search(text) and not _NOTED.search(text):
            return unknown(f"{named}未见其他缺陷，{party.reason}", evidence=(mark,))
        return met(f"{named}的样品、签名齐备", (mark,))
    severity: Severity = max((weight for weight, _, _ in serious if weight), key=lambda weight: _WEIGHT[weight])
    return breach(
        f"疑似抽样取证程序有缺陷：{named}{'、'.join(said for _, said, _ in defects)}",
        on=act_day(case, writ),
        severity=severity,
        evidence=tuple(mark for _, _, mark in defects),
        confidence=_SURE,
    )


def _blank(case: CaseFile, writ: Writ) -> Iterator[tuple[Severity | None, str, Evidence]]:
    for name, label in _SECTIONS:
        field = writ.get(name)
        if field.state == "empty" and case.readable(writ):
            yield "major", f"{label}栏空白", case.evidence(f"{label}栏空白", field=field, writ=writ)


def _unsealed(case: CaseFile, writ: Writ, text: str) -> Iterator[tuple[Severity | None, str, Evidence]]:
    """No word of a seal on the samples. Only 市监第三十一条 asks for one; elsewhere it is told along with another defect."""
    field = writ.get("seal_state")
    if field.state == "empty" and case.readable(writ):
        if "封条" in "".join(other.title for other in case.writs("sampling_record")):
            return
        weight: Severity | None = "major" if case.department == "市场监管" else None
        yield weight, "封样情况栏空白", case.evidence("封样情况栏空白", field=field, writ=writ)
    elif (
        field.state == "unread"
        and case.department == "市场监管"
        and not case.gaps
        and not _SEALED.search(text)
        and not case.mentions(case.dossier.writs, _SEALED, drop_citations=False)
    ):
        yield "major", "未记载对样品加贴封条", case.evidence("抽样记录", writ=writ)


def _unsigned(case: CaseFile, writ: Writ, text: str) -> Iterator[tuple[Severity | None, str, Evidence]]:
    """Nobody signed for the party and no note says why; no officer signed, or only one by what is typed."""
    if signed(case, writ, _PARTY, "party_sign").no and not _NOTED.search(text):
        yield "major", "当事人签名处空白且未注明拒签或者不到场", case.evidence("当事人签名处空白", field=writ.get("party_sign"), writ=writ)
    field = writ.get("officers_sign")
    if signed(case, writ, _SAMPLER, "officers_sign").no:
        yield "major", "抽样人员签名处空白", case.evidence("抽样人员签名处空白", field=field, writ=writ)
    elif name := only_signer(case, writ, "officers_sign"):
        yield "minor", f"只有{name}一名抽样人员签名", case.evidence("抽样人员签名", field=field, writ=writ)
