"""The text of a piece of a page: blocks become lines, blanks are run together, scripts are left out. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from parsel import Selector

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "button", "select", "textarea"})
_BLANKS = re.compile(r"[ \t\r\f\v\u00a0\u2002\u2003\u200b\u3000\ufeff]+")


def block_text(node: Selector) -> str:
    """The text of what a selector found: an element, an attribute or a text node."""
    root: Any = node.root
    return tidy(root) if isinstance(root, str) else element_text(root)


def element_text(root: Any, *, without: Collection[Any] = (), apart: bool = False) -> str:
    """The text of an element, but for what lies in the elements ``without``; ``apart`` puts a blank after each element of a line."""
    pieces: list[str] = []
    stack: list[tuple[Any, bool]] = [(root, False)]  # no recursion: broken pages nest elements thousands deep
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else None  # comments have functions for tags
        if leaving:
            pieces.append("\n" if tag in _BLOCKS else " " if apart or tag in _CELLS else "")
            if element is not root and element.tail:
                pieces.append(element.tail.replace("\n", " "))
            continue
        stack.append((element, True))
        if tag is None or tag in _SILENT or element in without:
            continue
        pieces.append("\n" if tag in _BLOCKS else "")
        if element.text:
            pieces.append(element.text if tag == "pre" else element.text.replace("\n", " "))
        stack.extend((child, False) for child in reversed(element))
    return tidy("".join(pieces))


def tidy(text: str) -> str:
    """Lines without the blanks around them, and without empty ones."""
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
