"""JSON interfaces: items found by JMESPath. Pure: bytes in, a Listing out."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import jmespath

from crawlers.canonical import absolute
from crawlers.charset import decode_html, whole
from crawlers.days import day_of
from crawlers.listing import Answer, Item, Link, Listing, Unreadable, following
from crawlers.source import CrawlSource
from crawlers.source_parts import JsonApi, is_template
from crawlers.spider_feed import text_of

_JSONP = re.compile(r"[\w.$]+\s*\((.*)\)\s*;?", re.DOTALL)
_META = ("reply", "agency", "status")


def read_json(answer: Answer, source: CrawlSource) -> Listing:
    """The items of an answer, as links where the source has an ``article``. Unreadable where it is no JSON or has no list of items."""
    api = source.json_api
    assert api is not None
    try:
        values = json_of(answer, source.encoding)
    except ValueError as error:
        raise Unreadable("返回的不是 JSON，请核对 start_urls 与请求参数") from error
    rows = jmespath.search(api.items, values)
    if rows is not None and not isinstance(rows, list):
        raise Unreadable(f"json.items“{api.items}”处不是列表，请核对")
    if rows is None and answer.ask.page == 1:
        raise Unreadable(f"json.items“{api.items}”处没有内容，请核对")
    found = [(row, _address(row, api, answer, source)) for row in rows or ()]
    link = absolute(answer.url, _plain(values, api.next)) if api.next else None
    ask = following(source, answer.ask, link) if source.pagination or api.next else None
    listed: dict[str, Any] = {"following": (ask,) if ask else ()}
    if source.article is not None:
        return Listing(links=tuple(Link(url, _line(row, api.title), _day(row, api.date)) for row, url in found if url), **listed)
    return Listing(items=tuple(item for row, url in found if url and (item := _item(row, url, api))), **listed)


def json_of(answer: Answer, encoding: str | None = None) -> Any:
    """What an answer holds that is JSON, plain or wrapped for a script. ValueError where it is none."""
    text = decode_html(answer.body, content_type=answer.content_type, encoding=encoding).strip().lstrip("\ufeff")
    wrapped = _JSONP.fullmatch(text)
    try:
        return json.loads(wrapped[1] if wrapped else text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _item(row: Any, address: str, api: JsonApi) -> Item | None:
    text = _text(row, api.text)
    if not text:
        return None
    given = {key: _text(row, getattr(api, key)) for key in _META}
    day = _day(row, api.reply_date)
    given["reply_date"] = day.isoformat() if day else _plain(row, api.reply_date)
    metadata = {key: value for key, value in given.items() if value}
    return Item(address, _line(row, api.title), text, _day(row, api.date), _line(row, api.author), metadata)


def _address(row: Any, api: JsonApi, answer: Answer, source: CrawlSource) -> str | None:
    """Of an item; without an address of its own the first start page and its id. None where it has neither."""
    if api.url is not None:
        if not is_template(api.url):
            return absolute(answer.url, _plain(row, api.url))
        parts = {path: _plain(row, path) for path in re.findall(r"\{([^{}]*)\}", api.url)}
        if not all(parts.values()):
            return None
        return absolute(answer.url, re.sub(r"\{([^{}]*)\}", lambda match: quote(parts[match[1]]), api.url))
    number = _plain(row, api.id)
    return f"{source.start_urls[0]}#{quote(number)}" if number else None


def _plain(row: Any, path: str | None) -> str:
    """A value as text; a list as its members."""
    value = jmespath.search(path, row) if path else None
    if value is None or isinstance(value, (dict, bool)):
        return ""
    if isinstance(value, list):
        value = "、".join(str(part) for part in value if not isinstance(part, (dict, list)))
    return whole(str(value)).strip()


def _text(row: Any, path: str | None) -> str:
    value = _plain(row, path)
    return text_of(value) if "<" in value or "&" in value else value


def _line(row: Any, path: str | None) -> str | None:
    return _text(row, path).replace("\n", " ") or None


def _day(row: Any, path: str | None) -> Any:
    return day_of(jmespath.search(path, row)) if path else None
