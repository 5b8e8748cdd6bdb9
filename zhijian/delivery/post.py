"""Posting JSON to the office's own webhooks. The address holds the robot's key: it is in no message and no log."""

from __future__ import annotations

import http.client
import json
import re
import socket
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field

from zhijian.delivery.problem import DeliveryDoubt, DeliveryProblem
from zhijian.delivery.secret import Secret, Strict

_SECONDS = 20.0
_WRITABLE = re.compile(r"[!-~]+")  # the characters of an address
_MOST = 1 << 16  # bytes of an answer that are read


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A robot does not move: an address that redirects is a wrong one, and would hand its key on."""

    def redirect_request(self, *arguments: Any) -> None:
        """Follow nothing."""


_OPENER = urllib.request.build_opener(_NoRedirect)


class PostChannel(Strict):
    """What the channels that are posted to have in common: ``url`` is the address with its key, ``plain_http`` allows one without TLS."""

    kind: str
    name: str = Field(min_length=1, max_length=64)
    url: Secret
    plain_http: bool = False

    def address(self, home: Path) -> str:
        """The address itself. DeliveryProblem where it is not there, or is none that may be posted to."""
        return _checked(self.url.read(home), plain_http=self.plain_http)


def _checked(url: str, *, plain_http: bool) -> str:
    """The address, where it is one that may be posted to."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0 and _WRITABLE.fullmatch(url) is not None
    except ValueError:  # a port or an IPv6 address that is none
        whole = False
    if not whole:
        raise DeliveryProblem("url 不是网址：应以 https:// 开头，不含空格和汉字。请从群机器人的设置页复制完整地址，只写一行") from None
    if parts.scheme == "http" and not plain_http:
        raise DeliveryProblem("url 以 http:// 开头，内容会明文传送。请改用 https://；确为内网地址时，在该渠道写 plain_http: true")
    return url


def post(url: str, payload: Mapping[str, Any], *, headers: Mapping[str, str] | None = None) -> Any:
    """Post JSON; what the other side answered as JSON, None where it answered something else.

    DeliveryProblem where it was refused or never got there, DeliveryDoubt where no answer came after it was sent.
    """
    body = json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace")
    kept = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "zhijian", **(headers or {})}
    try:
        with _OPENER.open(urllib.request.Request(url, body, kept, method="POST"), timeout=_SECONDS) as answer:
            return _json(answer.read(_MOST))
    except urllib.error.HTTPError as error:
        error.close()
        raise DeliveryProblem(_status(error.code), again=error.code == 429 or error.code >= 500) from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise DeliveryProblem("连接超时。请检查网络、代理和防火墙", again=True) from None
        raise DeliveryProblem(_unreachable(error.reason), again=not isinstance(error.reason, ValueError)) from None
    except (OSError, http.client.HTTPException):
        raise DeliveryDoubt("已发出，但对方没有应答，可能已送达；为免重复没有再发") from None


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _status(code: int) -> str:
    if code in (301, 302, 303, 307, 308):
        return f"对方要求转到别的地址（{code}），没有跟随。请核对 url"
    if code in (401, 403):
        return f"对方拒绝（{code}）。请核对密钥、令牌和 IP 白名单"
    if code == 404:
        return "地址不存在（404）。机器人可能已被删除，请从群设置中重新复制 url"
    return f"对方出错（{code}）。请稍后再试，或联系对方管理员"


def _unreachable(reason: object) -> str:
    if isinstance(reason, socket.gaierror):
        return "域名无法解析。请检查 url 和网络"
    if isinstance(reason, ConnectionRefusedError):
        return "无法连接。请检查 url、端口和防火墙"
    return f"无法连接（{type(reason).__name__}）。请检查网络、代理和证书"
