"""A web page as a tree of elements. Pure."""

from __future__ import annotations

import json

from parsel import Selector

from crawlers.charset import whole


def tree_of(html: str) -> Selector:
    """The page, broken HTML read as browsers read it. JSON that a server calls a page, such as an error of its own, holds nothing."""
    return Selector(text="" if _is_json(html) else whole(html), type="html")


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
