"""Any other system: the whole briefing as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from zhijian.delivery.message import Message
from zhijian.delivery.post import PostChannel, post
from zhijian.delivery.problem import DeliveryProblem
from zhijian.delivery.secret import Secret


class WebhookChannel(PostChannel):
    """``token`` is sent as ``Authorization: Bearer``. Any answer with a status of 200 to 299 is taken as received."""

    kind: Literal["webhook"]
    token: Secret | None = None

    def send(self, message: Message, home: Path) -> str:
        """Send; what to tell of it."""
        url = self.address(home)
        token = self.token.read(home) if self.token else ""
        if not token.isascii():
            raise DeliveryProblem("token 含有汉字或全角字符，不能发送。请重新复制")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        post(url, {**message.data, "title": message.title, "link": message.link}, headers=headers)
        return "已送达"
