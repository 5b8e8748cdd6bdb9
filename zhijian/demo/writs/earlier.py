"""A decision that another office had taken on the same facts, as the party hands it in."""

from __future__ import annotations

from zhijian.demo.blocks import Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import after
from zhijian.demo.money import both
from zhijian.demo.writs.identity import party_fields


def earlier_decision(case: Case, office: str, number: str, fine: int) -> Writ:
    """行政处罚决定书 of ``office`` on the facts of this case, with a fine."""
    day = after(case.dates["scene"], 6)
    remedy = case.remedy
    return Writ(
        "earlier",
        "penalty_decision",
        "行政处罚决定书",
        day,
        number,
        agency_heading=False,
        blocks=[
            *party_fields(case),
            Para("经查明："),
            *(Para(case.fill(text)) for text in case.scenario.facts),
            Para("上述事实，有现场照片、询问笔录等证据证明。"),
            Para(f"上述行为违反了{case.violated}的规定。依据{case.penalty}的规定，决定对当事人作出如下行政处罚：罚款人民币{both(fine)}。"),
            Para(
                f"当事人应当自收到本决定书之日起十五日内到{case.agency.bank}缴纳罚款。到期不缴纳的，每日按罚款数额的百分之三加处罚款。"
                f"如不服本决定，可以自收到本决定书之日起{remedy.days}内向{remedy.authority}申请行政复议，"
                f"也可以自收到本决定书之日起{remedy.months}内依法向{remedy.court}提起行政诉讼。"
            ),
            Stamp(office, day),
            Sign("当事人签收：", (case.signer.name,), after(day, 1)),
        ],
    )
