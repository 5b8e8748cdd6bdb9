"""What a group robot answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhijian.delivery.problem import DeliveryProblem


def accepted(who: str, answer: Any, keys: tuple[str, ...], why: Mapping[int, tuple[str, bool]]) -> str:
    """What to tell where the answer's code (under one of ``keys``) is 0; DeliveryProblem where it is another or there is none.

    ``why``: by code, the reason with its remedy and whether trying again may help. The robot's own words are not told: they can repeat
    what was sent.
    """
    code = next((answer[key] for key in keys if key in answer), None) if isinstance(answer, dict) else None
    if not isinstance(code, int):
        raise DeliveryProblem(f"应答的不是{who}群机器人。请核对 url 是否为{who}群机器人的完整地址，以及网络是否要求登录")
    if code == 0:
        return "已送达"
    said, again = why.get(code, (f"请按此编号查{who}的错误说明", False))
    raise DeliveryProblem(f"{who}没有接受（{code}）：{said}", again=again)
