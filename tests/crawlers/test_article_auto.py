"""Articles found without selectors, on pages built in the manner of the systems that Chinese sites run on."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawlers import article_furniture
from crawlers.article import Article, read_article
from crawlers.charset import decode_html
from crawlers.source import ArticlePage
from tests.crawlers import cms


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def read(page: str, url: str = "http://www.example.gov.cn/dt/12345.html") -> Article:
    article = read_article(page, "auto", url=url)
    assert article is not None
    return article


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", cms.STORIES)
@pytest.mark.parametrize("style", cms.STYLES, ids=lambda style: style.__name__)
def test_the_whole_article_and_nothing_else_is_read(style: Any, name: str, codec: str) -> None:
    story = cms.STORIES[name]
    page = style(story).replace("charset=utf-8", f"charset={codec}")
    article = read(decode_html(page.encode(codec), content_type="text/html"))
    lines = [bare(line) for line in article.text.split("\n")]
    assert [paragraph for paragraph in story.paragraphs if bare(paragraph) not in lines] == []
    assert [cell for row in story.table for cell in row if cell not in article.text] == []
    assert [file for file in story.attachments if file not in article.text] == []
    assert [words for words in cms.FURNITURE if words in article.text] == []
    assert article.title == story.title
    assert article.date == (None if style is cms.newspaper else date.fromisoformat(story.day))  # the head of the paper looks like a clock
    assert article.author == (None if style is cms.forum else story.source)  # the forum's name stands nowhere by itself
    assert not article.automatic


def test_the_day_of_a_page_that_tells_none_is_none() -> None:
    page = cms.nested(cms.STORIES["long"]).replace("2025-03-01 07:30", "")
    assert read(page).date is None  # the text speaks of 2024年12月15日 and 2025年6月30日


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("http://www.example.gov.cn/zwdt/202503/t20250301_123456.html", date(2025, 3, 1)),
        ("http://www.example.com.cn/2025/03/01/98765.shtml", date(2025, 3, 1)),
        ("http://www.example.com.cn/html/2025-03/01/content_1.htm", date(2025, 3, 1)),
        ("http://www.example.gov.cn/art/2025/3/12345.html", None),
        ("http://www.example.gov.cn/20251399.html", None),
    ],
)
def test_the_address_tells_the_day_where_the_page_does_not(address: str, day: date | None) -> None:
    page = cms.nested(cms.STORIES["long"]).replace("2025-03-01 07:30", "")
    assert read(page, address).date == day


def test_a_label_of_publication_is_believed_before_one_of_change() -> None:
    page = cms.nested(cms.STORIES["two"]).replace("2023-07-19 07:30", "更新时间：2024-01-02 发布时间：2023-07-19")
    assert read(page).date == date(2023, 7, 19)


@pytest.mark.parametrize("page", ["", "<p>", "<html><body><ul><li><a href=1>甲</a></li></ul></body></html>", "<script>var a=1</script>"])
def test_a_page_without_text_holds_no_article(page: str) -> None:
    assert read_article(page, "auto") is None


def test_very_deep_and_broken_pages_are_read() -> None:
    text = "执法人员当场没收了摊主的电子秤，没有出示任何证件。" * 4
    deep = "<div>" * 3000 + f"<p>{text}</p>"
    article = read_article(deep, "auto")
    assert article is None or article.text == text  # libxml2 may cut what lies deeper than it reads
    broken = f"<html><body><div><h1>没收电子秤</b></h1><div class=x><p>{text}<p>{text}</span></td></div><font"
    assert read(broken).text == f"{text}\n{text}"


def test_selectors_that_find_nothing_fall_back_only_where_the_source_says_so() -> None:
    page = cms.trs(cms.STORIES["brief"])
    selectors = {"text": "div.gone", "title": "h1.xl-title"}
    assert read_article(page, ArticlePage.model_validate(selectors)) is None
    article = read_article(page, ArticlePage.model_validate(selectors | {"fallback": "auto"}))
    assert article is not None
    assert article.automatic
    assert article.text == cms.STORIES["brief"].paragraphs[0]
    assert (article.title, article.date) == ("市民反映城管扣车不给单据", date(2024, 11, 8))


def test_every_pattern_of_furniture_matches_its_examples_and_none_of_its_counterexamples() -> None:
    held = yaml.safe_load((Path(article_furniture.__file__).parent / "furniture.yml").read_text(encoding="utf-8"))
    for line in held["lines"]:
        assert line["examples"]
        assert line["counter"]
        assert [text for text in line["examples"] if not re.fullmatch(line["pattern"], text)] == []
        assert [text for text in line["examples"] if not article_furniture.is_furniture_line(text)] == []
        assert [text for text in line["counter"] if article_furniture.is_furniture_line(text)] == []
