"""Titles of published sets of forms (文书格式) of many departments, by their kind: fields of law need no entry of their own."""

from __future__ import annotations

import pytest

from ingest.writs.catalogue import kinds
from ingest.writs.labels import unify
from ingest.writs.title_words import forms, is_field_of_law, reverses
from ingest.writs.titles import kind_of_title

TITLES = {
    "filing_approval": """立案（不予立案）审批表 不予立案/立案审批表 □立案□不予立案审批表 立案（不予立案）呈批表 税务稽查立案审批表
        劳动保障监察立案审批表 水行政处罚立案审批表 违法行为立案呈批表 渔业行政处罚立案审批表 安全生产违法案件立案审批表""",
    "case_source": "水事违法案件线索登记表 自然资源违法线索登记表 土地违法线索登记表 烟草专卖违法案件举报记录表 劳动保障监察投诉登记表"
    " 信访事项转办单 网格巡查问题交办单 来电来访登记表 案件线索移交表 投诉举报受理登记表",
    "scene_record": "现场勘测笔录 水事违法案件现场勘验笔录 劳动保障监察现场检查笔录 林业行政处罚勘验检查笔录 文化市场现场检查（勘验）笔录",
    "inquiry_record": "劳动保障监察调查询问笔录 税务询问（调查）笔录 劳动保障监察调查询问通知书 接受调查通知书",
    "investigation_report": "税务违法案件调查报告 自然资源违法案件调查报告 水事违法案件调查终结报告 烟草专卖案件调查终结报告 税务稽查报告",
    "decision_approval": "违法案件处理决定呈批表 劳动保障监察案件处理报批表 水行政处罚决定审批表 烟草专卖案件处理审批表",
    "prior_notice": "税务行政处罚事项告知书 劳动保障监察行政处罚事先告知书 公安行政处罚告知笔录 建设行政处罚意见告知书",
    "penalty_decision": "劳动保障监察行政处罚决定书 税务行政处罚决定书 水行政处罚决定书 城乡规划行政处罚决定书 人防行政处罚决定书",
    "summary_decision": """行政处罚当场决定书 水行政当场处罚决定书 税务行政处罚决定书（简易） 公安交通管理简易程序处罚决定书
        当场行政处罚（警告、罚款）决定书""",
    "no_penalty_decision": "不予税务行政处罚决定书 不予水行政处罚决定书 轻微违法行为不予处罚决定书 不予立案审批表",
    "correction_notice": """劳动保障监察限期改正指令书 消防监督复查记录 责令改正复查记录 整改情况复查表 责令停止水事违法行为通知书
        水事违法行为责令改正通知书 重大火灾隐患整改通知书""",
    "reg_preserve_doc": "登记保存物品清单 烟草专卖证据先行登记保存通知书 证据登记保存处理通知书",
    "seizure_doc": "查封、扣押物品清单 涉案财物清单 解除临时查封决定书 卫生行政控制决定书 解除卫生行政控制决定书",
    "internal_approval": "内部事项审批表 行政执法事项审批表 行政处罚延期审批表 延长调查终结审批表 恢复调查决定呈批表 撤销立案决定呈批表"
    " 查封（扣押）批准书 先行登记保存物品呈批书 抽样取证审批单",
    "hearing_doc": "要求听证申请书 税务行政处罚听证通知书 听证主持人意见书",
    "payment_doc": "非税收入电子缴款凭证 税收缴款书 中央非税收入统一票据 延期（分期）缴纳罚款审批表",
    "closing_doc": "行政处罚决定信息公开页 罚没物品处理记录 违法物品销毁记录表 劳动保障监察结案审批表 罚没财物处置记录",
    "av_record": "执法全过程音像记录清单 执法记录仪音像资料清单 视音频资料说明",
    "dossier_binding": "案卷备考表 劳动保障监察案卷 水行政处罚案卷目录 行政处罚案件卷宗"
    " 林业行政处罚案件正卷 水行政执法档案 税务稽查案件卷宗 城市管理行政处罚案卷（副卷）",
    "service_doc": "劳动保障监察文书送达回证 自然资源法律文书送达回证 行政处罚决定书送达回证 执法文书送达地址及方式确认书",
    "statement_doc": "税务陈述申辩笔录 水行政处罚陈述申辩复核意见书 自愿放弃听证权利声明书",
    "legal_review": "水行政处罚案件法制审核意见书 税务行政处罚案件审理报告",
    "collective_discussion": "自然资源违法案件会审记录 劳动保障监察重大案件集体讨论记录 行政处罚案件集体讨论会议记录",
    "enforcement_doc": "水行政处罚履行催告书 劳动保障监察强制执行申请书",
    "evidence_material": """药品追溯查询截图 车辆信息查询单 库存盘点表 货值金额计算表 违法所得核算表 成品油进销存台账
        微信聊天记录截图 采砂量测算表
        行政复议意见书 行政判决书 关于检察建议整改落实情况的报告""",
    "inspection_doc": "水务监督检查意见书 劳动保障监察意见书 执法检查意见书",
    "party_identity": "烟草专卖零售许可证 建筑业企业资质证书 中华人民共和国道路运输证 中华人民共和国居民身份证",
}


