"""A JSON interface: where its list is, and which key holds what, told by the values more than by the names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jmespath

from crawlers.article_body import squeezed
from crawlers.days import day_of
from crawlers.listing import Answer, Ask, Item, Link, Unreadable
from crawlers.propose_draft import Draft, Fetch, NotProposed, drafted
from crawlers.propose_group import likeness
from crawlers.propose_paging import MOST_PAGES, PAGE_NAMES, Paging, page_after, untried
from crawlers.source import CrawlSource
from crawlers.spider_feed import text_of
from crawlers.spider_json import json_of, read_json

_LOOKED_AT = 20  # items
_MOST = 0.8  # of the items must have a value for its key to count
_DEEP = 5  # levels at which a list may lie
_WHOLE = 100  # characters of a text on average, from which on it is no summary
_ANSWER = re.compile(r"reply|answer|huifu|dafu|hfnr|dfnr|feedback|result", re.IGNORECASE)
_NAMED = {
    "title": re.compile(r"title|subject|biaoti|\bbt\b|name|headline", re.IGNORECASE),
    "text": re.compile(r"content|text|body|zhengwen|neirong|\bnr\b|detail|question", re.IGNORECASE),
    "date": re.compile(r"pub|release|issue|fabu|post", re.IGNORECASE),
    "url": re.compile(r"url|link|href", re.IGNORECASE),
    "id": re.compile(r"(?:^|[._])(?:\w*id|guid|uuid|code|bh)$", re.IGNORECASE),
    "author": re.compile(r"source|author|laiyuan|origin|media", re.IGNORECASE),
    "agency": re.compile(r"dept|department|agency|unit|bumen|danwei|org", re.IGNORECASE),
    "status": re.compile(r"status|state|zhuangtai", re.IGNORECASE),
}
_PAGE_FILE = re.compile(r"(?:https?://|/|\./)?[^\s<>]*(?:/|\.(?:s?html?|jsp|aspx?|php))(?:[?#][^\s<>]*)?")


def is_json(answer: Answer) -> bool:
    """Whether an answer is JSON, plain or wrapped for a script."""
    return isinstance(_values(answer), (dict, list))


async def propose_json(answer: Answer, source: CrawlSource, fetch: Fetch) -> Draft:
    """A source of an answer that is JSON. NotProposed where it holds no list of objects with titles, or nothing that names them."""
    lists = sorted(_lists(_values(answer)), key=_worth, reverse=True)
    if not lists or not _worth(lists[0]):
        raise NotProposed(
            f"{answer.url}：返回的是 JSON，但里面没有像新闻列表的内容（一组带标题的对象）。"
            "请核对地址和参数，或参照 docs/sources.md 手工写 json"
        )
    path, rows = lists[0]
    keys = _keys(rows[:_LOOKED_AT])
    section = {"items": path} | {name: key for name, key in keys.items() if key}
    if "url" not in section and "text" not in section:
        raise NotProposed(
            f"{answer.url}：列表 {path} 有 {len(rows)} 条，但没有文章地址，也没有正文（只有 {'、'.join(_paths(rows[0]))}）。"
            "请在浏览器里打开一篇文章，看地址怎样由编号组成，参照 docs/sources.md 写 json.url（带 {编号} 的地址）和 article"
        )
    if "url" not in section and "id" not in section:
        raise NotProposed(f"{answer.url}：列表 {path} 的各条没有地址也没有编号，下次无法认出同一条，请参照 docs/sources.md 手工写 json")
    values = [text_of(str(jmespath.search(section["text"], row) or "")) for row in rows] if "text" in section else []
    whole = bool(values) and ("url" not in section or sum(map(len, map(squeezed, values))) / len(values) >= _WHOLE)
    if not whole:
        section.pop("text", None)
    sections: dict[str, Any] = {"type": "json", "json": section}
    if "reply" in section and whole:
        sections["kind"] = "complaint"
    draft = drafted(source, sections | ({} if whole else {"article": "auto"}))
    paging = await _paging(answer, draft, fetch)
    if paging.section:
        sections["pagination"] = paging.section
    links, items = _found(answer, draft)
    return Draft(
        answer.url,
        sections,
        links,
        items,
        paging.pages,
        seen=f"JSON 接口：{path} 有 {len(rows)} 条，" + ("含正文" if whole else "没有全文，文章网页会再打开"),
        notes=(paging.note,) if paging.note else (),
        comments={f"json.{name}": _shown(rows[0], key) for name, key in section.items() if name != "items"} | {"json.items": "列表的路径"},
    )


def _values(answer: Answer) -> Any:
    try:
        return json_of(answer)
    except ValueError:
        return None


def _lists(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every list of objects and its path."""
    if isinstance(value, list):
        rows = [row for row in value if isinstance(row, dict)]
        if rows and len(rows) == len(value):
            yield path or "@", rows
    if isinstance(value, dict) and depth < _DEEP:
        for name, held in value.items():
            yield from _lists(held, _joined(path, name), depth + 1)


def _worth(found: tuple[str, list[dict[str, Any]]]) -> float:
    """How much a list looks like news: titles, three times with days beside them."""
    rows = found[1][:_LOOKED_AT]
    keys = _keys(rows)
    if keys["title"] is None:
        return 0.0
    return len(found[1]) * (3.0 if keys["date"] else 1.0)


