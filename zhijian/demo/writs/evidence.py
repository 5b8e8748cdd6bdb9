"""调查取证: records of inspection and inquiry, photographs, copies, recordings, correction and its recheck."""

from __future__ import annotations

from zhijian.demo.blocks import Block, Field, Para, Photo, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.people import Officer, Person


def officers_line(team: tuple[Officer, ...]) -> str:
    """Names with certificate numbers: 姓名（执法证号：…）、…."""
    return "、".join(f"{officer.name}（执法证号：{officer.cert_no}）" for officer in team)


def scene(case: Case) -> Writ:
    """现场笔录."""
    day, team = case.dates["scene"], case.team("scene")
    start, end = case.hours["scene"]
    names = "、".join(officer.name for officer in team)
    signer = case.signer
    role = case.signer_relation if case.agent else case.role
    blocks: list[Block] = [
        Field("检查时间", f"{chinese(day)}{start}至{end}"),
        Field("检查地点", case.scenario_place),
        Field("被检查人", case.party.name),
        Field("现场负责人", signer.name, True),
        Field("职务", "当事人本人" if role == "本人" else role, True),
        Field("执法人员", officers_line(team)),
        Field("记录人", team[-1].name),
        Para(
            f"告知事项：我们是{case.agency.name}执法人员{names}，已向你出示执法证件，请确认。现依法就有关情况进行检查，请予配合。你依法享有陈述、申辩的权利；"
            "认为执法人员与检查事项有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避。"
        ),
        Para("问：以上告知内容是否清楚？是否申请回避？答：已看过执法证件，清楚，不申请回避。"),
        Para("现场情况："),
        *(Para(case.fill(text)) for text in case.scenario.scene),
        Para("（以下空白）"),
        Sign("现场负责人（签名）：以上笔录已阅，与现场情况相符。", (signer.name,), day),
        Sign("执法人员（签名）：", tuple(officer.name for officer in team), day),
        Sign("记录人（签名）：", (team[-1].name,), day),
    ]
    return Writ("scene", "scene_record", case.title("scene"), day, blocks=blocks)


def inquiry(case: Case) -> Writ:
    """询问笔录 of the party or its agent."""
    relation = "当事人" if case.party.citizen else ("委托代理人" if case.agent else case.role)
    work = "个体经营" if case.party.citizen else f"{case.party.name}{'职员' if case.agent else case.role}"
    return _inquiry(case, "inquiry", case.signer, relation, work, case.scenario.inquiry)


def second(case: Case) -> Writ:
    """询问笔录 of a second person: employee, customer or neighbour."""
    if case.second is None:
        raise ValueError("no second person")
    role = case.scenario.second_role
    return _inquiry(case, "second", case.second, f"证人（{role}）", role, case.scenario.second)


def _inquiry(case: Case, key: str, person: Person, relation: str, work: str, rows: tuple[tuple[str, str], ...]) -> Writ:
    day, team = case.dates[key], case.team(key)
    start, end = case.hours[key]
    names = "、".join(officer.name for officer in team)
    numbers = "、".join(officer.cert_no for officer in team)
    blocks: list[Block] = [
        Field("询问时间", f"{chinese(day)}{start}至{end}"),
        Field("询问地点", case.places.get(key, case.places["office"])),
        Field("被询问人", person.name, True),
        Field("性别", person.sex, True),
        Field("公民身份号码", person.id_number),
        Field("工作单位及职务", work, True),
        Field("联系电话", person.phone, True),
        Field("与本案关系", relation),
        Field("询问人、记录人", officers_line(team)),
        Para(f"问：我们是{case.agency.name}的执法人员{names}，这是我们的执法证件，执法证号为{numbers}，请你过目。", indent=False),
        Para("答：看过了，没有疑问。", indent=False),
        Para(
            "问：现依法向你询问有关情况。你应当如实回答，不得提供虚假情况；你享有陈述、申辩的权利，认为我们与本案有直接利害关系的，可以申请回避。听清楚了吗？是否申请回避？",
            indent=False,
        ),
        Para("答：听清楚了，不申请回避。", indent=False),
    ]
    for question, answer in rows:
        blocks += [Para(f"问：{case.fill(question)}", indent=False), Para(f"答：{case.fill(answer)}", indent=False)]
    blocks += [
        Para("问：你还有什么要补充的吗？以上所说是否属实？", indent=False),
        Para("答：没有补充了，都属实。", indent=False),
        Sign("被询问人（签名）：以上笔录我看过，与我所说一致。", (person.name,), day),
        Sign("询问人（签名）：", (team[0].name,), day),
        Sign("记录人（签名）：", (team[-1].name,), day) if len(team) > 1 else Sign("记录人（签名）：", (), None),
    ]
    return Writ(key, "inquiry_record", case.title("inquiry"), day, blocks=blocks, footer_signers=person.name)