@pytest.mark.parametrize(("kind", "title"), [(kind, title) for kind, titles in TITLES.items() for title in titles.split()])
def test_a_field_of_law_before_the_kernel_needs_no_entry(kind: str, title: str) -> None:
    found = kind_of_title(unify(title))
    assert found is not None
    assert found[0] == kind


PASSED_ON = {
    "filing_approval": "立案审批会签单 行政处罚立案呈批流程卡 立案签批表 违法案件立案审批传递单 立案请示报告 行政处罚立案申请单",
    "decision_approval": "行政处罚决定审批传阅单 处罚决定签批单 行政处罚决定会签表 案件处理意见审批流程卡",
    "legal_review": "案件法制审核登记表 合法性审核意见书 重大执法决定法制审核办理单 法制审核流程卡",
    "internal_approval": "查封（扣押）审批流程表 先行登记保存审批会签单 延长办案期限审批流转表",
    "sampling_record": "土壤样品采集记录单 血样提取登记表 废水采样凭单 样品采集凭证",
    "appraisal_doc": "检验委托单 司法鉴定委托函 委托监测协议书 样品送检单 水质检测委托登记表 房屋结构鉴定意见书 生态环境损失评估报告",
    "dossier_binding": "卷皮 行政执法卷宗封皮 行政处罚案卷首页",
    "payment_doc": "个人网银转账电子回单 某县农村商业银行业务回单 罚没款缴纳回执 现金缴款单 手机银行付款电子回单 罚款缴款确认单",
    "service_doc": "文书送达签收单 执法文书送达登记表 送达证明 法律文书送达情况记录表 行政处罚决定书送达签收回执"
    " 快递投递记录截图 挂号信妥投证明 国内邮件轨迹查询单",
    "party_identity": "社会团体法人登记证书 机关法人证书 统一社会信用代码证书（副本） 医师执业证书",
    "prior_notice": """拟行政处罚告知书 行政处罚先行告知书 陈述申辩及听证权利告知书
        行政处罚事先告知及听证权利告知书 行政处罚意见告知暨听证告知书 听证权利告知书""",
    "correction_notice": "现场检查暨责令改正通知书",
    "evidence_material": "物证照片张贴页 票据复印件粘贴纸 甲县某建材厂送货单（复印件） 过磅单 增值税专用发票 电子证据粘贴表",
    "closing_doc": "罚没车辆处置清单 没收渔获物移交单 行政处罚决定公开情况说明 行政执法结果公示记录表",
    "statement_doc": "当事人陈述申辩书及复核意见书 陈述、申辩笔录及复核意见 陈述申辩及复核笔录",
    "collective_discussion": "水事案件讨论记录 重大案件合议会议纪要 案件研究笔录",
}


