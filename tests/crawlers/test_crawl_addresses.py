"""Nothing is asked that may not be: pages, maps, feeds and interfaces of a public site that lead into the private network.

The site answers as a proxy for public names, so that no network is needed; ``localhost`` alone is resolved by the crawler itself.
"""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from crawlers.addresses import is_public
from tests.crawlers.conftest import Site, article
from tests.crawlers.office import Office, source

PUBLIC = "http://news.example.gov.cn"
INSIDE = {  # address → what the source would let it be, were it not private
    "http://169.254.169.254/latest/meta-data": "169.254.169.254",
    "http://2130706433/decimal": "2130706433",
    "http://0x7f.1/hexadecimal": "0x7f.1",
    "http://0177.0.0.1/octal": "0177.0.0.1",
    "http://127.1/short": "127.1",
    "http://10.0.0.8/relative": "10.0.0.8",
    "http://localhost/resolved": "localhost",
}
SNEAKED = (  # hosts that no source can allow
    "http://[::1]/six",
    "http://[::ffff:127.0.0.1]/mapped",
    "http://news.example.gov.cn@192.168.1.1/user",
    "http://news.example.gov.cn.evil.example/suffix",
    "http://evilnews.example.gov.cn.example/prefix",
)
NO_PAGES = (
    "file:///etc/passwd",
    "ftp://10.0.0.8/x",
    "data:text/html,<h1>x</h1>",
    "gopher://127.0.0.1:70/x",
    "dict://127.0.0.1:11211/stats",
)


