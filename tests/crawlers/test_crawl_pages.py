"""Pages as sites serve them, over real HTTP: charsets, sizes, types, addresses of one page. One crawl each."""

from __future__ import annotations

import gzip
import zlib
from urllib.parse import quote

from tests.crawlers.conftest import Answer, Site, article
from tests.crawlers.office import Office, source

RARE = "㐂𠮷镕城管局〔2024〕处罚"  # the first two are four bytes each in GB 18030
TRADITIONAL = "城管執法人員扣押車輛沒有單據"


def _meta(charset: str) -> str:
    return f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'


def _page(path: str, title: str, codec: str, kind: str, *, head: str = "", start: bytes = b"") -> Answer:
    """An article whose text holds its path: the same words twice would be one article."""
    html = f"{head}<h1>{title}</h1><div class=content><p>{path}：{title * 3}。</p></div>"
    return 200, kind, start + html.encode(codec)


def test_every_charset_and_every_lie_about_it(site: Site, office: Office) -> None:
    served = {
        "/gb18030.html": ("gb18030", "text/html; charset=gb18030", "", b""),
        "/gb2312-said.html": ("gb18030", "text/html; charset=gb2312", "", b""),
        "/gb18030-unsaid.html": ("gb18030", "text/html", "", b""),
        "/meta-lies.html": ("utf-8", "text/html", _meta("gb2312"), b""),
        "/header-lies.html": ("gb18030", "text/html; charset=utf-8", _meta("gbk"), b""),
        "/both-lie.html": ("utf-8", "text/html; charset=gbk", _meta("gbk"), b""),
        "/mark.html": ("utf-8", "text/html; charset=gbk", _meta("gbk"), b"\xef\xbb\xbf"),
        "/utf-16.html": ("utf-16", "text/html", "", b""),
        "/unknown.html": ("gb18030", "text/html; charset=x-chinese", "", b""),
        "/big5.html": ("big5", "text/html; charset=big5", "", b""),
        "/big5-unsaid.html": ("big5", "text/html", "", b""),
        "/big5-lies.html": ("big5", "text/html; charset=gbk", _meta("gb2312"), b""),
    }
    titles = {path: TRADITIONAL if codec == "big5" else RARE for path, (codec, *_) in served.items()}
    for path, (codec, kind, head, start) in served.items():
        site.pages[path] = _page(path, titles[path], codec, kind, head=head, start=start)
    site.listing("/list.html", list(served), codec="gbk", kind="")
    result = office.crawl(source(site.url))
    assert result.failed == ()
    assert {str(document.source.url).removeprefix(site.url): document.title for document in office.documents} == titles
    for document in office.documents:
        assert document.text.endswith(f"{document.title}。")


def test_queries_are_asked_in_the_charset_of_the_page_and_paths_in_utf_8(site: Site, office: Office) -> None:
    named = "执法/one.asp?类别=城管&id=1#正文"
    site.listing("/list.html", [named], codec="gbk", after='<a class=next href="more.asp?栏目=执法">下一页</a>')
    more = f"/more.asp?{quote('栏目', encoding='gbk')}={quote('执法', encoding='gbk')}"
    site.listing(more, [named.replace("1", "2")])
    gbk = f"/{quote('执法')}/one.asp?{quote('类别', encoding='gbk')}={quote('城管', encoding='gbk')}&id=1"
    utf8 = f"/{quote('执法')}/one.asp?{quote('类别')}={quote('城管')}&id=2"
    site.article(gbk, "甲")
    site.article(utf8, "乙")
    result = office.crawl(source(site.url, pagination={"next": "a.next", "max_pages": 2}))
    assert result.failed == ()
    assert office.titles() == ["乙", "甲"]


def test_pages_that_are_too_large_and_pages_that_are_none(site: Site, office: Office) -> None:
    large = b"<h1>x</h1><div class=content>" + b"x" * (21 << 20)
    site.pages |= {
        "/large.html": (200, "text/html", large),
        "/bomb.html": (200, "text/html", gzip.compress(large), {"Content-Encoding": "gzip"}),
        "/redirect-bomb.html": (200, "text/html", zlib.compress(large), {"Content-Encoding": "deflate"}),
        "/twice.html": (200, "text/html", gzip.compress(gzip.compress(large)), {"Content-Encoding": "gzip, gzip"}),
        "/packed.html": (200, "text/html", gzip.compress(article("甲").encode()), {"Content-Encoding": "gzip"}),
        "/broken.html": (200, "text/html", b"\x1f\x8b\x08\x00broken", {"Content-Encoding": "gzip"}),
        "/picture.html": (200, "image/png", b"\x89PNG"),
        "/empty.html": (200, "text/html", b""),
        "/nothing.html": (204, "text/html", b""),
        "/untyped.html": (200, "", article("丙").encode()),
        "/xhtml.html": (200, "application/xhtml+xml; charset=utf-8", article("丁").encode()),
    }
    site.listing("/list.html", [path for path in site.pages if path.endswith(".html")])
    result = office.crawl(source(site.url))
    reasons = {url.removeprefix(site.url): reason for url, reason in result.failed}
    for path in ("/large.html", "/bomb.html", "/redirect-bomb.html", "/twice.html"):
        assert reasons[path] == "网页过大，已放弃", path
    assert reasons["/picture.html"] == "不是网页（image/png），没有读取"
    assert office.titles() == ["丁", "丙", "甲"]
    assert reasons["/broken.html"] == "网页没有传完"
    assert "没有找到正文" in reasons["/empty.html"]
    assert len(reasons) == 8


def test_the_addresses_of_one_page_are_one_document(site: Site, office: Office) -> None:
    def own(title: str, canonical: str) -> str:
        return article(title, head=f'<link rel="canonical" href="{canonical}">')

    site.listing(
        "/list.html",
        [
            "a/1.html",
            "a/1.html?utm_source=wx&from=timeline",
            "a/1.html;jsessionid=0A1B",
            "a/",
            "a/index.html",
            "b.html?id=2&page=1",
            "b.html?page=1&id=2",
            "c/3.html",
            "print.html?id=3",
            "copy.html",
            "same-name/1.html",
            "same-name/2.html",
            "foreign.html",
        ],
    )
    site.article("/a/1.html", "一")
    site.article("/a/", "目录")
    site.article("/b.html?id=2&page=1", "二")
    site.html("/print.html?id=3", own("三", "/c/3.html"))
    site.html("/c/3.html", own("三", "/c/3.html"))
    site.article("/copy.html", "一")
    site.html("/same-name/1.html", own("四", "/template.html"))  # as sites do by mistake
    site.html("/same-name/2.html", own("五", "/template.html"))
    site.html("/foreign.html", own("六", "http://elsewhere.example/x.html"))
    result = office.crawl(source(site.url))
    named = {document.title: str(document.source.url).removeprefix(site.url) for document in office.documents}
    assert result.items == len(office.documents) == len(named)
    assert named == {
        "一": "/a/1.html",
        "目录": "/a/",
        "二": "/b.html?id=2&page=1",
        "三": "/c/3.html",
        "四": "/template.html",
        "五": "/same-name/2.html",
        "六": "/foreign.html",
    }
    assert max(count for path, count in site.asked.items() if path != "/robots.txt") == 1
    assert site.asked.total() == 2 + 9
    assert {of.removeprefix(site.url) for _, of in result.duplicates} == {"/a/1.html", "/c/3.html"}
    result = office.crawl(source(site.url))
    assert (result.items, result.known, site.asked.total()) == (0, 9, 4 + 9)
