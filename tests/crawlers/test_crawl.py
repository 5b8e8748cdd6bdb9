from __future__ import annotations

import hashlib
import socket
from contextlib import closing
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from crawlers.events import Ended
from crawlers.frontier import Frontier
from crawlers.result import Tally
from crawlers.run import CrawlResult, crawl
from ingest.document import Document
from tests.crawlers.conftest import serving
from tests.crawlers.office import Office, source


def test_articles_become_documents_with_their_bytes_kept(site: Any, office: Office) -> None:
    site.listing("/list.html", ["a/1.html", "/a/2.html", "a/1.html#top"])
    site.article("/a/1.html", "某区城管打人")
    site.article("/a/2.html", "乱罚款", day="发布时间：2025年2月3日")
    result = office.crawl(source(site.url), contact="supervision@example.gov.cn")
    assert result == CrawlResult(items=2, known=0, pages=1, failed=(), healthy=True, warning=None, listed=2)
    by_title = {document.title: document for document in office.documents}
    document = by_title["某区城管打人"]
    assert (document.kind, document.text, document.published_at) == ("news", "某区城管打人：城管执法。", date(2025, 3, 1))
    assert by_title["乱罚款"].published_at == date(2025, 2, 3)
    assert document.source.url == f"{site.url}/a/1.html"
    assert document.source.fetched_at is not None
    body = site.pages["/a/1.html"][2]
    assert document.source.sha256 == hashlib.sha256(body).hexdigest()
    assert office.vault.path(document.source.sha256).read_bytes() == body
    assert dict(document.metadata)["source"] == "test-site"
    assert site.asked["/a/1.html"] == 1
    assert site.agents == {"zhijian/0.1 (+supervision@example.gov.cn)"}
    assert {request.headers["Accept-Language"] for request in site.requests} == {"zh-CN,zh"}  # some sites have English pages too


def test_next_links_are_followed_to_the_limit_of_pages(site: Any, office: Office) -> None:
    for page in range(1, 6):
        site.listing(f"/list{page}.html", [f"{page}.html"], after=f'<a class=next href="list{page + 1}.html">下一页</a>')
        site.article(f"/{page}.html", f"第{page}篇")
    result = office.crawl(source(site.url, start_urls=[f"{site.url}/list1.html"], pagination={"next": "a.next", "max_pages": 3}))
    assert (result.items, result.pages) == (3, 3)
    assert site.asked["/list4.html"] == 0


def test_lists_that_lead_in_circles_end(site: Any, office: Office) -> None:
    site.listing("/list.html", ["1.html"], after='<a class=next href="list2.html">')
    site.listing("/list2.html", ["2.html"], after='<a class=next href="list.html">')
    site.article("/1.html", "甲")
    site.article("/2.html", "乙")
    result = office.crawl(source(site.url, pagination={"next": "a.next", "max_pages": 50}))
    assert (result.items, result.pages, site.asked["/list.html"]) == (2, 2, 1)


def test_a_page_template_counts_until_there_are_no_more(site: Any, office: Office) -> None:
    site.listing("/list.html", ["0.html"])
    for page in (1, 2):
        site.listing(f"/list_{page}.html", [f"{page}.html"])
    for page in range(3):
        site.article(f"/{page}.html", f"第{page}篇")
    pagination = {"template": f"{site.url}/list_{{page}}.html", "first": 1, "max_pages": 20}
    result = office.crawl(source(site.url, pagination=pagination))
    assert (result.items, result.pages, result.failed, result.healthy) == (3, 3, (), True)
    assert site.asked["/list_4.html"] == 0


