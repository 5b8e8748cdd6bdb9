"""处罚决定书, ordinary procedure."""

from __future__ import annotations

from zhijian.demo.blocks import Block, Para, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.writs.identity import party_fields
from zhijian.demo.writs.review import discretion, heard, proofs


def decision(case: Case) -> Writ:
    """行政处罚决定书. Each part is a set phrase that a defect may replace, or leave out by naming it in ``absent``."""
    day, scenario = case.dates["decision"], case.scenario
    blocks: list[Block] = [*party_fields(case)]
    opened = f"本机关于{case.on('filing')}对当事人涉嫌{scenario.cause}一案立案调查，现已查明："
    blocks.append(Para(case.at("decision.opened", opened)))
    blocks += [Para(case.fill(text)) for text in scenario.facts]
    if "decision.proofs" not in case.absent:
        blocks.append(Para("上述事实，有以下证据证明："))
        blocks += [Para(f"{text}。") for text in proofs(case)]
    spoken = case.at("decision.heard", heard(case))
    if spoken:
        blocks.append(Para(spoken))
    violated = case.at("decision.violated", f"当事人的上述行为违反了{case.violated}的规定，属于{scenario.cause}的违法行为。")
    blocks.append(Para(f"本机关认为，{violated}{discretion(case)}"))
    blocks.append(Para(f"综上，依据{case.penalty}的规定，本机关责令当事人{scenario.order}，并决定对当事人作出如下行政处罚："))
    penalties = case.penalties()
    if "decision.fine" in case.texts:
        penalties[-1] = case.texts["decision.fine"]
    blocks += [Para(f"{number}.{text}。") for number, text in enumerate(penalties, 1)]
    if "decision.payment" not in case.absent:
        blocks.append(Para(payment_clause(case)))
    if "decision.remedy" not in case.absent:
        blocks.append(Para(remedy_clause(case)))
    blocks.append(Para("本行政处罚决定将依法向社会公示。当事人可以在公示期限届满前依法申请信用修复。"))
    blocks.append(Stamp(case.at("decision.issuer", case.agency.name), day))
    return Writ("decision", "penalty_decision", case.title("decision"), day, case.no("罚", year=day.year), blocks=blocks)


def payment_clause(case: Case) -> str:
    """When and where to pay, and what late payment costs."""
    agency, law = case.agency, case.law
    late = case.at("decision.late_fee", law.cite(law.late_fee))
    return (
        f"当事人应当依据{law.cite(law.payment)}的规定，自收到本决定书之日起十五日内，持本决定书到{agency.bank}（户名：{agency.payee}，账号：{agency.account}）缴纳罚没款，"
        f"也可以通过电子支付系统缴纳。到期不缴纳罚款的，依据{late}的规定，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。"
    )


def remedy_clause(case: Case) -> str:
    """Reconsideration and suit."""
    remedy = case.remedy
    basis = f"依据{remedy.basis}的规定，" if remedy.basis else ""
    return (
        f"如不服本决定，{basis}可以自收到本决定书之日起{remedy.days}内向{remedy.authority}申请行政复议，也可以自收到本决定书之日起{remedy.months}内依法向{remedy.court}提起行政诉讼。"
        "行政复议、行政诉讼期间，本决定不停止执行。逾期不申请行政复议、不提起行政诉讼，又不履行本决定的，本机关将依法申请人民法院强制执行。"
    )
