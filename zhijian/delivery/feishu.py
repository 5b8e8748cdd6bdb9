"""飞书 group robot: a card with markdown, the whole request within 20,000 bytes, signed with the robot's secret (签名校验)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from pathlib import Path
from typing import Any, Literal

from zhijian.delivery.message import Message
from zhijian.delivery.post import PostChannel, post
from zhijian.delivery.robot import accepted
from zhijian.delivery.secret import Secret

LIMIT = 20_000
_ENVELOPE = 1000  # bytes of the card around the text
_WHY = {
    9499: ("发送过快，或消息格式不被接受", True),
    11232: ("发送过快（每分钟至多 100 条）", True),
    19001: ("机器人地址无效。请从群机器人的设置页重新复制 url", False),
    19021: ("签名不符。请核对 secret（签名校验），并校准本机时钟", False),
    19022: ("本机 IP 不在机器人的白名单内", False),
    19024: ("没有自定义关键词。请把“舆情简报”设为关键词", False),
}


class FeishuChannel(PostChannel):
    """``url``: the robot's address with its token; ``secret``: that of 签名校验, if it is on."""

    kind: Literal["feishu"]
    secret: Secret | None = None

    def send(self, message: Message, home: Path) -> str:
        """Send; what to tell of it."""
        url = self.address(home)
        elements: list[dict[str, Any]] = [{"tag": "markdown", "content": message.markdown(LIMIT - _ENVELOPE)}]
        if message.link:
            button = {"tag": "button", "text": {"tag": "plain_text", "content": "打开简报"}, "type": "primary", "url": message.link}
            elements.append({"tag": "action", "actions": [button]})
        header = {"template": "red", "title": {"tag": "plain_text", "content": message.title}}
        payload: dict[str, Any] = {"msg_type": "interactive", "card": {"header": header, "elements": elements}}
        if self.secret is not None:
            seconds = round(time.time())
            payload |= {"timestamp": str(seconds), "sign": signature(self.secret.read(home), seconds)}
        return accepted("飞书", post(url, payload), ("code", "StatusCode"), _WHY)


def signature(secret: str, seconds: int) -> str:
    """HMAC-SHA256 of nothing, with timestamp, line break and secret as the key, in Base64."""
    digest = hmac.new(f"{seconds}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return base64.b64encode(digest).decode()