def test_each_failure_is_named_and_costs_only_itself(site: Any, office: Office) -> None:
    links = ["good.html", "gone.html", "error.html", "secret/1.html", "file.pdf", "empty.html", "broken.html", "away", "round"]
    site.listing("/list.html", [*links, "javascript:void(0)", "mailto:a@b.c", "http://[bad", "", "ftp://127.0.0.1/x"])
    site.article("/good.html", "好")
    site.html("/error.html", "<h1>500</h1>", status=500)
    site.article("/secret/1.html", "不该看到")
    site.pages["/file.pdf"] = (200, "application/pdf", b"%PDF-1.4")
    site.html("/empty.html", "<h1>只有标题</h1>")
    site.html("/broken.html", "<html><div class=content><p>坏网页<b>没有结尾")
    site.redirects |= {"/away": "http://localhost:1/elsewhere", "/round": "/about", "/about": "/round"}
    result = office.crawl(source(site.url, politeness={"delay": 0, "retries": 0}))
    assert [document.text for document in office.documents if document.title != "好"] == ["坏网页没有结尾"]
    assert result.items == 2
    reasons = {url.removeprefix(site.url): reason for url, reason in result.failed}
    assert reasons["/gone.html"] == "网页不存在（404）"
    assert reasons["/error.html"] == "网站出错（500）"
    assert result.forbidden == (f"{site.url}/secret/1.html",)
    assert reasons["/file.pdf"].startswith("不是网页（application/pdf）")
    assert "article.text 选择器“div.content”" in reasons["/empty.html"]
    assert "localhost 不在来源的 allowed_domains 之内" in reasons["/away"]
    assert reasons["/round"] == "网页来回跳转，没有尽头"
    assert len(reasons) == 6
    assert site.asked["/secret/1.html"] == 0
    assert site.asked["/robots.txt"] >= 1


def test_an_article_that_is_listed_under_two_addresses_is_asked_once(site: Any, office: Office) -> None:
    site.listing("/list.html", ["old", "文章/甲.html"])
    site.article("/%E6%96%87%E7%AB%A0/%E7%94%B2.html", "甲")
    site.redirects["/old"] = "/%E6%96%87%E7%AB%A0/%E7%94%B2.html"
    result = office.crawl(source(site.url))
    address = f"{site.url}/%E6%96%87%E7%AB%A0/%E7%94%B2.html"
    assert (result.items, [url for url, _ in result.duplicates]) == (1, [f"{site.url}/old"])
    assert [document.source.url for document in office.documents] == [address]
    assert site.asked["/%E6%96%87%E7%AB%A0/%E7%94%B2.html"] == 1
    result = office.crawl(source(site.url))
    assert (result.items, result.known, site.asked["/old"]) == (0, 2, 1)


def test_nothing_is_asked_of_the_private_network_unless_the_source_says_so(site: Any, office: Office) -> None:
    """A name that resolves to this machine: only the guard can know."""
    site.listing("/list.html", ["1.html"])
    url = site.url.replace("127.0.0.1", "localhost")
    result = office.crawl(source(url, allowed_domains=["localhost"], private_network=False))
    assert result.failed == (
        (f"{url}/list.html", "localhost 是内网地址，没有抓取；确需采集内网网站时，请在来源文件中写 private_network: true"),
    )
    assert not result.healthy
    assert site.asked.total() == 0


@pytest.mark.parametrize(
    ("healthy", "limit", "words"),
    [
        ({"min": 2, "max": 2, "days": 30}, None, None),
        (
            {"min": 5, "max": 9},
            None,
            "“测试站”（test-site）：本次只见到 2 条，少于正常的至少 5 条；网站可能已改版。请核对来源文件中的 list.links",
        ),
        ({"min": 5, "max": 9}, 2, None),
        ({"min": 0, "max": 1}, None, "多于正常的至多 1 条"),
        ({"min": 0, "days": 3}, None, "最新一条是 2025-03-01 的，已超过 3 天没有更新"),
    ],
)
def test_what_is_not_as_the_source_promises_is_a_warning_with_a_remedy(
    read_office: Office, healthy: dict[str, int], limit: int | None, words: str | None
) -> None:
    tally = Tally()
    tally.add(Ended("finished"))
    with closing(Frontier(read_office.state / "test-site.db")) as frontier:
        result = tally.result(source("http://127.0.0.1", healthy=healthy), frontier, limit=limit, today=date(2025, 3, 10))
    assert (result.healthy, result.listed) == (words is None, 2)
    assert (words or "") in (result.warning or "")


