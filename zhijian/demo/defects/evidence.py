"""Defects of the evidence: samples and tests, records of devices, the report of the investigation, orders to correct."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from zhijian.demo.blocks import Block, Head, Sign, Stamp, Writ
from zhijian.demo.case import Case, Planted
from zhijian.demo.days import chinese
from zhijian.demo.defects.catalogue import DEFECTS, defect, having
from zhijian.demo.edits import Edit, altered, reworded, without
from zhijian.demo.writs.monitoring import valid

_BEFORE = len(DEFECTS)
_sampled = having("sampling", without=("outside_lab",))
_tested = having("sampling")
_monitored = having("monitored")


# ---- samples


@defect("invest.sampling_procedure", "sampling", fits=_sampled)
def sample_not_signed_for(case: Case, rng: Random) -> Planted:
    """The party did not sign the record of the sample, and no note says why."""
    case.edit("sampling", altered("当事人（签名）", names=(), day=None))
    return Planted("invest.sampling_procedure", ("sampling",), "抽样记录当事人签名处空白，也没有注明拒签或者不到场")


@defect("invest.sampling_procedure", "sampling", fits=_sampled)
def sample_not_sealed(case: Case, rng: Random) -> Planted:
    """The place for the seal on the sample is empty."""
    case.edit("sampling", altered("封样情况", value=""))
    return Planted("invest.sampling_procedure", ("sampling",), "抽样记录的封样情况栏空白，样品没有加贴封条的记载")


@defect("invest.sampling_procedure", "sampling", fits=_sampled)
def sample_of_unknown_number(case: Case, rng: Random) -> Planted:
    """The record does not say how many pieces were taken."""
    case.edit("sampling", altered("抽样数量", value=""))
    return Planted("invest.sampling_procedure", ("sampling",), "抽样记录的抽样数量栏空白")


@defect("invest.sampling_procedure", "sampling", "scene", fits=having(without=("sampling",)))
def sample_without_record(case: Case, rng: Random) -> Planted:
    """The record of the inspection tells of a sample; there is nothing else of it."""
    told = rng.choice(
        (
            "执法人员从现场抽取样品2件作为物证留存。",
            "执法人员对上述物品进行了抽样取证，样品由执法人员带回。",
        )
    )
    case.scenario = replace(case.scenario, scene=(*case.scenario.scene, told))
    return Planted("invest.sampling_procedure", ("scene",), "现场笔录载明抽样取证，卷内没有抽样记录和样品清单", (told.rstrip("。"),))


# ---- tests


@defect("invest.appraisal_defect", "entrust", fits=_tested)
def test_not_commissioned(case: Case, rng: Random) -> Planted:
    """The report names the agency as client; there is no letter of commission."""
    case.absent.add("entrust")
    return Planted("invest.appraisal_defect", ("appraisal",), "报告载明受本机关委托，卷内没有委托书", (case.agency.name,))


@defect("invest.appraisal_defect", "appraisal", fits=_tested)
def laboratory_unqualified(case: Case, rng: Random) -> Planted:
    """The place for the laboratory's qualification is empty."""
    case.edit("appraisal", altered("资质", value=""))
    return Planted("invest.appraisal_defect", ("appraisal",), "报告的机构资质栏空白，也没有资质认定标志")


@defect("invest.appraisal_defect", "appraisal", fits=_tested)
def laboratory_qualification_untold(case: Case, rng: Random) -> Planted:
    """The report says nothing of a qualification."""
    case.edit("appraisal", without("资质"))
    case.edit("appraisal", reworded("本报告未加盖检验检测专用章无效", "本报告未加盖公章无效"))
    return Planted("invest.appraisal_defect", ("appraisal",), "报告没有载明机构资质，也没有资质认定标志")


@defect("invest.appraisal_defect", "appraisal", fits=_tested)
def report_not_sealed(case: Case, rng: Random) -> Planted:
    """The report bears no seal."""
    case.edit("appraisal", _unsealed)
    return Planted("invest.appraisal_defect", ("appraisal",), "报告没有加盖机构印章")


def _unsealed(writ: Writ) -> Writ:
    return replace(writ, blocks=[replace(block, sealed=False) if isinstance(block, Stamp) else block for block in writ.blocks])