def photos(case: Case) -> Writ:
    """现场照片: what, when, where, by whom, confirmed by the party."""
    day, team = case.dates["scene"], case.team("scene")
    blocks: list[Block] = []
    for number, caption in enumerate(case.scenario.photos):
        later = "整改后" in caption and "recheck" in case.dates
        taken = case.dates["recheck"] if later else day
        hour = "10时许" if later else f"{case.hours['scene'][0]}许"
        blocks += [
            Photo(caption, case.serial * 7 + number),
            Field("证明内容", caption),
            Field("拍摄时间", f"{chinese(taken)}{hour}", True),
            Field("拍摄人", team[-1].name, True),
            Field("拍摄地点", case.scenario_place),
            Sign("照片与现场一致，当事人确认（签名）：", (case.signer.name,), taken),
        ]
    return Writ("photos", "evidence_material", case.title("photos"), day, blocks=blocks)


def copies(case: Case) -> list[Writ]:
    """证据提取单, one for each copied document."""
    day = case.dates["inquiry"]
    one, two = case.officers
    writs = []
    for number, (name, giver) in enumerate(case.scenario.copies):
        provider = case.fill(giver)
        own = provider in {one.name, two.name}
        origin = f"由执法人员{provider}依法提取、打印" if own else f"由{case.party.name}提供，提供人{provider}"
        writs.append(
            Writ(
                f"copies{number or ''}",
                "evidence_material",
                case.title("copies"),
                day,
                blocks=[
                    Field("证据名称", name),
                    Field("证据形式", "打印件" if own else "复印件", True),
                    Field("提取时间", chinese(day), True),
                    Field("提取地点", case.places["office"]),
                    Field("提取方法", "截图、打印" if own else "复印，与原件核对"),
                    Field("证据来源", origin),
                    Field("提取人", f"{one.name}、{two.name}"),
                    Para(
                        "说明：本打印件与网页内容核对一致，电子数据已存入专用存储介质。"
                        if own
                        else "说明：本复印件与原件核对一致，原件由提供人保存。"
                    ),
                    Sign("提供人（签名）：" if not own else "当事人确认（签名）：", (case.signer.name if own else provider,), day),
                    Sign("执法人员（签名）：", (one.name, two.name), day),
                ],
            )
        )
    return writs


def av(case: Case) -> Writ:
    """音像记录说明."""
    day, team = case.dates["scene"], case.team("scene")
    start, end = case.hours["scene"]
    covers = "检查、告知" + ("、查封扣押" if "seizure" in case.features else "") + ("、先行登记保存" if "preserve" in case.features else "")
    return Writ(
        "av",
        "av_record",
        case.title("av"),
        day,
        blocks=[
            Field("编号", f"ZF-{day.year}-{case.serial:04d}", True),
            Field("记录仪编号", f"J{case.serial % 40 + 1:02d}", True),
            Field("录制时间", f"{chinese(day)}{start}至{end}"),
            Field("录制人", team[-1].name),
            Field("存储位置", "执法音像资料管理平台，按档案期限保存"),
            Field("内容摘要", f"现场{covers}全过程录音录像，画面连续，声音清晰。"),
            Sign("制作人（签名）：", (team[-1].name,), day),
        ],
    )


def correction(case: Case) -> Writ:
    """责令改正通知书."""
    day = case.dates["scene"]
    one, two = case.officers
    return Writ(
        "correction",
        "correction_notice",
        case.title("correction"),
        day,
        case.no("责改"),
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"经查，{case.addressed}存在{case.scenario.cause}的行为，涉嫌违反{case.violated}的规定。依据{case.law.cite(case.law.order)}的规定，现责令{case.addressed}"
                f"{case.scenario.order}，于{case.on('deadline')}前改正完毕，并将改正情况书面报告本机关。逾期不改正的，本机关将依法处理。"
            ),
            Para(f"联系人：{one.name}、{two.name}  联系电话：{case.agency.phone}", indent=False),
            Stamp(case.agency.name, day),
        ],
    )


def recheck(case: Case) -> Writ:
    """整改复查: done, or (where the case turns on it) not done."""
    day = case.dates["recheck"]
    one, two = case.officers
    failed = "failed_recheck" in case.features
    found = case.fill(
        "经复查，{party}仍有{still}名未取得特种作业操作证的人员从事焊接作业，逾期未改正。"
        if failed
        else "经复查，{party}已按照要求{done}，整改完毕。".replace("{done}", case.scenario.order)
    )
    return Writ(
        "recheck",
        "correction_notice",
        case.title("recheck"),
        day,
        case.no("复查"),
        subtype="recheck",
        blocks=[
            Field("复查时间", chinese(day)),
            Field("复查对象", case.party.name),
            Field("复查地点", case.scenario_place),
            Field("复查情况", found),
            Field("复查人员", officers_line((one, two))),
            Sign("当事人（签名）：情况属实。", (case.signer.name,), day),
            Sign("执法人员（签名）：", (one.name, two.name), day),
        ],
    )
