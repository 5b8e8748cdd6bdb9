"""审核与决定前: report of the investigation, legal review, discussion by the leaders, approval of the decision."""

from __future__ import annotations

from zhijian.demo.blocks import Block, Field, Head, Opinion, Para, Sign, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.titles import chiefs
from zhijian.demo.writs.identity import party_fields, party_line


def case_name(case: Case) -> str:
    """案件名称."""
    return f"{case.party.name}{case.scenario.cause}案"


def discretion(case: Case) -> str:
    """Why this much: the discretion sentence, then why no waiver (行政处罚法 art. 33) where the defects leave that in."""
    parts = [case.at("discretion", case.fill(case.scenario.discretion))]
    if "exemption" not in case.absent and "old" not in case.features:
        parts.append(case.fill(case.scenario.exemption))
    return "。".join(parts) + "。"


def proofs(case: Case) -> list[str]:
    """The evidence, numbered."""
    return [f"{number}.{case.fill(text)}" for number, text in enumerate(case.scenario.proofs, 1)]


def report(case: Case) -> Writ:
    """案件调查终结报告."""
    day, (one, two), scenario = case.dates["report"], case.officers, case.scenario
    course = [
        f"{case.on('source')}，{case.fill(scenario.lead)}{case.on('scene')}，执法人员{one.name}、{two.name}到{case.scenario_place}进行检查并制作笔录。"
    ]
    if "filing" in case.dates:
        course.append(f"{case.on('filing')}，经本机关负责人批准立案调查。")
    course.append(f"{case.on('inquiry')}，对{case.signer.name}进行询问。")
    if case.second:
        course.append(f"{case.on('second')}，对{case.second.name}进行询问。")
    course.append("现已调查终结。")
    blocks: list[Block] = [
        Head("一、当事人基本情况"),
        *party_fields(case),
        Head("二、案件来源和调查经过"),
        Para("".join(course)),
        Head("三、调查认定的事实"),
        *(Para(case.fill(text)) for text in scenario.facts),
        Head("四、认定事实的主要证据"),
        *(Para(f"{text}；") for text in proofs(case)),
        Head("五、案件性质"),
        Para(
            f"当事人的上述行为违反了{case.violated}的规定，构成{scenario.cause}的违法行为，应当依法予以处罚。"
            f"本案事实清楚，证据之间能够相互印证{case.at('report.crime', '，不涉嫌犯罪')}。"
        ),
        Head("六、裁量理由"),
        Para(discretion(case)),
        Head("七、处理意见及依据"),
        Para(
            f"依据{case.penalty}“{case.penalty.words}”的规定，建议责令当事人{scenario.order}，并给予以下行政处罚："
            + "；".join(f"{number}.{text}" for number, text in enumerate(case.penalties(), 1))
            + "。"
        ),
        Sign("办案人员（签名）：", (one.name, two.name), day),
    ]
    return Writ("report", "investigation_report", case.title("report"), day, blocks=blocks)


def review(case: Case) -> Writ:
    """法制审核 or, with market offices, 案件审核."""
    day = case.dates["review"]
    opinion = case.at(
        "review.opinion",
        "经审核，本案管辖和当事人主体认定正确，事实清楚，证据充分，定性准确，适用法律、法规正确，程序合法，裁量适当，文书规范，未超越本机关法定权限，不涉嫌犯罪。",
    )
    conclusion = case.at("review.conclusion", "同意办案机构的处理意见。")
    heading = "法制审核表" if case.dept == "市场监管" and ("heavy" in case.features or "hearing" in case.features) else case.title("review")
    return Writ(
        "review",
        "legal_review",
        heading,
        day,
        case.no("审"),
        blocks=[
            Field("案件名称", case_name(case)),
            Field("当事人", case.party.name),
            Field("承办机构", case.agency.unit, True),
            Field("送审日期", chinese(max(case.dates["report"], case.dates.get("hearing_report", case.dates["report"]))), True),
            Field("拟处理意见", "；".join(case.penalties())),
            Field("审核人员", case.staff.reviewer),
            Opinion("审核意见", opinion + conclusion, (case.staff.reviewer,), day),
            Opinion("审核机构负责人意见", case.at("review.head", "同意审核意见。"), (case.staff.review_head,), day),
        ],
    )


