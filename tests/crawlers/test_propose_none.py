"""Where nothing can be proposed, the user is told what was seen and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawlers.propose import propose
from crawlers.propose_draft import NotProposed
from tests.crawlers.cms import STORIES, trs
from tests.crawlers.lists import TRS, stories
from tests.crawlers.proposing import HASTE

EMPTY = '<html><head><title>工作动态</title></head><body><div id="app"></div><script src="/js/app.js"></script></body></html>'
NOTHING = """<html><body><noscript>We're sorry but this site doesn't work properly without JavaScript enabled.</noscript>
<div class="loading">正在加载……</div><script>window.__INITIAL_STATE__={}</script></body></html>"""


def _why(url: str, *, private: bool = True) -> str:
    with pytest.raises(NotProposed) as raised:
        propose(url, private=private, politeness=HASTE)
    return str(raised.value)


@pytest.mark.parametrize("html", [EMPTY, NOTHING], ids=["app", "loading"])
def test_a_page_that_is_empty_without_scripts_names_both_ways_out(site: Any, html: str) -> None:
    site.html("/gzdt/", html)
    why = _why(f"{site.url}/gzdt/")
    for words in (f"{site.url}/gzdt/", "JavaScript", "JSON 的接口", "zhijian[javascript]", "--javascript"):
        assert words in why


def test_robots_that_forbid_are_obeyed(site: Any) -> None:
    site.html("/secret/list.html", "<ul></ul>")
    why = _why(f"{site.url}/secret/list.html")
    assert "robots.txt 不允许" in why
    assert "商请网站许可" in why
    assert site.asked["/secret/list.html"] == 0


def test_rules_that_do_not_come_forbid_nothing_for_good(site: Any) -> None:
    site.html("/robots.txt", "", status=503)
    why = _why(f"{site.url}/gzdt/")
    assert "robots.txt 无法取得（503）" in why
    assert "稍后重试" in why
    assert "商请" not in why


def test_the_remedy_goes_by_the_cause_and_not_by_words_of_the_address(site: Any) -> None:
    del site.pages["/robots.txt"]
    why = _why(f"{site.url}/robots.txt")
    assert "网页不存在（404）。请在浏览器里打开核对" in why
    assert "商请" not in why


def test_a_page_that_is_not_there_or_leads_elsewhere(site: Any) -> None:
    site.redirects["/moved/"] = "http://localhost:1/elsewhere"
    assert "网页不存在（404）。请在浏览器里打开核对" in _why(f"{site.url}/none/")
    assert "localhost 不在来源的 allowed_domains 之内，没有抓取。网页转到了别的网站" in _why(f"{site.url}/moved/")


def test_private_addresses_need_the_users_word(site: Any) -> None:
    assert "127.0.0.1 是内网地址；确需采集单位内网的网站时，请加 --private" in _why(f"{site.url}/", private=False)
    named = _why(site.url.replace("127.0.0.1", "localhost"), private=False)  # a name that resolves to a private address
    assert "localhost 是内网地址" in named
    assert "--private" in named
    assert not site.asked


@pytest.mark.parametrize("url", ["www.example.gov.cn/news", "ftp://example.gov.cn/", "file:///etc/passwd", "http://[broken"])
def test_what_is_no_address(url: str) -> None:
    assert "不是网页地址" in _why(url)


def test_what_is_no_list(site: Any) -> None:
    site.html("/article.html", trs(STORIES["long"]))
    site.pages["/file"] = (200, "application/pdf", b"%PDF-1.4")
    site.pages["/config.json"] = (200, "application/json", json.dumps({"a": 1, "menus": [{"id": 1}, {"id": 2}]}).encode())
    rows = [{"id": n, "title": f"某区开展第{n}次夜市整治行动", "time": "2026-11-20"} for n in range(5)]
    site.pages["/titles.json"] = (200, "application/json", json.dumps({"rows": rows}).encode())
    assert "请改用它所在栏目的列表页地址" in _why(f"{site.url}/article.html")
    assert "不是网页（application/pdf）" in _why(f"{site.url}/file")
    assert "没有像新闻列表的内容" in _why(f"{site.url}/config.json")
    assert "列表 rows 有 5 条，但没有文章地址，也没有正文（只有 id、title、time）" in _why(f"{site.url}/titles.json")


def test_a_list_whose_articles_hold_no_text(site: Any, tmp_path: Path) -> None:
    start = TRS.build(site, stories(8))
    for path in [path for path in site.pages if "/t2026" in path]:
        site.html(path, "<html><body><video src=1.mp4></video></body></html>")
    assert "找到了 8 条链接，但试读的 3 篇都没有认出正文" in _why(site.url + start)
