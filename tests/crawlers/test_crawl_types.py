"""Every type of source over real HTTP."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, unquote_to_bytes, urlsplit

from tests.crawlers.conftest import Answer, Asked, Site, article
from tests.crawlers.office import Office, source


def test_a_sitemap_found_in_robots_txt_through_an_index_and_compressed(site: Site, office: Office) -> None:
    site.pages["/robots.txt"] = (200, "text/plain", b"User-agent: *\nDisallow: /zw/secret\nSitemap: /index.xml\n")
    site.pages["/index.xml"] = (200, "text/xml", f"<sitemapindex><sitemap><loc>{site.url}/1.xml.gz</loc></sitemap></sitemapindex>".encode())
    urls = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in ("/zw/1.html", "/zw/secret.html", "/about.html"))
    old = f"<url><loc>{site.url}/zw/old.html</loc><lastmod>2001-01-01</lastmod></url>"
    site.pages["/1.xml.gz"] = (200, "application/x-gzip", gzip.compress(f"<urlset>{urls}{old}</urlset>".encode()))
    site.article("/zw/1.html", "甲")
    mapped = source(site.url, type="sitemap", list=None, start_urls=[f"{site.url}/robots.txt"], sitemap={"match": "/zw/", "days": 30})
    result = office.crawl(mapped)
    assert (office.titles(), result.pages, result.listed, result.healthy) == (["甲"], 3, 2, True)
    assert result.forbidden == (f"{site.url}/zw/secret.html",)
    assert site.asked == {"/robots.txt": 2, "/index.xml": 1, "/1.xml.gz": 1, "/zw/1.html": 1}


def test_a_feed_with_whole_texts_and_one_with_links(site: Site, office: Office) -> None:
    entry = "<item><title>城管扣车</title><link>/1.html</link><pubDate>Sat, 01 Mar 2025 20:00:00 GMT</pubDate>{}</item>"
    whole = entry.format("<description>&lt;p&gt;没有单据&lt;/p&gt;</description>")
    rss = '<?xml version="1.0" encoding="gbk"?><rss version="2.0"><channel><title>要闻</title>{}</channel></rss>'
    site.pages["/whole.xml"] = (200, "text/html", rss.format(whole).encode("gbk"))  # as servers say that do not know feeds
    site.pages["/links.xml"] = (200, "application/rss+xml", rss.format(entry.format("")).encode("gbk"))
    site.article("/1.html", "城管扣车", day="2025-03-09")
    assert office.crawl(source(site.url, type="feed", list=None, article=None, start_urls=[f"{site.url}/whole.xml"])).items == 1
    (document,) = office.documents
    assert (document.title, document.text, document.published_at) == ("城管扣车", "没有单据", date(2025, 3, 2))
    assert (document.source.url, site.asked["/1.html"]) == (f"{site.url}/1.html", 0)
    assert office.crawl(source(site.url, id="links", type="feed", list=None, start_urls=[f"{site.url}/links.xml"])).items == 1
    assert (office.documents[1].text, site.asked["/1.html"]) == ("城管扣车：城管执法。", 1)


def test_a_json_interface_by_get_and_by_post_and_only_what_changed_comes_again(site: Site, office: Office) -> None:
    def rows(page: int) -> list[dict[str, Any]]:
        return [
            {"id": page * 10 + n, "t": f"第{page * 10 + n}件", "c": "<p>城管扣车</p>", "at": "2025-03-01", "r": reply} for n in range(2)
        ]

    def by_get(asked: Asked) -> Answer:
        page = int(parse_qs(urlsplit(asked.path).query)["page"][0])
        return 200, "application/json", json.dumps({"data": {"list": rows(page) if page < 3 else []}}).encode()

    def by_post(asked: Asked) -> Answer:
        form = parse_qs(asked.body.decode())
        return 200, "text/plain", json.dumps({"data": {"list": rows(int(form["page"][0])) if form["kind"] == ["投诉"] else None}}).encode()

    reply = None
    site.pages |= {f"/get?page={page}": by_get for page in (1, 2, 3)}
    site.pages["/post"] = by_post
    api = {"items": "data.list", "id": "id", "title": "t", "text": "c", "date": "at", "reply": "r"}
    get = source(
        site.url,
        type="json",
        kind="complaint",
        list=None,
        article=None,
        start_urls=[f"{site.url}/get?page=1"],
        json=api,
        pagination={"parameter": "page", "max_pages": 9},
    )
    result = office.crawl(get)
    assert (result.items, result.pages, result.failed) == (4, 3, ())
    assert [str(document.source.url) for document in office.documents[:2]] == [f"{site.url}/get?page=1#{n}" for n in (10, 11)]
    reply = "已退还"
    result = office.crawl(get)
    assert (result.changed, dict(office.documents[-1].metadata)["reply"]) == (4, "已退还")
    post = source(
        site.url,
        id="post",
        type="json",
        kind="complaint",
        list=None,
        article=None,
        start_urls=[f"{site.url}/post"],
        json=api | {"form": {"kind": "投诉", "page": "1"}},
        pagination={"parameter": "page", "max_pages": 2},
    )
    assert office.crawl(post).items == 4
    assert [request.method for request in site.requests if request.path == "/post"] == ["POST", "POST"]


def test_a_search_in_the_charset_of_the_site(site: Site, office: Office) -> None:
    def found(asked: Asked) -> Answer:
        word = unquote_to_bytes(urlsplit(asked.path).query.removeprefix("q=")).decode("gbk")
        links = {"城管": ["1.html", "2.html"], "执法 检查": ["2.html", "3.html"]}[word]
        return 200, "text/html; charset=gbk", "".join(f"<ul class=news><a href={link}>{word}</a></ul>" for link in links).encode("gbk")

    site.pages |= {"/s?q=%B3%C7%B9%DC": found, "/s?q=%D6%B4%B7%A8%20%BC%EC%B2%E9": found}
    for n in range(1, 4):
        site.article(f"/{n}.html", f"第{n}篇")
    words = {"keywords": ["城管", "执法 检查"], "encoding": "gbk"}
    result = office.crawl(source(site.url, type="search", start_urls=[f"{site.url}/s?q={{keyword}}"], search=words))
    assert (result.items, result.pages, result.listed, result.failed) == (3, 2, 3, ())
    assert [site.asked[f"/{n}.html"] for n in (1, 2, 3)] == [1, 1, 1]


def test_a_board_with_whole_messages_that_move_on_and_are_answered(site: Site, office: Office) -> None:
    message = "<div class=m><h3>{0}</h3><i>2025-03-0{1}</i><p class=q>{0}，求助。</p>{2}</div>"
    answered = "<p class=r>已退还</p><i class=d>2025年3月6日</i><b>某区城管局</b>"
    site.html("/list.html", message.format("扣车", 2, "") + message.format("罚款", 1, "") + "<a class=next href=2.html>下一页</a>")
    site.html("/2.html", message.format("检查", 1, ""))
    keys = {"items": "div.m", "title": "h3", "asked": "i", "question": "p.q", "reply": "p.r", "reply_date": "i.d", "agency": "b"}
    board = source(site.url, type="board", kind=None, list=None, article=None, board=keys, pagination={"next": "a.next", "max_pages": 5})
    assert office.crawl(board).items == 3
    site.html("/list.html", message.format("停业", 3, "") + message.format("扣车", 2, answered) + "<a class=next href=2.html>下一页</a>")
    site.html("/2.html", message.format("罚款", 1, "") + message.format("检查", 1, ""))
    result = office.crawl(board)
    assert (result.items, result.changed, result.known) == (2, 1, 2)
    before, after = (one for one in office.documents if one.title == "扣车")
    assert (before.source.url, before.kind, before.published_at) == (after.source.url, "complaint", date(2025, 3, 2))
    assert {key: after.metadata[key] for key in ("reply", "reply_date", "agency")} == {
        "reply": "已退还",
        "reply_date": "2025-03-06",
        "agency": "某区城管局",
    }
    assert "reply" not in before.metadata


def test_a_board_whose_messages_have_pages_is_looked_at_again_for_replies(site: Site, office: Office) -> None:
    site.listing("/list.html", ["1.html", "2.html"])
    site.html("/1.html", "<h1>扣车</h1><div class=q>城管扣车不给单据。</div>")
    site.html("/2.html", "<h1>扣车</h1><div class=q>城管扣车不给单据。</div>")  # two citizens may say the same
    keys = {"title": "h1", "question": "div.q", "reply": "div.r"}
    board = source(site.url, type="board", kind=None, article=None, board=keys, recheck=30)
    assert office.crawl(board).items == 2
    site.html("/2.html", "<h1>扣车</h1><div class=q>城管扣车不给单据。</div><div class=r>已补发单据。</div>")
    result = office.crawl(board)
    assert (result.changed, result.unchanged) == (1, 1)
    assert (office.documents[-1].source.url, office.documents[-1].metadata["reply"]) == (f"{site.url}/2.html", "已补发单据。")


def test_a_list_that_is_none_of_its_type_is_named(site: Site, office: Office) -> None:
    site.html("/list.html", article("网站改版"))
    result = office.crawl(source(site.url, type="feed", list=None))
    assert "不是 RSS 或 Atom 订阅" in result.failed[0][1]
    assert "列表页无法打开：不是 RSS 或 Atom 订阅" in str(result.warning)
