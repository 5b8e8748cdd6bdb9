"""立案: where the case came from, and the leader's approval to open it."""

from __future__ import annotations

from zhijian.demo.blocks import Block, Field, Opinion, Writ
from zhijian.demo.case import Case
from zhijian.demo.writs.identity import party_fields


def source(case: Case) -> Writ:
    """案件来源登记表."""
    day = case.dates["source"]
    return Writ(
        "source",
        "case_source",
        case.title("source"),
        day,
        case.no("源", year=day.year),
        blocks=[
            Field("案件来源", case.scenario.channel, True),
            Field("登记时间", case.on("source"), True),
            Field("案由", f"涉嫌{case.scenario.cause}"),
            Field("当事人", case.party.name),
            Field("地址", case.party.address),
            Field("案源内容", case.fill(case.scenario.lead)),
            Field("登记人", case.staff.registrar),
            Opinion("处理意见", f"请{case.agency.unit}安排两名执法人员核查。", (case.staff.unit_head,), day),
        ],
    )


def filing(case: Case) -> Writ:
    """立案审批表; the leader's box stays empty where ``unsigned`` says so."""
    day = case.dates["filing"]
    one, two = case.officers
    scenario = case.scenario
    unsigned = "filing" in case.unsigned
    blocks: list[Block] = [
        Field("案件来源", scenario.channel),
        Field("案由", f"涉嫌{scenario.cause}"),
        *party_fields(case),
        Field(
            "简要案情",
            f"{case.fill(scenario.lead)}{case.on('scene')}，执法人员{one.name}、{two.name}依法进行检查，发现当事人涉嫌{scenario.cause}，遂固定了相关证据。",
        ),
        Field("办案人员", f"{one.name}、{two.name}"),
        Opinion(
            "承办人意见",
            f"当事人的行为涉嫌违反{case.violated}的规定，属于本机关管辖，符合立案条件，建议立案调查，由{one.name}、{two.name}承办。",
            (one.name, two.name),
            day,
        ),
        Opinion("办案机构负责人意见", "经审查，拟同意立案。", (case.staff.unit_head,), day),
        Opinion("负责人意见", "", (), None)
        if unsigned
        else Opinion("负责人意见", "同意立案。", (case.at("filing.leader", case.staff.leader),), day),
    ]
    return Writ("filing", "filing_approval", case.title("filing"), day, case.no("立"), blocks=blocks)
