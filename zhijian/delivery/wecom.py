"""企业微信 group robot: markdown of at most 4,096 bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from zhijian.delivery.message import Message
from zhijian.delivery.post import PostChannel, post
from zhijian.delivery.robot import accepted

LIMIT = 4096
_WHY = {
    -1: ("企业微信系统繁忙", True),
    45009: ("发送过快（每分钟至多 20 条）", True),
    93000: ("机器人地址无效。请从群机器人的设置页重新复制 url", False),
    40008: ("消息格式不被接受", False),
    40058: ("消息格式或长度不被接受", False),
}


class WecomChannel(PostChannel):
    """``url``: the robot's address with its key."""

    kind: Literal["wecom"]

    def send(self, message: Message, home: Path) -> str:
        """Send; what to tell of it."""
        url = self.address(home)
        answer = post(url, {"msgtype": "markdown", "markdown": {"content": message.markdown(LIMIT)}})
        return accepted("企业微信", answer, ("errcode",), _WHY)
