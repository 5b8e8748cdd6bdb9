from __future__ import annotations

from datetime import date

import pytest

from crawlers.article import Article, read_article
from crawlers.source import ArticlePage

SELECTORS = ArticlePage(title="h1", text="div.content", date="span.date", author="//span[@class='source']/text()")
PAGE = """<!DOCTYPE html><html><body><h1>某区城管 <b>暴力执法</b></h1><span class=date>发布时间：2025年3月1日 08:00</span>
<span class=source>来源：某日报</span><div class=content><style>p{}</style><p>第一段&nbsp;&nbsp;文字，
换行不断句。</p><p>第二段<br>另起一行</p><script>var x=1</script><!-- 注释 -->
<ul><li>一</li><li>二</li></ul>尾</div><div class=nav>导航</div></body></html>"""


def test_values_come_from_their_selectors() -> None:
    assert read_article(PAGE, SELECTORS) == Article(
        "某区城管 暴力执法", "第一段 文字， 换行不断句。\n第二段\n另起一行\n一\n二\n尾", date(2025, 3, 1), "来源：某日报"
    )


def test_several_nodes_make_one_text() -> None:
    page = "<div class=p>甲</div><aside>略</aside><div class=p>乙</div><div class=p> </div>"
    article = read_article(page, ArticlePage(text="div.p"))
    assert article == Article(None, "甲\n乙", None, None)


@pytest.mark.parametrize(
    "page", ["", "<p>没有正文</p>", "<div class=content> \u3000\n</div>", "<div class=content><script>x</script></div>"]
)
def test_no_text_is_no_article(page: str) -> None:
    assert read_article(page, SELECTORS) is None


def test_broken_html_is_read() -> None:
    page = "<html><body><div class=content><p>甲<p>乙<b>粗</div><h1>题目</span>\0</body"
    article = read_article(page, SELECTORS)
    assert article is not None
    assert article.text == "甲\n乙粗"
    assert article.title == "题目"


def test_very_deep_pages_do_not_overflow() -> None:
    page = "<div class=content>" + "<span>" * 5000 + "深" + "</span>" * 5000 + "</div>"
    article = read_article(page, SELECTORS)
    assert article is None or article.text == "深"  # libxml2 may cut what lies deeper than it reads


def test_an_unreadable_date_is_no_date() -> None:
    article = read_article(PAGE.replace("2025年3月1日", "昨天"), SELECTORS)
    assert article is not None
    assert article.date is None
