"""Records that are lawful though something ordinary is not in them: a signature, a licence, rights told elsewhere, a colleague."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from zhijian.demo.blocks import Field, Opinion, Para, Sign, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.edits import altered, behind, reworded
from zhijian.demo.near_misses.bundled import Known, Make
from zhijian.demo.people import Officer
from zhijian.demo.plan import build


def recusal_refused(identity: str, known: Known, rng: Random) -> Case:
    """The party asked for recusal when questioned; the head of the agency refused it (行政处罚法 art. 43)."""
    case = build(identity, known["gas_alarm"], rng)
    name, day = case.officers[1].name, case.dates["inquiry"]
    case.edit("inquiry", reworded("不申请回避", f"我申请{name}回避，他上次来检查时和我吵过架"))

    def answer(case: Case) -> Writ:
        reason = (
            f"{case.rep.name}以检查时发生争执为由申请{name}回避。"
            f"经查，{name}与当事人及本案没有直接利害关系，也没有其他可能影响公正执法的关系。"
        )
        return Writ(
            "recusal", "internal_approval", "回避申请审批表", day, case.no("回避"), subtype="recusal_decision",
            blocks=[
                Field("审批事项", "执法人员回避"),
                Field("当事人", case.party.name),
                Field("提请审批理由及依据", reason),
                Opinion("办案机构负责人意见", "建议驳回回避申请。", (case.staff.unit_head,), day),
                Opinion("负责人意见", f"申请理由不成立，驳回对{name}的回避申请，由办案机构告知当事人。", (case.staff.leader,), day),
            ],
        )  # fmt: skip

    case.extra["inquiry"] = [answer]
    case.near_miss = ["当事人申请执法人员回避，负责人当日审查后决定驳回，调查没有停止"]
    return case


def would_not_sign(identity: str, known: Known, rng: Random) -> Case:
    """The party would not sign the record of the inspection: noted with the reason, on film, before a witness who is a helper."""
    case = build(identity, known["food_purchase"], rng)
    witness, day = case.staff.host, case.dates["scene"]
    note = (
        f"现场负责人{case.rep.name}阅看笔录后拒绝签名，称要等家人回来再说。"
        f"执法人员邀请{case.places['street']}社区网格员{witness}到场见证，并用执法记录仪全程录像。"
    )
    case.edit("scene", behind("（以下空白）", Para(note)))
    case.edit("scene", altered("现场负责人（签名）", names=(), day=None))
    case.edit("scene", behind("现场负责人（签名）", Sign("见证人（签名）：", (witness,), day)))
    case.near_miss = ["现场笔录当事人拒绝签名，注明了原因，有见证人签名和音像记录，网格员只作见证人"]
    return case


def rights_on_a_sheet(identity: str, known: Known, rng: Random) -> Case:
    """The rights are told on a sheet of their own, which the party signed at the inspection; the record does not repeat them."""
    case = build(identity, known["product_quality"], rng)
    case.scenario = replace(case.scenario, scene=tuple(text for text in case.scenario.scene if "回避" not in text and "申辩" not in text))
    told = "你依法享有陈述、申辩的权利；认为执法人员与检查事项有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避。"
    case.edit("scene", reworded(told, "你的权利和义务见《行政执法权利义务告知书》。"))
    case.edit("scene", reworded("是否申请回避？答：已看过执法证件，清楚，不申请回避", "答：已看过执法证件，告知书也看过并签了字，清楚"))

    def sheet(case: Case) -> Writ:
        day = case.dates["scene"]
        return Writ(
            "rights", "evidence_material", "行政执法权利义务告知书", day,
            blocks=[
                Para(f"{case.party.name}：", indent=False),
                Para("在本次行政执法活动中，你（单位）依法享有下列权利：一、认为执法人员与案件有直接利害关系的，有权申请回避；二、有权进行陈述和申辩；三、有权拒绝与检查事项无关的要求。"),
                Para("你（单位）应当如实回答询问、提供材料，协助调查和检查，不得阻挠。"),
                Sign("被告知人（签名）：以上内容已阅知。", (case.signer.name,), day),
                Sign("执法人员（签名）：", tuple(officer.name for officer in case.officers), day),
            ],
        )  # fmt: skip

    case.extra["scene"] = [sheet]
    case.near_miss = ["首次取证时以单独的权利义务告知书告知了陈述申辩权和申请回避权，现场笔录不再重复"]
    return case


def two_teams(identity: str, known: Known, rng: Random) -> Case:
    """Two people are questioned at one time, each by two officers of their own."""
    case = build(identity, known["product_quality"], rng)
    prefix = case.officers[0].cert_no[:6]
    others = tuple(Officer(name, f"{prefix}{rng.randrange(10**5):05d}") for name in (case.staff.host, case.staff.clerk))
    case.on_site["second"] = others
    case.dates["second"] = case.dates["inquiry"]
    case.hours["inquiry"], case.hours["second"] = ("9时10分", "10时20分"), ("9时30分", "10时05分")
    case.near_miss = ["同一时间由两组执法人员分别询问当事人和证人，每组两人，个别进行"]
    return case


def from_the_register(identity: str, known: Known, rng: Random) -> Case:
    """No copy of the licence: the register's page, printed by the officers with its address."""
    case = build(identity, known["fumes"], rng)
    case.absent |= {"license", "idcard"}

    def page(case: Case) -> Writ:
        day, (one, two) = case.dates["inquiry"], case.officers
        rows = (
            f"名称：{case.party.name}；统一社会信用代码：{case.party.uscc}；经营者：{case.rep.name}；"
            f"成立日期：{chinese(case.party.founded)}；登记状态：存续。"
        )
        return Writ(
            "register", "evidence_material", case.title("copies"), day,
            blocks=[
                Field("证据名称", "国家企业信用信息公示系统主体登记信息"),
                Field("证据形式", "网页打印件", True),
                Field("提取时间", chinese(day), True),
                Field("证据来源", "国家企业信用信息公示系统，网址：www.gsxt.gov.cn"),
                Field("打印人", f"{one.name}、{two.name}"),
                Para(rows),
                Sign("当事人确认（签名）：", (case.signer.name,), day),
                Sign("执法人员（签名）：", (one.name, two.name), day),
            ],
        )  # fmt: skip

    case.extra["filing"] = [page]
    proofs = tuple(
        text.replace("当事人营业执照复印件、经营者身份证复印件", "国家企业信用信息公示系统登记信息打印件") for text in case.scenario.proofs
    )
    case.scenario = replace(case.scenario, proofs=proofs)
    case.near_miss = ["没有营业执照复印件，以国家企业信用信息公示系统的登记信息证明主体资格，注明网址和打印人"]
    return case


RECORDS: tuple[Make, ...] = (recusal_refused, would_not_sign, rights_on_a_sheet, two_teams, from_the_register)
