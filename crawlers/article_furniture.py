"""What stands around an article on Chinese sites and is no part of it: menus, share lines, neighbours, facts, notices of copyright."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from crawlers.block_text import element_text

_TAGS = frozenset({"nav", "footer", "aside", "form", "header"})
_CONTAINERS = frozenset({"div", "section", "dl", "ul", "ol", "table", "td", "tr", "center", "p", "tbody", "li"})
_NAME = re.compile(r"[a-z]+|[A-Z][a-z]*")
ATTACHMENT = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|7z|pptx?|jpe?g|png|txt|ceb)(?:$|[?#])", re.IGNORECASE)
_MENU = 3  # links, from which on a block of links is a menu
_AROUND = r"[【】\[\]()（）〖〗|·•\s]*"
_LEAST_SHARE = 0.5  # of a page's plain text: a block that holds so much is no furniture, whatever it is called
_DEEPEST = 200  # elements in each other: below that broken pages begin, and each level costs another reading of all that lies in it


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """``furniture.yml``: words of names, and compiled patterns."""

    names: frozenset[str]
    names_of_text: frozenset[str]
    headings: re.Pattern[str]
    facts: re.Pattern[str]
    line: re.Pattern[str]


@cache
def _knowledge() -> _Knowledge:
    held = yaml.safe_load((Path(__file__).parent / "furniture.yml").read_text(encoding="utf-8"))
    lines = "|".join(f"(?:{line['pattern']})" for line in held["lines"])
    return _Knowledge(
        frozenset(held["names"]),
        frozenset(held["names_of_text"]),
        re.compile(f"(?:{'|'.join(held['headings'])})[:：]?"),
        re.compile("|".join(held["facts"])),
        re.compile(f"(?:{_AROUND}(?:{lines}){_AROUND})+", re.IGNORECASE),
    )


def furniture(root: Any) -> set[Any]:
    """The outermost elements of a page that are furniture by tag, by name or by what they say."""
    whole = len(_plain(root)) or 1
    found: set[Any] = set()
    pending = [(root, 0)]
    while pending:
        element, depth = pending.pop()
        if not isinstance(element.tag, str) or depth > _DEEPEST:
            continue
        if element is not root and element.tag != "body" and _is_furniture(element, whole):
            found.add(element)
            continue
        pending.extend((child, depth + 1) for child in element)
    return found


def is_furniture_line(line: str) -> bool:
    """Whether a line of text is nothing but furniture, such as 上一篇：…, 【打印本页】【关闭窗口】, 责任编辑：…."""
    return len(line) <= 400 and _knowledge().line.fullmatch(line) is not None


def _is_furniture(element: Any, whole: int) -> bool:
    named = element.tag in _TAGS or is_named(element)
    if not named and element.tag not in _CONTAINERS:
        return False
    plain = _plain(element)
    if named:
        return len(plain) < _LEAST_SHARE * whole and not (element.tag == "header" and element.find(".//h1") is not None)
    return _is_menu(element, plain) or _is_facts(element) or (len(plain) < _LEAST_SHARE * whole and _is_headed(element))


def is_named(element: Any) -> bool:
    """Whether the class or id of an element names furniture."""
    for name in f"{element.get('class') or ''} {element.get('id') or ''}".split():
        words = {word.lower() for word in _NAME.findall(name)}
        if words & _knowledge().names and not words & _knowledge().names_of_text:
            return True
    return False


def _is_menu(element: Any, plain: str) -> bool:
    """Links and next to nothing else; files to download are none of a menu's links."""
    links = [link for link in element.iter("a") if not ATTACHMENT.search(link.get("href") or "") and (link.text_content() or "").strip()]
    return len(links) >= _MENU and len(plain) < sum(len((link.text_content() or "").strip()) for link in links) / 2


def _is_facts(element: Any) -> bool:
    """The table of 索引号, 发文机构, 成文日期 … of a document made public (政府信息公开)."""
    if element.tag not in ("table", "ul", "dl"):
        return False
    text = element_text(element)
    return len(text) < 500 and len(set(_knowledge().facts.findall(text))) >= 3


def _is_headed(element: Any) -> bool:
    """A box under a heading such as 相关阅读."""
    return _knowledge().headings.fullmatch(element_text(element).split("\n", 1)[0].strip()) is not None


def _plain(element: Any) -> str:
    """Text outside of links."""
    return element_text(element, without=set(element.iter("a")))
