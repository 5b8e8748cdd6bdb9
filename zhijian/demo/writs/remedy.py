"""After the decision: what reconsideration and supervision said of it, and the agency's report on what it put right."""

from __future__ import annotations

from datetime import date

from zhijian.demo.blocks import Para, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese
from zhijian.demo.writs.enforcement import named

KIND = "evidence_material"  # papers of other offices have no kind of their own


def reconsidered(case: Case, day: date, ruling: str) -> Writ:
    """行政复议决定书 of the government, with its ruling."""
    government = case.agency.government
    asked = chinese(case.dates["remedy_asked"])
    return Writ(
        "remedy",
        KIND,
        "行政复议决定书",
        day,
        f"{case.agency.county[0]}政复决〔{day.year}〕{case.serial % 90 + 3}号",
        agency_heading=False,
        blocks=[
            Para(f"申请人：{case.party.name}", indent=False),
            Para(f"被申请人：{case.agency.name}", indent=False),
            Para(
                f"申请人不服被申请人{case.on('decision')}作出的{named(case)}，于{asked}申请行政复议，{government}依法予以受理，现已审理终结。"
                "申请人请求撤销该行政处罚决定。被申请人请求予以维持。"
            ),
            Para(
                "经审查，被申请人认定的主要事实不清、证据不足。依据《中华人民共和国行政复议法》第六十四条第一款第（一）项的规定，决定如下："
            ),
            Para(ruling),
            Para("申请人如不服本决定，可以自收到本决定书之日起十五日内依法提起行政诉讼。"),
            Stamp(government, day),
        ],
    )


def letter(case: Case, title: str, sender: str, number: str, day: date, told: str) -> Writ:
    """A letter of supervision or reconsideration that asks the agency to put something right and to report."""
    return Writ(
        "remedy",
        KIND,
        title,
        day,
        number,
        agency_heading=False,
        blocks=[
            Para(f"{case.agency.name}：", indent=False),
            Para(f"在对{named(case)}一案的监督检查中，发现案卷文书填写不规范、送达材料归档不及时等问题。{told}"),
            Stamp(sender, day),
        ],
    )


def report(case: Case, of: str, day: date) -> Writ:
    """The agency's report on what it put right."""
    return Writ(
        "remedy_report",
        KIND,
        f"关于{of}整改落实情况的报告",
        day,
        agency_heading=False,
        blocks=[
            Para("上级机关：", indent=False),
            Para(f"我局收到{of}后，逐项核对了问题，补充完善了文书制作和归档制度，并对承办人员进行了培训。现将整改情况报告如下，请审阅。"),
            Stamp(case.agency.name, day),
        ],
    )
