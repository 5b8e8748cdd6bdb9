"""Lawful ways of taking evidence and measures that look like defects: approved afterwards, told by word, unsigned with a note."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from zhijian.demo.blocks import Opinion, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import after, chinese
from zhijian.demo.edits import altered, behind, reworded
from zhijian.demo.near_misses.bundled import Known, Make
from zhijian.demo.plan import build
from zhijian.demo.writs.monitoring import valid


def approved_the_next_day(identity: str, known: Known, rng: Random) -> Case:
    """Seized at once because it was urgent, approved within 24 hours (行政强制法 art. 19)."""
    case = build(identity, known["freight"], rng)
    while after(case.dates["scene"], 1).toordinal() != case.dates["scene"].toordinal() + 1:
        case = build(identity, known["freight"], rng)
    day = after(case.dates["scene"], 1)

    def later(writ: Writ) -> Writ:
        blocks = [replace(block, day=day) if isinstance(block, Opinion) else block for block in writ.blocks]
        return replace(writ, day=day, blocks=blocks)

    case.edit("seizure_approval", later)
    case.edit("seizure_approval", reworded("拟对涉案物品实施查封（扣押）", "情况紧急，已当场对涉案物品实施查封（扣押），现补办批准手续"))
    case.near_miss = ["情况紧急当场扣押车辆，次日上午在二十四小时内补办批准手续"]
    return case


def would_not_sign_the_list(identity: str, known: Known, rng: Random) -> Case:
    """The party would not sign the list of what was kept; a witness did, and the list says so."""
    case = build(identity, known["barbecue"], rng)
    witness = Sign("当事人拒绝签名，邀请在场人员见证。见证人（签名）：", (case.staff.host,), case.dates["scene"])
    case.edit("preserve_list", altered("上述物品", names=(), day=None))
    case.edit("preserve_list", behind("上述物品", witness))
    case.near_miss = ["先行登记保存清单当事人拒绝签名，已经注明并有见证人签名"]
    return case


def listed_in_the_decision(identity: str, known: Known, rng: Random) -> Case:
    """One vehicle, named in the decision itself; no list apart from it."""
    case = build(identity, known["freight"], rng)
    case.absent.add("goods")
    case.edit("seizure", reworded("（详见清单）", ""))
    case.edit("seizure", reworded("附件：查封（扣押）财物清单", "附件：无"))
    scene = tuple(text.replace("行政强制措施决定书和扣押清单", "列明车辆的行政强制措施决定书") for text in case.scenario.scene)
    case.scenario = replace(case.scenario, scene=scene)
    case.near_miss = ["扣押决定书列明车辆名称、数量，没有另附清单"]
    return case


def told_when_questioned(identity: str, known: Known, rng: Random) -> Case:
    """No notice of the result: the report was shown to the party when it was questioned."""
    case = build(identity, known["product_quality"], rng)
    case.absent |= {"result", "r_result"}
    scenario = case.scenario
    shown = ("现向你出示检验报告，告知你检验结论为不合格，你有无异议？", "报告看过了，没有异议，不申请复检。")
    case.scenario = replace(
        scenario,
        inquiry=(*(row for row in scenario.inquiry if "检验" not in "".join(row) or "批次检验报告" in "".join(row)), shown),
        facts=tuple(
            text.replace("检验结果于{on_result}书面告知当事人", "检验结果于{on_inquiry}询问时告知当事人") for text in scenario.facts
        ),
        proofs=tuple(
            text.replace("抽样记录、检验报告及检验结果告知书送达回证", "抽样记录、检验报告、询问笔录") for text in scenario.proofs
        ),
    )
    case.near_miss = ["没有检验结果告知书，询问时出示检验报告并告知结论"]
    return case


def reported_as_mended(identity: str, known: Known, rng: Random) -> Case:
    """Nobody looked again: the party sent its own report with photographs, and the file holds it."""
    case = build(identity, known["gas_alarm"], rng)
    case.absent.add("recheck")
    day = case.dates["deadline"]
    facts = tuple(text.replace("{on_recheck}经复查已整改到位", "于{on_deadline}提交整改报告，已整改到位") for text in case.scenario.facts)
    proofs = tuple(text.replace("整改复查意见书", "整改情况报告") for text in case.scenario.proofs)
    said = ("你们复查的时候看过", "整改报告和照片已经交给你们")
    inquiry = tuple((question, answer.replace(*said)) for question, answer in case.scenario.inquiry)
    case.scenario = replace(case.scenario, facts=facts, proofs=proofs, inquiry=inquiry, photos=case.scenario.photos[:2])

    def report(case: Case) -> Writ:
        return Writ(
            "mended", "evidence_material", "整改情况报告", day, agency_heading=False,
            blocks=[
                Para(f"{case.agency.name}：", indent=False),
                Para(f"根据{case.no('责改')}文书的要求，现已购置安装可燃气体报警装置和紧急切断阀，整改完毕，附安装照片两张。特此报告。"),
                Sign("报告人（签名）：", (case.signer.name,), day),
            ],
        )  # fmt: skip

    case.extra.setdefault("copies", []).append(report)
    case.near_miss = ["责令改正后没有复查记录，卷内有当事人的整改情况报告"]
    return case


def verified_until_that_day(identity: str, known: Known, rng: Random) -> Case:
    """The device was verified until the very day of the record."""
    case = build(identity, known["overload"], rng)
    last = case.dates["start"]
    first = last - timedelta(days=364)
    tested, ended = (chinese(day) for day in valid(case))
    case.edit("monitor_certificate", reworded(ended, chinese(last)))
    case.edit("monitor_certificate", reworded(tested, chinese(first)))

    def earlier(writ: Writ) -> Writ:
        return replace(writ, day=first, blocks=[replace(block, day=first) if isinstance(block, Stamp) else block for block in writ.blocks])

    case.edit("monitor_certificate", earlier)
    case.near_miss = ["监控记录形成于设备检定有效期的最后一日"]
    return case


EVIDENCE: tuple[Make, ...] = (
    approved_the_next_day,
    would_not_sign_the_list,
    listed_in_the_decision,
    told_when_questioned,
    reported_as_mended,
    verified_until_that_day,
)