@pytest.fixture(scope="module")
def read_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that crawled a site with two articles of 1 March 2025."""
    office = Office(tmp_path_factory.mktemp("read"))
    with serving() as site:
        site.listing("/list.html", ["1.html", "2.html"])
        site.article("/1.html", "甲", day="2025-02-27")
        site.article("/2.html", "乙")
        assert office.crawl(source(site.url)).healthy
    return office


def test_a_second_crawl_reads_only_what_is_new(site: Any, office: Office) -> None:
    site.listing("/list.html", ["1.html", "moved"])
    site.article("/1.html", "甲")
    site.article("/2.html", "乙")
    site.redirects["/moved"] = "/2.html"
    assert office.crawl(source(site.url)).items == 2
    site.listing("/list.html", ["1.html", "moved", "3.html"])
    site.article("/3.html", "丙")
    result = office.crawl(source(site.url, healthy={"min": 3, "max": 9}))
    assert (result.items, result.known, result.healthy) == (1, 2, True)
    assert office.titles() == ["丙", "乙", "甲"]
    assert (site.asked["/1.html"], site.asked["/moved"]) == (1, 1)


def test_the_limit_is_kept(site: Any, office: Office) -> None:
    site.listing("/list.html", [f"{i}.html" for i in range(10)])
    for i in range(10):
        site.article(f"/{i}.html", f"第{i}篇")
    result = office.crawl(source(site.url, healthy={"min": 8, "max": 99}), limit=3)
    assert (result.items, len(office.documents), result.healthy) == (3, 3, True)
    assert sum(site.asked[f"/{i}.html"] for i in range(10)) == 3


def test_a_site_that_is_down(office: Office) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    result = office.crawl(source(f"http://127.0.0.1:{port}", politeness={"delay": 0, "retries": 0}))
    assert (result.items, result.pages, result.healthy) == (0, 0, False)
    assert result.failed == ((f"http://127.0.0.1:{port}/list.html", "无法连接网站，请检查网站是否可用"),)
    assert str(result.warning).count("请检查网站是否可用") == 1
    assert "列表页无法打开：无法连接网站" in str(result.warning)


def test_a_list_page_that_is_gone(site: Any, office: Office) -> None:
    result = office.crawl(source(site.url))
    assert not result.healthy
    assert "列表页无法打开：网页不存在（404）" in str(result.warning)


def test_what_the_receiver_raises_ends_the_crawl_and_the_article_comes_again(site: Any, office: Office) -> None:
    site.listing("/list.html", ["1.html"])
    site.article("/1.html", "甲")

    def full(document: Document) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        crawl(source(site.url), vault=office.vault, state_dir=office.state, on_document=full)
    assert office.crawl(source(site.url)).items == 1


def test_a_state_file_that_is_broken_is_named_with_a_remedy(site: Any, office: Office) -> None:
    state = office.state / "test-site.db"
    state.parent.mkdir()
    state.write_bytes("乱码".encode() * 5000)
    result = office.crawl(source(site.url))
    assert (result.healthy, result.asked) == (False, False)
    assert str(state) in str(result.warning)
    assert "删除后重新采集" in str(result.warning)
    assert site.asked.total() == 0


def test_pauses_are_kept(site: Any, office: Office) -> None:
    site.listing("/list.html", ["1.html", "2.html"])
    site.article("/1.html", "甲")
    site.article("/2.html", "乙")
    office.crawl(source(site.url, politeness={"delay": 0.4}))
    times = [request.at for request in site.requests]
    assert len(times) == 4  # robots.txt and three pages
    assert min(after - before for before, after in pairwise(times)) > 0.35
