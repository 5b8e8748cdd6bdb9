"""The list on a page: the group of alike links whose texts look like titles and that have days beside them. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from crawlers.article_body import squeezed
from crawlers.article_furniture import is_furniture_line, is_named
from crawlers.block_text import element_text
from crawlers.canonical import absolute
from crawlers.propose_days import day_beside, without_day

_LEVELS = 9  # elements above a link that may hold the list
_LEAST = 3  # links of a list; with days beside them one less
_SHARED = 0.6  # of the elements beside each other have a class that says what they are
_STATE = re.compile(
    r"(?:odd|even|alt|first|last|on|cur|current|active|hover|top|hot|new|clearfix|cl|fl|fr)|.*\d{2,}.*|\w{0,4}\d", re.IGNORECASE
)
_TURNING = re.compile(r"(?:上|下|前|后)一?[页篇]|首页|尾页|末页|更多|详[情细]|查看.{0,4}|阅读.{0,4}|more|\d+|[<>«»]+", re.IGNORECASE)
_BULLETS = "·•・■◆▪●>» "
_CUT = ".…"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Row:
    """One link of a list: its element, the element that holds it and nothing of its neighbours, what it says."""

    link: Any
    item: Any
    address: str
    title: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """Alike links of a page, in page order; ``holder`` holds them all."""

    rows: tuple[Row, ...]
    holder: Any

    @property
    def dated(self) -> float:
        """The share of links with a day beside them."""
        return sum(row.day is not None for row in self.rows) / len(self.rows)


def groups(root: Any, base: str, *, today: date) -> list[Group]:
    """The groups of links that may be the list, the likeliest first; none where no three links look alike and like titles."""
    path_of = _Paths()
    found: dict[tuple[Any, ...], list[tuple[Any, str]]] = {}
    for link in root.iter("a"):
        address = absolute(base, link.get("href"))
        if address is None or not squeezed(title_of(link)):
            continue
        path: tuple[Any, ...] = (path_of.step(link),)
        for level, above in enumerate(link.iterancestors()):
            if level == _LEVELS:
                break
            found.setdefault((above, path), []).append((link, address))
            path = (path_of.step(above), *path)
    scored = []
    for (holder, path), all_links in found.items():
        links = _without_columns(all_links)
        if len({address for _, address in links}) < _LEAST - 1:
            continue
        group = Group(tuple(_rows(links, today)), holder)
        if len(group.rows) >= (_LEAST if group.dated < _SHARED else _LEAST - 1):
            scored.append((_score(group, base), len(path), group))
    scored.sort(key=lambda one: (-one[0], one[1]))  # of equal ones that nearest to the links
    return [group for score, _, group in scored if score > 0]


def title_of(link: Any) -> str:
    """What a link is called: its ``title``, a heading in it, or the line of its text most like a title, without a day before or after."""
    heading = next((text for node in link.iter(*_HEADINGS) if (text := element_text(node))), None)
    lines = [heading.replace("\n", " ")] if heading else element_text(link).split("\n")
    text = max((without_day(line)[0] for line in lines), key=likeness).lstrip(_BULLETS)
    named = " ".join((link.get("title") or "").split())
    cut = squeezed(text).rstrip(_CUT) in squeezed(named)
    return named if named and (cut or len(squeezed(named)) > len(squeezed(text))) else text


def likeness(title: str) -> float:
    """How much a text looks like a title, 0 to 1."""
    text = squeezed(title)
    if not text or _TURNING.fullmatch(text) or is_furniture_line(title):
        return 0.0
    length = len(text) if _CHINESE.search(text) else len(text) / 3
    value = 0.0 if length < 4 else 0.3 if length < 6 else 0.6 if length < 8 else 1.0 if length <= 60 else 0.4 if length <= 100 else 0.1
    return value * (0.4 if "。" in text or (text.endswith(("……", "…", "...")) and length > 40) else 1.0)


def _without_columns(links: list[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """Without the links to columns that stand beside each title."""
    counts = Counter(address for _, address in links)
    usual = sorted(counts.values())[len(counts) // 2]
    return [(link, address) for link, address in links if counts[address] <= max(2, usual)]


def _rows(links: list[tuple[Any, str]], today: date) -> Iterator[Row]:
    """The links, each address once; its item is the highest element that holds no other of these addresses."""
    held: dict[Any, set[str]] = {}
    for link, address in links:
        for above in (link, *link.iterancestors()):
            held.setdefault(above, set()).add(address)
    told: set[str] = set()
    members = {link for link, _ in links}
    for link, address in links:
        if address in told:
            continue
        told.add(address)
        item = link
        while item.getparent() is not None and held[item.getparent()] == {address}:
            item = item.getparent()
        yield Row(link, item, address, title_of(link), _day(link, item, members, today))


def _day(link: Any, item: Any, members: set[Any], today: date) -> date | None:
    stamp = next((day for node in item.iter("time") if (day := day_beside(node.get("datetime") or "", today=today))), None)
    if stamp is not None:
        return stamp
    beside = _around(link, members) if item is link else element_text(item, without={link}, apart=True)
    within = without_day(element_text(link, apart=True).replace("\n", " "))[1]
    inside = "\n".join(element_text(node) for node in link.iter("span", "em", "i", "time", "small", "b", "strong", "div", "p"))
    return next((day for text in (beside, within, inside) if (day := day_beside(text, today=today))), None)


def _around(link: Any, members: set[Any]) -> str:
    """The text after a link up to the next of the list, and that before it, where links and days follow each other without elements."""
    after, before = [link.tail or ""], []
    for node in link.itersiblings():
        if node in members:
            break
        after += [element_text(node) if isinstance(node.tag, str) else "", node.tail or ""]
    for node in link.itersiblings(preceding=True):
        if node in members:
            break
        before.append(element_text(node) if isinstance(node.tag, str) else "")
    return "\n".join((*after, *before))


def _score(group: Group, base: str) -> float:
    """Titles count, three times where a day stands beside them; links without one among dated ones count against the group."""
    host = urlsplit(base).hostname
    mostly_dated, total = group.dated >= 0.5, 0.0
    for row in group.rows:
        like = likeness(row.title) * (1.0 if urlsplit(row.address).hostname == host else 0.5)
        total += like * 3.0 if row.day else -1.0 if mostly_dated else like
    distinct = len({squeezed(row.title) for row in group.rows}) / len(group.rows)
    above = (group.holder, *group.holder.iterancestors(), *(node for row in group.rows[:1] for node in row.link.iterancestors()))
    furniture = any(isinstance(node.tag, str) and (node.tag in ("nav", "footer") or is_named(node)) for node in above)
    return total * distinct * (0.3 if furniture and not mostly_dated else 1.0)


class _Paths:
    """Names of elements by which alike links are known: tag and classes, but for those by which rows differ."""

    def __init__(self) -> None:
        self._shared: dict[tuple[Any, Any], frozenset[str] | None] = {}

    def step(self, element: Any) -> tuple[str, frozenset[str]]:
        """The tag, with the classes that most elements beside it share, or its own without those that number or mark it."""
        parent, tag = element.getparent(), str(element.tag)
        if parent is None:
            return tag, frozenset()
        key = (parent, tag)
        if key not in self._shared:
            self._shared[key] = self._common([child for child in parent if child.tag == tag])
        shared = self._shared[key]
        own = frozenset(name for name in (element.get("class") or "").split() if not _STATE.fullmatch(name))
        return tag, own if shared is None else shared

    @staticmethod
    def _common(beside: list[Any]) -> frozenset[str] | None:
        if len(beside) < 3:
            return None
        counts = Counter(name for one in beside for name in set((one.get("class") or "").split()))
        most = frozenset(name for name, count in counts.items() if count >= _SHARED * len(beside))
        bare = sum(not (one.get("class") or "").split() for one in beside)
        return most if most or bare >= _SHARED * len(beside) else None
