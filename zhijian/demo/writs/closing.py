"""执行与归档: payment, publicity, what became of confiscated goods, closing, cover, catalogue, closing note."""

from __future__ import annotations

import re
from datetime import date

from zhijian.demo.blocks import Field, Grid, Opinion, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.money import capitals
from zhijian.demo.writs.review import case_name

_TAKEN = re.compile(r"没收违法所得(\d+)元")


def money(case: Case) -> int:
    """Fine and confiscated income together."""
    return case.fine + sum(int(yuan) for ruling in case.scenario.rulings for yuan in _TAKEN.findall(case.fill(ruling)))


def payment(case: Case) -> Writ:
    """缴款书: paid to the treasury's account at a bank."""
    return voucher(case, "payment", case.dates["payment"], sums(case))


def sums(case: Case) -> list[tuple[str, int]]:
    """What is to be paid: the fine, and the income that is confiscated."""
    rows = [("罚没收入—罚款", case.fine)]
    confiscated = money(case) - case.fine
    return [*rows, *([("罚没收入—没收违法所得", confiscated)] if confiscated else [])]


def voucher(case: Case, key: str, day: date, rows: list[tuple[str, int]], *, step: int = 0) -> Writ:
    """A voucher of the bank for what was paid on ``day``; ``step`` tells the numbers of several apart."""
    agency, total = case.agency, sum(yuan for _, yuan in rows)
    return Writ(
        key,
        "payment_doc",
        case.title("payment"),
        day,
        f"No.99{day.year}{case.serial + step:06d}",
        subtype="voucher",
        agency_heading=False,
        blocks=[
            Field("执收单位", agency.name),
            Field("缴款人", case.party.name),
            Field("收款人", agency.payee),
            Field("代收银行", agency.bank),
            Field("开票日期", chinese(day), True),
            Field("缴款日期", chinese(day), True),
            Grid(("项目名称", "金额（元）"), tuple((name, str(yuan)) for name, yuan in rows), (3, 2)),
            Field("金额合计（大写）", capitals(total)),
            Field("金额合计（小写）", f"¥{total}"),
            Stamp(f"{agency.bank}业务专用章", day),
        ],
    )


def publicity(case: Case) -> Writ:
    """公示情况: no personal data of a natural person."""
    day = case.dates["publicity"]
    name = f"{case.party.name[0]}某某" if case.party.citizen else case.party.name
    return Writ(
        "publicity",
        "closing_doc",
        case.title("publicity"),
        day,
        subtype="publicity",
        blocks=[
            Field("公示平台", f"{case.agency.county}行政执法信息公示平台"),
            Field("公示日期", chinese(day)),
            Field("行政相对人", name),
            Field("决定书文号", case.no("罚", year=case.dates["decision"].year)),
            Field("处罚类别", "、".join(_kinds(case))),
            Field("罚款金额", f"{case.fine}元"),
            Field("操作人", case.staff.registrar),
            Para("（网页打印件存卷）", indent=False),
        ],
    )


def _kinds(case: Case) -> list[str]:
    text = "".join(case.scenario.rulings)
    kinds = [kind for kind, word in (("警告", "警告"), ("责令停产停业", "停产停业"), ("没收违法所得", "违法所得")) if word in text]
    if "没收" in text.replace("没收违法所得", ""):
        kinds.append("没收非法财物")
    return [*kinds, "罚款"]


def disposal_record(case: Case) -> Writ:
    """涉案物品处理记录 for confiscated goods."""
    day = case.dates["closing"]
    one, two = case.officers
    name, kind, count = case.scenario.goods[0]
    return Writ(
        "disposal_record",
        "closing_doc",
        case.title("disposal_record"),
        day,
        case.no("物"),
        subtype="property_disposal",
        blocks=[
            Field("案件名称", case_name(case)),
            Field("物品来源", f"{case.no('罚', year=case.dates['decision'].year)}行政处罚决定书没收"),
            Grid(("名称", "规格", "数量", "处理方式"), ((case.fill(name), case.fill(kind), case.fill(count), "监督销毁"),), (4, 3, 2, 2)),
            Field("处理时间", chinese(day)),
            Field("处理地点", f"{case.agency.county}再生资源无害化处置站"),
            Sign("处理人（签名）：", (one.name, two.name), day),
            Sign("监督人（签名）：", (case.staff.registrar,), day),
        ],
    )


