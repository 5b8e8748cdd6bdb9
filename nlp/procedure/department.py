"""Which department (行政机关系统) an agency belongs to, and what kind of agency it is, read from its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

AgencyKind = Literal["government_department", "township", "vertical", "national", "police", "government", "unknown"]

# The order decides: 交通运输综合行政执法 is 交通运输, only a bare 综合行政执法 is 城管.
_DEPARTMENTS: tuple[tuple[str, str], ...] = (
    ("乡镇街道", r"街道办事处|[镇乡]人民政府|街道综合行政执法|[镇乡]综合行政执法"),
    ("公安", r"公安|交通警察|交警|派出所|出入境"),
    ("消防", r"消防救援|消防支队|消防大队"),
    ("市场监管", r"市场监督管理|市场监管|工商行政管理|质量技术监督|食品药品|药品监督|知识产权局|市监"),
    ("生态环境", r"生态环境|环境保护局|环保局"),
    ("应急", r"应急管理|安全生产监督|应急局|矿山安全"),
    ("交通运输", r"交通运输|交通局|公路|港航|道路运输|运输管理|海事"),
    ("卫健", r"卫生健康|卫生和计划生育|卫生局|卫生监督|疾病预防控制|疾控局"),
    ("农业", r"农业|渔政|渔业|动物卫生|畜牧|农村局"),
    ("文旅", r"文化和旅游|文化广电|文化市场|旅游局|文物局|新闻出版|文化体育"),
    ("水利", r"水利|水务"),
    ("林草", r"林业|林草|森林"),
    ("自然资源", r"自然资源|国土资源|规划局|规划和自然"),
    ("住建", r"住房和城乡建设|住房城乡建设|住房保障|住建局|建设局|房屋管理|房产管理"),
    ("人社", r"人力资源|劳动保障监察|社会保障局"),
    ("医保", r"医疗保障"),
    ("教育", r"教育局|教育体育|教育委员会|教育厅"),
    ("民政", r"民政"),
    ("商务", r"商务局|商务委|商务厅"),
    ("发改", r"发展和改革|发展改革|物价局|粮食和物资"),
    ("财政", r"财政局|财政厅"),
    ("统计", r"统计局"),
    ("司法行政", r"司法局|司法厅"),
    ("税务", r"税务"),
    ("海关", r"海关"),
    ("金融", r"金融|银行保险|证券监督|中国人民银行|外汇管理"),
    ("国安", r"国家安全"),
    ("烟草", r"烟草专卖"),
    ("邮政", r"邮政管理"),
    ("气象", r"气象局"),
    ("通信", r"通信管理"),
    ("城管", r"城市管理|综合行政执法|城管|综合执法|行政执法局|执法监察"),
)

_VERTICAL = re.compile(
    r"海关|税务|金融|银行保险|证券监督|中国人民银行|外汇管理|国家安全|烟草专卖|邮政管理|气象局|通信管理|矿山安全监察|海事局|出入境边防|铁路|民航"
)
_TITLE_PREFIX = re.compile(r"(安全生产行政执法文书)")


def department_of(name: str) -> str | None:
    """The department an agency's name speaks of; None where it says nothing.

    Source: names in the catalogue's department variants (dossier_documents, dept_variants) and national agency names.
    """
    for department, pattern in _DEPARTMENTS:
        if re.search(pattern, name):
            return department
    return None


def department_of_case(agency: str | None, headings: Iterable[str]) -> str | None:
    """The department of a case: by its agency, else by what most writs' headings and titles speak of."""
    if agency and (own := department_of(agency)):
        return own
    headings = list(headings)
    if any(_TITLE_PREFIX.search(heading) for heading in headings):
        return "应急"
    votes = Counter(found for heading in headings if (found := department_of(heading)))
    return votes.most_common(1)[0][0] if votes else None


def agency_kind(name: str) -> AgencyKind:
    """What kind of agency a name denotes, as far as the choice of the reconsideration body needs it (复议法第二十四至二十八条)."""
    if re.search(r"(街道办事处|[镇乡]人民政府)$", name):
        return "township"
    if _VERTICAL.search(name):
        return "vertical"
    if re.match(r"(中华人民共和国(?!.{2,8}海关)|国家.{2,12}(总局|委员会|局)$|.{2,8}部$)", name):
        return "national"
    if re.search(r"(省|市|县|区|旗|州)人民政府$", name):
        return "government"
    if re.search(r"公安|交通警察|交警", name):
        return "police"
    if re.search(r"(局|委员会|委|厅|队|办公室|中心|执法局)$", name):
        return "government_department"
    return "unknown"
