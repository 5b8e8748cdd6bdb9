"""涉嫌犯罪案件移送: the letter to the police, and their reply."""

from __future__ import annotations

from zhijian.demo.blocks import Field, Opinion, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.writs.review import case_name


def police(case: Case) -> str:
    """The police of the agency's county."""
    return f"{case.agency.government.removesuffix('人民政府')}公安局"


def transfer(case: Case, offence: str, attachments: str) -> Writ:
    """涉嫌犯罪案件移送书, with the head's approval and the day it was sent."""
    reported, approved, sent = (case.dates[key] for key in ("report", "transfer_approved", "transfer_sent"))
    one, two = case.officers
    return Writ(
        "transfer",
        "transfer_doc",
        "涉嫌犯罪案件移送书",
        sent,
        case.no("移送", year=sent.year),
        subtype="crime",
        blocks=[
            Para(f"{police(case)}：", indent=False),
            Para(
                f"本机关办理的{case_name(case)}，当事人的行为涉嫌{offence}，依据《行政执法机关移送涉嫌犯罪案件的规定》第三条的规定，"
                "现将该案移送你局，请依法审查，并将是否立案的结果书面告知本机关。"
            ),
            Field("报告日期", chinese(reported), True),
            Field("批准日期", chinese(approved), True),
            Field("移送日期", chinese(sent)),
            Field("附件", attachments),
            Opinion("承办人意见", "建议移送公安机关。", (one.name, two.name), reported),
            Opinion("负责人意见", "同意移送。", (case.staff.leader,), approved),
            Stamp(case.agency.name, sent),
        ],
    )


def reply(case: Case) -> Writ:
    """案件移送回执: the police do not open a case and give it back."""
    day = case.dates["transfer_back"]
    return Writ(
        "transfer_reply",
        "transfer_doc",
        "案件移送回执",
        day,
        subtype="other",
        agency_heading=False,
        blocks=[
            Para(f"{case.agency.name}：", indent=False),
            Para(
                f"你单位{case.on('transfer_sent')}移送的{case_name(case)}材料收悉。经审查，认为不构成犯罪，依法决定不予立案，"
                "现将案件材料退回，请依法处理。"
            ),
            Sign("签收人（签名）：", (case.staff.registrar,), day),
            Stamp(police(case), day),
        ],
    )
