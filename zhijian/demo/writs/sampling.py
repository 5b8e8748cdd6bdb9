"""抽样、检验（监测）: the sample, the commission, the period, the report, and telling the party."""

from __future__ import annotations

from zhijian.demo.blocks import Block, Field, Para, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.writs.evidence import officers_line


def laboratory(case: Case) -> str:
    """The (invented) laboratory's name."""
    return f"{case.agency.city}{'产品质量检验检测中心' if case.dept == '市场监管' else '绿野环境检测有限公司'}"


def sampling(case: Case) -> Writ:
    """抽样记录 by the office's own officers."""
    day, team = case.dates["scene"], case.team("sampling")
    about = case.scenario.appraisal
    return Writ(
        "sampling",
        "sampling_record",
        case.title("sampling"),
        day,
        case.no("抽"),
        blocks=[
            Field("被抽样人", case.party.name),
            Field("抽样地点", case.scenario_place),
            Field("抽样日期", chinese(day), True),
            Field("样品名称", about["sample"], True),
            Field("生产日期（批号）", f"{case.on('start')}购进批次"),
            Field("抽样基数", case.fill(about["base"]), True),
            Field("抽样数量", about["amount"], True),
            Field("抽样方法", "随机抽取，样品由本机关按标价购买，不计入库存数量"),
            Field("封样情况", "样品当场密封，加贴封条，当事人与抽样人员在封条上签名确认"),
            Field("抽样人员", officers_line(team)),
            Sign("当事人（签名）：对抽样过程和样品无异议。", (case.signer.name,), day),
            Sign("抽样人员（签名）：", tuple(officer.name for officer in team), day),
        ],
    )


def entrust(case: Case) -> Writ:
    """委托书."""
    day, about = case.dates["entrust"], case.scenario.appraisal
    outside = "outside_lab" in case.features
    return Writ(
        "entrust",
        "appraisal_doc",
        case.title("entrust"),
        day,
        case.no("检委"),
        subtype="entrust",
        blocks=[
            Para(f"{laboratory(case)}：", indent=False),
            Para(
                f"本机关正在办理{case.party.name}涉嫌{case.scenario.cause}一案，"
                f"现委托你单位对{case.on('scene')}{'现场采集的' if outside else '抽取的'}{about['sample']}（{about['amount']}）进行"
                f"{'监测' if outside else '检验'}，项目：{about['items']}，依据：{about['standard']}。请于二十日内出具书面报告。"
            ),
            Field("委托日期", chinese(day)),
            Field("委托机关联系人", case.officers[0].name),
            Stamp(case.agency.name, day),
        ],
    )


def period(case: Case) -> Writ:
    """检验期间告知书: the days that do not count for a seizure (行政强制法 art. 25 para. 3)."""
    day = case.dates["entrust"]
    return Writ(
        "period",
        "appraisal_doc",
        case.title("period"),
        day,
        case.no("检期"),
        subtype="period_notice",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"本机关已委托{laboratory(case)}对查封（扣押）的物品抽样检验。依据《中华人民共和国行政强制法》第二十五条第三款的规定，检验期间自{chinese(day)}起至{case.on('appraisal')}止，"
                "该期间不计入查封（扣押）期限，检验费用由本机关承担。特此告知。"
            ),
            Stamp(case.agency.name, day),
        ],
    )


def appraisal(case: Case) -> Writ:
    """检验（监测）报告 with the laboratory's qualification and seal."""
    day, about = case.dates["appraisal"], case.scenario.appraisal
    lab = laboratory(case)
    blocks: list[Block] = [
        Field("报告编号", f"JC{day.year}{case.serial:05d}", True),
        Field("签发日期", chinese(day), True),
        Field("检验机构", lab),
        Field("资质", f"检验检测机构资质认定证书（CMA）编号：99{day.year}{case.serial:05d}"),
        Field("委托单位", case.agency.name),
        Field("受检单位", case.party.name),
        Field("样品名称", about["sample"], True),
        Field("样品数量", about["amount"], True),
        Field("采样（抽样）日期", case.on("scene")),
        Field("检验项目", about["items"]),
        Field("检验依据", about["standard"]),
        Field("检验结论", f"{case.fill(about['conclusion'])}。"),
        Para("说明：本报告未加盖检验检测专用章无效；对报告有异议的，应当于收到报告之日起十五日内向委托机关提出。", indent=False),
        Sign("编制：", (case.staff.clerk,), None),
        Stamp(lab, day),
    ]
    return Writ(
        "appraisal",
        "appraisal_doc",
        case.title("appraisal"),
        day,
        f"JC{day.year}{case.serial:05d}",
        subtype="report",
        blocks=blocks,
        agency_heading=False,
    )


def result(case: Case) -> Writ:
    """结果告知书."""
    day, about = case.dates["result"], case.scenario.appraisal
    return Writ(
        "result",
        "appraisal_doc",
        case.title("result"),
        day,
        case.no("检告"),
        subtype="result_notice",
        blocks=[
            Para(f"{case.party.name}：", indent=False),
            Para(
                f"{laboratory(case)}于{case.on('appraisal')}就{about['sample']}出具了报告（编号：JC{case.dates['appraisal'].year}{case.serial:05d}），结论为：{case.fill(about['conclusion'])}。现将结果"
                f"告知{case.addressed}，并送达报告副本。如有异议，可以自收到本告知书之日起十五日内向本机关书面提出，逾期未提出的，视为认可该结果。"
            ),
            Stamp(case.agency.name, day),
        ],
    )