@defect("invest.appraisal_defect", "result", "inquiry", "statement", fits=_tested)
def result_untold(case: Case, rng: Random) -> Planted:
    """Nobody told the party what the test had shown."""
    case.absent |= {"result", "r_result"}
    scenario = case.scenario
    case.scenario = replace(
        scenario,
        inquiry=tuple(row for row in scenario.inquiry if not re.search("报告|检验结果|监测结果", "".join(row))),
        facts=tuple(re.sub(r"(?:检验|监测)结果于[^。]*?书面告知当事人[^。]*。", "", text) for text in scenario.facts),
        proofs=tuple(re.sub(r"(?:及|、)(?:检验|监测)结果告知书送达回证|且结果已告知当事人", "", text) for text in scenario.proofs),
    )
    return Planted("invest.appraisal_defect", ("appraisal",), "检验（监测）结果没有告知当事人，卷内没有结果告知书和送达凭证")


# ---- records of devices


@defect("invest.e_monitoring", "monitor", fits=_monitored)
def record_not_reviewed(case: Case, rng: Random) -> Planted:
    """Nobody reviewed what the device had recorded."""
    case.absent.add("monitor_review")
    for label in ("审核意见", "审核人", "审核日期"):
        case.edit("monitor", altered(label, value=""))
    scenario = case.scenario
    case.scenario = replace(
        scenario,
        lead=scenario.lead.replace("记录经审核符合要求，", ""),
        proofs=tuple(text.replace("、抓拍图像及记录审核表", "和抓拍图像") for text in scenario.proofs),
    )
    return Planted("invest.e_monitoring", ("monitor", "decision"), "检测记录单的审核意见、审核人空白，未经审核即作为证据")


@defect("invest.e_monitoring", "monitor", fits=_monitored)
def device_out_of_date(case: Case, rng: Random) -> Planted:
    """The time for which the device was verified had run out."""
    days = rng.randint(3, 40)
    _, last = valid(case)
    ended = case.dates["start"] - timedelta(days=days)
    case.edit("monitor_certificate", reworded(chinese(last), chinese(ended)))
    case.edit("monitor_certificate", _tested_earlier(ended - timedelta(days=364)))
    return Planted(
        "invest.e_monitoring",
        ("monitor", "monitor_certificate"),
        f"检测设备检定有效期至{chinese(ended)}，{case.on('start')}的记录不在有效期内",
        (chinese(ended),),
    )


def _tested_earlier(day: date) -> Edit:
    def change(writ: Writ) -> Writ:
        blocks = [replace(block, day=day) if isinstance(block, Stamp) else block for block in writ.blocks]
        return altered("检定日期", value=chinese(day))(replace(writ, day=day, blocks=blocks))

    return change


@defect("invest.e_monitoring", "monitor", fits=_monitored)
def device_without_papers(case: Case, rng: Random) -> Planted:
    """Nothing tells of the device: neither its verification nor its place nor its review."""
    case.absent |= {"monitor_certificate", "monitor_notice"}
    case.edit("monitor_review", reworded("，设备是否在检定有效期内", ""))
    case.scenario = replace(case.scenario, proofs=tuple(text for text in case.scenario.proofs if "设备检定证书" not in text))
    return Planted("invest.e_monitoring", ("monitor",), "以监控设备的记录为证据，卷内没有设备检定、设置地点公布和法制、技术审核的材料")


# ---- the report of the investigation


def _market(case: Case) -> bool:
    """市监第四十八条 lists what a report tells."""
    return not case.summary and case.dept == "市场监管"


@defect("invest.investigation_report_missing", "report", fits=_market)
def report_without_proofs(case: Case, rng: Random) -> Planted:
    """The report names no evidence."""
    case.edit("report", _without_part("四、"))
    case.edit("report", reworded("本案事实清楚，证据之间能够相互印证", "本案事实清楚"))
    case.edit("report", reworded("进行检查并制作笔录", "进行检查"))
    return Planted("invest.investigation_report_missing", ("report",), "调查终结报告没有载明认定事实的证据")


@defect("invest.investigation_report_missing", "report", fits=_market)
def report_without_discretion(case: Case, rng: Random) -> Planted:
    """The report proposes an amount and does not say why this much."""
    case.edit("report", _without_part("六、"))
    return Planted("invest.investigation_report_missing", ("report",), "调查终结报告提出处罚建议，没有载明裁量的理由")


