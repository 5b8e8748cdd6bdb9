"""简易程序: the decision on the spot."""

from __future__ import annotations

from zhijian.demo.blocks import Block, Field, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.writs.identity import party_fields
from zhijian.demo.writs.review import discretion


def decision(case: Case) -> Writ:
    """当场行政处罚决定书."""
    day, (_, end) = case.dates["decision"], case.hours["scene"]
    team = case.team("summary")
    law, remedy = case.law, case.remedy
    fine = case.at("decision.fine", case.penalties()[-1])
    text = (
        f"如不服本决定，应当自收到本决定书之日起{remedy.days}内先向{remedy.authority}申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内依法向{remedy.court}提起行政诉讼。"
        if remedy.first
        else f"如不服本决定，可以自收到本决定书之日起{remedy.days}内向{remedy.authority}申请行政复议，"
        f"也可以自收到本决定书之日起{remedy.months}内直接向{remedy.court}提起行政诉讼。"
    )
    basis = case.at("summary.basis", f"{case.penalty}和{law.cite(law.summary)}")
    blocks: list[Block] = [
        *party_fields(case),
        Para(f"违法事实：{case.fill(case.scenario.facts[0])}。上述事实有现场笔录、现场照片、当事人陈述等证据证明。"),
        Para(
            f"上述行为违反了{case.violated}的规定，属于{case.scenario.cause}的违法行为。{discretion(case)}依据{basis}的规定，责令当事人{case.scenario.order}，决定给予当事人以下行政处罚：{fine}。"
        ),
        Para(
            "作出本决定前，执法人员已当场口头告知当事人拟作出的行政处罚内容及事实、理由、依据，并告知其有权进行陈述和申辩。当事人未提出陈述、申辩意见。"
        ),
        Field("处罚时间", f"{chinese(day)}{end}"),
        Field("处罚地点", case.scenario_place),
        Field(
            "罚款缴纳方式和期限",
            f"自收到本决定书之日起十五日内到{case.agency.bank}缴纳，或者通过电子支付系统缴纳。到期不缴纳的，依据{law.cite(law.late_fee)}的规定，每日按罚款数额的百分之三加处罚款。",
        ),
        Para(text),
        Sign(
            "执法人员（签名及执法证号）：" + "、".join(officer.cert_no for officer in team), tuple(officer.name for officer in team), None
        ),
        Sign("本决定书已当场交付。当事人签收：", (case.signer.name,), day),
        Stamp(case.at("decision.issuer", case.agency.name), day),
        Para(f"所属机关备案：已备案  备案日期：{case.on('report_back')}  经办人：{case.staff.registrar}", indent=False),
    ]
    return Writ("summary", "summary_decision", case.title("summary"), day, case.no("当罚", year=day.year), blocks=blocks)
