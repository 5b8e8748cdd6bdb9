"""``zhijian sources new``: what did not come while it was tried is told with what follows from it, on the console and in the file."""

from __future__ import annotations

import json

import pytest

from crawlers.propose_draft import NotProposed, Proposal
from tests.crawlers.lists import BODA, PLAIN, TRS, stories
from tests.crawlers.proposing import Shelf

SHUT = ("网站出错（503）", "other")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def _note(proposal: Proposal, text: str, *words: str) -> str:
    """The one note with all of the words, which is a comment of the file too."""
    (note,) = (note for note in proposal.notes if all(word in note for word in words))
    assert f"# 请注意：{note}。" in text.splitlines()
    return note


def test_a_second_page_of_a_list(shelf: Shelf) -> None:
    start = PLAIN.build(shelf, stories(22))
    shelf.broken[PLAIN.list_path(2, 3)] = SHUT
    proposal, text = shelf.looked(start)
    assert "pagination" not in proposal.values
    note = _note(proposal, text, f"{shelf.url}/list2.html：网站出错（503）")
    assert "只看第一页" in note
    assert "再运行一次 zhijian sources new" in note


def test_another_way_on_makes_up_for_one_that_failed(shelf: Shelf) -> None:
    start = PLAIN.build(shelf, stories(22))
    status, kind, body = shelf.pages[start]
    shelf.pages[start] = (status, kind, body.replace(b"</body>", b"") + b"<a rel=next href=/gone.html>&raquo;</a>")
    proposal, _ = shelf.looked(start)
    assert proposal.values["pagination"]["max_pages"] == 5
    assert not any("翻页" in note for note in proposal.notes)


def test_a_guess_that_is_wrong_is_no_failure(shelf: Shelf) -> None:
    rows = "".join(f"<li><a href=/news/{n}.html>{story.title}</a> {story.day}</li>" for n, story in enumerate(stories(9)))
    for n, story in enumerate(stories(9)):
        shelf.html(f"/news/{n}.html", PLAIN.article(story))
    shelf.html("/gzdt/", f"<ul class=news>{rows}</ul><a href='javascript:go(2)'>下一页</a>")
    proposal, _ = shelf.looked("/gzdt/")
    assert [note for note in proposal.notes if "翻页" in note] == [
        "网页像是有多页，但没有认出怎样翻页，只看第一页；需要更早的，请参照 docs/sources.md 写 pagination"
    ]


@pytest.mark.parametrize("second", ["shut", "no JSON"])
def test_a_second_page_of_a_json_interface(shelf: Shelf, second: str) -> None:
    rows = [
        {"id": n, "title": story.title, "content": story.paragraphs_as("", ""), "time": story.day} for n, story in enumerate(stories(7))
    ]
    shelf.pages["/api?page=1"] = (200, "application/json", json.dumps(rows).encode())
    if second == "shut":
        shelf.broken["/api?page=2"] = SHUT
    else:
        shelf.html("/api?page=2", "<h1>系统繁忙</h1>")
    proposal, text = shelf.looked("/api?page=1")
    assert "pagination" not in proposal.values
    why = "网站出错（503）" if second == "shut" else "返回的不是 JSON"
    assert "只看第一页" in _note(proposal, text, f"{shelf.url}/api?page=2：{why}")


def _sitemap(shelf: Shelf, children: int) -> None:
    told = stories(12)
    for n, story in enumerate(told):
        shelf.html(f"/zwgk/t20261120_{n}.html", TRS.article(story))
    columns = "".join(f"<url><loc>{shelf.url}/{name}/</loc></url>" for name in ("zwgk", "fw"))
    pages = "".join(f"<url><loc>{shelf.url}/zwgk/t20261120_{n}.html</loc></url>" for n in range(12))
    shelf.html("/map1.xml", f"<urlset>{columns}{pages}</urlset>", kind="text/xml")
    index = "".join(f"<sitemap><loc>{shelf.url}/map{n}.xml</loc></sitemap>" for n in range(1, children + 1))
    shelf.html("/sitemap.xml", f"<sitemapindex>{index}</sitemapindex>", kind="text/xml")


def test_a_child_of_a_sitemap(shelf: Shelf) -> None:
    _sitemap(shelf, 3)
    shelf.broken["/map2.xml"] = SHUT
    shelf.html("/map3.xml", "<html><h1>系统繁忙</h1></html>")
    proposal, text = shelf.looked("/sitemap.xml")
    assert proposal.values["sitemap"]["match"]
    assert "没有看到" in _note(proposal, text, f"{shelf.url}/map2.xml：网站出错（503）")
    assert "没有看到" in _note(proposal, text, f"{shelf.url}/map3.xml：不是站点地图")


def test_more_children_of_a_sitemap_than_are_looked_at(shelf: Shelf) -> None:
    _sitemap(shelf, 5)
    for n in (2, 3):
        shelf.pages[f"/map{n}.xml"] = shelf.pages["/map1.xml"]
    proposal, _ = shelf.looked("/sitemap.xml")
    assert proposal.seen.endswith("分 5 份，看了前 3 份")


def test_all_children_of_a_sitemap(shelf: Shelf) -> None:
    _sitemap(shelf, 1)
    shelf.broken["/map1.xml"] = SHUT
    with pytest.raises(NotProposed, match=r"sitemap\.xml：站点地图分 1 份，试读的都没有打开：.*map1\.xml：网站出错（503）。请稍后重试"):
        shelf.looked("/sitemap.xml")


def test_a_feed_that_a_list_names(shelf: Shelf) -> None:
    start = BODA.build(shelf, stories(8))
    status, kind, body = shelf.pages[start]
    shelf.pages[start] = (status, kind, body.replace(b"<HEAD>", b'<HEAD><link rel="alternate" type="application/rss+xml" href="/rss.xml">'))
    shelf.broken["/rss.xml"] = SHUT
    proposal, text = shelf.looked(start)
    assert proposal.values["type"] == "list"
    assert "没有用它" in _note(proposal, text, f"{shelf.url}/rss.xml：网站出错（503）")


def test_an_article_that_a_feed_is_compared_with(shelf: Shelf) -> None:
    items = "".join(
        f"<item><title>{story.title}</title><link>{shelf.url}/{n}.html</link>"
        f"<description>{story.paragraphs_as('', '') * 2}</description></item>"
        for n, story in enumerate(stories(3))
    )
    shelf.html("/rss.xml", f'<rss version="2.0"><channel><title>某报</title>{items}</channel></rss>', kind="text/xml")
    proposal, text = shelf.looked("/rss.xml")
    assert "article" not in proposal.values
    assert "按含全文，不打开文章网页处理" in _note(proposal, text, ".html：网页不存在（404）")