@defect("invest.investigation_report_missing", "report", fits=_market)
def report_signed_by_one(case: Case, rng: Random) -> Planted:
    """One officer signed the report of two."""
    case.edit("report", altered("办案人员", names=(case.officers[0].name,)))
    return Planted("invest.investigation_report_missing", ("report",), "调查终结报告只有一名办案人员签名")


def _without_part(number: str) -> Edit:
    """The part of a report that begins with ``number`` is left out, heading and all."""

    def change(writ: Writ) -> Writ:
        kept: list[Block] = []
        inside = False
        for block in writ.blocks:
            if isinstance(block, Head):
                inside = block.text.startswith(number)
            if not inside or isinstance(block, Sign):
                kept.append(block)
        return replace(writ, blocks=kept)

    return change


# ---- orders to correct

_MENDED = re.compile("改正|整改|复查|责令|停止|停运|停了|清理|清运|拆除|恢复|退还|召回|补办|补|停|装上|已经|现在|主动|以后|更换")


def _unmended(case: Case, *, order: bool) -> None:
    """Nothing in the case tells that the party mended anything; without ``order`` the words of the record that order it go as well."""
    scenario = case.scenario

    def plain(text: str) -> str:
        return "".join(f"{part}。" for part in text.split("。") if part and not _MENDED.search(part))

    def rows(asked: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple(row for row in asked if not _MENDED.search("".join(row)))

    case.scenario = replace(
        scenario,
        scene=scenario.scene if order else tuple(filter(None, map(plain, scenario.scene))),
        inquiry=rows(scenario.inquiry),
        second=rows(scenario.second),
        facts=tuple(filter(None, map(plain, scenario.facts))),
        proofs=tuple(text for text in scenario.proofs if not re.search("整改|复查|改正", text)),
        photos=tuple(text for text in scenario.photos if not re.search("后", text)),
        discretion="当事人的违法情节和危害后果一般，参照本机关行政处罚裁量基准，适用一般情节",
        exemption=re.sub("(?:并|且)[^，。]*(?:改正|整改)", "", scenario.exemption),
    )


def _can_stay_unmended(case: Case) -> bool:
    """Whether the case is told without what the party did afterwards."""
    told = (case.scenario.exemption, case.scenario.penalty.beside)
    without_feature = having(without=("failed_recheck", "warned", "seizure", "preserve", "statement", "hearing", "discussion"))
    if any("已按规定" in text for text in case.scenario.scene):
        return False
    return without_feature(case) and not any(re.search("停|恢复|清理", text) for text in told) and bool(case.scenario.second)


@defect("correction.missing_or_no_recheck", "correction", "notice", "report", "decision", "facts", fits=_can_stay_unmended)
def fined_and_let_go(case: Case, rng: Random) -> Planted:
    """The party is fined; nobody orders it to stop or to mend, and nothing tells that it did."""
    case.absent |= {"correction", "r_correction", "recheck"}
    _unmended(case, order=False)
    order = case.scenario.order
    case.edit("notice", reworded(f"本机关拟责令{case.addressed}{order}，并作出", "本机关拟作出"))
    case.edit("report", reworded(f"建议责令当事人{order}，并给予", "建议给予"))
    case.edit("decision", reworded(f"本机关责令当事人{order}，并决定", "本机关决定"))
    return Planted("correction.missing_or_no_recheck", ("notice", "decision"), "决定书、告知书和笔录均未责令改正，一罚了之")


@defect(
    "correction.missing_or_no_recheck",
    "correction",
    "recheck",
    "facts",
    fits=lambda case: "correction" in case.features and _can_stay_unmended(case),
)
def never_looked_again(case: Case, rng: Random) -> Planted:
    """The time to mend ran out, and nobody looked whether the order was obeyed."""
    case.absent.add("recheck")
    _unmended(case, order=True)
    return Planted(
        "correction.missing_or_no_recheck",
        ("correction", "closing"),
        f"责令于{case.on('deadline')}前改正，至结案没有复查记录、整改报告",
        (case.on("deadline"),),
    )


EVIDENCE_DEFECTS = tuple(DEFECTS[_BEFORE:])
