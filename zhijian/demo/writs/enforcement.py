"""催告与强制执行: the demand, the application to the court, 加处罚款, 代履行 with its record."""

from __future__ import annotations

from datetime import date

from zhijian.demo.blocks import Block, Field, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.money import both
from zhijian.demo.writs.closing import money
from zhijian.demo.writs.review import case_name

_COURT = "《中华人民共和国行政强制法》第五十三条、第五十四条"


def named(case: Case) -> str:
    """The decision with its title and number."""
    return f"《{case.title('decision')}》（{case.no('罚', year=case.dates['decision'].year)}）"


def decided(case: Case) -> str:
    """The decision with its day and service."""
    return f"本机关于{case.on('decision')}作出{named(case)}，并于{case.on('served')}送达"


def demand(case: Case, opened: str = "", *, surcharge: bool = True) -> Writ:
    """催告书 before an application to the court: until when, how and how much to pay, and the right to speak up."""
    day, you, agency = case.dates["demand"], case.addressed, case.agency
    opened = opened or f"{decided(case)}{you}。{you}在法定期限内既未申请行政复议、提起行政诉讼，又未履行该决定确定的缴纳罚没款的义务。"
    owed = f"罚没款{money(case)}元" + (f"及加处罚款{case.fine}元" if surcharge else "")
    return Writ(
        "demand",
        "enforcement_doc",
        case.at("demand.title", "行政处罚决定履行催告书"),
        day,
        case.no("催", year=day.year),
        subtype="demand",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"{opened}依据《中华人民共和国行政强制法》第五十四条的规定，现催告{you}自收到本催告书之日起十日内将{owed}"
                f"缴至{agency.bank}（户名：{agency.payee}，账号：{agency.account}）。逾期仍不履行的，本机关将依法申请人民法院强制执行。"
            ),
            Para(f"{you}收到本催告书后有权进行陈述和申辩，可以在三日内向本机关提出。"),
            Para(f"联系人：{case.officers[0].name}  联系电话：{agency.phone}", indent=False),
            Stamp(agency.name, day),
        ],
    )


def application(case: Case) -> Writ:
    """强制执行申请书 to the court of the place."""
    day, agency, party = case.dates["applied"], case.agency, case.party
    demanded = f"本机关于{case.on('demand_served')}向其送达催告书，催告期满后仍不履行。" if "demand_served" in case.dates else ""
    who: list[Block] = [Field("申请人", agency.name), Field("被申请人", party.name), Field("被申请人住址", party.address)]
    if not party.citizen:
        who.append(Field(f"被申请人{case.role}", case.rep.name))
    asked = case.at("applied.late_fee", f"加处罚款人民币{both(case.fine)}")
    return Writ(
        "application",
        "enforcement_doc",
        case.at("applied.title", "强制执行申请书"),
        day,
        case.no("执申", year=day.year),
        subtype="court_application",
        blocks=[
            *who,
            Para(f"申请执行事项：1.{case.penalties()[-1]}；2.{asked}。"),
            Para(
                f"申请理由：被申请人{case.scenario.cause}一案，{decided(case)}被申请人。被申请人在法定期限内未申请行政复议，也未提起行政诉讼，又不履行该决定。"
                f"{demanded}依据{_COURT}的规定，特申请强制执行。"
            ),
            Para(f"此致\n{agency.court}", indent=False),
            Stamp(agency.name, day),
        ],
    )


def late_fee(case: Case, day: date, amount: int, told: str) -> Writ:
    """加处罚款决定书: ``amount`` on top, by ``told`` so many days."""
    return Writ(
        "late_fee",
        "enforcement_doc",
        "加处罚款决定书",
        day,
        case.no("加罚", year=day.year),
        subtype="late_fee",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"{decided(case)}{case.addressed}。{case.addressed}未在规定的期限内缴纳罚款。依据{case.law.cite(case.law.late_fee)}的规定，"
                f"每日按罚款数额的百分之三加处罚款，{told}，本机关决定对{case.addressed}加处罚款人民币{both(amount)}。"
            ),
            Stamp(case.agency.name, day),
            Sign("当事人签收：", (case.signer.name,), day),
        ],
    )


def demand_to_act(case: Case) -> Writ:
    """催告书 before the agency has a duty performed in the party's place."""
    day, you = case.dates["demand"], case.addressed
    return Writ(
        "demand",
        "enforcement_doc",
        "代履行催告书",
        day,
        case.no("催", year=day.year),
        subtype="demand",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"{decided(case)}{you}，责令{you}{case.scenario.order}。{you}至今没有履行。依据《中华人民共和国行政强制法》第三十五条的规定，"
                f"现催告{you}自收到本催告书之日起十日内自行履行。逾期不履行的，本机关将依法代履行，费用由{you}承担。"
            ),
            Para(f"{you}收到本催告书后有权进行陈述和申辩。"),
            Stamp(case.agency.name, day),
        ],
    )


def performance_order(case: Case) -> Writ:
    """代履行决定书."""
    day, you = case.dates["performance_order"], case.addressed
    return Writ(
        "performance_order",
        "enforcement_doc",
        "代履行决定书",
        day,
        case.no("代", year=day.year),
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"本机关于{case.on('demand_served')}向{you}送达催告书，{you}逾期仍未{case.scenario.order}，后果危害环境。依据《中华人民共和国行政强制法》第五十条、第五十一条的规定，"
                f"本机关决定由{case.agency.county}环境工程服务中心代履行，费用按照成本合理确定，预算二千元，由{you}承担。"
            ),
            Para(
                f"如不服本决定，可以自收到本决定书之日起六十日内向{case.remedy.authority}申请行政复议，"
                f"也可以自收到本决定书之日起六个月内依法向{case.remedy.court}提起行政诉讼。"
            ),
            Stamp(case.agency.name, day),
        ],
    )


def performance(case: Case, hours: str, course: str) -> Writ:
    """代履行现场笔录 on the day of the performance, between ``hours``."""
    day, (one, two) = case.dates["performance"], case.officers
    return Writ(
        "performance",
        "enforcement_doc",
        "代履行现场笔录",
        day,
        subtype="record",
        blocks=[
            Field("案件名称", case_name(case)),
            Field("代履行时间", f"{chinese(day)}{hours}"),
            Field("代履行地点", case.scenario_place),
            Field("执法人员", f"{one.name}（{one.cert_no}）、{two.name}（{two.cert_no}）"),
            Para(course),
            Sign("当事人（签名）：", (case.signer.name,), day),
            Sign("执法人员（签名）：", (one.name, two.name), day),
        ],
    )