def _joined(path: str, name: str) -> str:
    step = name if re.fullmatch(r"[A-Za-z_]\w*", name) else json.dumps(name, ensure_ascii=False)
    return f"{path}.{step}" if path else step


def _paths(row: dict[str, Any], path: str = "") -> list[str]:
    """The paths of single values in an object, one level of objects deep."""
    found = []
    for name, value in row.items():
        here = _joined(path, name)
        found += _paths(value, here) if isinstance(value, dict) and not path else [here]
    return found


def _keys(rows: Sequence[dict[str, Any]]) -> dict[str, str | None]:
    """The path of each thing; None where no key holds it."""
    held = {path: [jmespath.search(path, row) for row in rows] for path in dict.fromkeys(path for row in rows for path in _paths(row))}
    told = {
        path: [value for value in values if isinstance(value, (str, int, float)) and value not in ("", None)]
        for path, values in held.items()
    }
    full = {path: values for path, values in told.items() if len(values) >= _MOST * len(rows)}
    found: dict[str, str | None] = {}

    def take(name: str, among: dict[str, list[Any]], fits: Callable[[list[Any]], float], *, named: bool = False) -> None:
        pattern = _NAMED.get(name, _ANSWER)
        free = {path: values for path, values in among.items() if path not in found.values()}
        rated = {path: fits(values) * (2.0 if pattern.search(path) else 0.0 if named else 1.0) for path, values in free.items()}
        best = max(rated, key=lambda path: rated[path], default=None)
        found[name] = best if best is not None and rated[best] > 0 else None

    take("url", full, _as_address)
    take("date", full, _as_day)
    take("reply", told, _mean, named=True)
    take("title", full, _as_title)
    take("text", told, lambda values: _as_text(values) * len(values) / len(rows))
    take("id", full, _as_number, named=True)
    for name in ("author", "agency", "status"):
        take(name, full, lambda values: float(all(isinstance(value, str) and 1 < len(value) < 40 for value in values)), named=True)
    if found["reply"] is None:
        found["agency"] = found["status"] = None
    return found


def _strings(values: Sequence[Any]) -> list[str]:
    return [value for value in values if isinstance(value, str)]


def _mean(values: Sequence[Any]) -> float:
    texts = _strings(values)
    return sum(map(len, texts)) / len(texts) if len(texts) == len(values) and texts else 0.0


def _different(values: Sequence[Any]) -> float:
    return len({str(value) for value in values}) / len(values)


def _as_address(values: Sequence[Any]) -> float:
    texts = _strings(values)
    return float(
        len(texts) == len(values) and all(_PAGE_FILE.fullmatch(text) and len(text) > 4 for text in texts) and _different(texts) > 0.9
    )


def _as_day(values: Sequence[Any]) -> float:
    return float(all(day_of(value) is not None for value in values))


def _as_title(values: Sequence[Any]) -> float:
    texts = _strings(values)
    if len(texts) < len(values):
        return 0.0
    shown = [text_of(text) if "<" in text else text for text in texts]
    return sum(likeness(text) for text in shown) / len(shown) * _different(shown)


def _as_text(values: Sequence[Any]) -> float:
    mean = _mean(values)
    return mean if mean > 15 and _different(values) > 0.5 else 0.0


def _as_number(values: Sequence[Any]) -> float:
    return float(_different(values) == 1.0 and all(len(str(value)) <= 40 for value in values))


def _found(answer: Answer, source: CrawlSource) -> tuple[tuple[Link, ...], tuple[Item, ...]]:
    listing = read_json(answer, source)
    return listing.links, listing.items


async def _paging(answer: Answer, source: CrawlSource, fetch: Fetch) -> Paging:
    """A parameter of the address that holds the number of the page, if the next number brings other items."""
    links, items = _found(answer, source)
    known = {link.address for link in links} | {item.address for item in items}
    failed: list[str] = []
    for name, value in parse_qsl(urlsplit(answer.url).query):
        if name.lower() not in PAGE_NAMES or not value.isdigit() or int(value) > 1:
            continue
        section = {"parameter": name, "first": int(value) + 1, "max_pages": MOST_PAGES}
        ask = page_after(Ask(answer.url), source, section)
        if ask is None:
            continue
        try:
            more = _found(replace(await fetch(ask.address), ask=ask), source)
        except NotProposed as why:
            failed.append(str(why))
            continue
        except Unreadable as why:
            failed.append(f"{ask.address}：{why}")
            continue
        if not {link.address for link in more[0]} | {item.address for item in more[1]} <= known:
            return Paging(section, MOST_PAGES)
    if failed:
        return Paging(None, 1, untried(failed))
    return Paging(None, 1, "没有认出怎样翻页，只看第一页；需要更早的，请参照 docs/sources.md 写 pagination 或 json.next")


def _shown(row: dict[str, Any], path: str) -> str:
    value = str(jmespath.search(path, row) if "{" not in path else "")
    return f"第一条是：{value[:40]}{'……' if len(value) > 40 else ''}".replace("\n", " ")