@pytest.fixture
def world(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The public site, and everything inside, which would all answer."""
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, site.url)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "localhost")
    site.pages[f"{PUBLIC}/robots.txt"] = site.pages["/robots.txt"]
    site.pages[f"{PUBLIC}/good.html"] = (200, "text/html", article("公开").encode())
    for address in (*INSIDE, *SNEAKED):
        site.pages[address] = (200, "text/html", article("内部").encode())
    return site


def _public(**changes: Any) -> Any:
    domains = ["example.gov.cn", *INSIDE.values()]
    return source(PUBLIC, allowed_domains=domains, private_network=None, **changes)


def _only_public_was_asked(site: Site, office: Office) -> None:
    assert office.titles() == ["公开"]
    assert [path for path in site.asked if not path.startswith(f"{PUBLIC}/")] == []


def test_links_redirects_and_bases_do_not_lead_inside(world: Site, office: Office) -> None:
    sneaking = [f"r{n}" for n in range(len(NO_PAGES))]
    world.listing(f"{PUBLIC}/list.html", ["good.html", "//10.0.0.8/relative", "moved", "refresh", *INSIDE, *SNEAKED, *NO_PAGES, *sneaking])
    world.html(f"{PUBLIC}/base.html", '<base href="http://10.0.0.8/"><ul class=news><li><a href=base>标题</a></ul>')
    world.redirects |= {f"{PUBLIC}/r{n}": address for n, address in enumerate(NO_PAGES)}
    world.redirects[f"{PUBLIC}/moved"] = "http://10.0.0.8/moved"
    world.html(f"{PUBLIC}/refresh", '<meta http-equiv=refresh content="0; url=http://10.0.0.8/refresh">')
    result = office.crawl(_public(start_urls=[f"{PUBLIC}/list.html", f"{PUBLIC}/base.html"]))
    _only_public_was_asked(world, office)
    reasons = dict(result.failed)
    for address in (*INSIDE, f"{PUBLIC}/moved", f"{PUBLIC}/refresh", "http://10.0.0.8/base"):
        assert "是内网地址，没有抓取" in reasons[address], address
    for address in SNEAKED:
        assert "不在来源的 allowed_domains 之内" in reasons[address.replace("news.example.gov.cn@", "")], address
    for name in sneaking:
        assert reasons[f"{PUBLIC}/{name}"] == "网站返回异常（302）"
    assert len(reasons) == len(INSIDE) + 3 + len(SNEAKED) + len(sneaking)


def test_sitemaps_do_not_lead_inside(world: Site, office: Office) -> None:
    maps = "".join(f"Sitemap: {address}.xml\n" for address in (*INSIDE, *SNEAKED)) + f"Sitemap: {PUBLIC}/index.xml\n"
    world.pages[f"{PUBLIC}/robots.txt"] = (200, "text/plain", f"User-agent: *\n{maps}".encode())
    entries = "".join(f"<sitemap><loc>{address}.gz</loc></sitemap>" for address in (*INSIDE, f"{PUBLIC}/map", "file:///etc/passwd"))
    world.pages[f"{PUBLIC}/index.xml"] = (200, "text/xml", f"<sitemapindex>{entries}</sitemapindex>".encode())
    pages = "".join(f"<url><loc>{address}</loc></url>" for address in (*INSIDE, *SNEAKED, *NO_PAGES[:2], f"{PUBLIC}/good.html"))
    world.pages[f"{PUBLIC}/map.gz"] = (200, "application/gzip", gzip.compress(f"<urlset>{pages}</urlset>".encode()))
    result = office.crawl(_public(type="sitemap", list=None, start_urls=[f"{PUBLIC}/robots.txt"]))
    _only_public_was_asked(world, office)
    refused = {url for url, reason in result.failed if "没有抓取" in reason}
    assert refused == {f"{address}{end}" for address in INSIDE for end in ("", ".xml", ".gz")} | {
        f"{address.replace('news.example.gov.cn@', '')}{end}" for address in SNEAKED for end in ("", ".xml")
    }


def test_feeds_and_interfaces_do_not_lead_inside(world: Site, office: Office) -> None:
    entries = "".join(f"<item><title>x</title><link>{address}</link></item>" for address in (*INSIDE, *NO_PAGES[:2], f"{PUBLIC}/good.html"))
    world.pages[f"{PUBLIC}/list.html"] = (200, "text/xml", f"<rss version='2.0'><channel>{entries}</channel></rss>".encode())
    result = office.crawl(_public(id="feed", type="feed", list=None))
    _only_public_was_asked(world, office)
    assert {url for url, reason in result.failed if "没有抓取" in reason} == set(INSIDE)

    office.documents.clear()
    body = json.dumps(
        {"items": [{"url": address} for address in (*INSIDE, *NO_PAGES, f"{PUBLIC}/good.html")], "next": "http://10.0.0.8/next"}
    )
    world.pages[f"{PUBLIC}/list.html"] = (200, "application/json", body.encode())
    result = office.crawl(_public(id="json", type="json", list=None, json={"items": "items", "url": "url", "next": "next"}))
    _only_public_was_asked(world, office)
    assert {url for url, reason in result.failed if "没有抓取" in reason} == {*INSIDE, "http://10.0.0.8/next"}


def test_maps_and_feeds_that_name_files_of_this_machine_get_none(world: Site, office: Office) -> None:
    """External and swelling entities of XML."""
    evil = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    world.pages[f"{PUBLIC}/list.html"] = (
        200,
        "text/xml",
        f"{evil}<rss version='2.0'><channel><item><title>甲&f;&b;</title><link>{PUBLIC}/1</link>"
        "<description>正文&f;&b;</description></item></channel></rss>".encode(),
    )
    office.crawl(_public(type="feed", list=None, article=None))
    said = "".join(f"{document.title}{document.text}" for document in office.documents)
    assert "root:" not in said
    assert "a" * 100 not in said


def test_a_name_and_password_in_a_link_are_not_sent_and_not_kept(site: Site, office: Office) -> None:
    host = site.url.removeprefix("http://")
    site.listing("/list.html", ["1.html", f"http://user:secret@{host}/1.html", f"http://user:secret@{host}/2.html"])
    site.article("/1.html", "甲")
    site.article("/2.html", "乙")
    office.crawl(source(site.url))
    assert sorted(str(document.source.url) for document in office.documents) == [f"{site.url}/1.html", f"{site.url}/2.html"]
    assert site.asked["/1.html"] == 1
    assert not [request for request in site.requests if "Authorization" in request.headers]


def test_a_redirect_to_another_host_of_the_source_obeys_the_robots_txt_there(site: Site, office: Office) -> None:
    other = site.url.replace("127.0.0.1", "localhost")
    site.listing("/list.html", ["away", "forbidden"])
    site.redirects |= {"/away": f"{other}/1.html", "/forbidden": f"{other}/secret/2.html"}
    site.article("/1.html", "甲")
    site.article("/secret/2.html", "机密")
    result = office.crawl(source(site.url, allowed_domains=["127.0.0.1", "localhost"]))
    assert [(document.title, document.source.url) for document in office.documents] == [("甲", f"{other}/1.html")]
    assert result.forbidden == (f"{site.url}/forbidden",)
    assert (site.asked["/robots.txt"], site.asked["/secret/2.html"]) == (2, 0)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2400:3200::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fd00::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b::808:808", True),
        ("64:ff9b:1::7f00:1", False),
        ("::ffff:0:7f00:1", False),
        ("fec0::1", False),
        ("2130706433", False),
        ("0x7f.1", False),
        ("0177.0.0.1", False),
        ("127.1", False),
        ("0", False),
        ("www.example.gov.cn", None),
        ("10.example.gov.cn", None),
    ],
)
def test_public_and_private_addresses_are_told_apart(address: str, public: bool | None) -> None:
    assert is_public(address) is public
