"""不予立案: a second matter of the same clue that is not followed up."""

from __future__ import annotations

from zhijian.demo.blocks import Field, Opinion, Writ
from zhijian.demo.case import Case

MATTER = "未按规定公示证照"
GROUND = "经核查，证照当时因装修取下，现已重新悬挂，违法行为轻微并及时改正，没有造成危害后果，建议不予立案。"


def refusal(case: Case, proposal: str, *, signed: bool = True) -> Writ:
    """不予立案审批表 of the second matter; the head's box stays empty where it was not ``signed``."""
    day = case.dates["filing"]
    one, two = case.officers
    return Writ(
        "refusal",
        "no_penalty_decision",
        "不予立案审批表",
        day,
        case.no("不立", year=day.year),
        blocks=[
            Field("案由", f"涉嫌{MATTER}"),
            Field("当事人", case.party.name),
            Field("线索登记时间", case.on("source")),
            Field("简要案情", f"核查{case.party.name}有关线索时，一并发现其经营场所没有悬挂证照。"),
            Opinion("承办人意见", proposal, (one.name, two.name), day),
            Opinion("办案机构负责人意见", "拟同意。", (case.staff.unit_head,), day),
            Opinion("负责人意见", "同意不予立案。", (case.staff.leader,), day) if signed else Opinion("负责人意见", "", (), None),
        ],
    )
