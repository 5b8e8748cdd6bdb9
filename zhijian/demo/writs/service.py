"""送达回证."""

from __future__ import annotations

from zhijian.demo.blocks import Block, Field, Grid, Para, Sign, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese

# the date on which each writ is served, where that is not its own date
SERVED = {"notice": "notice_served", "decision": "served", "hearing_notice": "hearing_notice_served"}


def receipt(case: Case, key: str, served: list[Writ]) -> Writ:
    """送达回证 for ``served``; several writs may share one (合并送达)."""
    about = case.receipts[key]
    first = served[0]
    day = about.day or (case.dates[SERVED[about.of]] if about.of in SERVED else first.day)
    if day is None:
        raise ValueError(f"{key}: no date of service")
    one, two = case.officers
    printed = "" if about.undated else chinese(day)
    rows = tuple((f"《{writ.title}》{about.number or writ.number or ''}", "1", printed) for writ in served)
    direct = about.mode == "直接送达"
    place = case.party.address if direct or about.mode.startswith("邮寄") else case.at(f"{key}.place", case.party.address)
    blocks: list[Block] = [
        Field("受送达人", case.party.name),
        Field("案由", case.scenario.cause),
        Field("送达地点", place),
        Field("送达方式", about.mode),
        Grid(("送达文书名称及文号", "件数", "送达日期"), rows, (6, 1, 2.4)),
        *(Para(text, indent=False) for text in about.extra),
    ]
    if about.signer:
        blocks += [
            Sign("受送达人或者代收人（签名或盖章）：", (about.signer,), None if about.undated else day),
            Para(f"与受送达人关系：{about.relation}", indent=False),
        ]
    blocks += [Sign("送达人（签名）：", (one.name, two.name), None if about.undated else day), Field("备注", about.remark)]
    return Writ(key, "service_doc", case.title("receipt"), day, subtype="receipt", blocks=blocks)
