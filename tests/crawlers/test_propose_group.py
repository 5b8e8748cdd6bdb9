"""What a list says about its links: titles, days, and where it goes on."""

from __future__ import annotations

from datetime import date

import pytest
from parsel import Selector

from crawlers.propose_days import day_beside
from crawlers.propose_group import groups, likeness, title_of
from crawlers.propose_paging import total_pages

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<a title='某区开展夜市专项整治行动'>某区开展夜市…</a>", "某区开展夜市专项整治行动"),
        ("<a title='夜市整治'>夜市整治...</a>", "夜市整治"),
        ("<a title='打开新窗口'>某区开展夜市专项整治行动</a>", "某区开展夜市专项整治行动"),
        ("<a>·某区开展夜市专项整治行动</a>", "某区开展夜市专项整治行动"),
        ("<a>[2026-11-20] 某区开展夜市专项整治行动</a>", "某区开展夜市专项整治行动"),
        ("<a><div>11-20</div><p>某区开展夜市专项整治行动</p><p>详情</p></a>", "某区开展夜市专项整治行动"),
        ("<a><p>阅读 12</p><h3>某区开展夜市专项整治行动</h3></a>", "某区开展夜市专项整治行动"),
    ],
)
def test_titles_of_links(html: str, title: str) -> None:
    assert title_of(Selector(text=html).css("a")[0].root) == title


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("发布时间：2026-11-20 09:12", "2026-11-20"),
        ("(2026年1月5日)", "2026-01-05"),
        ("20\n2026-11", "2026-11-20"),
        ("2026.11\n20", "2026-11-20"),
        ("[11-20]", "2026-11-20"),
        ("12月25日", "2025-12-25"),  # the last one that has been
        ("阅读 11", None),
        ("13-45", None),
        ("电话 010-6512", None),
    ],
)
def test_days_beside_titles(text: str, day: str | None) -> None:
    found = day_beside(text, today=TODAY)
    assert (found.isoformat() if found else None) == day


def test_words_that_turn_pages_are_no_titles() -> None:
    assert [likeness(word) for word in ("下一页", "更多", "2", "详情", "查看全文", "上一篇")] == [0.0] * 6
    assert likeness("某区开展夜市专项整治行动") == 1.0 > likeness("政务公开") > 0


def test_a_menu_is_less_likely_than_a_list_with_days() -> None:
    menu = "".join(f"<li><a href=/c{n}/>某区政务公开专题专栏{n}</a>" for n in range(20))
    rows = "".join(f"<li><a href=/a/{n}.html>某区开展第{n}次检查</a><i>2026-11-1{n}</i>" for n in range(4))
    page = Selector(text=f"<ul class=menu>{menu}</ul><ul class=list>{rows}</ul>")
    found = groups(page.root, "http://www.example.gov.cn/", today=TODAY)
    assert [row.address for row in found[0].rows] == [f"http://www.example.gov.cn/a/{n}.html" for n in range(4)]
    assert found[0].dated == 1.0


@pytest.mark.parametrize(
    ("html", "pages"),
    [
        ('createPageHTML(25, 0, "index", "html");', 25),
        ("createPageHTML('page', 30, 0, 'index', 'html', 600);", 30),
        ("共 12 页", 12),
        ("第1/7页", 7),
        ("var totalPage = 9;", 9),
        ("2026-11-20", None),
    ],
)
def test_how_many_pages_a_list_says_it_has(html: str, pages: int | None) -> None:
    assert total_pages(html) == pages
