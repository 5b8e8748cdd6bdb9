"""Who the party is: the rows that forms repeat, copies of licence and identity card, power of attorney, service address."""

from __future__ import annotations

from zhijian.demo.blocks import Card, Field, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese


def party_fields(case: Case, *, name: str | None = None) -> list[Field]:
    """The party's rows in a form or decision; ``name`` prints another name."""
    party, rep = case.party, case.rep
    if party.citizen:
        return [
            Field("当事人", name or party.name, True),
            Field("性别", rep.sex, True),
            Field("公民身份号码", rep.id_number),
            Field("住址", party.address),
            Field("联系电话", rep.phone),
        ]
    return [
        Field("当事人", name or party.name),
        Field("主体资格证照名称", "营业执照"),
        Field("统一社会信用代码", party.uscc or ""),
        Field("住所（经营场所）", party.address),
        Field("经营者" if case.role == "经营者" else "法定代表人（负责人）", rep.name, True),
        Field("联系电话", rep.phone, True),
    ]


def party_line(case: Case) -> str:
    """The party in one sentence, for records of discussion."""
    code = f"公民身份号码{case.rep.id_number}" if case.party.citizen else f"统一社会信用代码{case.party.uscc}，{case.role}{case.rep.name}"
    return f"{case.party.name}，{code}，住所（住址）{case.party.address}。"


def license(case: Case) -> Writ:
    """营业执照 copy."""
    party = case.party
    kind = "个体工商户" if party.kind == "个体工商户" else "有限责任公司（自然人投资或控股）"
    head = "经营者" if case.role == "经营者" else "法定代表人"
    rows = (
        ("统一社会信用代码", party.uscc or ""),
        ("名  称", party.name),
        ("类  型", kind),
        (head, case.rep.name),
        ("住  所", party.address),
        ("成立日期", chinese(party.founded)),
        ("登记机关", f"{case.places.get('home', case.agency.county)}市场监督管理局"),
    )
    return _copy(case, "license", "license", Card("营业执照", rows))


def idcard(case: Case) -> Writ:
    """居民身份证 copy."""
    rep = case.rep
    rows = (
        ("姓  名", rep.name),
        ("性  别", rep.sex),
        ("出  生", chinese(rep.born)),
        ("住  址", case.party.address if case.party.citizen else f"{case.agency.county}（住址略）"),
        ("公民身份号码", rep.id_number),
    )
    return _copy(case, "idcard", "id_card", Card("居民身份证", rows))


def _copy(case: Case, key: str, subtype: str, card: Card) -> Writ:
    day = case.dates["inquiry" if "inquiry" in case.dates else "scene"]
    one, two = case.officers
    return Writ(
        key,
        "party_identity",
        case.title(key),
        day,
        subtype=subtype,
        agency_heading=False,
        blocks=[
            card,
            Sign("本复印件由我提供，与原件核对一致。提供人（签名）：", (case.signer.name,), day),
            Sign("核对人（执法人员签名）：", (one.name, two.name), day),
        ],
    )


def authorization(case: Case) -> Writ:
    """授权委托书, from the day of the inspection on."""
    day = case.dates["scene"]
    if case.agent is None:
        raise ValueError("no agent")
    return Writ(
        "authorization",
        "party_identity",
        case.title("authorization"),
        day,
        subtype="authorization",
        agency_heading=False,
        blocks=[
            Field("委托单位", case.party.name),
            Field("法定代表人", case.rep.name),
            Field("受委托人", case.agent.name),
            Field("公民身份号码", case.agent.id_number),
            Field("联系电话", case.agent.phone),
            Para(
                f"兹委托{case.agent.name}作为我单位接受{case.agency.name}调查处理{case.scenario.cause}一案的代理人，委托权限为：接受检查和询问，提供材料，"
                "陈述、申辩，申请和参加听证，签收法律文书。委托期限自签署之日起至本案办理终结之日止。"
            ),
            Sign("受委托人（签名）：", (case.agent.name,), day),
            Stamp(case.party.name, day),
        ],
    )


def address(case: Case) -> Writ:
    """送达地址确认书. The answer about electronic service is a set phrase that defects change."""
    day = case.dates["inquiry"]
    one, two = case.officers
    return Writ(
        "address",
        "service_doc",
        case.title("address"),
        day,
        subtype="address_confirm",
        blocks=[
            Field("受送达人", case.party.name),
            Field("送达地址", case.party.address),
            Field("收件人", case.signer.name, True),
            Field("联系电话", case.signer.phone, True),
            Field("是否接受电子送达", case.at("address.electronic", "不同意")),
            Para(
                "告知事项：本确认书填写的送达地址适用于本案各个阶段。送达地址变更的，应当及时书面告知本机关；因提供的地址不准确、变更后未告知或者拒绝签收，"
                "致使文书未能实际接收的，文书退回之日视为送达之日。"
            ),
            Sign("受送达人确认，以上内容已阅知（签名）：", (case.signer.name,), day),
            Sign("执法人员（签名）：", (one.name, two.name), day),
        ],
    )
