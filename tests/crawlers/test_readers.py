from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Any

import pytest

from crawlers.article import read_article
from crawlers.listing import Answer, Ask, Item, Link, Unreadable, starts
from crawlers.source import CrawlSource
from crawlers.spider_board import read_board
from crawlers.spider_feed import read_feed
from crawlers.spider_json import read_json
from crawlers.spider_list import read_list
from crawlers.spider_sitemap import read_sitemap

HOME = "https://www.example.gov.cn"


def _source(type: str, **sections: Any) -> CrawlSource:
    values = {
        "id": "s",
        "name": "某站",
        "type": type,
        "start_urls": [f"{HOME}/"],
        "allowed_domains": ["example.gov.cn"],
        "healthy": {"min": 0},
    }
    return CrawlSource.model_validate(values | sections)


def _answer(body: str | bytes, *, ask: Ask | None = None, kind: str = "") -> Answer:
    body = body.encode() if isinstance(body, str) else body
    return Answer(ask or Ask(f"{HOME}/"), f"{HOME}/", body, kind)


def test_a_feed_holds_whole_texts_with_days_on_the_calendar_of_china() -> None:
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>扣车</title><link>/1.html</link>
    <description>&lt;p&gt;城管扣车&lt;/p&gt;&lt;p&gt;没有单据&lt;/p&gt;</description><pubDate>Sat, 01 Mar 2025 20:00:00 GMT</pubDate></item>
    </channel></rss>"""
    (item,) = read_feed(_answer(feed), _source("feed")).items
    assert item == Item(f"{HOME}/1.html", "扣车", "城管扣车\n没有单据", date(2025, 3, 2))
    (link,) = read_feed(_answer(feed), _source("feed", article="auto")).links
    assert link == Link(f"{HOME}/1.html", "扣车", date(2025, 3, 2))


@pytest.mark.parametrize("reference", ["&#55357;", "&#xD83D;", "&#99999999999;", "&#0;"])
def test_a_reference_to_no_character_costs_a_feed_nothing_else(reference: str) -> None:
    entry = f"<item><title>扣车{reference}</title><guid>1</guid><description>没有单据{reference}&#22909;</description></item>"
    (item,) = read_feed(_answer(f"<rss version='2.0'><channel>{entry}</channel></rss>"), _source("feed")).items
    assert (item.title, item.text) == ("扣车\ufffd", "没有单据\ufffd好")


def test_half_an_emoji_costs_a_json_interface_nothing_else() -> None:
    rows = [{"id": 1, "t": "扣车\ud83d", "x": "没有单据\ud83d"}, {"id": 2, "t": "好", "x": "<p>没有\ud83d</p>"}]
    api = {"items": "@", "id": "id", "title": "t", "text": "x"}
    items = read_json(_answer(json.dumps(rows)), _source("json", json=api)).items
    assert [(item.title, item.text) for item in items] == [("扣车\ufffd", "没有单据\ufffd"), ("好", "没有\ufffd")]


@pytest.mark.parametrize("body", ['{"code": 404}', "[]", "", "\0", "<!-- -->"])
def test_a_page_that_is_no_page_holds_nothing(body: str) -> None:
    assert read_list(_answer(body), _source("list", list={"links": "a"}, article="auto")).links == ()
    assert read_article(body, "auto") is None


def test_a_page_that_is_no_feed_is_named() -> None:
    with pytest.raises(Unreadable, match="不是 RSS"):
        read_feed(_answer("<html><body>网页"), _source("feed"))


def test_sitemaps_are_read_compressed_and_through_their_index_and_robots() -> None:
    source = _source("sitemap", article="auto", sitemap={"match": "/a/", "days": 10})
    today = date(2025, 3, 10)
    urls = f"<url><loc>{HOME}/a/1</loc></url><url><loc>{HOME}/a/2</loc><lastmod>2025-01-01</lastmod></url><url><loc>{HOME}/b/3</loc></url>"
    body = gzip.compress(f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>".encode())
    assert read_sitemap(_answer(body), source, today=today).links == (Link(f"{HOME}/a/1"),)
    index = f"<sitemapindex><sitemap><loc>{HOME}/s.xml.gz</loc></sitemap></sitemapindex>"
    assert read_sitemap(_answer(index), source, today=today).following == (Ask(f"{HOME}/s.xml.gz"),)
    robots = Answer(Ask(f"{HOME}/robots.txt"), f"{HOME}/robots.txt", b"Sitemap: /s.xml\n", "text/plain")
    assert read_sitemap(robots, source, today=today).following == (Ask(f"{HOME}/s.xml"),)
    with pytest.raises(Unreadable, match="不是站点地图"):
        read_sitemap(_answer("<html></html>"), source, today=today)


def test_a_json_interface_with_replies_and_a_page_parameter() -> None:
    api = {
        "items": "data.list",
        "id": "id",
        "title": "t",
        "text": "c",
        "date": "at",
        "reply": "r.text",
        "reply_date": "r.at",
        "status": "s",
    }
    source = _source("json", json=api, kind="complaint", pagination={"parameter": "page", "max_pages": 3})
    body = (
        '{"data": {"list": [{"id": 7, "t": "题", "c": "<p>甲</p><p>乙</p>", "at": 1740787200000,'
        ' "r": {"text": "已办", "at": "2025-03-05"}, "s": "办结"}]}}'
    )
    listing = read_json(_answer(f"callback({body});"), source)
    assert listing.items[0].address == f"{HOME}/#7"
    assert (listing.items[0].text, listing.items[0].day) == ("甲\n乙", date(2025, 3, 1))
    assert dict(listing.items[0].metadata) == {"reply": "已办", "reply_date": "2025-03-05", "status": "办结"}
    assert listing.following == (Ask(f"{HOME}/?page=2", 2),)
    with pytest.raises(Unreadable, match="不是 JSON"):
        read_json(_answer("<html>"), source)
    with pytest.raises(Unreadable, match="不是 JSON"):
        read_json(_answer("[" * 100_000 + "]" * 100_000), source)
    with pytest.raises(Unreadable, match=r"data\.list"):
        read_json(_answer('{"code": 500}'), source)


def test_a_message_board_shows_questions_and_replies_and_names_a_message_for_good() -> None:
    board = {"items": "li", "title": "h3", "question": "p.q", "asked": "i", "reply": "p.r", "agency": "b"}
    source = _source("board", board=board)
    page = "<ul><li><h3>扣车</h3><i>2025-03-01</i><p class=q>城管扣车</p>{}</li></ul>"
    (before,) = read_board(_answer(page.format("")), source).items
    (after,) = read_board(_answer(page.format("<p class=r>已退还</p><b>某区城管局</b>")), source).items
    assert before.address == after.address != f"{HOME}/"
    assert dict(after.metadata) == {"reply": "已退还", "agency": "某区城管局"}
    assert (after.text, after.day, source.kind) == ("城管扣车", date(2025, 3, 1), "complaint")


def test_a_search_asks_once_a_keyword_in_the_address_or_by_a_form() -> None:
    sections = {"list": {"links": "a"}, "article": "auto"}
    search = {"keywords": ["城管", "执法"], "encoding": "gbk"}
    source = _source("search", start_urls=[f"{HOME}/s?q={{keyword}}"], search=search, **sections)
    assert [ask.address for ask in starts(source)] == [f"{HOME}/s?q=%B3%C7%B9%DC", f"{HOME}/s?q=%D6%B4%B7%A8"]
    source = _source("search", search={"keywords": ["城管"], "form": {"q": "{keyword}"}}, **sections)
    assert [ask.form for ask in starts(source)] == [(("q", "城管"),)]
