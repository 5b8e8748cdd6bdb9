"""Why a page did not come, in the user's words."""

from __future__ import annotations

from typing import Any, Literal

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

# Why a page did not come, as far as the remedy differs: the site forbids it (robots), there is none (absent), it lies on another site
# (elsewhere) or in a private network (private), nobody answers in time (silent).
Cause = Literal["robots", "absent", "elsewhere", "private", "silent", "other"]

PASSING = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})  # states of a server that may be over another day
_STATUS = {401: "需要登录", 403: "网站拒绝访问", 404: "网页不存在", 410: "网页已删除", 429: "网站要求放慢访问"}
_SILENT = ("TimeoutError", "TCPTimedOutError", "DownloadTimeoutError")
# By class name: Scrapy wraps Twisted's errors in its own since 2.14, and either may arrive.
_REASONS = {
    **dict.fromkeys(("DNSLookupError", "CannotResolveHostError"), "域名无法解析，请检查地址或网络"),
    **dict.fromkeys(_SILENT, "网站在规定时间内没有响应"),
    **dict.fromkeys(("ConnectionRefusedError", "ConnectError", "DownloadConnectionRefusedError"), "无法连接网站，请检查网站是否可用"),
    **dict.fromkeys(("ResponseNeverReceived", "ConnectionLost", "DownloadFailedError"), "连接中断，没有收到网页"),
    **dict.fromkeys(("ResponseFailed", "ResponseDataLossError"), "网页没有传完"),
    **dict.fromkeys(("EOFError", "BadGzipFile", "error", "ZstdError"), "网页没有传完"),  # cannot be unpacked: gzip, zlib and brotli, zstd
    "DownloadCancelledError": "网页过大，已放弃",
}


class Refusal(IgnoreRequest):
    """A request that is not sent, or whose answer is not taken; the message says why in Chinese, ``cause`` in a word."""

    def __init__(self, message: str, cause: Cause = "other") -> None:
        super().__init__(message)
        self.cause = cause


def cause_of(error: BaseException) -> Cause:
    """A failed download in a word."""
    if isinstance(error, Refusal):
        return error.cause
    if status_of(error) in (404, 410):
        return "absent"
    return "silent" if type(error).__name__ in _SILENT else "other"


def reason_of(error: BaseException) -> str:
    """A failed download in the user's words."""
    status = status_of(error)
    if status is not None:
        return f"{_STATUS.get(status, '网站出错' if status >= 500 else '网站返回异常')}（{status}）"
    if isinstance(error, IgnoreRequest):
        if isinstance(error, Refusal):
            return str(error)
        return "网页来回跳转，没有尽头" if "max redirections" in str(error) else "网页过大，已放弃"
    name = type(error).__name__
    if type(error).__module__.startswith("playwright") and name not in _REASONS:
        return f"浏览器没有取到网页（{str(error).partition(chr(10))[0][:120]}）"
    return _REASONS.get(name, f"下载失败（{name}）")


def passes(error: BaseException) -> bool:
    """Whether the page may come another day."""
    status = status_of(error)
    return status in PASSING if status is not None else not isinstance(error, IgnoreRequest)


def status_of(error: Any) -> int | None:
    """The HTTP status of a page that came and is no page."""
    return int(error.response.status) if isinstance(error, HttpError) else None
