"""Government message boards (政府留言板): question and reply, whole on the list or each on a page. Pure: a page in, values out."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from parsel import Selector

from crawlers.block_text import block_text
from crawlers.canonical import base_of
from crawlers.days import day_of
from crawlers.listing import Answer, Item, Listing
from crawlers.source import CrawlSource, select
from crawlers.source_parts import BoardPage
from crawlers.spider_list import link_at, next_pages, page_of, read_list

_LABEL = re.compile(r"^[\u4e00-\u9fff]{0,4}(?:单位|部门|机构|机关|状态|进度|标题|主题)\s*[:：]\s*")  # boards put it into the same element


def read_board(answer: Answer, source: CrawlSource) -> Listing:
    """The messages of a list that shows them whole, or links to them.

    A message without an address of its own is named by the start page and what was asked: it keeps that name when it moves to the
    next list page and when it is replied to.
    """
    board = source.board
    if board is None or board.items is None:
        return read_list(answer, source)
    page = page_of(answer, source)
    base = base_of(page, answer.url)
    items = []
    for node in select(page, board.items):
        address = next((link_at(found, base) for found in select(node, board.link)), None) if board.link else None
        item = read_message(node, board, address or "")
        if item is not None:
            items.append(item if address else replace(item, address=f"{source.start_urls[0]}#{_name(item)}"))
    return Listing(items=tuple(items), following=next_pages(page, base, answer, source))


def read_message(node: Selector, board: BoardPage, address: str) -> Item | None:
    """One message, None where nothing was asked. Metadata: ``reply``, ``reply_date``, ``agency``, ``status``, where they are given."""
    question = _text(node, board.question)
    if not question:
        return None
    reply_date = _line(node, board.reply_date)
    day = day_of(reply_date)
    given = {
        "reply": _text(node, board.reply),
        "reply_date": day.isoformat() if day else reply_date,
        "agency": _line(node, board.agency),
        "status": _line(node, board.status),
    }
    metadata = {key: value for key, value in given.items() if value}
    return Item(address, _line(node, board.title) or None, question, day_of(_line(node, board.asked)), metadata=metadata)


def _name(item: Item) -> str:
    return hashlib.sha256(f"{item.title}\n{item.text}\n{item.day}".encode()).hexdigest()[:16]


def _text(node: Selector, selector: str | None) -> str:
    if selector is None:
        return ""
    return "\n".join(filter(None, (block_text(found) for found in select(node, selector))))


def _line(node: Selector, selector: str | None) -> str:
    return _LABEL.sub("", _text(node, selector).partition("\n")[0])
