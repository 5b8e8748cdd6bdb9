"""Error pages: what happened, what was kept, the next step. In Chinese; as JSON under /api."""

from __future__ import annotations

import logging
import uuid

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from index.paging import QueryProblem
from ingest.errors import SearchUnavailable, ZhijianError
from review.gate import SAFE_HEADERS
from review.rendering import render

_LOG = logging.getLogger(__name__)
_TITLES = {
    400: "请求不完整",
    403: "不能这样做",
    404: "没有找到",
    405: "不能这样访问",
    413: "文件太大",
    422: "提交的内容不完整",
    429: "请稍后再试",
    500: "程序出错",
    503: "检索服务暂时不可用",
}
_DEFAULTS = {
    400: "浏览器发来的请求不完整。",
    404: "这个地址没有内容，可能是链接过期或者输错了。",
    405: "这个地址不能直接打开。",
    422: "有必填的内容没有填写，或格式不对。",
}
_NEXT = {
    403: "没有改动任何内容。请返回上一页刷新后再试；需要其他权限的，请联系管理员。",
    413: "文件没有保存。请把案卷拆成较小的文件，或改用命令行 zhijian screen 评查。",
    500: "已保存的线索、案卷和研判意见不受影响，刚才的操作可能没有保存。请返回上一页再试一次；仍然出错的，把错误编号告诉管理员。",
    503: "案卷、批次、规则等页面照常可用，研判意见照常保存。请稍后重试，或请管理员检查检索服务是否启动。",
}
_NEXT_OTHER = "没有改动任何内容。请返回上一页，或从上方的菜单重新进入。"


def install(app: FastAPI) -> None:
    """Give the application its error pages."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(SearchUnavailable, _search)
    app.add_exception_handler(ZhijianError, _known)
    app.add_exception_handler(Exception, _unknown)


def too_large(request: Request, limit: int) -> Response:
    """The answer to more bytes than a page takes."""
    size = f"{limit / (1 << 30):.0f} GB" if limit >= 1 << 30 else f"{limit / (1 << 20):.0f} MB" if limit >= 1 << 20 else f"{limit:,} 字节"
    return _answer(request, 413, f"一次提交不能超过 {size}。")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    limit = getattr(error, "limit", None)
    if error.status_code == 413 and limit is not None:
        return too_large(request, limit)
    standard = error.detail in ("Not Found", "Method Not Allowed", "There was an error parsing the body")
    return _answer(request, error.status_code, _DEFAULTS.get(error.status_code, "") if standard else str(error.detail))


def _invalid(request: Request, error: Exception) -> Response:
    if request.method == "GET" and not request.url.path.startswith("/api/"):
        return _answer(request, 404, _DEFAULTS[404])
    return _answer(request, 422, _DEFAULTS[422])


def _search(request: Request, error: Exception) -> Response:
    return _answer(request, 503, str(error))


def _known(request: Request, error: Exception) -> Response:
    if isinstance(error, QueryProblem):
        return _answer(request, 400, str(error))
    _LOG.warning("%s %s: %s", request.method, request.url.path, error)
    return _answer(request, 500, str(error))


def _unknown(request: Request, error: Exception) -> Response:
    number = uuid.uuid4().hex[:8]
    _LOG.error("error %s at %s %s", number, request.method, request.url.path, exc_info=error)
    answer = _answer(request, 500, f"错误编号 {number}。")
    for name, value in SAFE_HEADERS.items():  # this answer is made outside the gate
        answer.headers.setdefault(name, value)
    return answer


def _answer(request: Request, status: int, message: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": str(status), "message": message}, status_code=status)
    return render(
        request,
        "error.html",
        status=status,
        code=status,
        title=_TITLES.get(status, "出错了"),
        message=message,
        next_step=_NEXT.get(status, _NEXT_OTHER),
    )
