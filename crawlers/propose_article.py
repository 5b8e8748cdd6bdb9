"""How the articles of a list are read: automatically where that finds title, day and text, by selectors where it does not. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from parsel import Selector

from crawlers.article import Article, read_article
from crawlers.article_body import find_body, squeezed
from crawlers.block_text import element_text
from crawlers.charset import decode_html
from crawlers.listing import Answer, Link
from crawlers.propose_days import day_beside
from crawlers.propose_selectors import names_of
from crawlers.source import ArticlePage
from crawlers.tree import tree_of

_LEAST_TEXT = 20  # characters
_COVERED = 0.8  # of the text found automatically must be what a selector finds
_CUT = "….。·"
_LINE = 120  # characters of an element that is a title or a line of facts


@dataclass(frozen=True, slots=True)
class Opened:
    """An article page, and what the list says about it."""

    link: Link
    html: str
    url: str


@dataclass(frozen=True, slots=True)
class Way:
    """``value``: the ``article`` of a source file; ``read``: what it finds on the pages; ``notes``: what to check, in Chinese."""

    value: dict[str, str] | Literal["auto"]
    read: tuple[Article | None, ...]
    notes: tuple[str, ...] = ()


def opened(link: Link, answer: Answer) -> Opened:
    """A page that came."""
    return Opened(link, decode_html(answer.body, content_type=answer.content_type), answer.url)


def article_way(pages: Sequence[Opened], *, today: date) -> Way:
    """``auto``, or selectors where ``auto`` misses title or day on most pages and selectors find them."""
    read = tuple(read_article(page.html, "auto", url=page.url) for page in pages)
    missing = _missing(pages, read)
    if not missing:
        return Way("auto", read)
    found = _selectors(pages, read, today)
    if found is not None:
        selected = tuple(read_article(page.html, ArticlePage.model_validate(found), url=page.url) for page in pages)
        if len(_missing(pages, selected)) < len(missing):
            return Way(found, selected, _notes(_missing(pages, selected)))
    return Way("auto", read, _notes(missing))


def _missing(pages: Sequence[Opened], read: Sequence[Article | None]) -> list[str]:
    """What most pages lack."""
    lacks = {"正文": 0, "标题": 0, "日期": 0}
    for page, article in zip(pages, read, strict=True):
        lacks["正文"] += article is None or len(squeezed(article.text)) < _LEAST_TEXT
        lacks["标题"] += article is None or not _agrees(page.link.title, article.title)
        lacks["日期"] += article is None or article.date is None
    return [name for name, count in lacks.items() if count * 2 > len(pages)]


def _agrees(listed: str | None, title: str | None) -> bool:
    """Whether the article's title is the one on the list, which may be cut."""
    if not title or not listed:
        return bool(title)
    one, other = squeezed(listed).rstrip(_CUT), squeezed(title)
    return one[:12] in other or other[:12] in one


def _notes(missing: Sequence[str]) -> tuple[str, ...]:
    return (f"试读的文章大多没有认出{'、'.join(missing)}，请参照 docs/sources.md“用浏览器找选择器”写 article",) if missing else ()


def _selectors(pages: Sequence[Opened], read: Sequence[Article | None], today: date) -> dict[str, str] | None:
    roots = [tree_of(page.html) for page in pages]
    first, link = roots[0].root, pages[0].link
    body = find_body(first)
    if body is None or read[0] is None:
        return None
    text = next(
        (name for node in (body.element, *body.element.iterancestors()) for name in names_of(node) if _holds(name, roots, read)), None
    )
    if text is None:
        return None
    titles = [page.link.title for page in pages]
    title = next(
        (
            name
            for name in _named(first, lambda shown: len(shown) < _LINE and _agrees(link.title, shown))
            if all(_agrees(told, _line(root, name)) for told, root in zip(titles, roots, strict=True))
        ),
        "title",
    )

    def tells_day(shown: str) -> bool:
        return len(shown) < _LINE and day_beside(shown, today=today) is not None

    days = _named(first, tells_day, without=set(body.element.iter()))
    day = next((name for name in days if all(tells_day(_line(root, name)) for root in roots)), None)
    found = {"text": text, "title": title, "date": day, "fallback": "auto"}
    return {key: value for key, value in found.items() if value}


def _holds(name: str, roots: Sequence[Selector], read: Sequence[Article | None]) -> bool:
    """Whether a selector finds one element on each page and the text in it."""
    for root, article in zip(roots, read, strict=True):
        nodes = root.css(name)
        if article is not None and (len(nodes) != 1 or len(squeezed(element_text(nodes[0].root))) < _COVERED * len(squeezed(article.text))):
            return False
    return True


def _named(root: Any, fits: Any, *, without: set[Any] | frozenset[Any] = frozenset()) -> Iterator[str]:
    """Selectors of elements whose text fits, the innermost first."""
    nodes = [node for node in root.iter() if isinstance(node.tag, str) and node not in without and node.tag not in ("html", "head", "body")]
    for node in reversed(nodes):
        if node.tag not in ("title", "script", "style", "meta") and fits(element_text(node).replace("\n", " ")):
            yield from (*names_of(node), *((node.tag,) if node.tag in ("h1", "h2", "time") else ()))


def _line(root: Selector, name: str) -> str:
    nodes = root.css(name)
    return element_text(nodes[0].root).replace("\n", " ") if nodes else ""
