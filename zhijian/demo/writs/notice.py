"""告知: the notice before the penalty, the party's answer, and its reconsideration."""

from __future__ import annotations

from zhijian.demo.blocks import Block, Field, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.writs.review import discretion, notice_title, tells_hearing


def notice(case: Case) -> Writ:
    """行政处罚（听证）告知书."""
    day, law, you = case.dates["notice"], case.law, case.addressed
    basis = law.cite(f"{law.notice}、{law.statement}" + (f"、{law.hearing}" if tells_hearing(case) else ""))
    basis = case.at("notice.basis", basis)
    proposed = "；".join(f"{number}.{text}" for number, text in enumerate(case.penalties(case.notice_fine), 1))
    rights = f"{you}依法享有陈述、申辩的权利。"
    if tells_hearing(case):
        rights = f"{you}依法享有陈述、申辩和要求听证的权利。"
    asked = "陈述、申辩或者要求听证" if tells_hearing(case) else "陈述、申辩"
    how = f"如需{asked}，应当自收到本告知书之日起{law.window}内向本机关提出；逾期未提出的，视为放弃上述权利。"
    blocks: list[Block] = [
        Para(f"{case.party.name}：", indent=False),
        Para(
            f"由本机关立案调查的{you}涉嫌{case.scenario.cause}一案，已经调查终结。依据{basis}的规定，现将本机关拟作出行政处罚的内容及事实、理由、依据告知如下："
        ),
        *(
            []
            if "notice.facts" in case.absent
            else [Para(("经查，" if number == 0 else "") + case.fill(text)) for number, text in enumerate(case.scenario.facts)]
        ),
        Para(f"上述行为违反了{case.violated}的规定。{discretion(case)}"),
        Para(
            case.at(
                "notice.proposal", f"依据{case.penalty}的规定，本机关拟责令{you}{case.scenario.order}，并作出如下行政处罚：{proposed}。"
            )
        ),
        Para(case.at("notice.rights", rights + how)),
        Para(
            f"联系人：{case.officers[0].name}、{case.officers[1].name}  联系电话：{case.agency.phone}  地址：{case.agency.address}",
            indent=False,
        ),
        Stamp(case.agency.name, day),
    ]
    return Writ("notice", "prior_notice", notice_title(case), day, case.no("罚告", year=day.year), blocks=blocks)


def waiver(case: Case) -> Writ:
    """放弃陈述申辩声明."""
    day = case.dates["waiver"]
    return Writ(
        "waiver",
        "statement_doc",
        case.title("waiver"),
        day,
        subtype="waiver",
        agency_heading=False,
        blocks=[
            Para(f"{case.agency.name}：", indent=False),
            Para(
                f"本人（单位）已于{case.on('notice_served')}收到{case.no('罚告')}《{notice_title(case)}》，对告知的违法事实、理由、依据和拟处罚内容没有异议，自愿放弃陈述、申辩的权利。"
            ),
            Sign("声明人（签名）：", (case.signer.name,), day),
        ],
    )


def statement(case: Case) -> Writ:
    """陈述申辩笔录."""
    day, (one, two) = case.dates["statement"], case.officers
    return Writ(
        "statement",
        "statement_doc",
        case.title("statement"),
        day,
        subtype="statement",
        blocks=[
            Field("案由", f"涉嫌{case.scenario.cause}"),
            Field("陈述申辩人", case.signer.name, True),
            Field("与当事人关系", case.signer_relation, True),
            Field("时间", f"{chinese(day)}10时00分至10时30分"),
            Field("地点", case.places["office"]),
            Field("承办人", f"{one.name}（执法证号：{one.cert_no}）、{two.name}（执法证号：{two.cert_no}）"),
            Field("记录人", two.name),
            Para(f"陈述申辩内容：我（单位）收到了{case.no('罚告')}《{notice_title(case)}》，{case.scenario.plea}。请本机关予以考虑。"),
            Sign("陈述申辩人（签名）：以上笔录我看过，与我所说一致。", (case.signer.name,), day),
            Sign("承办人（签名）：", (one.name, two.name), day),
        ],
    )


def reconsidered(case: Case) -> Writ:
    """复核意见书."""
    day, staff = case.dates["reconsidered"], case.staff
    return Writ(
        "reconsidered",
        "statement_doc",
        case.title("reconsidered"),
        day,
        case.no("复核"),
        subtype="review_opinion",
        blocks=[
            Field("当事人", case.party.name),
            Field("案由", case.scenario.cause),
            Field("陈述申辩时间", case.on("statement")),
            Field("陈述申辩的主要意见", f"{case.scenario.plea}。"),
            Field("复核意见", f"经复核，{case.scenario.answer}。"),
            Field("复核人", staff.review_head),
            Sign("复核人（签名）：", (staff.review_head,), day),
        ],
    )
