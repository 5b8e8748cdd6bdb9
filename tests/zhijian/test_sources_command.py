"""``zhijian sources``: what there is, and what broke."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.zhijian.web import Page, serving, source_file

LIST = "<ul class=news><li><a href=/1.html>一</a><li><a href=/2.html>二</a></ul>"
ARTICLE = "<h1>城管扣车</h1><div class=content><p>市民反映执法人员没有出示证件。</p></div>"


class Handler(Page):
    def do_GET(self) -> None:  # noqa: N802
        pages = {"/list.html": LIST, "/1.html": ARTICLE, "/2.html": ARTICLE.replace("市民", "商户"), "/secret.html": LIST}
        text = "User-agent: *\nDisallow: /secret" if self.path == "/robots.txt" else pages.get(self.path, "")
        self.answer(200 if text else 404, text)


@pytest.fixture
def site() -> Iterator[str]:
    with serving(Handler) as url:
        yield url


def write(program: Any, site: str, page: str = "list.html", **changes: object) -> None:
    keys = {"start_urls": [f"{site}/{page}"], "article": {"text": "div.content"}, "politeness": {"delay": 0, "retries": 0}}
    source_file(program.home, site, **keys | changes)


def test_an_office_without_sources_is_told_where_to_write_them(program: Any) -> None:
    ended = program.run("sources", "check")
    assert ended.code == 0
    assert "没有已启用的来源可检查" in ended.out


def test_a_source_in_order_is_said_to_be_and_nothing_is_kept(program: Any, site: str) -> None:
    write(program, site, name="[/b]某局[red]要闻")  # no markup
    ended = program.run("sources", "check")
    assert ended.code == 0
    assert "正常：列表上 2 条，试读 2 篇" in ended.out
    assert program.rows("document") == 0
    assert not (program.home / "crawl").exists()
    listed = program.run("sources", "list").out
    assert "[/b]某局[red]要闻" in listed
    assert "无记录" in listed


@pytest.mark.parametrize(
    ("page", "changes", "words"),
    [
        ("gone.html", {}, "网页不存在（404）"),
        ("secret.html", {}, "robots.txt 不允许访问"),
        ("list.html", {"list": {"links": "ol.moved a"}}, "没有找到任何条目"),
        ("list.html", {"article": {"text": "div.moved"}}, "div.moved"),
        ("list.html", {"healthy": {"min": 9}}, "列表上只有 2 条，少于 healthy.min 的 9 条"),
    ],
)
def test_what_broke_is_told(program: Any, site: str, page: str, changes: dict[str, object], words: str) -> None:
    write(program, site, page, **changes)
    ended = program.run("sources", "check", "bureau")
    assert ended.code == 1
    assert words in ended.out
