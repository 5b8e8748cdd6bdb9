"""Unusual ways that the law allows: of serving, of paying, of taking part."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from zhijian.demo.blocks import Field, Opinion, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import after, chinese
from zhijian.demo.near_misses.bundled import Known, Make
from zhijian.demo.plan import build
from zhijian.demo.writs.closing import payment


def left_behind(identity: str, known: Known, rng: Random) -> Case:
    """The party would not sign: left at its address, before a witness of the residents' committee, on film."""
    case = build(identity, known["gas_alarm"], rng)
    case.receipts["r_decision"] = replace(
        case.receipts["r_decision"],
        mode="留置送达",
        signer="",
        remark=f"受送达人{case.rep.name}拒绝签收，拒收事由：对处罚有意见。已邀请社区居民委员会工作人员到场见证，将决定书留置于受送达人住所，并拍照、录像记录送达过程",
        extra=(f"见证人（签名）：{case.staff.host}（{case.places['street']}社区居民委员会）  {case.on('served')}",),
    )
    case.near_miss = ["决定书留置送达，当事人拒绝签收，有居民委员会工作人员见证并拍照录像"]
    return case


def agreed_to_e_mail(identity: str, known: Known, rng: Random) -> Case:
    """Served by e-mail to a party that had agreed to it in writing."""
    case = build(identity, known["voc"], rng)
    mailbox = f"service{case.serial}@example.com"
    case.texts["address.electronic"] = f"同意，电子邮箱：{mailbox}"
    case.receipts["r_decision"] = replace(
        case.receipts["r_decision"],
        mode="电子送达（电子邮件）",
        signer="",
        extra=(f"接收电子邮箱：{mailbox}", f"系统显示到达时间：{case.on('served')}10时12分，附发送成功截图。"),
        remark="受送达人已在送达地址确认书中同意电子送达",
    )
    case.near_miss = ["决定书以电子邮件送达，送达地址确认书载明同意电子送达及邮箱地址"]
    return case


def at_once(identity: str, known: Known, rng: Random) -> Case:
    """Handed over on the day it was made (行政处罚法 art. 61)."""
    case = build(identity, known["voc"], rng)
    case.dates["served"] = case.dates["decision"]
    case.near_miss = ["决定书宣告后当场交付当事人，决定与送达同日"]
    return case


def in_instalments(identity: str, known: Known, rng: Random) -> Case:
    """Paid in two parts, as the agency had approved; closed after the second."""
    case = build(identity, known["gas_alarm"], rng)
    asked, approved = after(case.dates["served"], 2), after(case.dates["served"], 3)
    first, second = case.dates["payment"], after(case.dates["payment"], 20)
    case.shift("payment", second)
    case.dates["payment"] = second
    half = case.fine // 2

    def application(case: Case) -> Writ:
        text = f"本单位收到{case.no('罚', year=case.dates['decision'].year)}行政处罚决定书，因经营困难，申请分两期缴纳罚款，请予批准。"
        return Writ(
            "instalment_application", "payment_doc", "分期缴纳罚款申请书", asked, subtype="instalment_application", agency_heading=False,
            blocks=[Para(f"{case.agency.name}：", indent=False), Para(text), Sign("申请人（签名）：", (case.signer.name,), asked)],
        )  # fmt: skip

    def approval(case: Case) -> Writ:
        text = f"同意分两期缴纳：{chinese(first)}前缴纳{half}元，{chinese(second)}前缴纳{case.fine - half}元。"
        return Writ(
            "instalment_approval", "payment_doc", "分期缴纳罚款批准书", approved, case.no("分缴"), subtype="instalment_approval",
            blocks=[
                Field("当事人", case.party.name),
                Field("批准内容", text),
                Opinion("负责人意见", "同意。", (case.staff.leader,), approved),
                Stamp(case.agency.name, approved),
            ],
        )  # fmt: skip

    def voucher(day_key: str, amount: int, key: str) -> Writ:
        part = replace_fine(case, amount)
        part.dates = {**case.dates, "payment": first if day_key == "first" else second}
        return replace(payment(part), key=key)

    case.absent.add("payment")
    case.extra["r_decision"] = [
        application,
        approval,
        lambda case: voucher("first", half, "payment_one"),
        lambda case: voucher("second", case.fine - half, "payment_two"),
    ]
    case.near_miss = [f"罚款经批准分两期缴纳，{chinese(first)}缴{half}元，{chinese(second)}缴清，此后结案"]
    return case


def replace_fine(case: Case, amount: int) -> Case:
    """The case as one payment of it shows it."""
    return replace(case, fine=amount)


def helped_by_an_assistant(identity: str, known: Known, rng: Random) -> Case:
    """An assistant kept order beside two officers and took no part in the enforcement."""
    case = build(identity, known["barbecue"], rng)
    helper = case.staff.host
    scene = (*case.scenario.scene, f"辅助人员{helper}在现场协助维持秩序、引导行人，未参与检查和取证，检查由两名执法人员进行。")
    case.scenario = replace(case.scenario, scene=scene)
    case.near_miss = ["辅助人员在两名执法人员带领下协助维持秩序，未从事检查、取证、处罚"]
    return case


def above_is_right(identity: str, known: Known, rng: Random) -> Case:
    """An agency led from above: reconsideration lies with the one above it (行政复议法 art. 27)."""
    case = build(identity, known["tax_filing"], rng)
    case.near_miss = ["税务机关实行垂直领导，复议机关为上一级税务机关"]
    return case


MANNER: tuple[Make, ...] = (left_behind, agreed_to_e_mail, at_once, in_instalments, helped_by_an_assistant, above_is_right)
