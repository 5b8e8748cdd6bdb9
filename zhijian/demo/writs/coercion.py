"""查封扣押 and 先行登记保存: approval, decision, list, extension, release; what is kept as evidence and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

from zhijian.demo.blocks import Field, Grid, Opinion, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese


def remedy_sentence(case: Case) -> str:
    """The remedies against a measure."""
    remedy = case.remedy
    return (
        f"如不服本决定，可以自收到本决定书之日起六十日内向{remedy.authority}申请行政复议，"
        f"也可以自收到本决定书之日起六个月内依法向{remedy.court}提起行政诉讼。"
    )


def matter(case: Case, key: str, item: str, reason: str, when: str, number: str) -> Writ:
    """有关事项审批表: the leader approves a measure, an extension or a longer case period on day ``when``."""
    day = case.dates[when]
    one, two = case.officers
    return Writ(
        key,
        "internal_approval",
        case.title("matter"),
        day,
        case.no(number, year=day.year),
        blocks=[
            Field("审批事项", item),
            Field("案由", f"涉嫌{case.scenario.cause}"),
            Field("当事人", case.party.name),
            Field("提请审批理由及依据", reason),
            Opinion("承办人意见", "建议予以批准。", (one.name, two.name), day),
            Opinion("办案机构负责人意见", "同意，报请审批。", (case.staff.unit_head,), day),
            Opinion("负责人意见", "同意。", (case.staff.leader,), day),
        ],
    )


def seizure_approval(case: Case) -> Writ:
    """Approval before the seizure, by telephone from the scene and signed the same day."""
    basis = case.scenario.coercion
    return matter(
        case,
        "seizure_approval",
        "实施行政强制措施（查封、扣押）",
        f"执法人员检查时发现{case.party.name}涉嫌{case.scenario.cause}，依据{basis}的规定，拟对涉案物品实施查封（扣押），期限三十日。",
        "scene",
        "强审",
    )


def seizure(case: Case) -> Writ:
    """查封（扣押）决定书."""
    day, basis = case.dates["scene"], case.scenario.coercion
    until = chinese(day + timedelta(days=29))
    items = "、".join(f"{case.fill(name)}{case.fill(count)}" for name, _, count in case.scenario.goods)
    return Writ(
        "seizure",
        "seizure_doc",
        case.title("seizure"),
        day,
        case.no("强"),
        subtype="decision",
        blocks=[
            Para(f"当事人：{case.party.name}", indent=False),
            Para(f"地址：{case.party.address}", indent=False),
            Para(
                f"经查，{case.addressed}涉嫌{case.scenario.cause}，为防止涉案物品转移、灭失，依据{basis}和《中华人民共和国行政强制法》第二十四条的规定，本机关决定对"
                f"{case.addressed}的{items}（详见清单）予以查封（扣押），期限三十日，自{chinese(day)}起至{until}止。查封（扣押）物品存放于本机关保管场所，期间任何人不得动用。"
            ),
            Para(f"{case.addressed}对本决定依法享有陈述、申辩的权利。{remedy_sentence(case)}"),
            Para("附件：查封（扣押）财物清单", indent=False),
            Stamp(case.agency.name, day),
            Sign("当事人签收：", (case.signer.name,), day),
        ],
    )


def _list(case: Case, key: str, kind: str, subtype: str, heading: str, number: str) -> Writ:
    day, team = case.dates["scene"], case.team(key)
    rows = tuple(
        (str(place), case.fill(name), case.fill(kind_), case.fill(count), "完好")
        for place, (name, kind_, count) in enumerate(case.scenario.goods, 1)
    )
    return Writ(
        key,
        kind,
        case.title(heading),
        day,
        case.no(number),
        subtype=subtype,
        blocks=[
            Field("当事人", case.party.name),
            Field("地点", case.scenario_place),
            Grid(("序号", "名称", "规格型号", "数量", "备注"), rows, (1, 5, 3.6, 1.8, 1.5)),
            Sign("上述物品的名称、规格、数量核对无误。当事人（签名）：", (case.signer.name,), day),
            Sign("执法人员（签名）：", tuple(officer.name for officer in team), day),
            Para("本清单一式二份，一份交当事人，一份存档。", indent=False),
        ],
    )


def goods(case: Case) -> Writ:
    """查封（扣押）清单."""
    return _list(case, "goods", "seizure_doc", "list", "goods", "强清")


def extension_approval(case: Case) -> Writ:
    """Approval of the extension (行政强制法 art. 25)."""
    return matter(
        case,
        "extension_approval",
        "延长查封、扣押期限",
        "案件涉及购销环节较多，尚需核实货源和检验结果，情况复杂，不能在三十日内作出处理决定，依据《中华人民共和国"
        "行政强制法》第二十五条第一款的规定，拟延长查封、扣押期限三十日。",
        "extension",
        "延审",
    )


def extension(case: Case) -> Writ:
    """延长期限决定书, told in writing."""
    day = case.dates["extension"]
    first = case.dates["scene"] + timedelta(days=30)
    return Writ(
        "extension",
        "seizure_doc",
        case.title("extension"),
        day,
        case.no("延"),
        subtype="extension",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"本机关于{case.on('scene')}以{case.no('强')}决定书对{case.addressed}的有关物品实施查封（扣押）。"
                f"因案件情况复杂，尚需进一步核实，依据《中华人民共和国行政强制法》"
                f"第二十五条第一款、第二款的规定，经本机关负责人批准，决定将查封（扣押）期限延长三十日，"
                f"自{chinese(first)}起至{chinese(first + timedelta(days=29))}止。"
            ),
            Para(f"{case.addressed}对本决定依法享有陈述、申辩的权利。{remedy_sentence(case)}"),
            Stamp(case.agency.name, day),
        ],
    )


def release(case: Case) -> Writ:
    """解除查封（扣押）决定书 with the signature for the goods returned."""
    day = case.dates["release"]
    items = "、".join(f"{case.fill(name)}{case.fill(count)}" for name, _, count in case.scenario.goods)
    one, two = case.officers
    return Writ(
        "release",
        "seizure_doc",
        case.title("release"),
        day,
        case.no("解"),
        subtype="release",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"本机关于{case.on('scene')}以{case.no('强')}决定书对{case.addressed}的{items}实施查封（扣押）。现有关事实已经查清，不再需要采取行政强制措施，依据《中华人民共和国"
                f"行政强制法》第二十八条第一款的规定，本机关决定自{chinese(day)}起解除查封（扣押），退还上述物品。"
            ),
            Stamp(case.agency.name, day),
            Sign(f"上述{items}已退还本人，物品完好，未收取保管费用。当事人（签名）：", (case.signer.name,), day),
            Sign("经办人（签名）：", (one.name, two.name), day),
        ],
    )


def preserve_approval(case: Case) -> Writ:
    """Approval of the preservation (行政处罚法 art. 56)."""
    return matter(
        case,
        "preserve_approval",
        "证据先行登记保存",
        f"当事人涉嫌{case.scenario.cause}，涉案工具易于转移，证据以后难以取得，依据{case.law.cite(case.law.preserve)}的规定，拟对"
        "涉案工具先行登记保存，期限七日。",
        "scene",
        "存审",
    )


def preserve(case: Case) -> Writ:
    """先行登记保存证据通知书."""
    day = case.dates["scene"]
    return Writ(
        "preserve",
        "reg_preserve_doc",
        case.title("preserve"),
        day,
        case.no("存"),
        subtype="notice",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"因{case.addressed}涉嫌{case.scenario.cause}，有关证据以后难以取得，依据{case.law.cite(case.law.preserve)}的规定，经本机关负责人批准，现对下列清单所列物品作为证据"
                "予以先行登记保存。本机关将在七日内作出处理决定，在此期间，任何人不得销毁或者转移。"
            ),
            Field("保存时间", f"{chinese(day)}{case.hours['scene'][1]}起"),
            Field("保存地点", f"{case.agency.name}证据保管室"),
            Para("附件：证据先行登记保存清单", indent=False),
            Stamp(case.agency.name, day),
            Sign("当事人签收：", (case.signer.name,), day),
        ],
    )


def preserve_list(case: Case) -> Writ:
    """先行登记保存清单."""
    return _list(case, "preserve_list", "reg_preserve_doc", "list", "preserve_list", "存清")


def disposal(case: Case) -> Writ:
    """处理决定书 within seven working days."""
    day = case.dates["disposal"]
    items = "、".join(f"{case.fill(name)}{case.fill(count)}" for name, _, count in case.scenario.goods)
    return Writ(
        "disposal",
        "reg_preserve_doc",
        case.title("disposal"),
        day,
        case.no("存处"),
        subtype="disposal",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"本机关于{case.on('scene')}以{case.no('存')}通知书对{case.addressed}的{items}先行登记保存。经研究，依据{case.law.cite(case.law.preserve)}的规定，作出如下处理："
                "已采取拍照、录像、制作清单等方式对上述物品固定证据，予以解除先行登记保存，退还当事人保管，当事人不得转移、销毁，听候处理。"
            ),
            Field("处理日期", chinese(day)),
            Stamp(case.agency.name, day),
        ],
    )
