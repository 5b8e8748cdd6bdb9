"""The steps of an electronic sign-off, a row each: 环节 | 办理人 | 意见 | 时间."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STEP = re.compile(r"(?:审批|办理|流程|签批|审核)?(?:环节|步骤|节点|岗位|角色|阶段)(?:名称)?")
_HAND = re.compile(r"(?:办理|处理|审批|操作|签批|经办|审核)(?:人|人员)|姓名|签名|人员")


def heads_flow(texts: Sequence[str]) -> bool:
    """Whether the texts of a row, without white space, head the columns of a sign-off."""
    return (
        len(texts) > 2
        and _STEP.fullmatch(texts[0]) is not None
        and any(_HAND.fullmatch(text) for text in texts)
        and any("意见" in text for text in texts)
    )


def step_label(step: str) -> str:
    """The label that a step's opinion has on a form: 分管负责人审批 → 分管负责人意见."""
    return (re.sub(r"(?:审批|审核|意见|环节)+$", "", step) or re.sub(r"(?:意见|环节)+$", "", step)) + "意见"
