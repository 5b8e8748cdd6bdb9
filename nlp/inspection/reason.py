"""Why inspectors came (检查事由), as a ledger words it: routine inspections count towards caps, those that something set off do not.

Source: 优化营商环境条例第五十四条第二款 (投诉举报、转办交办、数据监测), 控制对企业进行经济检查的规定第十六条、第十七条.
"""

from __future__ import annotations

import re
from typing import Literal

from ingest.inspection import Inspection

Reason = Literal["routine", "special", "state_special", "full_cover", "triggered", "unclear"]
"""``special``: a campaign (专项) of which the row does not say who ordered it; ``state_special``: by the State Council or a province."""

COUNTED: tuple[Reason, ...] = ("routine",)
DOUBTFUL: tuple[Reason, ...] = ("special", "unclear")

_BESIDE_THE_POINT = re.compile(r"《[^》]*》|[非无未](?:因|接到|收到|涉及)?(?:投诉|举报|信访|线索|[、或])+")  # laws by title, what was not
_TRIGGERED = re.compile(
    r"(?:投诉|举报|信访|12345|热线转|群众反映|转办|交办|督办|批转|数据监测|监测预警|预警|在线监测|数据比对|"
    r"抽样|抽检|产品质量监督抽查|检验检测|采样|检定|线索|移送|移交|复查|复检|回头看|整改(?:情况|落实|验收|复核|核查)|跟踪检查|"
    r"申请|许可(?:现场)?(?:核查|审查|勘验)|现场核查|竣工验收|开业前|换证|案件|立案|调查取证|涉嫌|事故|突发|应急处置|抢险|疫情|媒体|曝光|舆情|非现场监管|"
    r"触发式|驻场|驻厂)"
)
_TRIGGERED_ITEM = re.compile(r"投诉|举报|(?:案件|违法)线索|案件调查|事故调查|整改复查|复查")
_STATE = re.compile(r"国务院|国家(?:级|局|总局|部委)|总局|部委|部级|省(?:级|政府|委|局|厅)|全省|全国|自治区(?:级|政府)|直辖市(?:级|政府)")
_LOCAL = re.compile(r"市级|县级|区级|本级|本局|我局|市局|县局|区局|全市|全县|全区|街道|乡镇")
_SPECIAL = re.compile(r"专项|集中整治|整治|行动")
_FULL = re.compile(r"全覆盖|重点监管")
_ROUTINE = re.compile(r"日常|双随机|随机|抽查|年度|计划|巡查|巡检|例行|定期|常规|综合查一次|联合检查")


def reason_of(row: Inspection) -> Reason:
    """The reason of an inspection. What may have set it off anywhere in the row is taken to have done so."""
    text = _BESIDE_THE_POINT.sub("", "；".join(filter(None, (row.reason, row.remarks))))
    if _TRIGGERED.search(text) or _TRIGGERED_ITEM.search(row.items or ""):
        return "triggered"
    if _FULL.search(text):
        return "full_cover"
    if _SPECIAL.search(text):
        return "state_special" if _STATE.search(text) else "routine" if _LOCAL.search(text) or _ROUTINE.search(text) else "special"
    return "routine" if _ROUTINE.search(text) else "unclear"
