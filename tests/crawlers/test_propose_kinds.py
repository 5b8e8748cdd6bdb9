"""``zhijian sources new`` on what is no list of links: feeds, sitemaps, JSON interfaces, message boards."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawlers.listing import Answer, Ask
from crawlers.propose_board import propose_board
from crawlers.propose_draft import NotProposed
from crawlers.spider_list import page_of
from tests.crawlers.cms import Story, phpcms, trs
from tests.crawlers.lists import BODA, stories
from tests.crawlers.office import source
from tests.crawlers.proposing import proposed


def _put(site: Any, told: Sequence[Story]) -> None:
    for n, story in enumerate(told):
        site.html(f"/info/1054/{2000 + n}.htm", phpcms(story))


def _rss(site: Any, told: Sequence[Story], *, whole: bool) -> bytes:
    entries = "".join(
        f"<item><title>{s.title}</title><link>{site.url}/info/1054/{2000 + n}.htm</link><pubDate>{s.day}T08:00:00+08:00</pubDate>"
        f"<description><![CDATA[{s.paragraphs_as('<p>', '</p>') if whole else s.paragraphs[0][:30]}]]></description></item>"
        for n, s in enumerate(told)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>某报法治频道</title>{entries}</channel></rss>'.encode()


@pytest.mark.parametrize("whole", [True, False])
def test_a_feed(site: Any, tmp_path: Path, whole: bool) -> None:
    told = stories(9)
    _put(site, told)
    site.pages["/rss.xml"] = (200, "application/rss+xml", _rss(site, told, whole=whole))
    found = proposed(f"{site.url}/rss.xml", tmp_path)
    assert found.source.type == "feed"
    assert (found.source.article is None) is whole
    assert found.source.name == "某报法治频道"
    assert found.complete(told) == []


def test_a_feed_that_a_list_names_is_better_than_the_list(site: Any, tmp_path: Path) -> None:
    told = stories(8)
    start = BODA.build(site, told)
    status, kind, body = site.pages[start]
    named = body.replace(b"<HEAD>", b'<HEAD><link rel="alternate" type="application/rss+xml" href="/rss.xml">')
    site.pages[start] = (status, kind, named)
    site.pages["/rss.xml"] = (200, "text/xml", _rss(site, told, whole=False))
    found = proposed(site.url + start, tmp_path)
    assert (found.source.type, found.source.start_urls) == ("feed", (f"{site.url}/rss.xml",))
    assert found.complete(told) == []


def test_a_feed_of_other_news_is_only_mentioned(site: Any, tmp_path: Path) -> None:
    told = stories(8)
    start = BODA.build(site, told)
    status, kind, body = site.pages[start]
    site.pages[start] = (status, kind, body.replace(b"<HEAD>", b'<HEAD><link rel="alternate" type="application/rss+xml" href="/rss.xml">'))
    other = _rss(site, told, whole=False).replace(b"/info/1054/", b"/other/")
    site.pages["/rss.xml"] = (200, "text/xml", other)
    found = proposed(site.url + start, tmp_path)
    assert found.source.type == "list"
    assert any(f"{site.url}/rss.xml" in note for note in found.proposal.notes)
    assert found.complete(told) == []


def test_a_sitemap_of_articles_and_columns(site: Any, tmp_path: Path) -> None:
    told = stories(12)
    for n, story in enumerate(told):
        site.html(f"/zwgk/202611/t20261120_{n}.html", trs(story))
    columns = "".join(f"<url><loc>{site.url}/{name}/</loc></url>" for name in ("zwgk", "fw", "hd"))
    pages = "".join(f"<url><loc>{site.url}/zwgk/202611/t20261120_{n}.html</loc></url>" for n in range(12))
    urls = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{columns}{pages}</urlset>'
    index = f"<sitemapindex><sitemap><loc>{site.url}/map1.xml</loc></sitemap></sitemapindex>"
    site.pages["/map1.xml"] = (200, "text/xml", urls.encode())
    site.pages["/sitemap.xml"] = (200, "text/xml", index.encode())
    found = proposed(f"{site.url}/sitemap.xml", tmp_path)
    assert found.source.type == "sitemap"
    assert found.complete(told) == []
    assert site.asked["/fw/"] == 0


def _answer(site: Any, path: str, told: Sequence[tuple[int, Story]], *, whole: bool, wrapped: bool) -> None:
    rows = [
        {
            "rowNum": n,
            "infoId": f"a{n}f",
            "bt": story.title,
            "fbsj": f"{story.day} 09:00:00",
            "clickCount": n * 7,
            "channel": {"name": "执法监督"},
            **(
                {"zw": story.paragraphs_as("<p>", "</p>")}
                if whole
                else {"href": f"/info/1054/{2000 + n}.htm", "zy": story.paragraphs[0][:20]}
            ),
        }
        for n, story in told
    ]
    text = json.dumps({"code": 200, "data": {"total": 14, "list": rows, "menus": [{"name": "首页"}, {"name": "公开"}]}}, ensure_ascii=False)
    site.pages[path] = (200, "application/json", (f"callback({text});" if wrapped else text).encode())


@pytest.mark.parametrize(("whole", "wrapped"), [(True, False), (False, True)])
def test_a_json_interface(site: Any, tmp_path: Path, whole: bool, wrapped: bool) -> None:
    told = stories(14)
    _put(site, told)
    numbered = list(enumerate(told))
    for page in (1, 2, 3):
        _answer(site, f"/api/list?size=7&pageNo={page}", numbered[(page - 1) * 7 : page * 7], whole=whole, wrapped=wrapped)
    found = proposed(f"{site.url}/api/list?size=7&pageNo=1", tmp_path)
    section = found.proposal.values["json"]
    assert (section["items"], section["title"], section["date"]) == ("data.list", "bt", "fbsj")
    assert section.get("text") == ("zw" if whole else None)
    assert section.get("url") == (None if whole else "href")
    assert found.complete(told) == []


QUESTIONS = [
    (f"{name}执法队收费不开票据", f"我在{name}经营小吃店，上周执法人员收取200元没有开票，请核实。", n) for n, name in enumerate("甲乙丙丁")
]


def test_a_board_with_whole_messages(site: Any, tmp_path: Path) -> None:
    blocks = "".join(
        f"<div class='msg'><h3>{title}</h3><p class=meta>留言时间：2026-11-1{n}</p><div class='ask'>{text}</div>"
        f"<div class='answer'><p>您好，第{n}号来信收悉，已责成执法队退还。</p></div><p class=dept>答复单位：某区城管局</p></div>"
        for title, text, n in QUESTIONS
    )
    site.html("/liuyan/", f"<html><title>网上留言</title><body><h2>留言选登</h2><div class=box>{blocks}</div></body></html>")
    found = proposed(f"{site.url}/liuyan/", tmp_path)
    assert (found.source.type, found.source.kind) == ("board", "complaint")
    by_title = {document.title: document for document in found.documents}
    assert set(by_title) == {title for title, _, _ in QUESTIONS}
    for title, text, n in QUESTIONS:
        document = by_title[title]
        assert (document.text, str(document.published_at)) == (text, f"2026-11-1{n}")
        assert document.metadata["reply"] == f"您好，第{n}号来信收悉，已责成执法队退还。"
        assert document.metadata["agency"] == "某区城管局"


def test_a_board_whose_messages_have_pages_of_their_own(site: Any, tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>2026110{n}</td><td><a href='show.jsp?id={n}'>{title}</a></td><td>2026-11-1{n}</td><td>已答复</td></tr>"
        for title, _, n in QUESTIONS
    )
    heads = "<tr><th>受理编号</th><th>来信标题</th><th>来信时间</th><th>状态</th></tr>"
    site.html("/xinxiang/", f"<html><title>局长信箱</title><body><table class=letters>{heads}{rows}</table></body></html>")
    for title, text, n in QUESTIONS:
        lines = (("来信标题", title), ("来信时间", f"2026-11-1{n}"), ("来信内容", text), ("答复单位", "某区城管局"),
                 ("答复时间", f"2026-11-2{n}"), ("答复内容", f"第{n}号来信收悉，已责成退还。"))  # fmt: skip
        table = "".join(f"<tr><td>{label}：</td><td>{value}</td></tr>" for label, value in lines)
        site.html(f"/xinxiang/show.jsp?id={n}", f"<html><body><table>{table}</table></body></html>")
    found = proposed(f"{site.url}/xinxiang/", tmp_path)
    assert (found.source.type, found.source.board is not None, found.source.list is not None) == ("board", True, True)
    by_title = {document.title: document for document in found.documents}
    for title, text, n in QUESTIONS:
        document = by_title[title]
        assert (document.text, str(document.published_at)) == (text, f"2026-11-1{n}")
        expected = (f"第{n}号来信收悉，已责成退还。", f"2026-11-2{n}", "某区城管局")
        assert tuple(document.metadata[key] for key in ("reply", "reply_date", "agency")) == expected


def _block(kind: str, title: str, text: str, n: int) -> str:
    reply = f"您好，第{n}号来信收悉，已责成执法队退还。"
    if kind == "dl":
        return f"<dl><dt>问：{text}</dt><dd>答：{reply}</dd></dl>"
    if kind == "table":
        rows = (("主题", title), ("来信内容", text), ("来信日期", f"2026-11-1{n}"), ("回复内容", reply), ("回复单位", "某区城管局"))
        return "<table class=letter>" + "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows) + "</table>"
    return (
        f"<li class=item><div class=tit><h2>{title}</h2><span class=state>已办理</span></div><p class=time>2026-11-1{n}</p>"
        f"<div class=ask-content>{text}</div><div class=box><h3>官方回复</h3><div class=words>{reply}</div>"
        f"<div class=reply-org>某区城管局</div></div></li>"
    )


@pytest.mark.parametrize("kind", ["dl", "table", "cards"])
def test_boards_of_other_making(site: Any, kind: str) -> None:
    blocks = "".join(_block(kind, *question) for question in QUESTIONS)
    url = f"{site.url}/liuyan/"
    answer = Answer(Ask(url), url, f"<body><h2>领导信箱</h2><div class=faq>{blocks}</div></body>".encode(), "text/html")
    look = source(site.url, article="auto", start_urls=[url])
    draft = asyncio.run(propose_board(page_of(answer, look), answer, look, _nobody, today=date(2026, 11, 27)))
    assert draft is not None
    assert len(draft.items) == len(QUESTIONS)
    for item, (title, text, n) in zip(draft.items, QUESTIONS, strict=True):
        assert item.text.removeprefix("问：") == text
        assert f"第{n}号来信收悉" in item.metadata["reply"]
        assert kind == "dl" or (item.title, str(item.day), item.metadata["agency"]) == (title, f"2026-11-1{n}", "某区城管局")


async def _nobody(address: str) -> Answer:
    raise NotProposed(address)
