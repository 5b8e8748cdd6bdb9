"""Selectors for what was found on a page: short ones with names that a site keeps, tried on the page before they are taken. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector

from crawlers.propose_group import Group, likeness, title_of
from crawlers.spider_list import link_at

_NAME = re.compile(r"[A-Za-z_][A-Za-z_-]*[0-9]?(?:-[A-Za-z_]+)*")  # no numbers that a machine counted
_ABOVE = 6  # elements above the list that may give it its name
_EXTRA = 0.2  # of the links may be more than the group has: pinned ones that look otherwise
_TITLE = 0.6


def links_selector(page: Selector, base: str, group: Group) -> str | None:
    """Selects the links of a group and no others; None where no short selector does."""
    wanted = {row.address for row in group.rows}
    best: tuple[int, str] | None = None
    for selector in dict.fromkeys(_candidates(group)):
        nodes = page.css(selector)
        found = {address for node in nodes if (address := link_at(node, base))}
        if not wanted <= found:
            continue
        if found == wanted:
            return selector
        extra = found - wanted
        titles = [title_of(node.root) for node in nodes if link_at(node, base) in extra]
        fits = len(extra) <= max(1, _EXTRA * len(wanted)) and all(likeness(title) >= _TITLE for title in titles)
        if fits and (best is None or len(extra) < best[0]):
            best = len(extra), selector
    return best[1] if best else _by_place(page, base, group, wanted)


def names_of(element: Any) -> list[str]:
    """CSS for an element by its id or a class, where these are names and no numbers."""
    tag = element.tag
    id = element.get("id") or ""
    classes = [name for name in (element.get("class") or "").split() if _NAME.fullmatch(name)]
    return [*([f"#{id}"] if _NAME.fullmatch(id) else []), *(f"{tag}.{name}" for name in classes)]


def _candidates(group: Group) -> Iterator[str]:
    """Best first: a named holder and the links in it, named elements between, names of the links, what their addresses share."""
    first = group.rows[0].link
    between = [node for node in first.iterancestors() if _below(node, group.holder)]
    inner = ["a", *_common_names(group, [[row.link] for row in group.rows])]
    inner += [f"{node.tag} a" for node in between if node.tag not in ("tbody", "font", "b", "span")]
    inner += [f"{name} a" for name in _common_names(group, [_between(row.link, group.holder) for row in group.rows])]
    inner += [f"{node.tag} > a" for node in between[:1]]
    tokens = _address_tokens(group)
    by_address = [*(f"a{token}" for token in tokens), *(f"a{one}{two}" for one, two in combinations(tokens, 2))]
    holders = [name for node in _upwards(group.holder) for name in names_of(node)]
    for part in inner:
        yield from (f"{holder} {part}" for holder in holders)
    yield from (part for part in inner[1:] if "." in part)
    yield from by_address
    for part in by_address:
        yield from (f"{holder} {part}" for holder in holders)


def _below(node: Any, holder: Any) -> bool:
    return any(above is holder for above in node.iterancestors())


def _between(link: Any, holder: Any) -> list[Any]:
    return [node for node in link.iterancestors() if _below(node, holder)]


def _upwards(element: Any) -> list[Any]:
    above = [node for node in element.iterancestors() if node.tag not in ("html", "body")]
    return [node for node in (element, *above[:_ABOVE]) if node.tag not in ("html", "body")]


def _common_names(group: Group, elements: list[list[Any]]) -> list[str]:
    """Names that an element of every row has."""
    counts = Counter(name for nodes in elements for name in {f"{n.tag}.{c}" for n in nodes for c in (n.get("class") or "").split()})
    return [name for name, count in counts.items() if count == len(group.rows) and _NAME.fullmatch(name.partition(".")[2])]


def _address_tokens(group: Group) -> list[str]:
    """``[href*='…']`` for the parts that all addresses share."""
    hrefs = [row.link.get("href").strip() for row in group.rows]
    parts = [
        set(re.findall(r"[A-Za-z][\w-]*/|[A-Za-z][\w-]*\.(?:s?html?|jsp|aspx?|php)(?=\?|$)|(?<=[?&])[^&=]+=[^&]*", href)) for href in hrefs
    ]
    begun = [set(re.findall(r"[A-Za-z]+_(?=\d)", urlsplit(href).path)) for href in hrefs]
    shared = set.intersection(*parts) | set.intersection(*begun)
    return [f"[href*='{part}']" for part in sorted(shared, key=lambda part: -len(part)) if "'" not in part]


def _by_place(page: Selector, base: str, group: Group, wanted: set[str]) -> str | None:
    """The place of the list among its neighbours, where nothing has a name."""
    place = group.holder.getroottree().getpath(group.holder)
    path = f"{place}//a"
    return path if {link_at(node, base) for node in page.xpath(path)} == wanted else None
