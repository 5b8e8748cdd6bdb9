"""钉钉 group robot: markdown of at most 20,000 bytes, signed with the robot's secret (加签)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from pathlib import Path
from typing import Literal
from urllib.parse import quote_plus

from zhijian.delivery.message import Message
from zhijian.delivery.post import PostChannel, post
from zhijian.delivery.robot import accepted
from zhijian.delivery.secret import Secret

LIMIT = 20_000
_ENVELOPE = 3000  # bytes of the message around the text, and of the blanks that make its line breaks
_WHY = {
    -1: ("钉钉系统繁忙", True),
    130101: ("发送过快（每分钟至多 20 条）", True),
    310000: ("安全设置不符。请核对 secret（加签）、IP 地址段，或把“舆情简报”设为自定义关键词", False),
    300001: ("机器人地址无效。请从群机器人的设置页重新复制 url", False),
}


class DingtalkChannel(PostChannel):
    """``url``: the robot's address with its token; ``secret``: that of 加签 (begins with SEC), if it is on."""

    kind: Literal["dingtalk"]
    secret: Secret | None = None

    def send(self, message: Message, home: Path) -> str:
        """Send; what to tell of it."""
        url = self.address(home)
        if self.secret is not None:
            url += ("&" if "?" in url else "?") + signature(self.secret.read(home), round(time.time() * 1000))
        lines = message.markdown(LIMIT - _ENVELOPE).splitlines()
        text = {"title": message.title, "text": "  \n".join(lines)}  # a line break alone is none in 钉钉
        return accepted("钉钉", post(url, {"msgtype": "markdown", "markdown": text}), ("errcode",), _WHY)


def signature(secret: str, milliseconds: int) -> str:
    """``timestamp=…&sign=…``: HMAC-SHA256 with the secret over timestamp, line break and secret, in Base64."""
    digest = hmac.new(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256).digest()
    return f"timestamp={milliseconds}&sign={quote_plus(base64.b64encode(digest))}"
