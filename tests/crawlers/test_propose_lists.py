"""``zhijian sources new`` on lists as government sites make them: what it proposes finds every article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.crawlers.cms import jcms
from tests.crawlers.lists import BODA, LAYOUTS, TRS, Layout, jpage, stories
from tests.crawlers.lists_held_back import HELD_BACK
from tests.crawlers.proposing import proposed

SEEN = 3  # articles that a look may open


@pytest.mark.parametrize("layout", [*LAYOUTS, *HELD_BACK], ids=lambda layout: layout.name)
def test_a_crawl_with_the_proposed_source_finds_every_article(site: Any, tmp_path: Path, layout: Layout) -> None:
    told = stories(22)
    start = layout.build(site, told)
    found = proposed(site.url + start, tmp_path)
    assert found.complete(told) == []
    assert (found.result.items, found.result.pages, found.result.healthy) == (22, 3, True)
    assert not found.source.enabled
    first = found.proposal.samples
    assert [(sample.title, sample.day) for sample in first] == [(story.title, story.day) for story in told[:5]]
    assert [sample.words is not None for sample in first] == [True] * SEEN + [False] * 2


def test_a_look_asks_little_and_obeys_robots(site: Any, tmp_path: Path) -> None:
    told = stories(22)
    start = TRS.build(site, told)
    secret = TRS.article_path(0, told[0])
    site.pages["/robots.txt"] = (200, "text/plain", f"User-agent: *\nDisallow: {secret}\n".encode())
    found = proposed(site.url + start, tmp_path)
    assert site.asked[secret] == 0
    assert any(secret in note and "robots.txt" in note for note in found.proposal.notes)
    assert found.result.items == 21


def test_a_list_of_one_page_and_few_articles(site: Any, tmp_path: Path) -> None:
    told = stories(3)
    found = proposed(site.url + TRS.build(site, told), tmp_path)
    assert found.complete(told) == []
    assert found.source.pagination is None


def test_selectors_where_an_article_is_not_found_without(site: Any, tmp_path: Path) -> None:
    """The day stands beneath the text without a word that says what it is."""
    told = stories(8)

    def article(story: Any) -> str:
        texts = story.paragraphs_as("<p>", "</p>")
        return (
            f"<html><title>某局</title><body><div class='headline-box'>{story.title}</div><div class=main-text>{texts}</div>"
            f"<div class=side><a href=/1>首页</a><a href=/2>专题</a><a href=/3>服务</a><em class=stamp>{story.day}</em></div></body></html>"
        )

    layout = Layout("odd", BODA.list_path, BODA.article_path, BODA.page, article)
    found = proposed(site.url + layout.build(site, told), tmp_path)
    assert found.complete(told) == []
    assert found.source.article is not None
    assert found.proposal.values["article"]["date"] == "em.stamp"
    assert found.result.automatic == 0


def test_a_list_in_a_script_as_xml(site: Any, tmp_path: Path) -> None:
    told = stories(12)
    site.html("/col/col77/index.html", jpage(told))
    for number, story in enumerate(told):
        site.html(f"/art/2026/11/20/art_77_{number}.html", jcms(story))
    found = proposed(f"{site.url}/col/col77/index.html", tmp_path)
    assert found.complete(told) == []


def test_articles_elsewhere_and_attachments_are_not_opened_first(site: Any, tmp_path: Path) -> None:
    told = stories(8)
    start = TRS.build(site, told)
    status, kind, body = site.pages[start]
    for number, href in ((0, "https://mp.weixin.qq.com/s/abc"), (1, "./P0201.pdf"), (2, "https://www.gov.cn/a.htm")):
        body = body.replace(
            f'href="./{TRS.article_path(number, told[number]).removeprefix("/zwgk/gzdt/")}"'.encode(), f'href="{href}"'.encode()
        )
    site.pages[start] = (status, kind, body)
    found = proposed(site.url + start, tmp_path)
    assert found.complete(told[3:]) == []
    assert any("有 2 条链接在别的网站上" in note for note in found.proposal.notes)
    assert [sample.words is not None for sample in found.proposal.samples] == [False, False, False, True, True]
