"""电子技术监控 (行政处罚法 art. 41): the record of the device, its review, the papers of the device, and that the party was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from zhijian.demo.blocks import Field, Para, Photo, Sign, Stamp, Writ
from zhijian.demo.case import Case
from zhijian.demo.days import chinese

TESTED = 120  # days before the record on which the device was verified


def papers(case: Case) -> Iterator[Writ]:
    """Everything about the record, in the order it came about."""
    yield record(case)
    yield reviewed(case)
    yield certificate(case)
    yield published(case)
    yield informed(case)


def device(case: Case) -> str:
    """The number of the device."""
    return f"BTC-{case.serial % 40 + 1:02d}"


def point(case: Case) -> str:
    """Where the device stands."""
    return f"{case.agency.county}{case.places['street']}检测点"


def moment(case: Case) -> str:
    """When the vehicle passed."""
    return f"{case.on('start')}{case.serial % 12 + 6}时{case.serial % 50 + 10}分"


def valid(case: Case) -> tuple[date, date]:
    """The first and last day for which the device is verified."""
    first = case.dates["start"] - timedelta(days=TESTED)
    return first, first + timedelta(days=364)


def record(case: Case) -> Writ:
    """检测记录单 with the picture."""
    numbers, reviewer = case.numbers, case.staff.clerk
    return Writ(
        "monitor",
        "evidence_material",
        "不停车超限检测系统检测记录单",
        case.dates["start"],
        blocks=[
            Field("设备编号", device(case), True),
            Field("抓拍时间", moment(case), True),
            Field("检测地点", point(case)),
            Field("车辆号牌", f"江A{numbers['plate']}", True),
            Field("轴数", "六轴", True),
            Field("车货总质量", f"{numbers['total']}千克", True),
            Field("限定标准", f"{numbers['limit']}千克", True),
            Field("超限质量", f"{numbers['over']}千克"),
            Photo("车辆通过检测点时的抓拍图像", case.serial * 7),
            Field("审核意见", "号牌、车型、称重数据清晰、完整、准确，符合要求。"),
            Field("审核人", reviewer, True),
            Field("审核日期", case.on("checked"), True),
        ],
    )


def reviewed(case: Case) -> Writ:
    """记录审核表 by two officers."""
    day, (one, two) = case.dates["checked"], case.officers
    return Writ(
        "monitor_review",
        "evidence_material",
        "电子技术监控设备记录审核表",
        day,
        blocks=[
            Field("记录来源", f"不停车超限检测系统（设备编号：{device(case)}）"),
            Field("记录时间", moment(case)),
            Field("审核内容", "记录的时间、地点、车辆号牌、称重数据是否清晰、完整、准确，设备是否在检定有效期内"),
            Field("审核意见", "经审核，记录内容符合要求，可以作为证据使用。"),
            Sign("审核人（签名）：", (one.name, two.name), day),
        ],
    )


def certificate(case: Case) -> Writ:
    """检定证书 of the device."""
    first, last = valid(case)
    return Writ(
        "monitor_certificate",
        "evidence_material",
        "检定证书",
        first,
        f"JD{first.year}{case.serial:05d}",
        agency_heading=False,
        blocks=[
            Field("计量器具名称", "动态公路车辆自动衡器"),
            Field("设备编号", device(case), True),
            Field("准确度等级", "5级", True),
            Field("安装地点", point(case)),
            Field("检定结论", "合格"),
            Field("检定日期", chinese(first), True),
            Field("有效期至", chinese(last), True),
            Stamp(f"{case.agency.city}计量检定测试所", first),
        ],
    )


def published(case: Case) -> Writ:
    """The notice of where devices stand, made before the record."""
    day = case.dates["published"]
    return Writ(
        "monitor_notice",
        "evidence_material",
        "检测点设置公告",
        day,
        blocks=[
            Para(
                "依据《中华人民共和国行政处罚法》第四十一条的规定，本机关设置的不停车超限检测系统已经过法制和技术审核，符合标准、设置合理、标志明显，"
                f"现将设置地点向社会公布：{point(case)}。自本公告发布之日起启用。"
            ),
            Stamp(case.agency.name, day),
        ],
    )


def informed(case: Case) -> Writ:
    """That the party was told at once, and how it could look up the record."""
    day = case.dates["informed"]
    return Writ(
        "monitor_informed",
        "evidence_material",
        "违法信息告知记录",
        day,
        blocks=[
            Field("被告知人", case.party.name),
            Field("告知方式", "短信（交通运输行政执法综合管理平台发送，显示已接收）"),
            Field("告知时间", f"{chinese(day)}9时30分"),
            Field(
                "告知内容",
                f"您的车辆江A{case.numbers['plate']}于{moment(case)}在{point(case)}被记录超限运输，可以登录平台或者到本机关查询记录，依法享有陈述、申辩的权利。",
            ),
            Sign("经办人（签名）：", (case.officers[1].name,), day),
        ],
    )
