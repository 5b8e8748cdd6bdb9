"""The channels there are, by the word that ``kind`` says in ``scan.yml``."""

from __future__ import annotations

from zhijian.delivery.dingtalk import DingtalkChannel
from zhijian.delivery.email import EmailChannel
from zhijian.delivery.feishu import FeishuChannel
from zhijian.delivery.webhook import WebhookChannel
from zhijian.delivery.wecom import WecomChannel

Channel = EmailChannel | WecomChannel | DingtalkChannel | FeishuChannel | WebhookChannel
CHANNELS: dict[str, type[Channel]] = {
    "email": EmailChannel,
    "wecom": WecomChannel,
    "dingtalk": DingtalkChannel,
    "feishu": FeishuChannel,
    "webhook": WebhookChannel,
}
KIND_ZH = {"email": "电子邮件", "wecom": "企业微信", "dingtalk": "钉钉", "feishu": "飞书", "webhook": "其他系统（webhook）"}