# the same papers by other acts and forms
OTHER_FORMS = {
    "case_source": """违法线索核查流转表 案件受理登记 案件线索来源登记 案件来源及受理登记表 线索初步核查表 投诉举报核查情况记录
        信访事项接收及处理表 举报线索登记暨处置单""",
    "filing_approval": "立案请示 行政处罚立案请示 案件立案请示表",
    "scene_record": "现场检查情况记录 现场勘验情况笔录 检查情况记录表",
    "inquiry_record": "当事人询问记录 询问调查记录 证人询问记录",
    "service_doc": "文书送达地址确认单 送达方式及地址确认书 送达地址及送达方式确认书 送达地址告知确认单",
    "correction_notice": """整改复核记录 整改落实情况核查记录 整改验收意见 回访复查情况表 责令改正情况复核表 整改完成情况验收表
        停业及补办手续情况核查记录 补植苗木验收记录 植被恢复情况核查表 退款落实情况核查记录""",
    "investigation_report": """案件调查终结呈报书 案件调查情况综合报告 案件调查综合报告 案件办理情况报告 案件查办情况汇报
        违法案件终结报告 办案情况报告""",
    "legal_review": """法制机构审核意见单 法制机构审核意见书 法核意见书 重大案件法核会签单 法规科审核意见表
        重大行政处罚案件合法性审核意见 行政处罚案件法制审核结论 审核意见书 审核意见表 法制意见书""",
    "decision_approval": "处理决定审批单 行政处理意见呈批表 处罚决定呈报表 行政处罚意见呈请书",
    "appraisal_doc": """检测结果告知函 不合格检验结论送达通知 抽检结果告知单 关于涉案杉木价格的认定结论书
        关于被占用地块属性的鉴定意见书 关于送检烟支真伪的鉴别检验报告""",
    "closing_doc": "行政处罚信息公开单 双公示信息填报截图 罚没物资处置清单及交接记录 结案审查表 案件办结审批单 结案呈报表",
    "evidence_material": """协助核查复函 协查复函 协助取证回函 现场拍照取证单 伐根检尺记录表 每木调查登记簿 矿石量方登记
        门诊收费清单打印件 会员充值记录打印件
        住院病历（复印件） 处方笺 任命文件（复印件） 聘任决定 关于赵某某同志任职的通知""",
    "dossier_binding": "目录",
}


# one more act, one more form, or another who: offices join what the published forms keep apart
JOINED = {
    "case_source": """涉嫌违法行为登记单 日常巡查发现违法问题登记卡 网络线索登记 线索登记审批单 案源受理及处理审批表 线索核查报告
        立案前初步核查报告 投诉调查核实情况报告""",
    "filing_approval": "违法行为立案登记表 立案登记审批表",
    "scene_record": "现场检查情况登记表 检查情况登记单",
    "inquiry_record": "当事人询问笔录 证人调查笔录 有关人员调查询问笔录 受害人询问笔录 询问笔录影印件",
    "statement_doc": """陈述申辩意见答复书 关于对你单位陈述申辩的复函 关于陈述、申辩意见采纳情况的说明
        对当事人陈述申辩意见的回复 陈述申辩、听证权利放弃声明 陈述申辩权利放弃承诺书 听证权利弃权书""",
    "evidence_material": """工资发放明细表 考勤表 农民工实名制花名册 社保缴纳明细 销售台账 屏幕录像取证记录 网络取证情况说明
        用地范围坐标图 勘测定界图及界址点坐标表 停车登记表（复印件） 施工组织设计文件打印件 会议通知扫描件
        电子数据提取固定清单 电子数据调取清单 电子证据远程固定登记表 自动监测数据打印件 平台预警信息打印单 视频截图（打印件）
        现场照片及土地利用现状图 现场勘验图与现场照片 现场照片、示意图 进货票据粘贴单""",
    "party_identity": "人口信息查询结果 常住人口登记卡 企业信用信息公示报告 工商登记信息查询单 居民户籍证明 居民身份证打印件",
    "seizure_doc": "扣押车辆决定书 暂扣车辆凭证 责令停止使用并查封设备决定书 责令停业及扣押物品通知书",
    "correction_notice": "整改通知单 责令限期整改告知书 责令停工通知单 责令改正指令单",
    "prior_notice": "拟给予行政处罚告知书 拟作出处罚意见告知书 拟处罚内容告知单 拟作出的行政处罚告知书",
    "investigation_report": "调查终结审批表 调查终结报批单 调查终结处理意见书",
    "internal_approval": "终结调查审批表",
    "payment_doc": "暂缓缴款申请书 准予延期、分期缴纳罚款通知书 缓缴罚款审批表 罚没款缴款凭证（粘贴页） 缴款票据粘贴单 非税收入票据粘贴处",
    "closing_doc": "行政处罚决定公示网页打印页 处罚信息公示截屏 行政处罚公开页面打印单",
    "service_doc": "快递物流全程信息查询单",
}