def heard(case: Case, *, words: bool = True) -> str:
    """What the party said after the notice, and what became of it: one or two sentences for approval and decision."""
    if "notice" in case.absent:
        return ""
    told = "、听证" if tells_hearing(case) else ""
    at = f"《{notice_title(case)}》（{case.no('罚告')}）"
    day = case.dates["notice_served"]
    text = (
        f"本机关于{chinese(day)}向当事人送达{at}，告知当事人拟作出行政处罚的内容及事实、理由、依据，"
        f"并告知当事人依法享有的陈述、申辩{told}的权利。"
    )
    plea, answer = case.scenario.plea, case.scenario.answer
    if "waiver" in case.features:
        return text + f"当事人于{case.on('waiver')}书面声明放弃陈述、申辩的权利。"
    if "unheard" in case.features:
        return text + "当事人在规定期限内未提出陈述、申辩意见。"
    if "hearing" in case.features:
        request = f"当事人于{case.on('hearing_request')}申请听证，本机关于{case.on('hearing')}依法公开举行听证。"
        return text + request + (f"当事人{plea}。经复核，{answer}。" if words else "")
    if "statement" in case.features:
        return text + f"当事人于{case.on('statement')}提出陈述、申辩，{plea}。" + (f"本机关经复核认为，{answer}。" if words else "")
    return text + (f"当事人在规定期限内未提出陈述、申辩意见{'，未要求听证' if told else ''}。")


def tells_hearing(case: Case) -> bool:
    """Whether the notice tells the right to a hearing."""
    return bool(case.features & {"hearing", "hearing_told"}) and "hearing_words" not in case.absent


def notice_title(case: Case) -> str:
    """The notice's printed title."""
    return case.title("notice_hearing" if tells_hearing(case) else "notice")


def discussion(case: Case) -> Writ:
    """集体讨论记录: every leader speaks, the officers report and do not vote."""
    day, staff = case.dates["discussion"], case.staff
    leaders = (staff.leader, *staff.deputies)
    one, two = case.officers
    chief, deputy = chiefs(case.dept)
    amount = "；".join(case.penalties())
    after_hearing = "，听证后法制审核意见为同意" if "hearing" in case.features else ""
    blocks: list[Block] = [
        Field("案件名称", case_name(case)),
        Field("讨论时间", f"{chinese(day)}15时00分至16时10分"),
        Field("讨论地点", f"{case.agency.name}三楼会议室"),
        Field("主持人", f"{staff.leader}（{chief}）"),
        Field("参加人员", "、".join((f"{staff.leader}（{chief}）", *(f"{name}（{deputy}）" for name in staff.deputies)))),
        Field("列席人员", f"{staff.unit_head}（{case.agency.unit}负责人）、{staff.review_head}（法制机构负责人）"),
        Field("汇报人", f"{one.name}、{two.name}"),
        Field("记录人", staff.clerk),
        Para(f"当事人基本情况：{party_line(case)}"),
        Para(
            f"{one.name}汇报：{case.fill(case.scenario.facts[0])}调查组认为当事人的行为违反了{case.violated}的规定，依据{case.penalty}的规定，拟{amount}{after_hearing}。"
        ),
    ]
    spoken = case.at("decision.heard", heard(case))
    if spoken:
        blocks.append(Para(f"{two.name}汇报告知情况：{spoken}"))
    blocks += [
        Para(f"{staff.deputies[0]}：事实清楚，证据能够相互印证，对违法行为的定性没有意见。同意办案机构的处理意见。"),
        Para(f"{staff.deputies[1]}：{case.at('discussion.deputy', '裁量与同类案件相当，当事人的整改情况已经考虑，同意。')}"),
        Para(f"{staff.leader}：同意大家的意见。办案机构要督促当事人整改到位，按时送达决定书并做好公示。"),
        Para(f"结论意见：经集体讨论，一致同意对当事人作出如下行政处罚：{amount}。"),
        Sign("参加人员（签名）：", leaders, day),
        Sign("记录人（签名）：", (staff.clerk,), day),
    ]
    return Writ("discussion", "collective_discussion", case.title("discussion"), day, blocks=blocks)


def approval(case: Case) -> Writ:
    """处罚决定审批表."""
    day, (one, two), staff = case.dates["approval"], case.officers, case.staff
    name = case.at("approval.party", case.party.name)
    amount = "；".join(f"{number}.{text}" for number, text in enumerate(case.penalties(), 1))
    blocks: list[Block] = [
        Field("案件名称", f"{name}{case.scenario.cause}案"),
        Field("当事人", name),
        Field("违法事实", case.fill(case.scenario.facts[0])),
        Field("处罚依据", str(case.penalty)),
        Field("拟处理意见", f"{amount}。"),
        Field("告知及陈述申辩情况", case.at("decision.heard", heard(case)) or "无"),
        Opinion("承办人意见", "本案事实清楚、证据充分，建议按照拟处理意见作出行政处罚决定。", (one.name, two.name), day),
        Opinion("办案机构负责人意见", "同意，报请审批。", (staff.unit_head,), day),
        Opinion("行政机关负责人意见", "", (), None)
        if "approval" in case.unsigned
        else Opinion("行政机关负责人意见", "同意作出行政处罚决定。", (case.at("approval.leader", staff.leader),), day),
    ]
    return Writ("approval", "decision_approval", case.title("approval"), day, case.no("罚审"), blocks=blocks)
