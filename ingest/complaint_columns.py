"""The columns of hotline exports (12345 工单、留言): what their headings mean, and which of them say who somebody is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.cells import fields_by_name, heading

# Column names as the platforms in use print them; the first name is what messages to users say.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": (
        *("编号", "留言编号", "工单编号", "工单号", "来电编号", "信件编号", "信访编号", "事项编号", "诉求编号", "受理编号", "投诉编号"),
        *("办件编号", "流水号", "受理单号", "id"),
    ),
    "title": (
        *("标题", "留言主题", "主题", "留言标题", "诉求标题", "工单标题", "信件标题", "事项标题", "来信标题", "问题标题", "投诉标题"),
        "title",
    ),
    "text": (
        *("内容", "留言详情", "诉求内容", "留言内容", "工单内容", "来电内容", "信件内容", "投诉内容", "举报内容", "反映内容", "问题描述"),
        *("诉求描述", "事项内容", "主要内容", "详情", "诉求详情", "反映问题", "正文", "text", "content"),
    ),
    "date": (
        *("时间", "留言时间", "受理时间", "来电时间", "诉求时间", "提交时间", "创建时间", "登记时间", "投诉时间", "反映时间", "日期"),
        *("留言日期", "受理日期", "来信时间", "date", "time"),
    ),
    "user": (
        "留言用户",
        "用户",
        "用户编号",
        "留言人",
        "诉求人",
        "来电人",
        "投诉人",
        "反映人",
        "诉求人姓名",
        "来电人姓名",
        "姓名",
        "联系人",
    ),
    "phone": (
        *("联系电话", "来电号码", "手机号", "手机号码", "电话", "电话号码", "联系方式", "来电电话", "诉求人电话", "主叫号码", "phone"),
        "mobile",
    ),
    "id_number": ("身份证号", "身份证号码", "证件号码", "证件号", "公民身份号码"),
    "home": ("联系地址", "家庭住址", "住址", "诉求人地址", "来电人地址", "通讯地址"),
    "reply": (
        "答复意见",
        "回复内容",
        "答复内容",
        "办理结果",
        "处理结果",
        "办理情况",
        "回复意见",
        "答复情况",
        "处理意见",
        "反馈内容",
        "reply",
    ),
    "reply_date": ("答复时间", "回复时间", "办结时间", "答复日期", "回复日期", "办结日期", "反馈时间", "reply_date"),
    "status": ("办理状态", "工单状态", "处理状态", "办件状态", "当前状态", "答复状态", "回复状态", "状态", "status"),
    "agency": ("承办单位", "办理单位", "承办部门", "责任单位", "答复单位", "处理单位", "主办单位", "agency"),
    "region": ("区域", "所属区域", "所属区县", "区县", "事发区域", "所属地区", "region"),
    "address": ("事发地址", "地址", "事发地点", "诉求地址", "address"),
    "category": ("一级分类", "一级标签", "分类", "诉求类型", "事项类型", "工单类型", "类别", "问题分类", "category"),
    "channel": ("来源渠道", "诉求来源", "受理渠道", "工单来源", "来电渠道", "信件来源", "渠道", "channel"),
    "likes": ("点赞数", "赞成数", "支持数", "likes"),
    "dislikes": ("反对数", "dislikes"),
    "url": ("链接", "网址", "url"),
}
METADATA = tuple(field for field in COLUMNS if field not in ("id", "title", "text", "date", "url"))
_FIELD_OF = fields_by_name(COLUMNS)


def fields_of(headings: Sequence[object], given: Mapping[str, str | None] | None = None) -> list[str | None]:
    """What each column of a row of headings holds; None for those that mean nothing to us.

    ``given`` (field → heading) comes before what is recognised; a field given as None is in no column.
    """
    told = {heading(name): field for field, name in (given or {}).items() if name is not None}
    recognised = (None if (field := _FIELD_OF.get(heading(cell))) in (given or {}) else field for cell in headings)
    return [told.get(heading(cell)) or field for cell, field in zip(headings, recognised, strict=True)]


def is_header(fields: Sequence[str | None]) -> bool:
    """Whether a row of headings is that of a table of records: its content and something else."""
    return "text" in fields and len({field for field in fields if field}) > 1