@pytest.mark.parametrize(
    ("kind", "title"),
    [(kind, title) for table in (PASSED_ON, OTHER_FORMS, JOINED) for kind, titles in table.items() for title in titles.split()],
)
def test_a_kernel_may_have_any_act_and_end_in_any_form_word(kind: str, title: str) -> None:
    found = kind_of_title(unify(title))
    assert found is not None
    assert found[0] == kind


HEADINGS = """查询结果 违法所得计算 当事人档案 账簿档案 举报处理结果 承办机构意见 当事人基本情况 处罚依据 涉案人员 调查经过 权利义务告知
    违法事实及证据 行政处罚依据 案件基本情况 局务会议记录
    审批流程 审批记录 缴款方式 缴款记录 送达情况 送达记录 委托事项 样品采集情况 告知事项 权利义务告知书
    陈述申辩情况 陈述申辩及采纳情况 复核情况
    审核意见 举报案件办理情况报告 督办案件办理情况报告 检查情况 询问记录 整改落实情况 法制机构审核意见 案件受理 回访记录
    产品目录 执法事项目录 案件调查情况 立案情况
    收费记录 竣工验收记录 消防验收记录 履行情况核查记录 现场核查记录 任职情况 价格认定
    核查报告 违法行为登记 陈述申辩意见的采纳 拟处罚意见 拟作出的行政处罚 分期缴纳罚款 工资支付情况 取证说明 企业信息 扣押物品 复印件
    卫生监督 撤销行政处罚决定书 执法人员证件 处理意见 送达"""


@pytest.mark.parametrize("title", HEADINGS.split())
def test_headings_inside_a_writ_and_contraries_are_no_titles(title: str) -> None:
    assert kind_of_title(unify(title)) is None


def test_a_head_is_a_field_of_law_where_it_names_no_act_and_no_person() -> None:
    assert is_field_of_law("劳动保障监察", "立案审批表")
    assert is_field_of_law("人力资源社会保障", "立案审批表")
    assert not is_field_of_law("先行登记保存", "审批表")
    assert not is_field_of_law("负责人", "审核意见表")
    assert not is_field_of_law("处罚机关", "复核意见")  # no form word
    assert reverses("解除卫生")
    assert not reverses("水事违法")


def test_words_of_the_departments_for_one_thing_are_one() -> None:
    assert "违法案件处理决定审批表" in forms("违法案件处理决定呈批表")
    assert "现场勘验笔录" in forms("云栖县自然资源局现场勘测笔录")


def test_the_page_that_shows_a_decision_published_is_a_publication() -> None:
    assert kinds()["closing_doc"].subtype("行政处罚决定信息公开页") == "publicity"
