"""The steps of an electronic sign-off, a row each: 环节 | 办理人 | 意见 | 时间, perhaps with a column of numbers before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.writs.roles import opinion_of

_COUNT = re.compile(r"序号?|顺序号?|次序|编号|步骤号")
_STEP = re.compile(r"(?:审批|办理|流程|签批|审核)?(?:环节|步骤|节点|岗位|角色|阶段)(?:名称)?")
_HAND = re.compile(r"(?:办理|处理|审批|操作|签批|经办|审核)(?:人|人员)|姓名|签名|人员")
# what the officers who handle a case do: the step with which they send the form on its way
_SENDS = re.compile(
    r"(?:发起|起草|拟稿|拟办|填报|提交|提请|申请(?!人)|申报|呈报|呈批|报批|上报|送审|登记|经办|承办)[\u4e00-\u9fa5]{0,6}|调查(?:终结|报告)|制作(?:文书)?"
)


def flow_start(texts: Sequence[str]) -> int | None:
    """The column of the steps where the texts of a row, without white space, head the columns of a sign-off; else None."""
    start = 1 if texts and _COUNT.fullmatch(texts[0]) else 0
    heads = texts[start:]
    flow = (
        len(heads) > 2
        and _STEP.fullmatch(heads[0]) is not None
        and any(_HAND.fullmatch(text) for text in heads)
        and any("意见" in text for text in heads)
    )
    return start if flow else None


def step_label(step: str) -> str:
    """The label that a step's opinion has on a form: 分管负责人审批 → 分管负责人意见, 提请立案 → 承办人意见."""
    label = (re.sub(r"(?:审批|审核|意见|环节)+$", "", step) or re.sub(r"(?:意见|环节)+$", "", step)) + "意见"
    if opinion_of(label):
        return label
    if _SENDS.fullmatch(step):
        return "承办人意见"
    return f"{step}意见" if opinion_of(f"{step}意见") else label
