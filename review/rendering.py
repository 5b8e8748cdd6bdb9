"""Rendering: templates to responses. Everything is escaped, and a name a template does not know is an error."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from review.wording import FILTERS

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """The page ``template``; ``session`` (None before sign-in), ``csrf`` and ``path`` are known to every page."""
    session = request.state.session
    html = (
        _environment()
        .get_template(template)
        .render(session=session, user=session.user if session else None, csrf=request.state.csrf, path=request.url.path, **context)
    )
    return HTMLResponse(html, status_code=status, headers={"Vary": "HX-Request"})


def page_of(template: str, **context: Any) -> str:
    """The HTML of a template that stands by itself, such as a mail: no session, no address of its own."""
    return _environment().get_template(template).render(**context)


def from_htmx(request: Request) -> bool:
    """Whether only a part of the page moves; such requests are not a new view of it."""
    return request.headers.get("hx-request") == "true"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(FILTERS)
    environment.globals["asset"] = _asset
    return environment


@cache
def _asset(name: str) -> str:
    """The address of a static file, with its content's hash, so that browsers take a new version at once."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