def closing(case: Case) -> Writ:
    """结案审批表."""
    day, (one, two) = case.dates["closing"], case.officers
    done = f"当事人已于{case.on('payment')}缴纳全部罚没款{money(case)}元"
    done += "，没收物品已处理完毕" if confiscates_goods(case) else ""
    done += "，停产停业整顿已执行完毕并经验收" if "heavy" in case.features and any("停产" in text for text in case.scenario.rulings) else ""
    return Writ(
        "closing",
        "closing_doc",
        case.title("closing"),
        day,
        case.no("结"),
        subtype="approval",
        blocks=[
            Field("案件名称", case_name(case)),
            Field("决定书文号", case.no("罚", year=case.dates["decision"].year)),
            Field("立案日期", case.on("filing"), True),
            Field("结案日期", chinese(day), True),
            Field("处罚内容", "；".join(case.penalties())),
            Field("执行情况", f"{done}，行政处罚决定全部履行。"),
            Opinion("承办人意见", "案件已执行完毕，建议结案。", (one.name, two.name), day),
            Opinion("办案机构负责人意见", "同意。", (case.staff.unit_head,), day),
            Opinion("负责人意见", "同意结案。", (case.staff.leader,), day),
        ],
    )


def confiscates_goods(case: Case) -> bool:
    """Whether the decision takes goods away."""
    return any(text.startswith("没收") and "违法所得" not in text for text in case.scenario.rulings)


def credit(case: Case) -> Writ:
    """信用修复告知书, served together with the decision (两书同送)."""
    day = case.dates["decision"]
    return Writ(
        "credit",
        "closing_doc",
        case.title("credit"),
        day,
        case.no("信告", year=day.year),
        subtype="credit_repair_notice",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"本机关对{case.addressed}作出的行政处罚决定将依法公示。{case.addressed}履行行政处罚决定规定的义务、纠正违法行为，并达到规定的公示期限后，可以向本机关或者通过信用平台网站"
                "申请信用修复，申请信用修复不收取任何费用。"
            ),
            Stamp(case.agency.name, day),
        ],
    )


def cover(case: Case, pages: int) -> Writ:
    """卷宗封面."""
    year = case.dates["decision"].year
    return Writ(
        "cover",
        "dossier_binding",
        case.title("cover"),
        case.dates["archive"],
        subtype="cover",
        listed=False,
        blocks=[
            Field("案件名称", case_name(case)),
            Field("案号", case.no("立")),
            Field("处罚决定书文号", case.no("罚", year=year)),
            Field("当事人", case.party.name),
            Field("立案日期", case.on("filing"), True),
            Field("结案日期", case.on("closing"), True),
            Field("处理结果", "；".join(case.penalties())),
            Field("承办机构", case.agency.unit, True),
            Field("承办人", "、".join(officer.name for officer in case.officers), True),
            Field("归档日期", case.on("archive"), True),
            Field("保管期限", "十年", True),
            Field("页数", f"本卷共 {pages} 页"),
        ],
    )


def catalog(case: Case, rows: list[tuple[Writ, int, int]]) -> Writ:
    """卷内目录 of the listed writs with their pages."""
    columns = case.manner.columns
    cells = tuple(
        tuple(_entry(case, column, number, writ, first, last) for column in columns) for number, (writ, first, last) in enumerate(rows, 1)
    )
    grid = Grid(columns, cells, tuple(_CATALOG[column] for column in columns))
    return Writ("catalog", "dossier_binding", case.title("catalog"), subtype="catalog", listed=False, agency_heading=False, blocks=[grid])


# columns of the catalogue and their shares of the line
_CATALOG = {
    **dict.fromkeys(("序号", "顺序号"), 1),
    **dict.fromkeys(("文书名称", "题名", "材料名称", "文件名称"), 5),
    "文号": 4.6,
    "责任者": 3,
    "日期": 3.4,
    **dict.fromkeys(("页号", "页次", "起止页"), 1.4),
    "备注": 1.6,
}


def _entry(case: Case, column: str, number: int, writ: Writ, first: int, last: int) -> str:
    if column in ("序号", "顺序号"):
        return str(number)
    if column in ("文书名称", "题名", "材料名称", "文件名称"):
        return writ.title
    if column == "日期":
        return chinese(writ.day) if writ.day else ""
    if column in ("页号", "页次", "起止页"):
        return str(first) if first == last or column == "页次" else f"{first}-{last}"
    return {"文号": writ.number or "", "责任者": case.agency.name}.get(column, "")


def memo(case: Case, pages: int) -> Writ:
    """卷内备考表."""
    day = case.dates["archive"]
    return Writ(
        "memo",
        "dossier_binding",
        case.title("memo"),
        day,
        subtype="note",
        listed=False,
        blocks=[
            Para(f"本卷情况说明：本卷共 {pages} 页，文件材料齐全，装订完整，无需要说明的其他情况。"),
            Field("立卷人", case.staff.archivist, True),
            Field("检查人", case.staff.unit_head, True),
            Field("立卷时间", chinese(day)),
            Sign("立卷人（签名）：", (case.staff.archivist,), day),
        ],
    )
