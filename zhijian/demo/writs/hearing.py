"""听证: request, notice seven working days ahead, record, report."""

from __future__ import annotations

from zhijian.demo.blocks import Field, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.writs.review import case_name, notice_title


def place(case: Case) -> str:
    """Where the hearing is."""
    return f"{case.agency.name}一楼听证室"


def request(case: Case) -> Writ:
    """听证申请书 by the party's agent."""
    told = f"我单位于{case.on('notice_served')}收到{case.no('罚告')}《{notice_title(case)}》，{case.scenario.plea}，特申请举行听证。"
    return _request(case, told, "申请人代理人（签名）：", Field("委托代理人", case.signer.name))


def plain_request(case: Case) -> Writ:
    """听证申请书 of a party without an agent, in a few words."""
    we = "我" if case.party.citizen else "我单位"
    received = f"{we}于{case.on('notice_served')}收到{case.no('罚告')}《{notice_title(case)}》"
    told = f"{received}，对拟处罚的数额有意见，现依法要求举行听证，请予安排。"
    return _request(case, told, "申请人（签名）：")


def _request(case: Case, told: str, signed: str, *agent: Field) -> Writ:
    day = case.dates["hearing_request"]
    return Writ(
        "hearing_request",
        "hearing_doc",
        case.title("hearing_request"),
        day,
        subtype="request",
        agency_heading=False,
        blocks=[
            Para(f"{case.agency.name}：", indent=False),
            Para(told),
            Field("申请人", case.party.name),
            *agent,
            Field("申请日期", chinese(day)),
            Sign(signed, (case.signer.name,), day),
        ],
    )


def withdrawal(case: Case) -> Writ:
    """撤回听证申请书."""
    day, we = case.dates["hearing_withdrawn"], "我" if case.party.citizen else "我单位"
    return Writ(
        "hearing_withdrawal",
        "hearing_doc",
        "撤回听证申请书",
        day,
        subtype="withdrawal",
        agency_heading=False,
        blocks=[
            Para(f"{case.agency.name}：", indent=False),
            Para(f"{we}于{case.on('hearing_request')}提出听证申请，经考虑，对拟作出的处罚没有异议，自愿撤回听证申请。"),
            Field("申请人", case.party.name),
            Sign("申请人（签名）：", (case.signer.name,), day),
        ],
    )


def notice(case: Case) -> Writ:
    """听证通知书."""
    day = case.dates["hearing_notice"]
    return Writ(
        "hearing_notice",
        "hearing_doc",
        case.title("hearing_notice"),
        day,
        case.no("听通"),
        subtype="notice",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"根据你单位{case.on('hearing_request')}提出的听证申请，本机关决定于{case.on('hearing')}{case.hours['hearing'][0]}在{place(case)}公开举行{case_name(case)}听证会。"
                f"听证主持人：{case.staff.host}，记录员：{case.staff.clerk}。你单位可以由法定代表人参加，也可以委托一至二人代理；认为主持人、记录员与本案有直接利害关系的，有权申请回避。"
                "请携带身份证件和证据材料按时到场，无正当理由拒不出席的，视为放弃听证权利。组织听证不收取费用。"
            ),
            Stamp(case.agency.name, day),
        ],
    )


def record(case: Case) -> Writ:
    """听证笔录."""
    day, (one, two), staff = case.dates["hearing"], case.officers, case.staff
    start, end = case.hours["hearing"]
    proposed = "；".join(case.penalties(case.notice_fine))
    return Writ(
        "hearing",
        "hearing_doc",
        case.title("hearing"),
        day,
        subtype="record",
        blocks=[
            Field("案件名称", case_name(case)),
            Field("听证时间", f"{chinese(day)}{start}至{end}"),
            Field("听证地点", place(case)),
            Field("主持人", staff.host, True),
            Field("记录员", staff.clerk, True),
            Field("申请人", case.party.name),
            Field("委托代理人", case.signer.name),
            Field("案件调查人员", f"{one.name}、{two.name}"),
            Para("主持人宣布听证纪律，核对参加人身份，告知听证参加人的权利义务，询问是否申请回避。申请人代理人：听清楚了，不申请回避。"),
            Para(
                f"调查人员{one.name}：{case.fill(case.scenario.facts[0])}上述行为违反了{case.violated}的规定，依据{case.penalty}的规定，建议{proposed}。"
            ),
            Para(f"申请人代理人{case.signer.name}：对违法事实没有异议。{case.scenario.plea}。"),
            Para(f"调查人员{two.name}：{case.scenario.answer}。"),
            Para(
                "主持人组织双方对证据逐一出示、质证。申请人代理人对营业执照、现场笔录、询问笔录和费用凭证的真实性、合法性、关联性均无异议。"
            ),
            Para("最后陈述。申请人代理人：请求减少罚款。调查人员：坚持处罚建议。主持人宣布听证结束。"),
            Sign("申请人代理人（签名）：笔录核对无误。", (case.signer.name,), day),
            Sign("调查人员（签名）：", (one.name, two.name), day),
            Sign("主持人、记录员（签名）：", (staff.host, staff.clerk), day),
        ],
    )


def report(case: Case) -> Writ:
    """听证报告."""
    day, staff = case.dates["hearing_report"], case.staff
    return Writ(
        "hearing_report",
        "hearing_doc",
        case.title("hearing_report"),
        day,
        subtype="report",
        blocks=[
            Field("案件名称", case_name(case)),
            Field("听证时间", case.on("hearing")),
            Field("主持人", staff.host),
            Para(f"听证基本情况：听证会于{case.on('hearing')}公开举行，申请人委托代理人{case.signer.name}、案件调查人员到会，程序合法。"),
            Para(f"申请人的主要意见：{case.scenario.plea}。"),
            Para(f"听证意见：调查人员认定的事实清楚、证据充分，适用法律正确。{case.scenario.answer}。建议维持拟作出的处罚意见。"),
            Sign("主持人（签名）：", (staff.host,), day),
        ],
    )
