"""What each kind of office calls its writs."""

from __future__ import annotations

GENERAL = {
    "cover": "卷宗封面", "catalog": "卷内目录", "memo": "卷内备考表", "source": "案件来源登记表", "scene": "现场笔录", "filing": "立案审批表",
    "license": "营业执照（复印件）", "idcard": "居民身份证（复印件）", "authorization": "授权委托书", "address": "送达地址确认书",
    "correction": "责令改正通知书", "receipt": "送达回证", "inquiry": "询问笔录", "photos": "现场照片证据", "copies": "证据提取单",
    "av": "执法音像记录资料说明", "recheck": "整改复查记录", "report": "案件调查终结报告", "review": "法制审核意见书", "notice": "行政处罚事先告知书",
    "notice_hearing": "行政处罚听证告知书", "statement": "陈述申辩笔录", "reconsidered": "陈述申辩复核意见书", "hearing_request": "听证申请书",
    "hearing_notice": "行政处罚听证通知书", "hearing": "听证笔录", "hearing_report": "听证报告", "discussion": "重大案件集体讨论记录",
    "approval": "行政处罚决定审批表", "decision": "行政处罚决定书", "payment": "非税收入一般缴款书（收据）", "publicity": "行政处罚信息公示情况",
    "closing": "结案审批表", "disposal_record": "涉案物品处理记录", "summary": "当场行政处罚决定书",
    "matter": "行政执法有关事项审批表", "seizure": "查封（扣押）决定书", "goods": "查封（扣押）财物清单", "extension": "延长查封（扣押）期限决定书",
    "release": "解除查封（扣押）决定书", "preserve": "先行登记保存证据通知书", "preserve_list": "先行登记保存证据清单",
    "disposal": "先行登记保存证据处理决定书", "sampling": "抽样取证凭证", "entrust": "检验委托书", "period": "检验期间告知书",
    "appraisal": "检验报告", "result": "检验结果告知书", "waiver": "放弃陈述申辩声明书", "credit": "行政处罚信用修复告知书",
}  # fmt: skip

BY_DEPT = {
    "市场监管": {
        "catalog": "卷内文件目录", "matter": "行政处罚案件有关事项审批表", "seizure": "实施行政强制措施决定书", "goods": "场所/设施/财物清单",
        "extension": "延长行政强制措施期限决定书", "sampling": "抽样记录", "review": "案件审核表", "notice": "行政处罚告知书",
        "notice_hearing": "行政处罚告知书", "discussion": "行政处罚案件集体讨论记录", "approval": "行政处理决定审批表", "cover": "卷宗封面",
    },
    "城管": {
        "source": "案件线索登记表", "scene": "现场检查（勘验）笔录", "inquiry": "调查（询问）笔录", "correction": "责令（限期）改正通知书",
        "photos": "现场照片（图片）证据", "preserve": "证据先行登记保存通知书", "preserve_list": "证据先行登记保存清单", "entrust": "监测委托书",
        "appraisal": "监测报告", "result": "监测结果告知书", "review": "重大行政执法决定法制审核意见书", "cover": "行政处罚案卷",
        "summary": "当场处罚决定书",
    },
    "生态环境": {
        "scene": "现场检查（勘察）笔录", "inquiry": "调查询问笔录", "correction": "责令改正违法行为决定书", "entrust": "监测委托书",
        "appraisal": "监测报告", "result": "监测结果告知书", "report": "案件调查报告", "notice": "行政处罚事先告知书",
        "notice_hearing": "行政处罚事先（听证）告知书", "discussion": "案件集体审议记录", "cover": "行政处罚案卷",
    },
    "应急管理": {
        "scene": "现场检查记录", "correction": "责令限期整改指令书", "receipt": "文书送达回执", "recheck": "整改复查意见书", "copies": "证据复制（提取）单",
        "report": "案件调查报告", "notice": "行政处罚告知书", "notice_hearing": "行政处罚听证告知书", "hearing_notice": "听证会通知书",
        "hearing_report": "听证会报告书", "discussion": "行政处罚集体讨论记录", "decision": "行政处罚决定书（单位）", "cover": "行政处罚案卷",
    },
    "交通运输": {
        "source": "案件来源登记表", "filing": "立案登记表", "correction": "责令改正违法行为通知书", "copies": "证据复制（提取）单",
        "seizure": "行政强制措施决定书", "goods": "扣押清单", "release": "解除行政强制措施决定书", "report": "案件调查报告", "notice": "违法行为通知书",
        "notice_hearing": "违法行为通知书", "closing": "结案报告", "summary": "行政（当场）处罚决定书", "cover": "行政处罚案卷",
    },
    "卫生健康": {"filing": "立案报告", "copies": "证据登记表", "statement": "陈述和申辩笔录", "reconsidered": "陈述和申辩复核意见书", "cover": "行政处罚案卷"},
    "农业农村": {
        "source": "案源登记表", "filing": "行政处罚立案审批表", "scene": "现场检查（勘验）笔录", "copies": "证据清单", "sampling": "抽样取证凭证",
        "entrust": "检验（鉴定）委托书", "result": "检验结果通知书", "report": "案件处理意见书", "cover": "行政处罚案卷",
    },
}  # fmt: skip


def title(dept: str, key: str) -> str:
    """The printed title of writ ``key`` in an office of ``dept``. Raises KeyError for a key nobody prints."""
    return BY_DEPT[dept].get(key) or GENERAL[key]
