"""An article page to its title, text, date and author, by the selectors of its source. Pure: text in, values out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from parsel import Selector

from crawlers.source import ArticlePage, select
from ingest.cells import parse_day

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
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
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "button", "select", "textarea"})
_BLANKS = re.compile(r"[ \t\r\f\v\u00a0\u3000]+")


@dataclass(frozen=True, slots=True)
class Article:
    """What stands on an article page; ``text`` has one paragraph a line."""

    title: str | None
    text: str
    date: date | None
    author: str | None


def read_article(html: str, selectors: ArticlePage) -> Article | None:
    """The article, or None where the text selector finds nothing but blanks. Broken HTML is read as browsers do."""
    page = Selector(text=html.replace("\0", ""))
    text = "\n".join(filter(None, (_block_text(node) for node in select(page, selectors.text))))
    if not text:
        return None
    day = _first(page, selectors.date)
    return Article(_first(page, selectors.title), text, parse_day(day) if day else None, _first(page, selectors.author))


def _first(page: Selector, selector: str | None) -> str | None:
    if selector is None:
        return None
    found = (_block_text(node).replace("\n", " ") for node in select(page, selector))
    return next(filter(None, found), None)


def _block_text(node: Selector) -> str:
    """The text of a node: blocks become lines, blanks are run together, scripts are left out."""
    root: Any = node.root
    pieces: list[str] = []
    if isinstance(root, str):
        pieces.append(root)
    else:
        _collect(root, pieces)
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(root: Any, pieces: list[str]) -> None:
    """Depth first, without recursion: broken pages nest elements thousands deep."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else None  # comments have functions for tags
        if leaving:
            pieces.append("\n" if tag in _BLOCKS else "")
            if element is not root and element.tail:
                pieces.append(element.tail.replace("\n", " "))
            continue
        stack.append((element, True))
        if tag is None or tag in _SILENT:
            continue
        pieces.append("\n" if tag in _BLOCKS else "")
        if element.text:
            pieces.append(element.text if tag == "pre" else element.text.replace("\n", " "))
        stack.extend((child, False) for child in reversed(element))
